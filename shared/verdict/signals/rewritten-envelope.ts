/** Signal: the envelope sender was rewritten. */
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'rewritten-envelope',
  title: 'The envelope sender was rewritten',
  meaning:
    'The reverse-path carries the marks of SRS, BATV or a forwarder. That explains why it does not match From; it proves nothing, since anybody can write it.',
  basis: 'Sender Rewriting Scheme; BATV (draft-levine-smtp-batv); RFC 7960 section 3.2.1',
  needs: ['forwarding'],
  examine({ forwarding }) {
    return forwarding
      .filter((mark) => mark.kind === 'srs' || mark.kind === 'batv' || mark.kind === 'verp')
      .map((mark) => ({
        points: 'forwarded' as const,
        weight: 'supporting' as const,
        trust: 'claimed' as const,
        source: 'replay' as const,
        text: `Envelope rewriting: ${mark.text}.`,
        places: [mark.place],
      }));
  },
});
