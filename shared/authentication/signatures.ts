/**
 * Every DKIM signature with everybody's word on it: our check, the receiver's record, and the operator's record of what it was handed.
 * Who made it decides what it proves: one that the author's side made shows that the author's side sent the message; one that a
 * shared operator added on the way out shows only that the operator let it pass (EchoSpoofing, standards.md A3).
 */
import type { Claim, DkimCheck, DkimResult, SignatureFact } from '../facts/authentication.ts';
import type { Place } from '../facts/evidence.ts';
import type { Infrastructure } from '../facts/infrastructure.ts';
import type { Route } from '../facts/route.ts';
import { finalHandoff } from '../route/final-handoff.ts';
import { alignWith } from './alignment.ts';
import { isNominal } from './nominal-pass.ts';

const dkimResults: ReadonlySet<string> = new Set(['none', 'pass', 'fail', 'policy', 'neutral', 'temperror', 'permerror']);

export interface SignatureInput {
  readonly checks: readonly DkimCheck[];
  readonly claims: readonly Claim[];
  readonly fromDomains: readonly string[];
  readonly route: Pick<Route, 'hops' | 'handoffs' | 'boundary'>;
  /** The shared operator whose egress address the trusted side recorded, or null. */
  readonly egressOperator: string | null;
  readonly infrastructure: Infrastructure;
}

/**
 * Signatures that verify, by our check or by the receiver's recorded word: one list for each. A list of several says that one of them verified
 * and that nothing tells which: Microsoft records no selector, and a second signature of the same domain may be pasted text.
 */
export function verifiedSignatures(checks: readonly DkimCheck[], claims: readonly Claim[]): readonly (readonly DkimCheck[])[] {
  const recorded = claims
    .filter((claim) => claim.method === 'dkim' && claim.about === 'receiver' && claim.result.toLowerCase() === 'pass')
    .map((claim) => candidatesFor(claim.domain, claim.selector, checks))
    .filter((candidates) => candidates.length > 0);
  return [...checks.filter((check) => check.result === 'pass').map((check) => [check]), ...recorded];
}

/** The signatures that a record may speak of: all of that domain and selector, or those among them that our own check has not refuted. */
function candidatesFor(domain: string | null, selector: string | null, checks: readonly DkimCheck[]): readonly DkimCheck[] {
  const named = checks.filter((check) => check.domain === domain && (selector === null || check.selector === selector));
  const passed = named.filter((check) => check.result === 'pass');
  if (passed.length > 0) return passed;
  const open = named.filter((check) => check.result !== 'fail' && check.result !== 'permerror');
  return open.length > 0 ? open : named;
}

/** Takes our checks and what others recorded; gives one fact a signature and source, receivers' words first. */
export function collectSignatures(input: SignatureInput): readonly SignatureFact[] {
  const { checks, claims, fromDomains, infrastructure } = input;
  const ingress = claims.filter((claim) => claim.method === 'dkim' && claim.about === 'ingress' && claim.trust !== 'claimed');
  const facts: SignatureFact[] = [];
  const add = (
    domain: string,
    selector: string | null,
    result: DkimResult,
    candidates: readonly DkimCheck[],
    rest: Pick<SignatureFact, 'trust' | 'source' | 'places'>,
  ): void => {
    const alignment = alignWith(fromDomains, domain, infrastructure);
    const owner = infrastructure.tenantOfSigningDomain(domain, selector);
    const fields = candidates.map((check) => check.header);
    const madeBy = rest.source === 'operator-record' ? 'author' : makerOf(domain, fields, ingress, owner?.operator ?? null, input);
    facts.push({ domain, selector, result, ...alignment, madeBy, operator: owner?.operator ?? null, ...rest });
  };
  for (const claim of claims) {
    const result = claim.result.toLowerCase();
    if (claim.method !== 'dkim' || claim.domain === null || !dkimResults.has(result)) continue;
    const candidates = candidatesFor(claim.domain, claim.selector, checks);
    const signature = candidates[0];
    const places: readonly Place[] = signature === undefined ? [claim.place] : [claim.place, signature.place];
    if (claim.about === 'receiver') {
      const named = claim.selector ?? (candidates.length === 1 ? (signature?.selector ?? null) : null);
      add(claim.domain, named, result as DkimResult, candidates, { trust: claim.trust, source: 'receiver-record', places });
    } else if (ingress.includes(claim) && !isNominal(claim)) {
      const record = { trust: claim.trust, source: 'operator-record' as const, places: [claim.place] };
      add(claim.domain, claim.selector, result as DkimResult, candidates, record);
    }
  }
  for (const check of checks) {
    add(check.domain, check.selector, check.result, [check], { trust: 'vouched', source: 'replay', places: [check.place] });
  }
  return facts;
}

/**
 * Whether the author's side or the shared operator made a signature: by the operator's record of what it was handed, else by the place of
 * the field. Every system prepends, so a signature above the line by which the operator took the message over was added after that.
 * Where several fields may be meant and they stand on both sides of that line, it cannot be told.
 */
function makerOf(
  domain: string,
  fields: readonly number[],
  ingress: readonly Claim[],
  signingOperator: string | null,
  { egressOperator, route }: SignatureInput,
): SignatureFact['madeBy'] {
  const seenAtIngress = ingress.some((claim) => claim.result.toLowerCase() === 'pass' && claim.domain === domain && !isNominal(claim));
  if (seenAtIngress) return 'author';
  if (ingress.length > 0) return 'operator';
  if (signingOperator !== null && signingOperator === egressOperator) return 'operator';
  const final = finalHandoff(route);
  const entry = route.handoffs.findLast((handoff) => final !== undefined && handoff.toSegment === final.fromSegment);
  const entryHeader = entry === undefined || entry.hop === null ? undefined : route.hops[entry.hop]?.header;
  const lines = entryHeader === undefined ? operatorLines(route, egressOperator) : [entryHeader];
  const makers = new Set(fields.map((field) => makerByPlace(field, lines)));
  return makers.size === 1 ? ([...makers][0] ?? 'unknown') : 'unknown';
}

/** Headers of the lines that the operator itself wrote, directly under the boundary. Its record tells of another hand-in than they do. */
function operatorLines({ hops, boundary }: SignatureInput['route'], operator: string | null): readonly number[] {
  const below = hops.filter((hop) => boundary.hop !== null && hop.index < boundary.hop).toReversed();
  const end = below.findIndex((hop) => operator === null || hop.writer?.operator !== operator);
  return below.slice(0, end < 0 ? below.length : end).map((hop) => hop.header);
}

function makerByPlace(field: number, lines: readonly number[]): SignatureFact['madeBy'] {
  if (lines.length === 0) return 'unknown';
  if (lines.every((line) => field < line)) return 'operator';
  return lines.every((line) => field > line) ? 'author' : 'unknown';
}
