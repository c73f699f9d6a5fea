/** What the replays of SPF, DKIM, ARC and DMARC found, and what header fields claim about the same checks. */
import type { DnsLookup, DnsQuestion } from './dns.ts';
import type { Place, Source, Trust } from './evidence.ts';

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

export interface DkimCheck {
  readonly header: number;
  readonly domain: string;
  readonly selector: string;
  readonly result: DkimResult;
  readonly reason: string;
  readonly bodyHash: 'match' | 'mismatch' | 'unknown';
  readonly algorithm: string | null;
  readonly signedHeaders: readonly string[];
  /** `t=` and `x=`, ISO 8601 UTC, or null. */
  readonly signedAt: string | null;
  readonly expiresAt: string | null;
  readonly keyBits: number | null;
  readonly testing: boolean;
  /** Octets covered by `l=`, or null where the whole body is. */
  readonly bodyLength: number | null;
  readonly missing: readonly DnsQuestion[];
  readonly place: Place;
}

export interface ArcSet {
  readonly instance: number;
  readonly sealedBy: string;
  readonly selector: string | null;
  readonly chainValidation: string | null;
  readonly seal: 'pass' | 'fail' | 'unknown';
  readonly messageSignature: 'pass' | 'fail' | 'unknown';
  readonly sealHeader: number | null;
  readonly signatureHeader: number | null;
  readonly resultsHeader: number | null;
}

export interface ArcCheck {
  readonly result: 'none' | 'pass' | 'fail' | 'unknown';
  readonly reason: string;
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

export interface DmarcReading {
  readonly result: DmarcResult;
  /** The policy that applies to this From domain: none, quarantine, reject, or null without a record. */
  readonly policy: string | null;
  readonly policyDomain: string | null;
  readonly organizationalDomain: string | null;
  /** Which mechanisms passed with alignment. */
  readonly by: readonly ('spf' | 'dkim')[];
  readonly record: string | null;
  readonly reason: string;
  readonly walk: readonly DmarcWalkStep[];
  readonly missing: readonly DnsQuestion[];
}

export interface DmarcCheck {
  readonly fromDomain: string | null;
  readonly rfc9989: DmarcReading;
  readonly rfc7489: DmarcReading;
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
