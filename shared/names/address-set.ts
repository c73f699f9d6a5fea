/** Sets of addresses as sorted ranges: who was let in first, and how many that are, counted once. */
import type { IpNetwork } from './ip-network.ts';

/** Addresses of one version as numbers; `last` is inclusive. */
export interface AddressRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** Every address of a version. */
export const everyAddress: Readonly<Record<4 | 6, AddressRange>> = {
  4: { version: 4, first: 0n, last: (1n << 32n) - 1n },
  6: { version: 6, first: 0n, last: (1n << 128n) - 1n },
};

export function rangeOf(network: IpNetwork): AddressRange {
  const first = network.words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const bits = network.version === 4 ? 32 : 128;
  return { version: network.version, first, last: first + (1n << BigInt(bits - network.prefix)) - 1n };
}

export function sizeOf({ first, last }: AddressRange): bigint {
  return last - first + 1n;
}

/** The part that two ranges have in common, or null. */
export function overlapOf(one: AddressRange, other: AddressRange): AddressRange | null {
  if (one.version !== other.version) return null;
  const first = one.first > other.first ? one.first : other.first;
  const last = one.last < other.last ? one.last : other.last;
  return first > last ? null : { version: one.version, first, last };
}

export interface AddressSet {
  /** Adds the range; gives the parts of it that were not in the set before, in order. */
  add(range: AddressRange): readonly AddressRange[];
  /** What of the range is in the set, in order. */
  within(range: AddressRange): readonly AddressRange[];
  /** What of the version is not in the set, in order. */
  missing(version: 4 | 6): readonly AddressRange[];
  /** Whether no address of the version is missing; in constant time. */
  isFull(version: 4 | 6): boolean;
}

/** An empty set. Adding is logarithmic in the number of ranges, but for moving them in memory: a record of an attacker may list thousands. */
export function createAddressSet(): AddressSet {
  const held: Readonly<Record<4 | 6, AddressRange[]>> = { 4: [], 6: [] };

  /** Index of the first range that does not end before the address. */
  function findFrom(ranges: readonly AddressRange[], address: bigint): number {
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ranges[middle]?.last ?? 0n) < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function within(range: AddressRange): readonly AddressRange[] {
    const ranges = held[range.version];
    const found: AddressRange[] = [];
    for (let index = findFrom(ranges, range.first); index < ranges.length; index++) {
      const overlap = overlapOf(ranges[index] ?? range, range);
      if (overlap === null) break;
      found.push(overlap);
    }
    return found;
  }

  function gapsIn(range: AddressRange): readonly AddressRange[] {
    const { version } = range;
    const gaps: AddressRange[] = [];
    let next = range.first;
    for (const { first, last } of within(range)) {
      if (first > next) gaps.push({ version, first: next, last: first - 1n });
      next = last + 1n;
    }
    if (next <= range.last) gaps.push({ version, first: next, last: range.last });
    return gaps;
  }

  return {
    within,
    missing: (version) => gapsIn(everyAddress[version]),
    // Neighbours are joined, so a full set is one range.
    isFull(version) {
      const [only] = held[version];
      return only !== undefined && only.first === 0n && only.last === everyAddress[version].last;
    },
    add(range) {
      const gaps = gapsIn(range);
      if (gaps.length === 0) return gaps;
      const ranges = held[range.version];
      // Neighbours without a gap between them become one, so that a record that lists a network address by address stays one range.
      const start = findFrom(ranges, range.first - 1n);
      let end = start;
      let { first, last } = range;
      for (; end < ranges.length; end++) {
        const known = ranges[end];
        if (known === undefined || known.first > range.last + 1n) break;
        if (known.first < first) first = known.first;
        if (known.last > last) last = known.last;
      }
      ranges.splice(start, end - start, { version: range.version, first, last });
      return gaps;
    },
  };
}
