/** Relaxed alignment by tree walk (RFC 9989 sections 4.4 and 4.10.2), also where some answers are missing. */
import { isCanonicalSubdomainOrEqual } from '../../names/domain-name.ts';
import type { DmarcRecord, PolicyLookup } from './record.ts';
import { organizationalDomainOf, type Walk, type WalkStep, walkTree } from './walk.ts';

export type Alignment = 'strict' | 'relaxed' | 'none' | 'unknown' | 'error';

type LookUp = (name: string) => PolicyLookup;

/** Each missing answer is tried in four ways; more of them than this are not worth the time. */
const largestOpenCount = 4;

const plain: DmarcRecord = {
  text: '',
  p: 'none',
  sp: 'absent',
  np: 'absent',
  adkim: 'relaxed',
  aspf: 'relaxed',
  psd: 'u',
  testing: false,
  percent: 100,
  hasReportAddress: false,
  malformed: null,
};

/** All that a missing answer can mean for an organizational domain. */
const possibleAnswers: readonly PolicyLookup[] = [
  { kind: 'none' },
  { kind: 'record', record: plain },
  { kind: 'record', record: { ...plain, psd: 'y' } },
  { kind: 'record', record: { ...plain, psd: 'n' } },
];

/**
 * How `domain` stands to `from` (both canonical). An answer that is missing or failed matters only where it can change the outcome: every
 * combination of possible answers is tried. Where they disagree, it is `unknown` if one of them is missing, else `error`.
 */
export function alignByWalk(from: string, domain: string, lookUp: LookUp): Alignment {
  if (from === domain) {
    return 'strict';
  }
  if (from.split('.').at(-1) !== domain.split('.').at(-1)) {
    // No name stands above both, so no organizational domain can be common to them.
    return 'none';
  }
  const search: Search = { from, domain, lookUp, outcomes: new Set(), isMissing: false };
  tryAnswers(search, new Map());
  const [only] = search.outcomes;
  return search.outcomes.size === 1 && only !== undefined ? only : search.isMissing ? 'unknown' : 'error';
}

interface Search {
  readonly from: string;
  readonly domain: string;
  readonly lookUp: LookUp;
  readonly outcomes: Set<'relaxed' | 'none'>;
  /** Whether one of the open answers is not captured (rather than failed). */
  isMissing: boolean;
}

function tryAnswers(search: Search, assumed: ReadonlyMap<string, PolicyLookup>): void {
  if (search.outcomes.size > 1) {
    return;
  }
  const answer = (name: string) => assumed.get(name) ?? search.lookUp(name);
  const first = walkTree(search.from, answer);
  const organizational = organizationalDomainOf(first);
  // The second walk is asked only where the first leaves it a chance: its organizational domain must stand above the other name.
  const hasChance = isCanonicalSubdomainOrEqual(search.domain, organizational);
  const open = findOpen(first) ?? (hasChance ? findOpen(walkTree(search.domain, answer)) : null);
  if (open === null) {
    search.outcomes.add(hasChance && organizationalDomainOf(walkTree(search.domain, answer)) === organizational ? 'relaxed' : 'none');
    return;
  }
  search.isMissing ||= open.lookup.kind === 'not-captured';
  if (assumed.size >= largestOpenCount) {
    search.outcomes.add('relaxed').add('none');
    return;
  }
  for (const possible of possibleAnswers) {
    tryAnswers(search, new Map(assumed).set(open.name, possible));
  }
}

function findOpen(walk: Walk): WalkStep | null {
  return walk.steps.find((step) => step.lookup.kind === 'not-captured' || step.lookup.kind === 'failed') ?? null;
}
