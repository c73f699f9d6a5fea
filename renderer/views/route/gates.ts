/** What each handoff's gate shows: the SPF check that matters, who says so, and the state of DKIM and DMARC at that point. */
import type { Claim, SpfCheck } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { type Source, type Trust, trustRank } from '../../../shared/facts/evidence.ts';
import type { Handoff } from '../../../shared/facts/route.ts';
import { type ResultShape, shapeOfResult } from '../../selectors.ts';

export interface CheckAt {
  /** Index in `detail.spf`. */
  readonly index: number;
  readonly check: SpfCheck;
}

/** DKIM or DMARC as it stood at a handoff. */
export interface MethodState {
  readonly method: 'dkim' | 'dmarc';
  readonly result: string;
  /** For DKIM: whether a passing signature is aligned with the From domain. Null where it does not apply or is not known. */
  readonly aligned: boolean | null;
  readonly source: Source;
}

export interface Gate {
  readonly handoff: Handoff;
  readonly shape: ResultShape;
  /** The check that the gate stands for, or null where there is none. */
  readonly main: CheckAt | null;
  /** All who say the same about the same identity, the main check's source first. */
  readonly agreeing: readonly Source[];
  /** Checks of the same identity with another known result: a contradiction that must be seen. */
  readonly contradicting: readonly CheckAt[];
  /** The best trust of those who agree. */
  readonly trust: Trust;
  readonly states: readonly MethodState[];
}

export interface Flip {
  /** Handoffs whose gates the flip joins. */
  readonly from: number;
  readonly to: number;
  readonly fromResult: string;
  readonly toResult: string;
  readonly domain: string;
}

const sourceRank: Readonly<Record<Source, number>> = { replay: 2, 'receiver-record': 1, 'operator-record': 0 };

interface Wanted {
  readonly identity: SpfCheck['identity'];
  readonly domain: string;
}

function identityRank(check: SpfCheck, claimedDomain: string | null): number {
  const aligned = claimedDomain !== null && (check.domain === claimedDomain || check.domain.endsWith(`.${claimedDomain}`));
  if (check.identity === 'mailfrom') return aligned ? 3 : 2;
  return check.identity === 'from' ? 1 : 0;
}

/** A known result before an unknown one, the identity that DMARC looks at first, our replay before records, better trust first. */
function chooseMain(checks: readonly CheckAt[], claimedDomain: string | null): CheckAt | null {
  const order = (one: CheckAt, other: CheckAt): number =>
    identityRank(other.check, claimedDomain) - identityRank(one.check, claimedDomain) ||
    Number(one.check.result === 'unknown') - Number(other.check.result === 'unknown') ||
    sourceRank[other.check.source] - sourceRank[one.check.source] ||
    trustRank[other.check.trust] - trustRank[one.check.trust];
  return checks.toSorted(order)[0] ?? null;
}

function best(claims: readonly Claim[]): Claim | null {
  return claims.toSorted((one, other) => trustRank[other.trust] - trustRank[one.trust])[0] ?? null;
}

function isLastHandoff(detail: Detail, handoff: Handoff): boolean {
  return detail.route.handoffs.at(-1)?.index === handoff.index;
}

/** The receiver's DKIM and DMARC at the last handoff (our replay where it is known), the operator's own at its ingress. */
function statesAt(detail: Detail, handoff: Handoff): readonly MethodState[] {
  const last = isLastHandoff(detail, handoff);
  if (!last && handoff.role !== 'ingress') return [];
  const about = last ? 'receiver' : 'ingress';
  const source: Source = last ? 'receiver-record' : 'operator-record';
  const recorded = (method: 'dkim' | 'dmarc'): MethodState[] => {
    const claim = best(detail.claims.filter((each) => each.about === about && each.method === method && each.trust !== 'claimed'));
    if (claim === null) return [];
    const signature = detail.signatures.find((each) => each.domain === claim.domain);
    const aligned = method === 'dkim' && claim.result === 'pass' && signature !== undefined ? signature.aligned : null;
    return [{ method, result: claim.result, aligned, source }];
  };
  if (!last) return [...recorded('dkim'), ...recorded('dmarc')];
  const verified = detail.dkim.some((check) => check.result === 'pass');
  const aligned = detail.signatures.some((each) => each.result === 'pass' && each.aligned);
  const { result } = detail.dmarc.rfc9989;
  return [
    ...(verified ? [{ method: 'dkim', result: 'pass', aligned, source: 'replay' } as const] : recorded('dkim')),
    ...(result !== 'unknown' ? [{ method: 'dmarc', result, aligned: null, source: 'replay' } as const] : recorded('dmarc')),
  ];
}

function buildGate(detail: Detail, handoff: Handoff, wanted: Wanted | null): Gate {
  const all = detail.spf.map((check, index) => ({ index, check })).filter(({ check }) => check.handoff === handoff.index);
  const flipping = all.filter(({ check }) => wanted !== null && check.identity === wanted.identity && check.domain === wanted.domain);
  const main = chooseMain(flipping.length > 0 ? flipping : all, detail.analysis.verdict.claimedDomain);
  const states = statesAt(detail, handoff);
  if (main === null) return { handoff, shape: 'plain', main, agreeing: [], contradicting: [], trust: handoff.trust, states };
  const same = all.filter(({ check }) => check.identity === main.check.identity && check.domain === main.check.domain);
  const agreeing = same.filter(({ check }) => check.result === main.check.result);
  return {
    handoff,
    shape: shapeOfResult(main.check.result),
    main,
    agreeing: [...new Set([main.check.source, ...agreeing.map(({ check }) => check.source)])],
    contradicting: same.filter(({ check }) => check.result !== main.check.result && check.result !== 'unknown'),
    trust: agreeing.reduce<Trust>((top, { check }) => (trustRank[check.trust] > trustRank[top] ? check.trust : top), main.check.trust),
    states,
  };
}

/** The handoffs between which the verdict says that a failed check became a pass: out of the operator, and into it before that. */
function flippingHandoffs(detail: Detail): { readonly from: Handoff; readonly to: Handoff } | null {
  const { flippedAt, operator } = detail.analysis.verdict;
  if (flippedAt === null) return null;
  const { handoffs } = detail.route;
  const at = handoffs.findLastIndex((handoff) => handoff.hop === flippedAt && handoff.role === 'egress');
  const to = handoffs[at];
  const from = handoffs
    .slice(0, Math.max(at, 0))
    .findLast((handoff) => handoff.role === 'ingress' && (operator === null || handoff.operator === operator));
  return from === undefined || to === undefined ? null : { from, to };
}

/** The identity that failed at the one handoff and passed at the other. */
function flippingIdentity(detail: Detail, from: Handoff, to: Handoff): Wanted | null {
  const failed = detail.spf.filter((check) => check.handoff === from.index && shapeOfResult(check.result) === 'fail');
  const passed = detail.spf.filter((check) => check.handoff === to.index && check.result === 'pass');
  const both = failed.filter((one) => passed.some((other) => other.identity === one.identity && other.domain === one.domain));
  const { claimedDomain } = detail.analysis.verdict;
  return both.toSorted((one, other) => identityRank(other, claimedDomain) - identityRank(one, claimedDomain))[0] ?? null;
}

/** One gate for each handoff, in order. The two gates of a flip show the identity that flipped. */
export function buildGates(detail: Detail): readonly Gate[] {
  const flipping = flippingHandoffs(detail);
  const wanted = flipping === null ? null : flippingIdentity(detail, flipping.from, flipping.to);
  const isFlipping = (handoff: Handoff): boolean => handoff === flipping?.from || handoff === flipping?.to;
  return detail.route.handoffs.map((handoff) => buildGate(detail, handoff, isFlipping(handoff) ? wanted : null));
}

/** The two gates between which a failed check became a pass. Null where the verdict names no flip, or the checks do not show it. */
export function findFlip(detail: Detail, gates: readonly Gate[]): Flip | null {
  const flipping = flippingHandoffs(detail);
  const from = gates.find((gate) => gate.handoff === flipping?.from);
  const to = gates.find((gate) => gate.handoff === flipping?.to);
  if (from?.main == null || to?.main == null || from.shape !== 'fail' || to.shape !== 'pass') return null;
  return {
    from: from.handoff.index,
    to: to.handoff.index,
    fromResult: from.main.check.result,
    toResult: to.main.check.result,
    domain: to.main.check.domain,
  };
}
