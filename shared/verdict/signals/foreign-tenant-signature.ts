/** Signal: signed with a tenant’s default key only. */
import { defineSignal, isBelievable } from '../signal.ts';

export default defineSignal({
  id: 'foreign-tenant-signature',
  title: 'Signed with a tenant’s default key only',
  meaning:
    'The shared service signed the message with the default key of the tenant that handed it in, not with a key of the From domain. Many customers never set up a key of their own, so on its own this accuses nobody; it names the tenant.',
  basis: 'RFC 6376 section 3.5 (d=); 366 of 1,287 real messages from Exchange Online are in this state and innocent',
  needs: ['signatures', 'shared'],
  heedsStrangers: true,
  examine({ signatures, shared }) {
    if (shared === null) return [];
    if (signatures.some((signature) => signature.aligned && signature.result === 'pass')) return [];
    return signatures
      .filter(
        (signature) =>
          signature.operator === shared.operator && signature.result === 'pass' && !signature.aligned && isBelievable(signature.trust),
      )
      .map((signature) => ({
        points: 'cross-tenant-spoof' as const,
        weight: 'supporting' as const,
        trust: signature.trust,
        source: signature.source,
        text: `The only signature that verifies is the one ${shared.operatorName} makes for its tenant ${signature.domain}.`,
        places: signature.places,
      }));
  },
});
