/** Who may pass SPF, and with it DMARC, in the name of a domain (schema `waybill/exposure/1`). What `waybill exposure` prints. */

/** Numbers of addresses, each counted once. IPv6 is decimal text: there are more than a number can hold. */
export interface AddressCount {
  readonly ipv4: number;
  readonly ipv6: string;
}

/**
 * Whose addresses a term lets pass.
 * - `own`: listed by the domain's own records, and in no shared pool of the catalogue.
 * - `shared`: a pool that an operator gives to all its customers.
 * - `other`: listed by the record of somebody else who is not in the catalogue; whether it is shared is not known.
 * - `everyone`: every address there is.
 * - `open-ended`: whom it matches depends on the sender (`ptr`, macros) and cannot be counted.
 * - `none`: it lets nobody pass.
 * - `unknown`: DNS answers are missing.
 */
export type ExposureSpace = 'own' | 'shared' | 'other' | 'everyone' | 'open-ended' | 'none' | 'unknown';

export interface ExposureTerm {
  /** Domains from the one asked about to the one whose record holds the term. */
  readonly path: readonly string[];
  /** As written. */
  readonly term: string;
  /** Whether an address that it matches passes SPF as the domain: it and all includes on the way have the qualifier `+`. */
  readonly passes: boolean;
  readonly space: ExposureSpace;
  /** Id of the operator whose shared pool it is. */
  readonly operator: string | null;
  /** Addresses that it matches before earlier terms are taken off; null where they cannot be counted. */
  readonly matches: AddressCount | null;
  /** One clause for people. */
  readonly note: string;
  /** From a bundled copy of the record, because the snapshot does not hold it. */
  readonly presumed: boolean;
  readonly missing: readonly string[];
}

export interface SharedSpace extends AddressCount {
  readonly operator: string;
  readonly name: string;
  /** Terms of the domain's own records that lead there, as written. */
  readonly by: readonly string[];
  /** Where this rests on a bundled copy of the operator's record: the day it was seen last. */
  readonly presumed: { readonly seen: string | null } | null;
}

export interface ExposureDmarc {
  /** What DMARC says of mail that passed SPF for the domain. */
  readonly result: 'pass' | 'fail' | 'none' | 'permerror' | 'temperror' | 'unknown';
  readonly policy: string | null;
  readonly policyDomain: string | null;
  readonly reason: string;
  readonly missing: readonly string[];
}

export interface ExposureFinding {
  readonly code:
    | 'everyone'
    | 'shared-pool'
    | 'own-range-is-shared'
    | 'huge-range'
    | 'open-ended'
    | 'error'
    | 'too-many-lookups'
    | 'no-record'
    | 'no-default';
  readonly text: string;
}

export interface Exposure {
  readonly schema: 'waybill/exposure/1';
  readonly domain: string;
  /** The instant of the records, ISO 8601 UTC; null is the newest. */
  readonly at: string | null;
  /** What follows, one or two sentences for people. */
  readonly sentence: string;
  readonly spf: {
    readonly record: string | null;
    /** What an address gets that no term lists; `unknown` where the record itself is missing. */
    readonly rest: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'temperror' | 'unknown';
    readonly problem: string | null;
    readonly lookups: number;
    readonly lookupsAllowed: number;
  };
  readonly space: {
    /** Everything that is known to pass. */
    readonly total: AddressCount;
    readonly own: AddressCount;
    readonly shared: readonly SharedSpace[];
    readonly other: readonly (AddressCount & { readonly domain: string })[];
    readonly everyone: boolean;
    /** Terms that let more pass than can be counted. */
    readonly openEnded: readonly string[];
  };
  readonly terms: readonly ExposureTerm[];
  readonly dmarc: { readonly rfc9989: ExposureDmarc; readonly rfc7489: ExposureDmarc };
  readonly findings: readonly ExposureFinding[];
  /** Questions that the snapshot does not answer, `NAME TYPE`; answers may let more pass, and none less than `space` without what is presumed. */
  readonly missing: readonly string[];
}
