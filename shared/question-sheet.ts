/** The open DNS questions of analysed messages: what is needed now, what may be needed next, and how many rounds of asking remain at most. */

import { policyQuestion } from './authentication/dmarc/questions.ts';
import { walkNames } from './authentication/dmarc/walk.ts';
import { predictSpf } from './authentication/spf/prediction.ts';
import { distinctQuestions } from './dns/questions.ts';
import type { SpfCheck, SpfRecordTrace } from './facts/authentication.ts';
import type { Detail } from './facts/detail.ts';
import type { DnsQuestion, DnsSnapshot } from './facts/dns.ts';

export interface QuestionSheet {
  /** Some check is `unknown` for want of it: exactly the `questions` of the analyses. */
  readonly now: readonly DnsQuestion[];
  /** What the answers may lead to, as far as the known records tell, and what only an explanation needs. Never holds one of `now`. */
  readonly ahead: readonly DnsQuestion[];
  /** Rounds of asking until nothing can be open, the next included: when `now` is asked alone, and when `ahead` is asked with it. */
  readonly rounds: { readonly now: number; readonly ahead: number };
}

export const emptySheet: QuestionSheet = { now: [], ahead: [], rounds: { now: 0, ahead: 0 } };

/** Takes one analysis and the snapshot that it was made with. */
export function questionSheet(detail: Detail, snapshot: DnsSnapshot): QuestionSheet {
  const now: DnsQuestion[] = [];
  const ahead: DnsQuestion[] = [];
  const rounds = { now: 0, ahead: 0 };
  const atMost = (oneByOne: number, together: number): void => {
    rounds.now = Math.max(rounds.now, oneByOne);
    rounds.ahead = Math.max(rounds.ahead, together);
  };
  for (const check of detail.spf) {
    now.push(...check.missing);
    if (check.evaluation === null) continue;
    ahead.push(...missingExplanations(check.evaluation.trace));
    if (check.result !== 'unknown') continue;
    const predicted = predictSpf(check.evaluation.query, snapshot.at(timeOf(detail, check)));
    ahead.push(...predicted.questions);
    atMost(predicted.roundsOneByOne, predicted.rounds);
  }
  for (const { missing } of [...detail.dkim, detail.arc]) {
    now.push(...missing);
    if (missing.length > 0) atMost(1, 1);
  }
  const readings = [detail.dmarc.rfc9989, detail.dmarc.rfc7489];
  if (readings.some(({ result }) => result === 'unknown')) {
    for (const { missing } of readings) now.push(...missing);
    ahead.push(...alignmentWalks(detail, snapshot));
    // The walk from the From domain first; then those of the domains that might be aligned with it (RFC 9989 section 4.10.2).
    atMost(2, 1);
  }
  return compose(now, ahead, rounds);
}

/** The sheet of a whole case. */
export function mergeSheets(sheets: Iterable<QuestionSheet>): QuestionSheet {
  const now: DnsQuestion[] = [];
  const ahead: DnsQuestion[] = [];
  const rounds = { now: 0, ahead: 0 };
  for (const sheet of sheets) {
    now.push(...sheet.now);
    ahead.push(...sheet.ahead);
    rounds.now = Math.max(rounds.now, sheet.rounds.now);
    rounds.ahead = Math.max(rounds.ahead, sheet.rounds.ahead);
  }
  return compose(now, ahead, rounds);
}

function compose(now: readonly DnsQuestion[], ahead: readonly DnsQuestion[], rounds: QuestionSheet['rounds']): QuestionSheet {
  const needed = distinctQuestions(now);
  const isNeeded = new Set(needed.map(({ name, type }) => `${name} ${type}`));
  return { now: needed, ahead: distinctQuestions(ahead).filter(({ name, type }) => !isNeeded.has(`${name} ${type}`)), rounds };
}

/** The instant of a check, as the replay took it: that of its handoff, else that of the message. */
function timeOf({ analysis, route }: Detail, check: SpfCheck): number {
  const at = route.handoffs.find(({ index }) => index === check.handoff)?.at ?? analysis.evaluatedAt;
  return at === null || at === undefined ? 0 : Date.parse(at);
}

/** Explanations decide nothing; whoever goes to ask may as well bring them along. */
function missingExplanations(trace: SpfRecordTrace): DnsQuestion[] {
  return trace.terms.flatMap((term) => {
    if (term.child !== null) return missingExplanations(term.child);
    const isExplanation = term.outcome === 'unknown' && term.term.toLowerCase().startsWith('exp=');
    return isExplanation ? term.lookups.flatMap(({ question, answer }) => (answer.kind === 'not-captured' ? [question] : [])) : [];
  });
}

function alignmentWalks({ spf, dkim, analysis }: Detail, snapshot: DnsSnapshot): DnsQuestion[] {
  const resolver = snapshot.at(analysis.evaluatedAt === null ? 0 : Date.parse(analysis.evaluatedAt));
  const domains = new Set([...spf.map(({ domain }) => domain), ...dkim.map(({ domain }) => domain)]);
  return [...domains]
    .flatMap((domain) => (domain === '' ? [] : walkNames(domain).map(policyQuestion)))
    .filter((question) => resolver.resolve(question).kind === 'not-captured');
}
