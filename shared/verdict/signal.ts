/** What a signal is: one thing that may be found in the evidence, with the words and the weight it carries. */

import type { ArcCheck, Claim, DkimCheck, SignatureFact } from '../facts/authentication.ts';
import type { Place, Source, Trust } from '../facts/evidence.ts';
import { trustRank } from '../facts/evidence.ts';
import type { Reason } from '../facts/verdict.ts';
import type { AlignedCheck, AlignedClaim, ReceiverFacts, SharedPassage, VerdictFacts } from '../facts/verdict-facts.ts';

export type FactName = keyof VerdictFacts;

export interface Signal {
  /** A noun phrase for what was found; equals the file name. */
  readonly id: string;
  readonly title: string;
  /** What it means, in one or two sentences for someone who is not an expert. */
  readonly meaning: string;
  /** Why this may be said at all: the RFC section, advisory or paper. */
  readonly basis: string;
  readonly needs: readonly FactName[];
  /** Whether signatures of other domains than the From domain matter to it: then their missing keys are open questions, too. */
  readonly heedsStrangers?: boolean;
  /** Empty means that there is nothing to say; it never means that the message is clean. */
  readonly examine: (facts: VerdictFacts) => readonly Omit<Reason, 'signal'>[];
}

/**
 * Defines a signal. `examine` receives exactly the facts named in `needs`; asking for another does not compile.
 * It is a pure function: no clock, no DNS, no state.
 */
export function defineSignal<const Names extends readonly FactName[]>(definition: {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly basis: string;
  readonly needs: Names;
  readonly heedsStrangers?: boolean;
  readonly examine: (facts: Pick<VerdictFacts, Names[number]>) => readonly Omit<Reason, 'signal'>[];
}): Signal {
  return definition;
}

/** The weaker of several grades: a statement that rests on two records is only as good as the worse one. */
export function weakest(...grades: readonly Trust[]): Trust {
  return grades.reduce<Trust>((low, grade) => (trustRank[grade] < trustRank[low] ? grade : low), 'vouched');
}

/** Whether evidence of this grade may accuse or clear at all: claims may not (product.md, principle 5). */
export function isBelievable(trust: Trust): boolean {
  return trust !== 'claimed';
}

/** Where a statement rests on our own replay in part, that is what it is; else whoever recorded the weaker half. */
export function joinSources(...sources: readonly Source[]): Source {
  if (sources.includes('operator-record')) return 'operator-record';
  return sources.includes('receiver-record') ? 'receiver-record' : 'replay';
}

/** The places of several records, each once. */
export function joinPlaces(...lists: readonly (readonly Place[])[]): readonly Place[] {
  const seen = new Set<string>();
  return lists.flat().filter((place) => {
    const key = `${place.header}:${place.start}:${place.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** `our replay`, `Exchange Online's own record`, … for sentences. */
export function whoChecked(check: AlignedCheck, operatorName: string): string {
  if (check.source === 'replay') return 'our replay';
  return check.source === 'receiver-record' ? "the receiver's check" : `${operatorName}'s own check`;
}

/** The result as it stands in the record (`spf=fail`); what our replay found stands nowhere in the message, so it is not written like a quotation. */
export function resultOf(check: AlignedCheck): string {
  return check.source === 'replay' ? `SPF ${check.result}` : `spf=${check.result}`;
}

/** Whether the operator recorded, or our replay found, that the From domain does not authorise the host that handed the message in. */
export function isRefusedAtIngress(shared: SharedPassage | null): boolean {
  return (
    shared?.ingress.some(
      (check) => check.aligned && (check.result === 'fail' || check.result === 'softfail') && isBelievable(check.trust),
    ) === true
  );
}

/**
 * Whether an aligned signature that verified shows that the From domain's side sent the message. One that a shared operator may have
 * added after the hand-in does so only where the hand-in was not refused and the operator's usual marks are there to say so.
 */
export function isClearing(signature: SignatureFact, shared: SharedPassage | null): boolean {
  if (!signature.aligned || signature.result !== 'pass' || !isBelievable(signature.trust)) return false;
  if (shared === null || signature.madeBy === 'author') return true;
  return shared.missingStamps.length === 0 && !isRefusedAtIngress(shared) && !mayBeRefusedAtIngress(shared);
}

/** Whether a record of the operator that others contradict says so: then nobody knows, and what the operator added clears nothing. */
function mayBeRefusedAtIngress(shared: SharedPassage): boolean {
  return shared.ingress.some(
    (check) => check.aligned && check.source === 'operator-record' && (check.result === 'fail' || check.result === 'softfail'),
  );
}

/** An aligned signature that nobody could check: its key is not at hand and the receiver recorded nothing. It decides nothing either way. */
export function hasUndecidedSignature(signatures: readonly SignatureFact[], receiver: ReceiverFacts): boolean {
  return !receiver.signaturesDecided && signatures.some((signature) => signature.aligned && signature.result === 'unknown');
}

/**
 * A signature of another domain that nobody could check: its key is not at hand, and the receiver recorded neither that domain nor that the
 * message is not signed. It cannot speak for the From domain, but whether it verifies tells a stranger from nobody.
 */
export function hasUndecidedStranger(signatures: readonly SignatureFact[], claims: readonly Claim[]): boolean {
  const recorded = claims.filter((claim) => claim.about === 'receiver' && claim.method === 'dkim');
  if (recorded.some((claim) => claim.result.toLowerCase() === 'none')) return false;
  return signatures.some(
    ({ aligned, result, source, domain }) =>
      !aligned && result === 'unknown' && source === 'replay' && !recorded.some((claim) => claim.domain === domain),
  );
}

/**
 * Whether a signature that nobody could check may show that the author's side made the message. Then nobody is accused: a missing answer
 * never moves a verdict towards an accusation (product.md, principles 2 and 6). One that the operator is known to have added is no such.
 */
export function mayBeAuthorSigned(signatures: readonly SignatureFact[], receiver: ReceiverFacts, dkim: readonly DkimCheck[]): boolean {
  const candidates = signatures.filter((signature) => signature.madeBy !== 'operator');
  if (hasUndecidedSignature(candidates, receiver)) return true;
  return (
    !receiver.signaturesDecided && candidates.some((signature) => signature.aligned && dkim.some((check) => wasRefolded(check, signature)))
  );
}

/**
 * Whether only the folding of the header may keep it from verifying: simple canonicalization bears no change at all (RFC 6376 section 3.4.1),
 * and many a system and collector folds anew. The body is the signed one.
 */
function wasRefolded(check: DkimCheck, { domain, selector, source }: SignatureFact): boolean {
  const isSame = source === 'replay' && check.domain === domain && check.selector === selector;
  return isSame && check.result === 'fail' && check.bodyHash === 'match' && check.canonicalization?.startsWith('simple') === true;
}

/** An aligned SPF check of the final delivery that is still open, and that nobody else decided. */
export function hasUndecidedAlignment(receiver: ReceiverFacts): boolean {
  const aligned = receiver.checks.filter((check) => check.identity === 'mailfrom' && check.aligned);
  return aligned.length > 0 && aligned.every((check) => check.result === 'unknown' || check.result === 'temperror');
}

/**
 * An ARC chain that nobody could check, in which a sealer that we know records that an aligned signature verified: whether the message was
 * forwarded is open as long as the keys are missing.
 */
export function hasUndecidedForward(arc: ArcCheck, claims: readonly AlignedClaim[]): boolean {
  if (arc.result !== 'unknown' || claims.some((claim) => claim.about === 'receiver' && claim.method === 'arc')) return false;
  return claims.some((claim) => claim.about !== 'receiver' && claim.writer !== null && recordsAlignedSignature(claim));
}

/** A record in an ARC set that an aligned signature verified, with a trace of the signature itself: without one it may be nominal (LESSONS.md). */
export function recordsAlignedSignature(claim: AlignedClaim): boolean {
  const hasTrace = claim.selector !== null || claim.comment !== null || claim.properties['header.b'] !== undefined;
  return (
    claim.field === 'arc-authentication-results' &&
    claim.method === 'dkim' &&
    claim.result.toLowerCase() === 'pass' &&
    hasTrace &&
    claim.aligned
  );
}

/**
 * Whether the mechanism that matched lets more addresses speak for the domain than anybody's own mail hosts are: `all`, or a range wider
 * than 65,536 IPv4 addresses ("Lazy Gatekeepers", IMC 2023). Null mechanism: not known, so nothing is said.
 */
export function isEverybodys({ mechanism, ip }: AlignedCheck): boolean {
  if (mechanism === null) return false;
  if (/^\+?all$/i.test(mechanism)) return true;
  const isIpv6 = ip.includes(':');
  const length = isIpv6 ? /(?:^\+?ip6:[^/]*\/|\/\/)(\d{1,3})$/i.exec(mechanism) : /(?<!\/)\/(\d{1,2})(?:\/\/\d{1,3})?$/.exec(mechanism);
  return length !== null && Number(length[1]) < (isIpv6 ? 32 : 16);
}
