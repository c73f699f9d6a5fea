/** Signal: signature of the From domain. */
import type { SignatureFact } from '../../facts/authentication.ts';
import { defineSignal, isBelievable, isClearing, joinPlaces } from '../signal.ts';

function signatureText(signature: SignatureFact): string {
  const name = `A DKIM signature of ${signature.domain}, aligned with the From domain,`;
  if (signature.source === 'replay') return `${name} verifies.`;
  if (signature.source === 'receiver-record') return `${name} verified at the receiver.`;
  return `${name} had verified already when the message was handed in.`;
}

export default defineSignal({
  id: 'aligned-signature',
  title: 'Signature of the From domain',
  meaning:
    'Somebody who holds a key of the From domain signed this message, and the signature verifies. If the shared service added it on the way out, it shows only that the service let the message pass.',
  basis: 'RFC 6376 section 6; RFC 9989 section 4.4.1',
  needs: ['signatures', 'shared', 'receiver', 'from'],
  examine({ signatures, shared, receiver, from }) {
    const reasons = signatures
      .filter((signature) => signature.aligned && signature.result === 'pass')
      .flatMap((signature) => {
        const common = { trust: signature.trust, source: signature.source, text: signatureText(signature), places: signature.places };
        const addedByOperator = signature.madeBy === 'operator';
        const statement = {
          ...common,
          points: 'authentic' as const,
          // A signature that the operator added to mail from a refused host clears nothing (EchoSpoofing).
          weight: isClearing(signature, shared) ? ('decisive' as const) : ('supporting' as const),
        };
        if (addedByOperator || !isBelievable(signature.trust)) return [statement];
        return [
          statement,
          { ...common, points: 'laundered-pass' as const, weight: 'countering' as const },
          { ...common, points: 'cross-tenant-spoof' as const, weight: 'countering' as const },
        ];
      });
    // SPF may have carried it, if only by a name that DMARC counts as aligned and that belongs to another tenant.
    const alignedSpf = receiver.checks.some(
      (check) => (check.aligned || check.alignedBySharedSuffix) && check.identity === 'mailfrom' && check.result === 'pass',
    );
    const isSpfDecided = receiver.checks.some(
      (check) => check.identity === 'mailfrom' && check.result !== 'unknown' && check.result !== 'temperror',
    );
    const bySharedSuffix = signatures.some((signature) => signature.alignedBySharedSuffix && signature.result === 'pass');
    // A receiver that prints one of several signatures can record dmarc=pass beside an unaligned header.d (LESSONS.md). Where the message
    // has no signature that could align, the pass has another cause: RFC 9989 and RFC 7489 find different organizational domains.
    if (
      reasons.length === 0 &&
      receiver.dmarc?.source === 'receiver-record' &&
      receiver.dmarc.result === 'pass' &&
      !alignedSpf &&
      isSpfDecided &&
      !bySharedSuffix &&
      signatures.some((signature) => signature.aligned) &&
      from.domains.length === 1
    ) {
      return [
        {
          points: 'authentic',
          weight: 'strong',
          trust: receiver.dmarc.trust,
          source: 'receiver-record',
          text: `The receiver recorded dmarc=pass although SPF is not aligned with ${from.domains[0]}, so an aligned signature verified there.`,
          places: joinPlaces(receiver.dmarc.places, from.places),
        },
      ];
    }
    return reasons;
  },
});
