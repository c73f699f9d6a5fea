/** The sentences of DMARC readings, and of what makes two readings differ. */
import type { DmarcReading } from '../../facts/authentication.ts';
import { assertNever } from '../../outcome.ts';

/** Why a reading has its result. A closed list; the sentence of each stands below. */
export type DmarcReason =
  | { readonly code: 'aligned-pass'; readonly by: readonly ('spf' | 'dkim')[] }
  | { readonly code: 'no-aligned-pass' }
  | { readonly code: 'no-record' }
  | { readonly code: 'several-records'; readonly name: string }
  | { readonly code: 'record-void'; readonly name: string }
  | { readonly code: 'record-malformed'; readonly name: string; readonly detail: string }
  | { readonly code: 'from-unusable' }
  | { readonly code: 'look-up-failed'; readonly name: string; readonly rcode: string }
  | { readonly code: 'identifier-failed' }
  | { readonly code: 'record-not-captured' }
  | { readonly code: 'alignment-not-captured' }
  | { readonly code: 'identifier-unknown' };

const mechanisms = { spf: 'SPF', dkim: 'DKIM' } as const;

/** One sentence. `from` is the From domain, `policyDomain` where its policy record stands. */
export function explainDmarc(reason: DmarcReason, from: string, policyDomain: string | null): string {
  switch (reason.code) {
    case 'aligned-pass':
      return `${reason.by.map((mechanism) => mechanisms[mechanism]).join(' and ')} passed for a domain aligned with ${from}.`;
    case 'no-aligned-pass':
      return `Neither SPF nor DKIM passed for a domain aligned with ${from}, whose policy stands at ${policyDomain}.`;
    case 'no-record':
      return `No DMARC record applies to ${from}.`;
    case 'several-records':
      return `More than one DMARC record stands at ${reason.name}, so DMARC does not apply.`;
    case 'record-void':
      return `The DMARC record at ${reason.name} has no valid policy and no report address, so DMARC does not apply.`;
    case 'record-malformed':
      return `The DMARC record at ${reason.name} is malformed: “${reason.detail}” is not a tag.`;
    case 'from-unusable':
      return 'The From field has no domain that DMARC could look up.';
    case 'look-up-failed':
      return `The look-up of the DMARC record of ${reason.name} failed (${reason.rcode}).`;
    case 'identifier-failed':
      return `SPF or DKIM for a domain aligned with ${from} ended in a temporary error.`;
    case 'record-not-captured':
      return `The snapshot does not say which DMARC record applies to ${from}.`;
    case 'alignment-not-captured':
      return `The snapshot does not say whether a domain that passed is aligned with ${from}.`;
    case 'identifier-unknown':
      return `SPF or DKIM for a domain that may be aligned with ${from} is not known.`;
    default:
      return assertNever(reason);
  }
}

/** Why the two readings differ, or null where they come to the same. */
export function explainDifference(rfc9989: DmarcReading, rfc7489: DmarcReading): string | null {
  const clauses: string[] = [];
  if (rfc9989.result === 'unknown' && rfc7489.result !== 'unknown') {
    clauses.push('the tree walk needs DNS answers that the snapshot lacks, and the public suffix list needs none');
  }
  if (
    rfc9989.organizationalDomain !== null &&
    rfc7489.organizationalDomain !== null &&
    rfc9989.organizationalDomain !== rfc7489.organizationalDomain
  ) {
    clauses.push(
      `the organizational domain is ${rfc9989.organizationalDomain} by tree walk and ${rfc7489.organizationalDomain} by the public suffix list`,
    );
  }
  if (rfc9989.policyDomain !== null && rfc7489.policyDomain !== null && rfc9989.policyDomain !== rfc7489.policyDomain) {
    clauses.push(`the policy is that of ${rfc9989.policyDomain} by RFC 9989 and that of ${rfc7489.policyDomain} by RFC 7489`);
  }
  if (rfc7489.result === 'permerror' && rfc9989.result !== 'permerror') {
    clauses.push('RFC 9989 ignores what is malformed in the record');
  }
  const isSame =
    rfc9989.result === rfc7489.result &&
    rfc9989.policy === rfc7489.policy &&
    rfc9989.disposition === rfc7489.disposition &&
    rfc9989.by.join() === rfc7489.by.join();
  if (isSame && clauses.length === 0) {
    return null;
  }
  if (clauses.length === 0) {
    clauses.push(
      rfc9989.result !== rfc7489.result
        ? `RFC 9989 gives ${rfc9989.result} and RFC 7489 ${rfc7489.result} for this record`
        : rfc9989.policy !== rfc7489.policy
          ? `the policy is ${name(rfc9989.policy)} by RFC 9989 (which knows np= and takes a missing p= for none) and ${name(rfc7489.policy)} by RFC 7489`
          : `the disposition is ${name(rfc9989.disposition)} by RFC 9989 (which knows t=) and ${name(rfc7489.disposition)} by RFC 7489 (which knows pct=)`,
    );
  }
  return `The readings differ: ${clauses.join('; ')}.`;
}

function name(word: string | null): string {
  return word ?? 'not known';
}
