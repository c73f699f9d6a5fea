/** Statements about tenants of operators that nobody knows: a typing error, most likely, and never compared with anything. */
import type { KnownTenant } from '../facts/tenant-knowledge.ts';

/** Takes what was declared and the ids of all operators, shipped and of the user's own; gives the ids that are none of them, each once, sorted. */
export function unknownOperators(statements: readonly KnownTenant[], catalogue: ReadonlySet<string>): readonly string[] {
  return [...new Set(statements.map(({ operator }) => operator))].filter((operator) => !catalogue.has(operator)).sort();
}
