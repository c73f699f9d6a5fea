/**
 * Which DNS questions an undecided SPF check may still ask. The evaluation itself stops at the first answer that it lacks; here the rest of what
 * is known is read as well, so that one round of asking settles all that it can, and the number of rounds that may follow has a bound.
 */
import type { SpfQuery } from '../../facts/authentication.ts';
import type { DnsQuestion, Resolver } from '../../facts/dns.ts';
import { normalizeDomainName, toQueryName } from '../../names/domain-name.ts';
import { parseIp, reverseName } from '../../names/ip-network.ts';
import { matchMechanism } from './mechanism.ts';
import { isSpfRecord, parseSpfRecord, type SpfTerm } from './record.ts';
import { ask, limits, miss, type Session, startSession } from './session.ts';
import { findTargetName } from './target-name.ts';

export interface SpfPrediction {
  /** Questions without an answer that some outcome of the others may make the check ask, in the order found. */
  readonly questions: readonly DnsQuestion[];
  /** How many rounds of asking all of them are needed at most, the first included. 0 where nothing is open. */
  readonly rounds: number;
  /** The same where each round asks only what the check waits for at that moment. */
  readonly roundsOneByOne: number;
}

/** What a record says of the client, as far as it is known. `end` is an error or no record: nothing behind it is asked. */
type Reading = 'pass' | 'other' | 'no-match' | 'open' | 'end';

interface Exploration {
  readonly session: Session;
  /** What was read already, and with how many look-ups spent: only with fewer may it lead further (a loop never does). */
  readonly visited: Map<string, { lookupCount: number; reading: Reading }>;
  readonly pointerRounds: number;
  rounds: number;
  roundsOneByOne: number;
}

/** Reads all records that are known, for one query and instant. Asks nothing that the evaluation could not ask. */
export function predictSpf(query: SpfQuery, resolver: Resolver): SpfPrediction {
  const client = parseIp(query.ip);
  const domain = normalizeDomainName(query.domain);
  if (client === null || domain === null || !domain.includes('.')) return { questions: [], rounds: 0, roundsOneByOne: 0 };
  const session = startSession(query, client, resolver, {});
  const pointerRounds = countPointerRounds(session);
  const exploration: Exploration = { session, visited: new Map(), pointerRounds, rounds: 0, roundsOneByOne: 0 };
  exploreRecord(exploration, domain);
  return { questions: session.missing, rounds: exploration.rounds, roundsOneByOne: exploration.roundsOneByOne };
}

function exploreRecord(exploration: Exploration, domain: string): Reading {
  const { session, visited } = exploration;
  const before = visited.get(domain);
  if (before !== undefined && before.lookupCount <= session.lookupCount) return before.reading;
  const visit = { lookupCount: session.lookupCount, reading: 'end' as Reading };
  visited.set(domain, visit);
  visit.reading = readRecord(exploration, domain);
  return visit.reading;
}

function readRecord(exploration: Exploration, domain: string): Reading {
  const { session } = exploration;
  const answer = ask(session, [], domain, 'TXT');
  if (answer.kind === 'not-captured') {
    note(exploration, domain);
    return 'open';
  }
  const [text, ...more] = answer.kind === 'records' ? answer.records.filter(isSpfRecord) : [];
  const record = text === undefined || more.length > 0 ? null : parseSpfRecord(text);
  if (record === null || record.problem !== null) return 'end';
  return exploreTerms(exploration, record.terms, domain);
}

/** Section 4.6.2: from left to right up to the first term that is sure to decide; then redirect. */
function exploreTerms(exploration: Exploration, terms: readonly SpfTerm[], domain: string): Reading {
  let isOpen = false;
  for (const term of terms) {
    if (!('qualifier' in term)) continue;
    const found = exploreTerm(exploration, term, domain);
    if (found === 'end') return isOpen ? 'open' : 'end';
    if (found === 'open') isOpen = true;
    else if (found === 'match') return isOpen ? 'open' : term.qualifier === '+' ? 'pass' : 'other';
  }
  const redirect = terms.find((term) => term.kind === 'redirect');
  if (redirect?.kind === 'redirect' && !terms.some((term) => term.kind === 'all')) {
    const found = exploreTarget(exploration, redirect.domain, domain);
    return isOpen ? 'open' : found;
  }
  return isOpen ? 'open' : 'no-match';
}

function exploreTerm(
  exploration: Exploration,
  term: Extract<SpfTerm, { readonly qualifier: string }>,
  domain: string,
): 'match' | 'no-match' | 'open' | 'end' {
  const { session } = exploration;
  if (term.kind === 'include') {
    const child = exploreTarget(exploration, term.domain, domain);
    return child === 'pass' ? 'match' : child === 'other' ? 'no-match' : child;
  }
  const asksDns = term.kind === 'a' || term.kind === 'mx' || term.kind === 'ptr' || term.kind === 'exists';
  if (asksDns && ++session.lookupCount > limits.lookups) return 'end';
  const known = session.missing.length;
  // Which of the void look-ups before this term really happen is open, so the limit must not end the reading.
  session.voidLookupCount = 0;
  const { outcome } = matchMechanism(session, term, domain);
  const usesPointer = term.kind === 'ptr' || (asksDns && term.domain?.letters.has('p') === true);
  bound(exploration, session.missing.slice(known), usesPointer);
  return outcome === 'error' ? 'end' : outcome === 'unknown' ? 'open' : outcome;
}

function exploreTarget(exploration: Exploration, spec: Parameters<typeof findTargetName>[2], domain: string): Reading {
  const { session } = exploration;
  if (++session.lookupCount > limits.lookups) return 'end';
  const known = session.missing.length;
  const target = findTargetName(session, [], spec, domain);
  bound(exploration, session.missing.slice(known), true);
  if (target.kind === 'unknown') return 'open';
  if (target.kind !== 'name' || !target.name.includes('.')) return 'end';
  const spent = session.lookupCount;
  const reading = exploreRecord(exploration, target.name);
  // How much an open record will have spent is open too: it may match at its first term.
  if (reading === 'open') session.lookupCount = spent;
  return reading;
}

/** Notes an open question for the record of `domain`. */
function note(exploration: Exploration, domain: string): void {
  miss(exploration.session, { name: domain, type: 'TXT' });
  bound(exploration, [{ name: domain, type: 'TXT' }], false);
}

/**
 * How many rounds may follow from open questions. A record leads to at most as many nested records as terms are left of the ten (section
 * 4.6.4), and the last may be an `mx`, whose exchanges take one more. The names of the client (`ptr`, `%{p}`) are found once, and then lead on.
 */
function bound(exploration: Exploration, questions: readonly DnsQuestion[], usesPointer: boolean): void {
  const { pointerRounds } = exploration;
  const left = Math.max(0, limits.lookups - exploration.session.lookupCount);
  const nested = left === 0 ? 0 : left + 1 + pointerRounds;
  for (const { type } of questions) {
    const own = type === 'MX' ? 2 : 1;
    const together = usesPointer ? pointerRounds + left + 2 : type === 'TXT' ? own + nested : own;
    exploration.rounds = Math.max(exploration.rounds, together);
    exploration.roundsOneByOne = Math.max(exploration.roundsOneByOne, (usesPointer ? 2 : own) + 2 * left + pointerRounds);
  }
}

/** Rounds until the names of the client are known: its PTR record, then their addresses. */
function countPointerRounds(session: Session): number {
  const answer = session.resolver.resolve({ name: reverseName(session.client), type: 'PTR' });
  if (answer.kind === 'not-captured') return 2;
  const type = session.client.version === 4 ? 'A' : 'AAAA';
  const names = answer.kind === 'records' ? answer.records.slice(0, limits.pointerNames).flatMap((name) => toQueryName(name) ?? []) : [];
  return names.some((name) => session.resolver.resolve({ name, type }).kind === 'not-captured') ? 1 : 0;
}
