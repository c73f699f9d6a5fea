/** What the replays of SPF, DKIM, ARC and DMARC found, and what header fields claim about the same checks. */
import type { DnsLookup, DnsQuestion } from './dns.ts';
import type { Place, Source, Span, Trust } from './evidence.ts';

/** RFC 7208 section 2.6, and our one addition `unknown`: the snapshot lacks an answer that would decide it. */
export type SpfResult = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror' | 'unknown';

/** MAIL FROM and HELO as in RFC 7208 section 2.3 and 2.4. `from` evaluates the From domain as if it were the MAIL FROM: no standard does, but it shows whose space an address is. */
export type SpfIdentity = 'mailfrom' | 'helo' | 'from';

export interface SpfQuery {
  readonly ip: string;
  readonly identity: SpfIdentity;
  /** The address being checked: MAIL FROM, or postmaster@HELO where it is the null reverse-path (RFC 7208 section 2.4). */
  readonly sender: string;
  readonly domain: string;
  readonly helo: string;
}

/** One term of a record, in order, with what became of it. */
export interface SpfTermTrace {
  /** As written in the record, for example `include:spf.protection.outlook.com`. */
  readonly term: string;
  /** Character range of the term in the record text. */
  readonly start: number;
  readonly end: number;
  /** The term's domain-spec after macro expansion, where it has one. */
  readonly expanded: string | null;
  readonly outcome: 'match' | 'no-match' | 'not-reached' | 'ignored' | 'error' | 'unknown';
  /** One short clause for people: `192.0.2.7 is not in 198.51.100.0/24`. */
  readonly note: string;
  readonly lookups: readonly DnsLookup[];
  /** The record that an include or redirect leads to. */
  readonly child: SpfRecordTrace | null;
}

export interface SpfRecordTrace {
  readonly domain: string;
  /** The record text, or null where there is none. */
  readonly record: string | null;
  readonly result: SpfResult;
  readonly lookups: readonly DnsLookup[];
  readonly terms: readonly SpfTermTrace[];
}

export type SpfReasonCode =
  | 'matched'
  | 'no-match'
  | 'no-record'
  | 'domain-malformed'
  | 'address-malformed'
  | 'multiple-records'
  | 'syntax-error'
  | 'too-many-lookups'
  | 'too-many-void-lookups'
  | 'too-many-mx'
  | 'too-many-ptr'
  | 'include-without-record'
  | 'redirect-without-record'
  | 'dns-failure'
  | 'not-captured';

export interface SpfEvaluation {
  readonly query: SpfQuery;
  readonly result: SpfResult;
  readonly reason: SpfReasonCode;
  /** One sentence for people. */
  readonly text: string;
  /** The innermost term that matched, for example `ip4:40.107.0.0/16`, and the domains from the start to its record. */
  readonly mechanism: string | null;
  readonly path: readonly string[];
  /** `exp=` text (RFC 7208 section 6.2), expanded, on fail. */
  readonly explanation: string | null;
  readonly missing: readonly DnsQuestion[];
  readonly lookupCount: number;
  readonly voidLookupCount: number;
  readonly trace: SpfRecordTrace;
}

/** RFC 8601 section 2.7.1, and `unknown`. */
export type DkimResult = 'none' | 'pass' | 'fail' | 'policy' | 'neutral' | 'temperror' | 'permerror' | 'unknown';

/** Why a signature got its result. The sentences stand in `authentication/dkim/reason.ts`. */
export type DkimReasonCode =
  | 'verified'
  | 'body-hash-mismatch'
  | 'signature-mismatch'
  | 'signature-syntax'
  | 'tag-missing'
  | 'version-unknown'
  | 'algorithm-unknown'
  | 'canonicalization-unknown'
  | 'query-method-unknown'
  | 'domain-malformed'
  | 'identity-outside-domain'
  | 'from-not-signed'
  | 'expiration-before-signing'
  | 'expired'
  | 'body-length-too-large'
  | 'too-many-signatures'
  | 'key-not-captured'
  | 'key-lookup-failed'
  | 'key-absent'
  | 'key-revoked'
  | 'key-syntax'
  | 'key-version-unknown'
  | 'key-type-mismatch'
  | 'key-hash-excluded'
  | 'key-not-for-email'
  | 'key-identity-mismatch'
  | 'key-too-short'
  | 'algorithm-historic';

/** The key that judged a signature, as its record says it (RFC 6376 section 3.6.1). */
export interface DkimKeyFact {
  /** `selector._domainkey.domain`. */
  readonly name: string;
  /** The record text. Of several at the selector, the one that decided. */
  readonly record: string;
  /** TXT records at the selector; one is expected (RFC 6376 section 3.6.2.2). */
  readonly recordCount: number;
  /** `h=`, or null for any hash. */
  readonly hashes: readonly string[] | null;
  /** `s=`; `*` where it is not given. */
  readonly services: readonly string[];
  /** `t=`: `y` for tests, `s` for no identity below the domain. */
  readonly flags: readonly string[];
  /** `n=`: a note of the owner for people, decoded; null where there is none. */
  readonly note: string | null;
  /** `g=` of RFC 4871, which RFC 6376 dropped and verifiers ignore; null where there is none. */
  readonly granularity: string | null;
  /** When the snapshot saw the key, ISO 8601 UTC; null is not known. */
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
}

export interface DkimCheck {
  readonly header: number;
  readonly domain: string;
  readonly selector: string;
  readonly result: DkimResult;
  readonly code: DkimReasonCode;
  /** One sentence for people. */
  readonly reason: string;
  readonly bodyHash: 'match' | 'mismatch' | 'unknown';
  /** Whether the signature over the header fields verifies with the key, whatever the body hash says. */
  readonly headerSignature: 'pass' | 'fail' | 'unknown';
  readonly algorithm: string | null;
  /** `header/body`, for example `relaxed/simple`; null where `c=` names none that is known. */
  readonly canonicalization: string | null;
  /** `i=`, or `@d` where it is not given (RFC 6376 section 3.5). */
  readonly auid: string | null;
  readonly signedHeaders: readonly string[];
  /** Names in `h=` of which the message holds further fields that the signature does not cover: they may have been added. */
  readonly unsignedDuplicates: readonly string[];
  /** Names that `h=` lists more often than the message holds them, so that none can be added unseen (RFC 6376 section 8.15). */
  readonly overSigned: readonly string[];
  /** `t=` and `x=`, ISO 8601 UTC, or null. */
  readonly signedAt: string | null;
  readonly expiresAt: string | null;
  readonly keyBits: number | null;
  /** The record behind it; null where no record was found. */
  readonly key: DkimKeyFact | null;
  readonly testing: boolean;
  /** The first characters of `b=`, by which results tell signatures apart (`header.b`, RFC 6008). */
  readonly signatureStart: string;
  /** Octets covered by `l=`, or null where the whole body is. */
  readonly bodyLength: number | null;
  /** Octets of the canonical body behind `l=`: anybody may have appended them. 0 where the whole body is signed. */
  readonly unsignedOctets: number;
  /** Where those octets stand in the evidence, to the end of the body; null where there are none. */
  readonly unsignedSpan: Span | null;
  /** What a reader should know beside the result, in sentences. */
  readonly warnings: readonly string[];
  readonly missing: readonly DnsQuestion[];
  readonly place: Place;
}

/** How much of a message a signature covers. */
export type SignatureCoverage = Pick<
  DkimCheck,
  'canonicalization' | 'signedHeaders' | 'unsignedDuplicates' | 'overSigned' | 'bodyHash' | 'bodyLength' | 'unsignedOctets' | 'unsignedSpan'
>;

/** Why a chain got its result (RFC 8617 section 5.2). The sentences stand in `authentication/arc/reason.ts`. */
export type ArcReasonCode =
  | 'no-sets'
  | 'verified'
  | 'instance-malformed'
  | 'instance-missing'
  | 'instance-duplicated'
  | 'field-missing'
  | 'field-malformed'
  | 'chain-validation-malformed'
  | 'chain-validation-failed'
  | 'seal-signs-fields'
  | 'signature-covers-seal'
  | 'message-signature-failed'
  | 'seal-failed'
  | 'keys-not-captured';

/** The coverage is that of the message signature. */
export interface ArcSet extends SignatureCoverage {
  readonly instance: number;
  readonly sealedBy: string;
  readonly selector: string | null;
  readonly chainValidation: string | null;
  readonly seal: 'pass' | 'fail' | 'unknown';
  readonly messageSignature: 'pass' | 'fail' | 'unknown';
  readonly sealHeader: number | null;
  readonly signatureHeader: number | null;
  readonly resultsHeader: number | null;
  /** Why the seal and the message signature have their results, one sentence each. */
  readonly sealReason: string;
  readonly messageSignatureReason: string;
  /** `t=` of the seal, ISO 8601 UTC, or null. */
  readonly sealedAt: string | null;
  /** What the sealer vouches for with this set, as the message stands. */
  readonly vouches: ArcVouching;
  /** The same in one or two sentences for people. */
  readonly vouchesText: string;
}

/**
 * What a set proves, given what verifies of it and of the sets above (RFC 8617 section 7.1).
 * - `message`: the seal and the message signature verify: the record is the sealer's, and it belongs to this message as it stands.
 * - `relayed`: the seal verifies and the message was changed after it, but an unbroken chain above ties the record to this message.
 * - `record`: the seal verifies and nothing ties the record to this message: the whole set may be a copy.
 * - `nothing`: the seal does not verify, or cannot.
 * - `unknown`: a key is not in the snapshot.
 */
export type ArcVouching = 'message' | 'relayed' | 'record' | 'nothing' | 'unknown';

export interface ArcCheck {
  readonly result: 'none' | 'pass' | 'fail' | 'unknown';
  readonly code: ArcReasonCode;
  /** One sentence for people. */
  readonly reason: string;
  /** The instance at which the chain breaks, or null where it does not or no single one can be named. */
  readonly brokenAt: number | null;
  /** The lowest instance from which all message signatures upward verify (RFC 8617 section 5.2 step 5); null where none does. */
  readonly oldestPass: number | null;
  readonly sets: readonly ArcSet[];
  readonly missing: readonly DnsQuestion[];
}

export interface DmarcWalkStep {
  readonly name: string;
  readonly lookup: DnsLookup;
  /** The record found there, or null. */
  readonly record: string | null;
  readonly note: string;
}

export type DmarcResult = 'pass' | 'fail' | 'none' | 'permerror' | 'temperror' | 'unknown';

/** An Authenticated Identifier and how it stands to the From domain (RFC 9989 section 3.2). */
export interface DmarcIdentifier {
  readonly mechanism: 'spf' | 'dkim';
  readonly domain: string;
  readonly result: SpfResult | DkimResult;
  /** `strict`: the same domain; `relaxed`: the same organizational domain only; `unknown`: DNS answers are missing. */
  readonly alignment: 'strict' | 'relaxed' | 'none' | 'unknown';
}

export interface DmarcReading {
  readonly result: DmarcResult;
  /** The policy that applies to this From domain: none, quarantine, reject, or null without a record. */
  readonly policy: string | null;
  /** What a receiver that follows the policy does with this message (test mode and `pct=0` considered); null without a record or a result. */
  readonly disposition: 'none' | 'quarantine' | 'reject' | null;
  readonly policyDomain: string | null;
  readonly organizationalDomain: string | null;
  /** Which mechanisms passed with alignment. */
  readonly by: readonly ('spf' | 'dkim')[];
  readonly identifiers: readonly DmarcIdentifier[];
  readonly record: string | null;
  readonly reason: string;
  readonly walk: readonly DmarcWalkStep[];
  /** The public suffix list that it rests on, for example `tldts 7.5.5, public suffix list of 2026-11-19`; null where it rests on none (RFC 9989). */
  readonly suffixList: string | null;
  readonly missing: readonly DnsQuestion[];
}

export interface DmarcCheck {
  readonly fromDomain: string | null;
  readonly rfc9989: DmarcReading;
  readonly rfc7489: DmarcReading;
  /** Why the two readings differ, one sentence; null where they say the same. */
  readonly difference: string | null;
  /** The checks of further From domains; this one is the strictest that fails (RFC 9989 section 11.5). Empty for a From of one domain. */
  readonly others: readonly DmarcCheck[];
}

/** What an Authentication-Results, ARC-Authentication-Results or Received-SPF field says. A claim until the boundary vouches for it. */
export interface Claim {
  readonly header: number;
  readonly place: Place;
  readonly field: 'authentication-results' | 'arc-authentication-results' | 'received-spf' | 'operator-results';
  /** RFC 8601 authserv-id; null where the writer omits it (Exchange Online does). */
  readonly authservId: string | null;
  readonly instance: number | null;
  /** Operator that wrote it as far as its place and name tell, or null. */
  readonly writer: string | null;
  readonly method: string;
  readonly result: string;
  readonly domain: string | null;
  readonly selector: string | null;
  readonly ip: string | null;
  readonly helo: string | null;
  readonly properties: Readonly<Record<string, string>>;
  /** The comment behind the result, without its parentheses. */
  readonly comment: string | null;
  /** Which check it speaks of: the trusted side's (`receiver`), a shared operator's on the way in (`ingress`), or not known. */
  readonly about: 'receiver' | 'ingress' | 'other';
  readonly trust: Trust;
  /** Whether our replay says the same; null where the replay is unknown or there is none. */
  readonly agrees: boolean | null;
  /** Why the replay does not say the same, or cannot tell; null where it agrees and where there is nothing to compare with. */
  readonly difference: ClaimDifference | null;
}

/**
 * Why a claim and its replay differ.
 * - `dns-changed`: with other answers of the snapshot, or with the failure that the writer met, the replay says what the claim says.
 * - `forged-header`: the field stands below the trust boundary, where a sender can write anything, and the replay contradicts it.
 * - `forwarder`: it speaks of a connection that is not on the route.
 * - `broken-body`: the body is not the one that was signed, while the header signature is intact.
 * - `changed-header`: the signed header fields are not the ones that were signed.
 * - `missing-dns`: the replay is unknown; the text lists the questions.
 * - `different-identity`: it speaks of a domain or signature that the message does not have.
 * - `receiver-local-policy`: its word or method is the writer's own, not of RFC 8601 (`bestguesspass`, `compauth`).
 * - `unexplained`: none of these.
 */
export type ClaimDifferenceCode =
  | 'dns-changed'
  | 'forged-header'
  | 'forwarder'
  | 'broken-body'
  | 'changed-header'
  | 'missing-dns'
  | 'different-identity'
  | 'receiver-local-policy'
  | 'unexplained';

export interface ClaimDifference {
  readonly code: ClaimDifferenceCode;
  /** One or two sentences for people. */
  readonly text: string;
}

/**
 * The shared pool that an undecided check would pass through if the bundled, dated copies of the operators' records still held. Knowledge, not
 * evidence: it is no part of a result and no signal may rest on it.
 */
export interface PresumedPool {
  readonly operator: string;
  readonly mechanism: string | null;
  readonly path: readonly string[];
  /** The day that the oldest of the copies was seen last, ISO 8601; null where it is not known. */
  readonly seen: string | null;
  /** Whether that is more than a year before the handoff, or not known. */
  readonly isStale: boolean;
}

/** A bundled copy of an operator's record that stood in for a DNS answer, because the user wanted to reckon with them. */
export interface BundledCopy {
  readonly name: string;
  /** The day that the copy was seen last, ISO 8601; null where it is not known. */
  readonly seen: string | null;
  /** Whether that is more than a year before the check's time, or not known. */
  readonly isStale: boolean;
}

/** One SPF check at one handoff: ours, or as the receiver or operator recorded it. */
export interface SpfCheck {
  readonly handoff: number;
  readonly hop: number | null;
  readonly role: 'ingress' | 'transit' | 'egress';
  readonly operator: string | null;
  readonly source: Source;
  readonly trust: Trust;
  readonly identity: SpfIdentity;
  readonly domain: string;
  readonly ip: string;
  readonly result: SpfResult;
  readonly mechanism: string | null;
  readonly path: readonly string[];
  /** The operator through whose shared pool it passed; null where by the domain's own space or not known. */
  readonly sharedBy: string | null;
  readonly missing: readonly DnsQuestion[];
  readonly evaluation: SpfEvaluation | null;
  /** For an `unknown` replay only, and only where the copies tell. */
  readonly presumed?: PresumedPool;
  /** The bundled copies that a replay rests on; left out where it rests on none. Such a check is no better than attributed. */
  readonly copies?: readonly BundledCopy[];
  readonly places: readonly Place[];
}

/** A DKIM signature with everybody's word on it. */
export interface SignatureFact {
  readonly domain: string;
  readonly selector: string | null;
  readonly result: DkimResult;
  /** Aligned with the From domain (relaxed, RFC 7489 reading), and not merely through a domain that many tenants share. */
  readonly aligned: boolean;
  readonly alignedBySharedSuffix: boolean;
  readonly trust: Trust;
  readonly source: Source;
  /** Whether the shared operator on the path made it after hand-in, the author's side before, or it cannot be told. */
  readonly madeBy: 'author' | 'operator' | 'unknown';
  readonly operator: string | null;
  readonly places: readonly Place[];
}
