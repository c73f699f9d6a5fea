/** Signal: a sealer that we know saw the author’s signature verify. */
import { defineSignal, joinPlaces, recordsAlignedSignature } from '../signal.ts';

export default defineSignal({
  id: 'trusted-arc-forward',
  title: 'A sealer that we know saw the author’s signature verify',
  meaning:
    'An ARC chain that verifies records that the author’s signature was intact when the message reached a service that we know. What happened to it later, a list footer for example, does not undo that.',
  basis: 'RFC 8617 section 7.2',
  needs: ['claims', 'receiver', 'signatures', 'from', 'arc'],
  examine({ claims, receiver, signatures, from }) {
    if (from.domains.length !== 1) return [];
    const alignedNow =
      signatures.some((signature) => signature.aligned && signature.result === 'pass' && signature.source !== 'operator-record') ||
      receiver.checks.some((check) => check.aligned && check.identity === 'mailfrom' && check.result === 'pass');
    if (alignedNow) return [];
    return claims
      .filter((claim) => claim.about !== 'receiver' && claim.trust === 'vouched' && recordsAlignedSignature(claim))
      .slice(0, 1)
      .map((claim) => ({
        points: 'forwarded' as const,
        weight: 'strong' as const,
        trust: claim.trust,
        source: 'operator-record' as const,
        text: `ARC set ${claim.instance ?? ''} of a chain that verifies records dkim=pass for ${claim.domain}, when the message reached the service that sealed it.`,
        places: joinPlaces([claim.place], from.places),
      }));
  },
});
