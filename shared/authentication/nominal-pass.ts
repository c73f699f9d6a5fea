/** A recorded DKIM pass behind which no key stands. */
import type { Claim } from '../facts/authentication.ts';

/** Exchange Online writes `dkim=pass header.d=<From domain>` for a mailbox submission although no key was used (LESSONS.md): no comment, no proof. */
export function isNominal(claim: Claim): boolean {
  return (
    claim.result.toLowerCase() === 'pass' &&
    claim.field === 'arc-authentication-results' &&
    claim.comment === null &&
    claim.selector === null
  );
}
