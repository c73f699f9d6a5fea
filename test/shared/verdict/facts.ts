/**
 * Facts for signals, in short forms: a neutral message from `a.example` of which nothing is known, and builders that say only what a test
 * is about. The operator is `relay`, a made-up service with a shared pool; nothing here exists outside the tests.
 */
import type { ArcCheck, DkimCheck, SignatureFact } from '../../../shared/facts/authentication.ts';
import type { DnsQuestion } from '../../../shared/facts/dns.ts';
import type { Place } from '../../../shared/facts/evidence.ts';
import type { FromMailbox } from '../../../shared/facts/identity.ts';
import type { TenantMark } from '../../../shared/facts/infrastructure.ts';
import type { Hop } from '../../../shared/facts/route.ts';
import type { KnownTenant } from '../../../shared/facts/tenant-knowledge.ts';
import type {
  Addressing,
  AlignedCheck,
  AlignedClaim,
  ForwardingMark,
  KnownFacts,
  NamedAddress,
  ReceiverFacts,
  SharedPassage,
  StampFact,
  VerdictFacts,
} from '../../../shared/facts/verdict-facts.ts';

export const domain = 'a.example';
export const operator = 'relay';

/** A place in the header field with this index; each field gets a hundred bytes. */
export function place(header: number): Place {
  return { header, start: header * 100, end: header * 100 + 50 };
}

export function question(name: string, type: DnsQuestion['type'] = 'TXT'): DnsQuestion {
  return { name, type };
}

/** An aligned pass for the MAIL FROM at the receiver, by our replay, from the domain's own address. */
export function spfCheck(given: Partial<AlignedCheck> = {}): AlignedCheck {
  return {
    handoff: 1,
    hop: 1,
    role: 'egress',
    operator: null,
    source: 'replay',
    trust: 'vouched',
    identity: 'mailfrom',
    domain,
    ip: '192.0.2.1',
    result: 'pass',
    mechanism: null,
    path: [domain],
    sharedBy: null,
    missing: [],
    evaluation: null,
    places: [place(1)],
    aligned: true,
    alignedBySharedSuffix: false,
    authorisesPoolsOf: [],
    throughOthers: false,
    ...given,
  };
}

/** The same, given by the shared pool of `relay`. */
export function poolPass(given: Partial<AlignedCheck> = {}): AlignedCheck {
  return spfCheck({ ip: '198.51.100.9', operator, path: [domain, 'spf.relay.example'], sharedBy: operator, ...given });
}

/** What `relay` itself recorded when it refused nobody and noted that the domain does not authorise the host. */
export function ingressRefusal(given: Partial<AlignedCheck> = {}): AlignedCheck {
  return spfCheck({
    handoff: 0,
    hop: 0,
    role: 'ingress',
    operator,
    source: 'operator-record',
    ip: '203.0.113.66',
    result: 'fail',
    places: [place(5)],
    ...given,
  });
}

/** An aligned signature that our own check verified, made by the author's side. */
export function signature(given: Partial<SignatureFact> = {}): SignatureFact {
  return {
    domain,
    selector: 's1',
    result: 'pass',
    aligned: true,
    alignedBySharedSuffix: false,
    trust: 'vouched',
    source: 'replay',
    madeBy: 'author',
    operator: null,
    places: [place(8)],
    ...given,
  };
}

/** The default signature that `relay` makes for a tenant of another name. */
export function tenantSignature(given: Partial<SignatureFact> = {}): SignatureFact {
  return signature({ domain: 'b.relay.example', aligned: false, madeBy: 'operator', operator, ...given });
}

export function stamp(kind: StampFact['kind'], given: Partial<StampFact> = {}): StampFact {
  return { operator, kind, value: kind, trust: 'vouched', place: place(20), ...given };
}

export function mark(value: string, given: Partial<TenantMark> = {}): TenantMark {
  return { operator, kind: 'tenant-id', value, header: 21, trust: 'vouched', place: place(21), ...given };
}

export function knownTenant(value: string, given: Partial<KnownTenant> = {}): KnownTenant {
  return { domain, operator, kind: 'tenant-id', value, name: null, origin: 'declared', because: 'tenants.ndjson, line 1', ...given };
}

export function forwardingMark(kind: ForwardingMark['kind'], given: Partial<ForwardingMark> = {}): ForwardingMark {
  return { kind, text: `a mark of the kind ${kind}`, place: place(30), ...given };
}

export function address(text: string, header = 12): NamedAddress {
  return { address: text, domain: text.slice(text.lastIndexOf('@') + 1), place: place(header) };
}

export function mailbox(text: string, displayName: string | null = null): FromMailbox {
  const ownDomain = text.slice(text.lastIndexOf('@') + 1);
  return { address: text, domain: ownDomain, organizationalDomain: ownDomain, displayName, place: place(10) };
}

export function hop(given: Partial<Hop> = {}): Hop {
  return {
    index: 0,
    header: 6,
    dialect: 'postfix',
    at: '2026-11-20T08:00:00Z',
    from: { helo: null, rdns: null, ip: null },
    by: 'mx.recv.example',
    with: 'ESMTPS',
    tls: null,
    id: null,
    for: null,
    delaySeconds: null,
    clockSkewed: false,
    operator: null,
    writer: null,
    trust: 'claimed',
    place: place(6),
    ...given,
  };
}

export function claim(given: Partial<AlignedClaim> = {}): AlignedClaim {
  const said: Omit<AlignedClaim, 'aligned'> = {
    header: 4,
    place: place(4),
    field: 'authentication-results',
    authservId: 'mx.recv.example',
    instance: null,
    writer: null,
    method: 'spf',
    result: 'pass',
    domain,
    selector: null,
    ip: null,
    helo: null,
    properties: {},
    comment: null,
    about: 'receiver',
    trust: 'vouched',
    agrees: null,
    difference: null,
    ...given,
  };
  return { ...said, aligned: given.aligned ?? said.domain === domain };
}

export function dkimCheck(given: Partial<DkimCheck> = {}): DkimCheck {
  return {
    header: 8,
    domain,
    selector: 's1',
    result: 'pass',
    code: 'verified',
    reason: 'The signature verifies.',
    bodyHash: 'match',
    headerSignature: 'pass',
    algorithm: 'rsa-sha256',
    canonicalization: 'relaxed/relaxed',
    auid: `@${domain}`,
    signedHeaders: ['from', 'to', 'subject', 'date'],
    unsignedDuplicates: [],
    overSigned: [],
    signedAt: '2026-11-20T07:59:00Z',
    expiresAt: null,
    keyBits: 2048,
    key: null,
    testing: false,
    signatureStart: 'AbCdEf',
    bodyLength: null,
    unsignedOctets: 0,
    unsignedSpan: null,
    warnings: [],
    missing: [],
    place: place(8),
    ...given,
  };
}

export function arcCheck(given: Partial<ArcCheck> = {}): ArcCheck {
  return {
    result: 'none',
    code: 'no-sets',
    reason: 'The message carries no ARC set.',
    brokenAt: null,
    oldestPass: null,
    sets: [],
    missing: [],
    ...given,
  };
}

export function receiver(given: Partial<ReceiverFacts> = {}): ReceiverFacts {
  return { checks: [], dmarc: null, signaturesDecided: false, ...given };
}

/** The passage through `relay`, out of its pool to the receiver. */
export function passage(given: Partial<SharedPassage> = {}): SharedPassage {
  return {
    operator,
    operatorName: 'Relay',
    pool: 'normal',
    egressHop: 1,
    egressAddress: '198.51.100.9',
    egressPlaces: [place(1)],
    ingressAddress: '203.0.113.66',
    ingress: [],
    egress: [],
    missingStamps: [],
    ...given,
  };
}

export function addressing(given: Partial<Addressing> = {}): Addressing {
  return {
    from: [mailbox(`ceo@${domain}`)],
    fromFields: [place(10)],
    to: [],
    replyTo: [],
    sender: null,
    mailFromDomain: domain,
    mailFromPlace: place(0),
    namedInDisplayName: [],
    ...given,
  };
}

export function known(given: Partial<KnownFacts> = {}): KnownFacts {
  return { tenants: [], missing: [], signedMessages: [], domains: [], ...given };
}

/** A message from `a.example` of which nothing else is known: no signal has anything to say about it. */
export function facts(given: Partial<VerdictFacts> = {}): VerdictFacts {
  return {
    from: { domains: [domain], places: [place(10)] },
    receiver: receiver(),
    shared: null,
    signatures: [],
    stamps: [],
    tenants: [],
    arc: arcCheck(),
    forwarding: [],
    addressing: addressing(),
    known: known(),
    trace: { hops: [], boundaryHop: null },
    dkim: [],
    claims: [],
    inner: null,
    ...given,
  };
}
