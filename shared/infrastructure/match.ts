/** The catalogue of shared infrastructure, put together from one file an operator and the user's own entries. */
import type { Infrastructure } from '../facts/infrastructure.ts';
import { createAttributor } from './attribution.ts';
import { createMarkFinder } from './mark-finder.ts';
import { createNameLookups } from './name-lookups.ts';
import { OperatorEntry } from './operator.ts';

const shippedFiles = import.meta.glob<unknown>('./operators/*.json', { eager: true, import: 'default' });
let shipped: readonly OperatorEntry[] | undefined;

/** The shipped entries, sorted by id; checked against the schema once, when first asked for. */
export function shippedOperators(): readonly OperatorEntry[] {
  shipped ??= sortById(Object.values(shippedFiles).map((file) => OperatorEntry.parse(file)));
  return shipped;
}

/** Takes the user's own entries: one with the id of a shipped entry replaces it, others are added. */
export function createInfrastructure(overrides: readonly OperatorEntry[] = []): Infrastructure {
  const entries = new Map([...shippedOperators(), ...overrides].map((entry) => [entry.id, entry]));
  const operators = sortById([...entries.values()]);
  return {
    ...createAttributor(operators),
    ...createNameLookups(operators),
    ...createMarkFinder(operators),
    missingStamps(operator, headers) {
      const present = new Set(headers.map((field) => field.key));
      const mandatory = entries.get(operator)?.mandatory ?? [];
      return mandatory.map((stamp) => stamp.header).filter((name) => !present.has(name.toLowerCase()));
    },
    nameOf: (operator) => entries.get(operator)?.name ?? operator,
  };
}

function sortById(entries: readonly OperatorEntry[]): OperatorEntry[] {
  return entries.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
