/** Signal: relayed by a forwarder, with the author’s signature intact. */
import type { ForwardingMark } from '../../facts/verdict-facts.ts';
import { defineSignal, isBelievable, joinPlaces } from '../signal.ts';

const relayMarks: ReadonlySet<ForwardingMark['kind']> = new Set(['srs', 'forward', 'resent']);

export default defineSignal({
  id: 'forwarder-fingerprint',
  title: 'Relayed by a forwarder, with the author’s signature intact',
  meaning:
    'The envelope was rewritten or the forwarder left its marks, and a signature that the author’s side made verifies. Forwarding breaks SPF for the author’s domain; the signature shows that the message is the author’s all the same.',
  basis: 'RFC 7960 section 3; RFC 6376 section 6',
  needs: ['forwarding', 'signatures', 'receiver'],
  examine({ forwarding, signatures, receiver }) {
    const marks = forwarding.filter((mark) => relayMarks.has(mark.kind));
    if (marks.length === 0) return [];
    if (receiver.checks.some((check) => check.identity === 'mailfrom' && check.aligned && check.result === 'pass')) return [];
    return signatures
      .filter(
        (signature) => signature.aligned && signature.result === 'pass' && signature.madeBy !== 'operator' && isBelievable(signature.trust),
      )
      .map((signature) => ({
        points: 'forwarded' as const,
        weight: 'strong' as const,
        trust: signature.trust,
        source: signature.source,
        text: `A signature of ${signature.domain} that the author’s side made verifies, and ${marks[0]?.text ?? 'the message was forwarded'}.`,
        places: joinPlaces(
          signature.places,
          marks.slice(0, 3).map((mark) => mark.place),
        ),
      }));
  },
});
