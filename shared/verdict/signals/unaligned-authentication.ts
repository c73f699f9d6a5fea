/** Signal: authenticated as another domain. */
import { defineSignal, hasUndecidedAlignment, hasUndecidedForward, hasUndecidedSignature, isBelievable, joinPlaces } from '../signal.ts';

export default defineSignal({
  id: 'unaligned-authentication',
  title: 'Authenticated as another domain',
  meaning:
    'SPF or DKIM passed, but for a domain that is not the one in From. Third-party senders look like this, and so do spoofs; nothing shows that the From domain authorised it.',
  basis: 'RFC 9989 section 4.4 (identifier alignment)',
  needs: ['receiver', 'signatures', 'from', 'arc', 'claims'],
  heedsStrangers: true,
  examine({ receiver, signatures, from, arc, claims }) {
    // Of several authors any may be the one that authenticated, and DMARC is not defined (RFC 9989 section 5.3.1).
    if (from.domains.length !== 1) return [];
    // A recorded pass may rest on a signature that the receiver did not print. With none that could align, it rests on another reading of
    // who owns the names than ours.
    if (receiver.dmarc?.result === 'pass' && signatures.some((signature) => signature.aligned)) return [];
    // What is still open may speak for the From domain: absence of an answer never moves a verdict this way.
    if (hasUndecidedSignature(signatures, receiver) || hasUndecidedAlignment(receiver)) return [];
    if (hasUndecidedForward(arc, claims)) return [];
    const hasAligned =
      receiver.checks.some((check) => check.aligned && check.identity === 'mailfrom' && check.result === 'pass') ||
      signatures.some((signature) => signature.aligned && signature.result === 'pass');
    if (hasAligned) return [];
    const spf = receiver.checks.filter(
      (check) =>
        check.identity === 'mailfrom' &&
        !check.aligned &&
        !check.alignedBySharedSuffix &&
        check.result === 'pass' &&
        isBelievable(check.trust),
    );
    const dkim = signatures.filter(
      (signature) => !signature.aligned && !signature.alignedBySharedSuffix && signature.result === 'pass' && isBelievable(signature.trust),
    );
    return [
      ...spf.map((check) => ({
        points: 'misaligned-sender' as const,
        weight: 'strong' as const,
        trust: check.trust,
        source: check.source,
        text: `SPF passed for ${check.domain}, which is not aligned with the From domain ${from.domains.join(', ')}.`,
        places: joinPlaces(check.places, from.places),
      })),
      ...dkim.map((signature) => ({
        points: 'misaligned-sender' as const,
        weight: 'strong' as const,
        trust: signature.trust,
        source: signature.source,
        text: `The signature that verified is of ${signature.domain}, which is not aligned with the From domain ${from.domains.join(', ')}.`,
        places: joinPlaces(signature.places, from.places),
      })),
    ];
  },
});
