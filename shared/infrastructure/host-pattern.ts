/** Host name patterns of the catalogue: whole labels only, so that a look-alike with more labels behind never matches. */

/** A pattern cut into labels, leftmost first. */
export interface HostPattern {
  readonly text: string;
  readonly labels: readonly string[];
  /** The pattern begins with `*.`: one or more labels of any kind stand in front. */
  readonly open: boolean;
  /** How many letters the pattern fixes: the more, the more specific. */
  readonly fixed: number;
}

const patternText = /^(?:\*|[a-z0-9_*#-]{1,63})(?:\.[a-z0-9_*#-]{1,63})*$/;

/** True for text that `compileHostPattern` reads as meant: lower case labels, `*` and `#` in them, at least the last label fixed. */
export function isHostPattern(text: string): boolean {
  if (text.length > 253 || !patternText.test(text)) return false;
  const labels = text.split('.');
  return labels.length === 1 ? /^[a-z0-9_-]{3,}/.test(text) : !/[*#]/.test(labels.at(-1) ?? '*');
}

/**
 * Takes a pattern: labels between dots; a leading `*` label stands for one or more labels, inside a label `*` stands for any run of
 * letters, digits, hyphens and underscores (also none), `#` for one or more digits.
 */
export function compileHostPattern(text: string): HostPattern {
  const labels = text.split('.');
  const open = labels[0] === '*';
  return { text, labels: open ? labels.slice(1) : labels, open, fixed: text.replace(/[*#]/g, '').length };
}

/** A host name in lower case without final dot; null where it is no name (an address, empty, or longer than RFC 1035 section 2.3.4 allows). */
export function normalizeHost(host: string): string | null {
  if (host.length > 254) return null;
  const name = host.toLowerCase().replace(/\.$/, '');
  return /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/.test(name) && !/^[\d.]+$/.test(name) ? name : null;
}

/** True where the (normalised) host matches the pattern label for label. */
export function matchesHost(pattern: HostPattern, host: string): boolean {
  return matchesLabels(pattern, host.split('.'));
}

function matchesLabels(pattern: HostPattern, labels: readonly string[]): boolean {
  const extra = labels.length - pattern.labels.length;
  if (pattern.open ? extra < 1 : extra !== 0) return false;
  return pattern.labels.every((label, index) => matchesLabel(label, labels[index + extra] ?? ''));
}

/** Glob match of one label by the usual single back-track: at most pattern × label steps, and both are at most 63 long. */
function matchesLabel(pattern: string, label: string): boolean {
  let at = 0;
  let position = 0;
  let star = -1;
  let retry = 0;
  while (position < label.length) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at;
      retry = position;
      at += 1;
    } else if (wanted === '#' && isDigit(label[position])) {
      // Greedy is exact here: what follows a `#` in a pattern is never a digit or another `#` (held by the schema test).
      while (isDigit(label[position])) position += 1;
      at += 1;
    } else if (wanted !== undefined && wanted === label[position]) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      retry += 1;
      position = retry;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** Patterns with what they stand for, found by the last two labels of a host. */
export interface HostTable<T> {
  /** Owners of all patterns that match, the most specific pattern first; null input and odd names give none. */
  find(host: string | null): readonly T[];
}

export function createHostTable<T>(entries: readonly { readonly pattern: string; readonly owner: T }[]): HostTable<T> {
  const table = new Map<string, { pattern: HostPattern; owner: T }[]>();
  for (const { pattern, owner } of entries) {
    const compiled = compileHostPattern(pattern);
    const key = indexKey(compiled.labels);
    const list = table.get(key);
    if (list === undefined) table.set(key, [{ pattern: compiled, owner }]);
    else list.push({ pattern: compiled, owner });
  }
  for (const list of table.values()) list.sort((one, other) => other.pattern.fixed - one.pattern.fixed);
  return {
    find(host) {
      const name = host === null ? null : normalizeHost(host);
      if (name === null) return [];
      const labels = name.split('.');
      const keys = new Set([labels.slice(-2).join('.'), `*.${labels.at(-1)}`, labels.length === 1 ? '*' : '']);
      return [...keys].flatMap((key) =>
        (table.get(key) ?? []).filter((entry) => matchesLabels(entry.pattern, labels)).map((entry) => entry.owner),
      );
    },
  };
}

function indexKey(labels: readonly string[]): string {
  const last = labels.slice(-2);
  if (last.length < 2) return labels.length === 1 && /[*#]/.test(labels[0] ?? '') ? '*' : `*.${labels[0]}`;
  return /[*#]/.test(last[0] ?? '') ? `*.${last[1]}` : last.join('.');
}
