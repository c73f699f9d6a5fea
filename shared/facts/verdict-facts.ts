/** What the signals may look at: everything gathered, nothing judged. A signal is handed only the facts that it declares. */
import type { ArcCheck, Claim, DkimCheck, SignatureFact, SpfCheck } from './authentication.ts';
import type { DnsQuestion } from './dns.ts';
import type { Place, Trust } from './evidence.ts';
import type { FromMailbox } from './identity.ts';
import type { OperatorStamp, TenantMark } from './infrastructure.ts';
import type { Hop } from './route.ts';
import type { KnownTenant } from './tenant-knowledge.ts';

/** An SPF check with the question DMARC asks of it. */
export interface AlignedCheck extends SpfCheck {
  /** The checked domain is the From domain's own or aligned with it (relaxed), and not merely through a domain that many tenants share. */
  readonly aligned: boolean;
  /** Aligned by name, but under a domain that the operator gives to many tenants. */
  readonly alignedBySharedSuffix: boolean;
  /** The term that matched stands in the record of another organisation: whose hosts it lists is that one's word. False without a replay. */
  readonly throughOthers: boolean;
  /** Operators whose pools the checked record authorises somewhere, whether or not this address matched. Empty without a replay. */
  readonly authorisesPoolsOf: readonly string[];
}

/** The From field, as alignment needs it. */
export interface FromFacts {
  /** All different From domains. DMARC is only defined for one (RFC 9989 section 5.3.1). */
  readonly domains: readonly string[];
  readonly places: readonly Place[];
}

/** What the final receiver checked, by its record or by our replay of the same connection. */
export interface ReceiverFacts {
  readonly checks: readonly AlignedCheck[];
  readonly dmarc: {
    readonly result: string;
    readonly trust: Trust;
    readonly source: 'replay' | 'receiver-record';
    readonly places: readonly Place[];
  } | null;
  /** Whether the receiver recorded what became of the signatures, so that one without a pass there did not verify. */
  readonly signaturesDecided: boolean;
}

/** The shared operator through whose pool the message reached the receiver, and both of its checks. */
export interface SharedPassage {
  readonly operator: string;
  readonly operatorName: string;
  readonly pool: string | null;
  readonly egressHop: number | null;
  readonly egressAddress: string | null;
  readonly egressPlaces: readonly Place[];
  readonly ingressAddress: string | null;
  readonly ingress: readonly AlignedCheck[];
  readonly egress: readonly AlignedCheck[];
  /** Header fields that every message through this operator carries, and this one does not. */
  readonly missingStamps: readonly string[];
}

/** An address that a header field names. */
export interface NamedAddress {
  readonly address: string;
  readonly domain: string;
  readonly place: Place;
}

/** How the message is addressed, and how its From field may be misread. */
export interface Addressing {
  readonly from: readonly FromMailbox[];
  /** Places of all From fields; more than one is forbidden (RFC 5322 section 3.6). */
  readonly fromFields: readonly Place[];
  readonly to: readonly NamedAddress[];
  readonly replyTo: readonly NamedAddress[];
  readonly sender: NamedAddress | null;
  readonly mailFromDomain: string | null;
  readonly mailFromPlace: Place | null;
  /** Words of the display name that look like an address or a domain. */
  readonly namedInDisplayName: readonly string[];
}

/** What a field says, with the alignment of the domain that it speaks of. */
export interface AlignedClaim extends Claim {
  /** Relaxed alignment with one of the From domains, by name and owner (`authentication/alignment.ts`); false where no domain is named. */
  readonly aligned: boolean;
}

/** What is known beforehand of the From domain. */
export interface KnownFacts {
  readonly tenants: readonly KnownTenant[];
  /** Questions whose answers may name further tenants of the domain. */
  readonly missing: readonly DnsQuestion[];
  /** Messages of the case on which an aligned signature of the From domain verified, other than this one. */
  readonly signedMessages: readonly string[];
  readonly domains: readonly string[];
}

/** The hops, and the hop of the trust boundary. */
export interface Trace {
  readonly hops: readonly Hop[];
  readonly boundaryHop: number | null;
}

/** A shared operator that the message passed before the one under the boundary, as that one's lines or stamps show it. */
export interface InnerPassage {
  /** The operator under the boundary, shared or dedicated: the gateway. */
  readonly gateway: string;
  readonly gatewayName: string;
  readonly operator: string;
  readonly operatorName: string;
  readonly stamps: readonly StampFact[];
  readonly tenants: readonly TenantMark[];
  readonly places: readonly Place[];
}

export interface StampFact extends OperatorStamp {
  readonly trust: Trust;
}

/** A trace that forwarders and lists leave. Text anybody can write: it explains, it never accuses or clears. */
export interface ForwardingMark {
  readonly kind: 'srs' | 'batv' | 'verp' | 'list' | 'forward' | 'resent';
  readonly text: string;
  readonly place: Place;
}

export interface VerdictFacts {
  readonly from: FromFacts;
  readonly receiver: ReceiverFacts;
  readonly shared: SharedPassage | null;
  readonly signatures: readonly SignatureFact[];
  readonly stamps: readonly StampFact[];
  readonly tenants: readonly TenantMark[];
  readonly arc: ArcCheck;
  readonly forwarding: readonly ForwardingMark[];
  readonly addressing: Addressing;
  readonly known: KnownFacts;
  readonly trace: Trace;
  readonly dkim: readonly DkimCheck[];
  readonly claims: readonly AlignedClaim[];
  readonly inner: InnerPassage | null;
}
