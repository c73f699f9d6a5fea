/** Which elements an aggregate report has and where they stand: RFC 7489 appendix C and RFC 9990 together. */

/** Child elements of each element, by schema path below the root. */
const tree: Readonly<Record<string, readonly string[]>> = {
  '': ['version', 'report_metadata', 'policy_published', 'record', 'extension'],
  report_metadata: ['org_name', 'email', 'extra_contact_info', 'report_id', 'date_range', 'error', 'generator'],
  date_range: ['begin', 'end'],
  policy_published: ['domain', 'p', 'sp', 'np', 'adkim', 'aspf', 'pct', 'fo', 'testing', 'discovery_method'],
  record: ['row', 'identifiers', 'identities', 'auth_results'],
  row: ['source_ip', 'count', 'policy_evaluated'],
  policy_evaluated: ['disposition', 'dkim', 'spf', 'reason'],
  reason: ['type', 'comment'],
  identifiers: ['header_from', 'envelope_from', 'envelope_to'],
  identities: ['header_from', 'envelope_from', 'envelope_to'],
  auth_results: ['dkim', 'spf'],
  dkim: ['domain', 'selector', 'result', 'human_result'],
  spf: ['domain', 'scope', 'result', 'human_result'],
};

const parents = new Map<string, string[]>();
for (const [parent, children] of Object.entries(tree)) {
  for (const child of children) parents.set(child, [...(parents.get(child) ?? []), parent === '' ? 'feedback' : parent]);
}

/** All element names, the root's too. */
export const knownNames: ReadonlySet<string> = new Set(['feedback', ...parents.keys()]);

/** Names of the elements that may hold this one; none for an unknown element and for the root. */
export function parentsOf(name: string): readonly string[] {
  return parents.get(name) ?? [];
}

/** Elements that hold text and no elements. `dkim` and `spf` are such below `policy_evaluated` only. */
export function isLeaf(name: string, parent: string | null): boolean {
  if (name === 'dkim' || name === 'spf') return parent === 'policy_evaluated';
  return knownNames.has(name) && name !== 'feedback' && name !== 'extension' && tree[name] === undefined;
}

/** Whether the schema lets `parent` (the root is `feedback`) hold `name`. */
export function mayHold(parent: string, name: string): boolean {
  return parentsOf(name).includes(parent);
}

/** The known name that a misspelt one stands for: at most two letters off, and no other as near. Null where none is. */
export function nearestName(name: string, parent: string | null): string | null {
  if (name.length < 4 || name.length > 40) return null;
  const key = `${parent ?? ''}/${name}`;
  const known = nearest.get(key);
  if (known !== undefined) return known;
  const found = findNearest(name, parent);
  // Hostile input may hold a million different names; then each costs its own search of some microseconds.
  if (nearest.size < 1_000) nearest.set(key, found);
  return found;
}

const nearest = new Map<string, string | null>();

function findNearest(name: string, parent: string | null): string | null {
  const candidates = [...knownNames].filter((known) => Math.abs(known.length - name.length) <= 2 && known.length >= 4);
  const close = candidates
    .map((known) => ({ known, distance: editDistance(name, known), fits: parent !== null && mayHold(parent, known) }))
    .filter(({ distance, known }) => distance <= (known.length <= 6 ? 1 : 2))
    .sort((one, other) => Number(other.fits) - Number(one.fits) || one.distance - other.distance);
  const [first, second] = close;
  if (first === undefined) return null;
  return second !== undefined && second.fits === first.fits && second.distance === first.distance ? null : first.known;
}

/** Levenshtein distance, where swapped neighbours count once. Names are short. */
function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1;
      let best = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + cost);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return previous[other.length] ?? 0;
}
