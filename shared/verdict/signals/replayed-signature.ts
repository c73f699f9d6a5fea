/** Signal: the signature is older than any delivery takes. */
import { defineSignal, isBelievable, joinPlaces } from '../signal.ts';

/** Mail is delivered within days (RFC 5321 section 4.5.4.1 advises to give up after 4 to 5); a signature older than that was kept. */
const longestDelivery = 5 * 24 * 60 * 60 * 1000;

export default defineSignal({
  id: 'replayed-signature',
  title: 'The signature is older than any delivery takes',
  meaning:
    'The message verifies, but it was signed many days before it arrived, or its signature does not cover the recipient. Somebody may have kept a genuine message and sent it again to others (DKIM replay). It is still the signer’s message.',
  basis: 'draft-ietf-dkim-replay-problem; RFC 6376 section 8.6',
  needs: ['signatures', 'dkim', 'trace'],
  examine({ signatures, dkim, trace }) {
    const arrived = trace.boundaryHop === null ? null : (trace.hops[trace.boundaryHop]?.at ?? null);
    const hop = trace.boundaryHop === null ? undefined : trace.hops[trace.boundaryHop];
    if (arrived === null || hop === undefined) return [];
    return dkim
      .filter((check) => check.signedAt !== null && Date.parse(arrived) - Date.parse(check.signedAt) > longestDelivery)
      .flatMap((check) => {
        const fact = signatures.find((signature) => signature.aligned && signature.result === 'pass' && signature.domain === check.domain);
        if (fact === undefined || !isBelievable(fact.trust)) return [];
        const days = Math.floor((Date.parse(arrived) - Date.parse(check.signedAt ?? arrived)) / 86_400_000);
        const unsigned = check.signedHeaders.some((name) => name.toLowerCase() === 'to') ? '' : ', and it does not cover the To field';
        return [
          {
            points: 'forwarded' as const,
            weight: 'supporting' as const,
            trust: fact.trust,
            source: fact.source,
            text: `The signature of ${check.domain} was made ${days} days before the message arrived${unsigned}.`,
            places: joinPlaces([check.place, hop.place], fact.places),
          },
        ];
      });
  },
});
