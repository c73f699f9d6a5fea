/** Signal: marks of a mailing list. */
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'list-fingerprint',
  title: 'Marks of a mailing list',
  meaning:
    'List fields show that the message may have come by a mailing list, which breaks SPF and often DKIM for the author’s domain. Bulk senders and spoofers write them too.',
  basis: 'RFC 2919; RFC 2369; RFC 7960 section 3.2.3',
  needs: ['forwarding'],
  examine({ forwarding }) {
    const mark = forwarding.find((candidate) => candidate.kind === 'list');
    if (mark === undefined) return [];
    return [
      {
        points: 'forwarded',
        weight: 'supporting',
        trust: 'claimed',
        source: 'replay',
        text: `Mailing list: ${mark.text}.`,
        places: [mark.place],
      },
    ];
  },
});
