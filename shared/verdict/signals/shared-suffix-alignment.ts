/** Signal: aligned only under a domain that many tenants share. */
import { defineSignal, isBelievable, joinPlaces } from '../signal.ts';

export default defineSignal({
  id: 'shared-suffix-alignment',
  title: 'Aligned only under a domain that many tenants share',
  meaning:
    'The authenticated name and the From domain end in the same domain of a shared service, which the public suffix list does not separate. They count as aligned although they belong to two different tenants.',
  basis: 'RFC 7489 section 3.2; RFC 9989 section 11.8',
  needs: ['receiver', 'signatures', 'from'],
  examine({ receiver, signatures, from }) {
    const hasOwn =
      receiver.checks.some((check) => check.aligned && check.identity === 'mailfrom' && check.result === 'pass') ||
      signatures.some((signature) => signature.aligned && signature.result === 'pass');
    if (hasOwn) return [];
    const byName = [
      ...receiver.checks.filter((check) => check.alignedBySharedSuffix && check.identity === 'mailfrom' && check.result === 'pass'),
      ...signatures.filter((signature) => signature.alignedBySharedSuffix && signature.result === 'pass'),
    ].filter((fact) => isBelievable(fact.trust));
    return byName.map((fact) => ({
      points: 'misaligned-sender' as const,
      weight: 'strong' as const,
      trust: fact.trust,
      source: fact.source,
      text: `${fact.domain} and the From domain ${from.domains.join(', ')} are different tenants of one service, although DMARC counts them as aligned.`,
      places: joinPlaces(fact.places, from.places),
    }));
  },
});
