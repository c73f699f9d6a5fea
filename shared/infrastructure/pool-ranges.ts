/** The address ranges of the catalogue's shared pools, to cut granted ranges along: whose pool is which part? */
import { type AddressRange, type AddressSet, createAddressSet, overlapOf, sizeOf } from '../names/address-set.ts';
import { parseNetwork } from './address-table.ts';
import { shippedOperators } from './match.ts';
import type { OperatorEntry } from './operator.ts';

export interface PoolPart {
  readonly range: AddressRange;
  /** Id of the operator whose pool the part lies in; null where it is nobody's in the catalogue. */
  readonly operator: string | null;
}

export interface PoolRanges {
  /** Cuts a range where pools begin and end; the parts tile it, in order within each pool. */
  cut(range: AddressRange): readonly PoolPart[];
}

/** Takes the user's own entries: one with the id of a shipped entry replaces it, as in `createInfrastructure`. Dedicated pools are one customer's and left out. */
export function createPoolRanges(overrides: readonly OperatorEntry[] = []): PoolRanges {
  const entries = new Map([...shippedOperators(), ...overrides].map((entry) => [entry.id, entry]));
  const all: AddressSet = createAddressSet();
  const pools = [...entries.values()]
    .flatMap(({ id, pools: own }) =>
      own.flatMap((pool) => (pool.scope === 'dedicated' ? [] : pool.networks.map((text) => ({ operator: id, range: rangeOfText(text) })))),
    )
    .flatMap(({ operator, range }) => (range === null ? [] : [{ operator, range, size: sizeOf(range) }]))
    // The narrowest range owns an address, as everywhere in the catalogue; of equals the first by id.
    .sort((one, other) => (one.size === other.size ? (one.operator < other.operator ? -1 : 1) : one.size < other.size ? -1 : 1));
  for (const { range } of pools) all.add(range);
  return {
    cut(range) {
      // Most ranges are nobody's: one look-up says so.
      if (all.within(range).length === 0) return [{ range, operator: null }];
      const taken = createAddressSet();
      const parts: PoolPart[] = [];
      for (const pool of pools) {
        const overlap = overlapOf(range, pool.range);
        if (overlap === null) continue;
        for (const part of taken.add(overlap)) parts.push({ range: part, operator: pool.operator });
      }
      for (const part of taken.add(range)) parts.push({ range: part, operator: null });
      return parts;
    },
  };
}

function rangeOfText(text: string): AddressRange | null {
  const network = parseNetwork(text);
  if (network === null) return null;
  const { version, words, prefix } = network;
  const first = words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  return { version, first, last: first + (1n << BigInt((version === 4 ? 32 : 128) - prefix)) - 1n };
}
