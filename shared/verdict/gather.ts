/** Brings replays, records and marks together into the facts that signals judge. Nothing is judged here. */
import { alignWith } from '../authentication/alignment.ts';
import { alignedByPsl } from '../dns/organizational-domain.ts';
import type { ArcCheck, Claim, DkimCheck, DmarcCheck, SignatureFact, SpfCheck, SpfRecordTrace } from '../facts/authentication.ts';
import type { DnsQuestion } from '../facts/dns.ts';
import type { Identities } from '../facts/identity.ts';
import type { Infrastructure, TenantMark } from '../facts/infrastructure.ts';
import type { HeaderField } from '../facts/message.ts';
import type { Route } from '../facts/route.ts';
import type { KnownTenant, TenantKnowledge } from '../facts/tenant-knowledge.ts';
import type {
  Addressing,
  AlignedCheck,
  AlignedClaim,
  ForwardingMark,
  InnerPassage,
  ReceiverFacts,
  SharedPassage,
  StampFact,
  VerdictFacts,
} from '../facts/verdict-facts.ts';
import { finalHandoff } from '../route/final-handoff.ts';

export interface Gathered {
  readonly identities: Identities;
  readonly route: Route;
  readonly spf: readonly SpfCheck[];
  readonly dmarc: DmarcCheck;
  readonly claims: readonly Claim[];
  readonly signatures: readonly SignatureFact[];
  readonly stamps: readonly StampFact[];
  readonly tenants: readonly TenantMark[];
  readonly arc: ArcCheck;
  readonly forwarding: readonly ForwardingMark[];
  readonly addressing: Addressing;
  readonly dkim: readonly DkimCheck[];
  readonly headers: readonly HeaderField[];
  readonly knowledge: TenantKnowledge;
  /** What the From domain itself publishes about its tenants. */
  readonly published: { readonly tenants: readonly KnownTenant[]; readonly missing: readonly DnsQuestion[] };
  /** The path of this message: what the case learned from it says nothing new about it. */
  readonly path: string;
  readonly infrastructure: Infrastructure;
}

/** Takes everything that the replay produced; gives the facts for the signals. */
export function gatherFacts(input: Gathered): VerdictFacts {
  const domains = [...new Set(input.identities.from.map((mailbox) => mailbox.domain).filter((domain) => domain !== ''))];
  const checks = input.spf.map((check) => withAlignment(check, domains, input.infrastructure));
  return {
    from: { domains, places: input.identities.from.map((mailbox) => mailbox.place) },
    receiver: receiverFacts(input, checks),
    shared: sharedPassage(input, checks),
    signatures: input.signatures,
    stamps: input.stamps,
    tenants: input.tenants,
    arc: input.arc,
    forwarding: input.forwarding,
    addressing: input.addressing,
    known: knownFacts(domains[0], input),
    trace: { hops: input.route.hops, boundaryHop: input.route.boundary.hop },
    dkim: input.dkim,
    claims: input.claims.map((claim) => withOwner(claim, domains, input.infrastructure)),
    inner: innerPassage(input),
  };
}

function knownFacts(domain: string | undefined, { knowledge, published, path }: Gathered): VerdictFacts['known'] {
  const { missing } = published;
  if (domain === undefined) return { tenants: [], missing, signedMessages: [], domains: knowledge.knownDomains };
  return {
    tenants: [...knowledge.tenantsOf(domain), ...published.tenants],
    missing,
    signedMessages: knowledge.signedMessagesOf(domain).filter((message) => message !== path),
    domains: knowledge.knownDomains,
  };
}

const unaligned = { aligned: false, alignedBySharedSuffix: false };

function withAlignment(check: SpfCheck, fromDomains: readonly string[], infrastructure: Infrastructure): AlignedCheck {
  // Only the MAIL FROM identity counts for DMARC (RFC 9989 section 4.4.2); the From identity is aligned by construction.
  const alignment = check.identity === 'helo' ? unaligned : alignWith(fromDomains, check.domain, infrastructure);
  const authorisesPoolsOf = check.evaluation === null ? [] : poolsIn(check.evaluation.trace, infrastructure);
  const last = check.path.at(-1) ?? check.domain;
  const throughOthers = check.evaluation !== null && !alignedByPsl(last, check.domain);
  return { ...check, ...alignment, authorisesPoolsOf, throughOthers };
}

/** Several authors leave open whose signature it would have to be (RFC 9989 section 5.3.1): one of them is enough. */
function withOwner(claim: Claim, fromDomains: readonly string[], infrastructure: Infrastructure): AlignedClaim {
  const { domain } = claim;
  return { ...claim, aligned: domain !== null && fromDomains.some((from) => alignWith([from], domain, infrastructure).aligned) };
}

/** Operators whose include stands anywhere in the record tree that was read. */
function poolsIn(trace: SpfRecordTrace, infrastructure: Infrastructure): readonly string[] {
  const found = new Set<string>();
  const visit = (record: SpfRecordTrace): void => {
    const operator = infrastructure.operatorOfSpfPath([record.domain]);
    if (operator !== null) found.add(operator);
    for (const term of record.terms) if (term.child !== null) visit(term.child);
  };
  visit(trace);
  return [...found].sort();
}

/** The shared operator whose segment hands over to the one under the boundary: a gateway behind which another service stands. */
function innerPassage(input: Gathered): InnerPassage | null {
  const { handoffs, segments, boundary } = input.route;
  const egress = finalHandoff(input.route);
  const before = handoffs.findLast((handoff) => egress !== undefined && handoff.toSegment === egress.fromSegment);
  const segment = before === undefined ? undefined : segments[before.fromSegment];
  const gateway = boundary.hop === null ? undefined : input.route.hops[boundary.hop]?.operator;
  if (before === undefined || segment === undefined || segment.operator === null || segment.role !== 'shared') return null;
  // A HELO name alone names nobody: it is the client's own word.
  if (gateway === undefined || gateway === null || gateway.basis === 'helo' || gateway.operator === segment.operator) return null;
  const { operator } = segment;
  return {
    gateway: gateway.operator,
    gatewayName: gateway.operatorName,
    operator,
    operatorName: input.infrastructure.nameOf(operator),
    stamps: input.stamps.filter((stamp) => stamp.operator === operator),
    tenants: input.tenants.filter((mark) => mark.operator === operator),
    places: before.places,
  };
}

function receiverFacts(input: Gathered, checks: readonly AlignedCheck[]): ReceiverFacts {
  const final = finalHandoff(input.route);
  const own = final === undefined ? [] : checks.filter((check) => check.handoff === final.index);
  const claim = input.claims.find((candidate) => candidate.method === 'dmarc' && candidate.about === 'receiver');
  const reading = input.dmarc.rfc9989;
  const decided = reading.result !== 'unknown' && reading.result !== 'temperror';
  const dmarc: ReceiverFacts['dmarc'] =
    claim !== undefined
      ? { result: claim.result.toLowerCase(), trust: claim.trust, source: 'receiver-record', places: [claim.place] }
      : decided
        ? { result: reading.result, trust: 'vouched', source: 'replay', places: input.identities.from.map((mailbox) => mailbox.place) }
        : null;
  return { checks: own, dmarc, signaturesDecided: decidesSignatures(input, claim) };
}

/**
 * Whether the receiver's record leaves no aligned signature open. Microsoft prints one of several signatures, so what it left out may
 * have verified, unless DMARC failed or it found no signature at all.
 */
function decidesSignatures({ claims, signatures }: Gathered, dmarc: Claim | undefined): boolean {
  if (dmarc?.result.toLowerCase() === 'fail') return true;
  const recorded = claims.filter((claim) => claim.method === 'dkim' && claim.about === 'receiver');
  if (recorded.some((claim) => claim.result.toLowerCase() === 'none')) return true;
  const domains = new Set(recorded.map((claim) => claim.domain));
  const aligned = signatures.filter((signature) => signature.aligned && signature.source === 'replay');
  return recorded.length > 0 && aligned.every((signature) => domains.has(signature.domain));
}

/** The shared operator under the boundary: its egress is the final handoff, its ingress the newest handoff into its segment. */
function sharedPassage(input: Gathered, checks: readonly AlignedCheck[]): SharedPassage | null {
  const { handoffs, segments, hops, boundary } = input.route;
  const egress = finalHandoff(input.route);
  const segment = egress === undefined ? undefined : segments[egress.fromSegment];
  const hop = boundary.hop === null ? undefined : hops[boundary.hop];
  if (egress === undefined || segment === undefined || hop?.operator?.scope !== 'shared') return null;
  // A HELO name alone names nobody: it is the client's own word.
  if (hop.operator.basis === 'helo') return null;
  const ingress = handoffs.filter((handoff) => handoff.toSegment === segment.index).at(-1);
  return {
    operator: hop.operator.operator,
    operatorName: hop.operator.operatorName,
    pool: hop.operator.pool,
    egressHop: egress.hop,
    egressAddress: egress.client.ip,
    egressPlaces: egress.places,
    ingressAddress: ingress?.client.ip ?? null,
    ingress: ingress === undefined ? [] : checks.filter((check) => check.handoff === ingress.index),
    egress: checks.filter((check) => check.handoff === egress.index),
    missingStamps: missingStamps(input, hop.operator.operator),
  };
}

/**
 * Fields that all mail of the operator carries and this message lacks. Where another mark of the operator's stands in it, the operator did
 * handle it, and a later system removed them (list archives do).
 */
function missingStamps({ route, headers, stamps, tenants, infrastructure }: Gathered, operator: string): readonly string[] {
  // A signature shows that the operator let the message pass, not that its record of the hand-in was taken off later.
  const marks = [...stamps, ...tenants.filter((mark) => mark.kind !== 'dkim-domain')];
  const isHandled = marks.some((mark) => mark.operator === operator && mark.trust !== 'claimed');
  // The receiver may be the same operator and write the same fields: only what stands below the boundary counts.
  const below = headers.filter((field) => field.index > route.boundary.header);
  return isHandled ? [] : infrastructure.missingStamps(operator, below);
}
