/** Domain names in one canonical form, and the only place where two of them are compared. */
import { domainToASCII, domainToUnicode } from 'node:url';

/** RFC 1035 section 2.3.4, without the final dot and the length octets. */
const longestName = 253;
const longestLabel = 63;

/** The dots that IDNA treats as label separators (UTS 46 section 4.5). */
const otherDots = /[\u3002\uff0e\uff61]/g;
/** Printable ASCII without capitals: nothing to convert. */
const canonicalCharacters = /^[\x20-\x40\x5b-\x7e]*$/;
const hostCharacters = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/**
 * Makes a name that DNS can be asked for: lower case, A-labels (RFC 5891), no final dot.
 * Any printable character may stand in a label, because SPF macros make such names (RFC 7208 section 7.3).
 * Gives null where no query can be composed: an empty name or label, a label over 63 or a name over 253 octets.
 */
export function toQueryName(name: string): string | null {
  let canonical = name;
  if (!canonicalCharacters.test(canonical)) {
    // A name this long cannot fit, however it is encoded; the conversion is not worth its time.
    if (canonical.length > 1_024) return null;
    const encoded = encodeLabels(canonical);
    if (encoded === null) return null;
    canonical = encoded;
  }
  if (canonical.endsWith('.')) canonical = canonical.slice(0, -1);
  return hasQueryableLabels(canonical) ? canonical : null;
}

/**
 * Makes the canonical form of a host or mail domain: lower case, A-labels, no final dot.
 * Stricter than `toQueryName`: only letters, digits, hyphens and underscores. Gives null for anything else (address literals, spaces, empty labels).
 */
export function normalizeDomainName(name: string): string | null {
  const canonical = toQueryName(name.trim());
  return canonical !== null && hostCharacters.test(canonical) ? canonical : null;
}

/** The name as people read it: U-labels (RFC 5890 section 2.3.2.1). A label that is no valid A-label stays as it is. */
export function displayDomainName(name: string): string {
  if (!/xn--/i.test(name)) return name;
  return name
    .split('.')
    .map((label) => (/^xn--/i.test(label) ? domainToUnicode(label) || label : label))
    .join('.');
}

/** Whether two names are the same host or domain, whatever their case, encoding or final dot. Unusable names equal nothing. */
export function isSameDomain(one: string, other: string): boolean {
  const canonical = toQueryName(one);
  return canonical !== null && canonical === toQueryName(other);
}

/** Whether `name` is `ancestor` or stands below it, on a label boundary: `notexample.com` is not below `example.com`. */
export function isSubdomainOrEqual(name: string, ancestor: string): boolean {
  const below = toQueryName(name);
  const above = toQueryName(ancestor);
  return below !== null && above !== null && isCanonicalSubdomainOrEqual(below, above);
}

/** `isSubdomainOrEqual` for two names that are canonical already. */
export function isCanonicalSubdomainOrEqual(name: string, ancestor: string): boolean {
  if (name.length === ancestor.length) return name === ancestor;
  return name.length > ancestor.length && name.endsWith(ancestor) && name[name.length - ancestor.length - 1] === '.';
}

/** The labels of a name from left to right; none for the root. */
export function labelsOf(name: string): string[] {
  const trimmed = name.endsWith('.') ? name.slice(0, -1) : name;
  return trimmed === '' ? [] : trimmed.split('.');
}

/** The name one label up, or null for a single label. */
export function parentDomain(name: string): string | null {
  const dot = name.indexOf('.');
  return dot < 0 || dot === name.length - 1 ? null : name.slice(dot + 1);
}

/** The last `count` labels of a name; the whole name where it has no more than that. */
export function lastLabels(name: string, count: number): string {
  const labels = labelsOf(name);
  return labels.slice(Math.max(0, labels.length - count)).join('.');
}

function hasQueryableLabels(name: string): boolean {
  if (name.length === 0 || name.length > longestName) return false;
  let start = 0;
  for (;;) {
    const dot = name.indexOf('.', start);
    const end = dot < 0 ? name.length : dot;
    if (end === start || end - start > longestLabel) return false;
    if (dot < 0) return true;
    start = dot + 1;
  }
}

/** Label by label, so that one odd label (a macro result) does not make the rest of the name unreadable. */
function encodeLabels(name: string): string | null {
  const labels: string[] = [];
  for (const label of name.replace(otherDots, '.').split('.')) {
    if (isAscii(label)) {
      labels.push(label.toLowerCase());
      continue;
    }
    const encoded = domainToASCII(label);
    if (encoded === '') return null;
    labels.push(encoded);
  }
  return labels.join('.');
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}
