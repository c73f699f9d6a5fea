/** The public suffix list (publicsuffix.org) as people publish it: from the text of a file to its rules, and to a list that finds registrable domains. */
import { type Outcome, refuse, succeed } from '../outcome.ts';
import { labelsOf, toQueryName } from './domain-name.ts';

export interface SuffixList {
  /** What results call it: the package that it is bundled with, or the user's file. */
  readonly name: string;
  /** The day it stands for, `YYYY-MM-DD`, or null where the file does not say. */
  readonly date: string | null;
  /**
   * Takes a canonical name. Gives the public suffix and one label more, or null where the name is a public suffix itself. Private suffixes
   * of the list count (`a.github.io` and `b.github.io` have different owners).
   */
  registrableDomain(name: string): string | null;
}

/** The rules of a file as plain data, so that they can be handed to a worker, written down and compared. Each list is sorted. */
export interface SuffixRules {
  readonly name: string;
  readonly date: string | null;
  readonly plain: readonly string[];
  /** What stands behind `*.`. */
  readonly wildcards: readonly string[];
  readonly exceptions: readonly string[];
}

/** The list of 2026 has 330,000 characters and 10,000 rules. */
const largestText = 16 * 1024 * 1024;
/** Of these, other lines than rules are looked over; beyond them the file is something else. */
const mostUnreadable = 100;

/**
 * Reads a list; `name` is what results call it (the user's file). Refuses a text without rules and one that is plainly something else.
 * The date is that of the `VERSION:` line which publicsuffix.org writes on top; copies from the repository have none.
 */
export function parsePublicSuffixList(text: string, name: string): Outcome<SuffixRules> {
  if (text.length > largestText) return refuse('too-large', 'A public suffix list may have 16 MiB.', { evidence: name });
  const plain = new Set<string>();
  const wildcards = new Set<string>();
  const exceptions = new Set<string>();
  let unreadable = 0;
  for (const line of text.split(/\r\n?|\n/)) {
    // A rule ends at the first white space (publicsuffix.org, “Format”).
    const rule = /^\S+/.exec(line.replace(/^\ufeff/, ''))?.[0] ?? '';
    if (rule === '' || rule.startsWith('//')) continue;
    const kind = rule.startsWith('!') ? exceptions : rule.startsWith('*.') ? wildcards : plain;
    const suffix = rule === '*' ? null : toQueryName(kind === plain ? rule : rule.slice(kind === exceptions ? 1 : 2));
    if (suffix !== null && /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(suffix)) kind.add(suffix);
    else if (rule !== '*') unreadable++;
    if (unreadable > mostUnreadable) break;
  }
  if (plain.size === 0 || unreadable > Math.min(mostUnreadable, plain.size / 10)) {
    return refuse('not-readable', 'This is no public suffix list.', { evidence: name });
  }
  const date = /^\/\/ *VERSION: *(\d{4}-\d{2}-\d{2})/m.exec(text.slice(0, 10_000))?.[1] ?? null;
  return succeed({ name, date, plain: [...plain].sort(), wildcards: [...wildcards].sort(), exceptions: [...exceptions].sort() });
}

export function createSuffixList({ name, date, plain, wildcards, exceptions }: SuffixRules): SuffixList {
  const sets: RuleSets = { plain: new Set(plain), wildcards: new Set(wildcards), exceptions: new Set(exceptions) };
  return { name, date, registrableDomain: (domain) => findRegistrable(domain, sets) };
}

export function countSuffixRules({ plain, wildcards, exceptions }: SuffixRules): number {
  return plain.length + wildcards.length + exceptions.length;
}

interface RuleSets {
  readonly plain: ReadonlySet<string>;
  readonly wildcards: ReadonlySet<string>;
  readonly exceptions: ReadonlySet<string>;
}

/** The algorithm of publicsuffix.org: an exception rule prevails, else the rule with the most labels, else `*`. */
function findRegistrable(name: string, rules: RuleSets): string | null {
  const labels = labelsOf(name);
  let suffixStart = labels.length - 1;
  for (let start = labels.length - 1; start >= 0; start--) {
    const rest = labels.slice(start).join('.');
    if (rules.exceptions.has(rest)) {
      suffixStart = start + 1;
      break;
    }
    if (rules.plain.has(rest) || (start < labels.length - 1 && rules.wildcards.has(labels.slice(start + 1).join('.')))) suffixStart = start;
  }
  return suffixStart < 1 ? null : labels.slice(suffixStart - 1).join('.');
}
