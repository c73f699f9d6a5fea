/** Signal: the domain’s usual signature is missing. */
import { defineSignal, joinPlaces } from '../signal.ts';

export default defineSignal({
  id: 'missing-usual-signature',
  title: 'The domain’s usual signature is missing',
  meaning:
    'Other messages of this case carry a verified signature of the From domain. This one passed through a shared pool and carries none.',
  basis: 'RFC 6376 section 6.3 (absence proves nothing alone; a habit broken supports)',
  needs: ['receiver', 'signatures', 'known', 'from'],
  examine({ receiver, signatures, known, from }) {
    if (known.signedMessages.length === 0 || signatures.some((signature) => signature.aligned)) return [];
    const pass = receiver.checks.find(
      (check) => check.aligned && check.identity === 'mailfrom' && check.result === 'pass' && check.sharedBy !== null,
    );
    if (pass === undefined) return [];
    const count = known.signedMessages.length;
    return [
      {
        points: 'cross-tenant-spoof',
        weight: 'supporting',
        trust: pass.trust,
        source: pass.source,
        text: `${count} other message${count === 1 ? '' : 's'} of this case from ${from.domains.join(', ')} carry a verified signature of it; this one has none.`,
        places: joinPlaces(from.places, pass.places),
      },
    ];
  },
});
