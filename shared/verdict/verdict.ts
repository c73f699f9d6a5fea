/** From the gathered facts to the verdict: examine every signal, decide by the policy, say it in words. */

import { trustRank } from '../facts/evidence.ts';
import type { TenantMark } from '../facts/infrastructure.ts';
import type { NotExamined, Reason, Verdict } from '../facts/verdict.ts';
import type { AlignedCheck, VerdictFacts } from '../facts/verdict-facts.ts';
import { describeCopy } from '../infrastructure/bundled-copies.ts';
import { decide, orderReasons } from './decide.ts';
import type { Rule } from './policy.ts';
import { examineAll, signals } from './registry.ts';
import { verdictSentence } from './sentence.ts';

export interface VerdictOptions {
  readonly enabled?: (signal: string) => boolean;
  readonly rules?: readonly Rule[];
}

/** Takes the facts; gives the verdict and what could not be examined. Pure and deterministic. */
export function reachVerdict(
  facts: VerdictFacts,
  options: VerdictOptions = {},
): { readonly verdict: Verdict; readonly notExamined: readonly NotExamined[] } {
  const { reasons, notExamined } = examineAll(facts, options.enabled);
  const { kind, confidence } = decide(reasons, options.rules);
  const ordered = orderReasons(reasons, kind);
  const tenant = bestTenant(facts.tenants, accusedOperator(ordered, kind, facts) ?? facts.shared?.operator ?? null);
  const passed = { spf: passedSpf(facts.receiver.checks), dmarc: passedDmarc(facts) };
  const namesTenant = kind === 'cross-tenant-spoof' || kind === 'laundered-pass' || kind === 'misaligned-sender' || kind === 'authentic';
  const domain = facts.from.domains[0] ?? null;
  return {
    verdict: {
      kind,
      confidence,
      sentence: verdictSentence({
        kind,
        domain,
        operatorName: facts.shared?.operatorName ?? null,
        tenant: tenant?.value ?? null,
        ingressAddress: facts.shared?.ingressAddress ?? null,
        passedSpf: passed.spf,
      }),
      operator: facts.shared?.operator ?? null,
      flippedAt: flippedAt(kind, ordered, facts),
      passed,
      claimedDomain: domain,
      actualTenant: namesTenant ? (tenant?.value ?? null) : null,
      reasons: ordered,
      open: [...openSentences(notExamined), ...copySentences(facts)],
    },
    notExamined,
  };
}

/** The hop of the egress check, where the failed ingress check had become a pass. */
function flippedAt(kind: Verdict['kind'], reasons: readonly Reason[], facts: VerdictFacts): number | null {
  if (kind !== 'laundered-pass' && kind !== 'cross-tenant-spoof') return null;
  const flips = reasons.some((reason) => reason.points === 'laundered-pass' && reason.weight === 'decisive');
  const passes = facts.shared?.egress.some((check) => check.aligned && check.result === 'pass') === true;
  return flips || passes ? (facts.shared?.egressHop ?? null) : null;
}

const kindRank: Readonly<Record<TenantMark['kind'], number>> = { 'dkim-domain': 3, 'organization-domain': 2, 'tenant-id': 1, account: 0 };

/** Behind a gateway the tenant in question is one of the service inside, if that is what the accusation rests on. */
function accusedOperator(reasons: readonly Reason[], kind: Verdict['kind'], { inner }: VerdictFacts): string | null {
  if (inner === null || kind !== 'cross-tenant-spoof') return null;
  const marks = new Set([...inner.tenants, ...inner.stamps].map((mark) => mark.place.header));
  const first = reasons.find((reason) => reason.points === kind && reason.weight !== 'countering');
  return first?.places.some((place) => marks.has(place.header)) === true ? inner.operator : null;
}

/** The tenant mark of the operator on the path that is best vouched for, and among those the one people can read. */
function bestTenant(tenants: readonly TenantMark[], operator: string | null): TenantMark | null {
  const own = tenants.filter((mark) => mark.operator === operator && mark.trust !== 'claimed');
  own.sort((a, b) => trustRank[b.trust] - trustRank[a.trust] || kindRank[b.kind] - kindRank[a.kind] || a.header - b.header);
  return own[0] ?? null;
}

/** What the final receiver's SPF check made of it: what the receiver recorded, since that is what it did with the message; else our replay, where that reached a result. */
function passedSpf(checks: readonly AlignedCheck[]): boolean | null {
  const own = checks.filter((check) => check.identity === 'mailfrom' && check.result !== 'unknown' && check.result !== 'temperror');
  const check = own.find((candidate) => candidate.source === 'receiver-record') ?? own[0];
  return check === undefined ? null : check.result === 'pass';
}

function passedDmarc(facts: VerdictFacts): boolean | null {
  const result = facts.receiver.dmarc?.result ?? null;
  if (result === 'pass') return true;
  return result === 'fail' ? false : null;
}

/** What rests on bundled copies is open too: the answers of the day of receipt may have been others. */
function copySentences({ receiver, shared }: VerdictFacts): readonly string[] {
  const checks = [...receiver.checks, ...(shared?.ingress ?? []), ...(shared?.egress ?? [])];
  const copies = new Set(checks.flatMap((check) => check.copies ?? []).map(describeCopy));
  return copies.size === 0
    ? []
    : [`Bundled copies stand in for DNS answers: ${[...copies].sort().join(', ')}. Captured answers may differ.`];
}

/** What would change the verdict: each open question with what it would let us examine. */
function openSentences(notExamined: readonly NotExamined[]): readonly string[] {
  const titles = new Map(signals.map((signal) => [signal.id, signal.title]));
  const byQuestions = new Map<string, string[]>();
  for (const { signal, questions } of notExamined) {
    const key = questions.join(', ');
    byQuestions.set(key, [...(byQuestions.get(key) ?? []), `“${titles.get(signal) ?? signal}”`]);
  }
  return [...byQuestions].map(([questions, names]) => `If ${questions} were known, ${names.join(', ')} could be examined.`);
}
