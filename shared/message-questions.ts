/** The open DNS questions of one message, from its analysis: those that some check waits for, and what their answers may lead to. */
import { policyQuestion } from './authentication/dmarc/questions.ts';
import { walkNames } from './authentication/dmarc/walk.ts';
import { predictSpf } from './authentication/spf/prediction.ts';
import { emptySnapshot } from './dns/snapshot.ts';
import type { SpfCheck, SpfQuery, SpfRecordTrace } from './facts/authentication.ts';
import type { Detail } from './facts/detail.ts';
import { type DnsQuestion, type DnsSnapshot, parseQuestion } from './facts/dns.ts';
import { composeSheet, type QuestionSheet } from './question-sheet.ts';

/** Takes one analysis and the snapshot that it was made with. */
export function questionSheet(detail: Detail, snapshot: DnsSnapshot): QuestionSheet {
  const now = detail.analysis.questions.map(parseQuestion);
  const ahead: DnsQuestion[] = [];
  // Keys, and what a domain publishes about its tenants, lead to nothing further.
  const rounds = now.length > 0 ? { now: 1, ahead: 1 } : { now: 0, ahead: 0 };
  const atMost = (oneByOne: number, together: number): void => {
    rounds.now = Math.max(rounds.now, oneByOne);
    rounds.ahead = Math.max(rounds.ahead, together);
  };
  for (const check of detail.spf) {
    if (check.evaluation === null) continue;
    ahead.push(...missingExplanations(check.evaluation.trace));
    if (check.result !== 'unknown') continue;
    const predicted = predictSpf(check.evaluation.query, snapshot.at(timeOf(detail, check)));
    ahead.push(...predicted.questions);
    atMost(predicted.roundsOneByOne, predicted.rounds);
  }
  const readings = [detail.dmarc.rfc9989, detail.dmarc.rfc7489];
  if (readings.some(({ result }) => result === 'unknown')) {
    ahead.push(...alignmentWalks(detail, snapshot));
    // The walk from the From domain first; then those of the domains that might be aligned with it (RFC 9989 section 4.10.2).
    atMost(2, 1);
  }
  if (mayOpenHandoffs(detail)) {
    const { roundsOneByOne, rounds: together } = predictSpf(anyQuery, emptySnapshot.at(0));
    return composeSheet(now, ahead, { now: rounds.now + roundsOneByOne, ahead: rounds.ahead + together });
  }
  return composeSheet(now, ahead, rounds);
}

/** Any check of which nothing is known yet. */
const anyQuery: SpfQuery = {
  identity: 'mailfrom',
  ip: '192.0.2.1',
  sender: 'postmaster@a.example',
  domain: 'a.example',
  helo: 'a.example',
};

/**
 * Whether answers may still show that the delivering host is a shared operator's (`infrastructure/egress.ts`), and the message then have handoffs
 * that it has not now: those checks begin only after these.
 */
function mayOpenHandoffs({ route, spf, stamps, claims }: Detail): boolean {
  const { boundary, hops, handoffs } = route;
  const client = boundary.hop === null ? undefined : hops[boundary.hop];
  if (client === undefined || (client.operator !== null && client.operator.basis !== 'helo')) return false;
  const isOpen = spf.some(({ hop, identity, result }) => hop === client.index && identity !== 'helo' && result === 'unknown');
  if (!isOpen) return false;
  // The operator's record of what it was handed, or a host further down that now counts as inside.
  const isRecorded = stamps.length > 0 || claims.some(({ about, ip }) => about !== 'receiver' && ip !== null);
  const isHandoff = new Set(handoffs.map(({ hop }) => hop));
  return isRecorded || hops.some(({ index, from }) => index < client.index && from.ip !== null && !isHandoff.has(index));
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
