/** The published report about messages (schema `waybill/report/1`, product.md): aggregate (RFC 9990), failure (RFC 9991) and SMTP TLS (RFC 8460). */
import type { Evidence } from './evidence.ts';

/** Something in a report that is not as its standard says, and what became of it. `at` is the element path, counted from 1 as XPath does. */
export interface ReportNote {
  readonly code: string;
  readonly message: string;
  readonly at: string;
}

/**
 * What a row is, in the order in which an analyst should look at them. Given at ingest, from the row alone and from what is usual
 * for its From domain at the operator of its source address.
 */
export const rowClasses = [
  /** SPF aligned and passed by a shared pool, while the signature points at another tenant or the domain's usual one is missing. */
  'cross-tenant-suspect',
  /** Neither SPF nor DKIM speaks for the From domain. */
  'unauthorised',
  /** SPF aligned and passed only by address space that many tenants share: nothing says which of them sent it. The domain's exposure. */
  'aligned-spf-shared-pool-only',
  /** Authenticated as another domain; nothing shows that the From domain authorises it. */
  'third-party',
  /** Relayed by somebody who broke what the author's side had signed, or whom the receiver names as a forwarder. */
  'forwarder',
  /** The row does not say enough. */
  'unknown',
  'aligned-spf-own-space',
  'aligned-dkim',
] as const;
export type RowClass = (typeof rowClasses)[number];

export type ReportedDkimResult = 'none' | 'pass' | 'fail' | 'policy' | 'neutral' | 'temperror' | 'permerror';
export type ReportedSpfResult = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror';

export interface ReportedDkim {
  readonly domain: string | null;
  readonly selector: string | null;
  /** Null where the reporter's word is none that is known; a note keeps it. */
  readonly result: ReportedDkimResult | null;
  readonly humanResult: string | null;
}

export interface ReportedSpf {
  readonly domain: string | null;
  readonly scope: 'mfrom' | 'helo' | null;
  readonly result: ReportedSpfResult | null;
  readonly humanResult: string | null;
}

export interface ReportRecord {
  /** Canonical text (RFC 5952), null where the report holds no address; a note keeps what it holds instead. */
  readonly sourceIp: string | null;
  /** Null where the report holds no whole number from 0 on. */
  readonly count: number | null;
  readonly disposition: 'none' | 'pass' | 'quarantine' | 'reject' | null;
  /** `policy_evaluated`: whether the mechanism passed *with alignment*. */
  readonly dkim: 'pass' | 'fail' | null;
  readonly spf: 'pass' | 'fail' | null;
  readonly reasons: readonly { readonly type: string | null; readonly comment: string | null }[];
  readonly headerFrom: string | null;
  /** Empty for the null reverse-path (RFC 9990), null where the report does not say. */
  readonly envelopeFrom: string | null;
  readonly envelopeTo: string | null;
  readonly authResults: { readonly dkim: readonly ReportedDkim[]; readonly spf: readonly ReportedSpf[] };
}

/** What is known about the row beyond the report. */
export interface RowJudgement {
  readonly class: RowClass;
  /** Id of the catalogue's operator whose address space the source address is. */
  readonly operator: string | null;
  /** The signing domain of a tenant of that operator which is not known to be the From domain's own. */
  readonly foreignTenant: string | null;
  /** The rule that made the class and what it rests on, one sentence; null where the class speaks for itself. */
  readonly because: string | null;
}

export type JudgedRecord = ReportRecord & RowJudgement;

export interface ReportPolicy {
  readonly domain: string | null;
  readonly p: string | null;
  readonly sp: string | null;
  readonly np: string | null;
  readonly adkim: string | null;
  readonly aspf: string | null;
  readonly pct: number | null;
  readonly fo: string | null;
  readonly testing: 'y' | 'n' | null;
  readonly discoveryMethod: string | null;
}

/** What an ARF message (RFC 5965, RFC 6591, RFC 9991) or a plain-text notice of the same kind says about one message. */
export interface FailureFacts {
  /** `complaint`: nothing but a subject and the attached message. */
  readonly format: 'arf' | 'plain-text' | 'complaint';
  /** `auth-failure`, `abuse`, `fraud`, …, lower case. */
  readonly feedbackType: string | null;
  /** `dmarc`, `dkim`, `spf`, …, lower case. */
  readonly authFailure: readonly string[];
  /** Mechanisms that failed to authenticate an aligned identifier (RFC 9991); empty for `none`, null where not said. */
  readonly identityAlignment: readonly string[] | null;
  readonly deliveryResult: string | null;
  readonly arrivalDate: string | null;
  readonly originalMailFrom: string | null;
  readonly originalRcptTo: readonly string[];
  readonly reportedDomains: readonly string[];
  readonly dkimDomain: string | null;
  readonly dkimSelector: string | null;
  readonly dkimIdentity: string | null;
  readonly spfDns: readonly string[];
  readonly authenticationResults: readonly string[];
  readonly incidents: number | null;
  readonly userAgent: string | null;
  /** The message it is about, as far as it is attached. */
  readonly original: {
    readonly from: string | null;
    readonly subject: string | null;
    readonly messageId: string | null;
    readonly date: string | null;
  } | null;
}

export interface TlsFailure {
  readonly resultType: string | null;
  readonly sendingMtaIp: string | null;
  readonly receivingMxHostname: string | null;
  readonly receivingMxHelo: string | null;
  readonly receivingIp: string | null;
  readonly failedSessionCount: number | null;
  readonly additionalInformation: string | null;
  readonly failureReasonCode: string | null;
}

export interface TlsPolicyResult {
  readonly type: string | null;
  readonly domain: string | null;
  readonly policy: readonly string[];
  readonly mxHosts: readonly string[];
  readonly successfulSessions: number | null;
  readonly failedSessions: number | null;
  readonly failures: readonly TlsFailure[];
}

/** Everything about a report but its rows. */
export interface ReportHead {
  readonly evidence: Evidence;
  readonly kind: 'aggregate' | 'failure' | 'tls';
  readonly dialect: string;
  /** `org_name` (or what stands for it), verbatim. */
  readonly reporter: string | null;
  readonly reportId: string | null;
  /** UTC, ISO 8601 to the second. */
  readonly begin: string | null;
  readonly end: string | null;
  readonly policy: ReportPolicy | null;
  /** Further `policy_published` elements of a report that holds several. */
  readonly otherPolicies: readonly ReportPolicy[];
  readonly metadata: {
    readonly email: string | null;
    readonly extraContactInfo: string | null;
    readonly generator: string | null;
    readonly version: string | null;
    readonly namespace: string | null;
    readonly errors: readonly string[];
  };
  readonly failure: FailureFacts | null;
  readonly tls: { readonly policies: readonly TlsPolicyResult[] } | null;
  /** Path of the evidence that holds the same report already; its rows count once. */
  readonly duplicateOf: string | null;
  readonly notes: readonly ReportNote[];
  readonly recordCount: number;
  /** Sum of `count`. */
  readonly messageCount: number;
}

/** A report as it was read, before its rows are judged. */
export interface ReadReport extends ReportHead {
  readonly records: readonly ReportRecord[];
}

/** What the command line prints; `--summary` leaves `records` out. */
export interface Report extends ReportHead {
  readonly schema: 'waybill/report/1';
  readonly records?: readonly JudgedRecord[];
}
