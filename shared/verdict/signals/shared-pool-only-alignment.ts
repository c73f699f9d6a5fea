/** Signal: authenticated by a shared pool only. */
import { defineSignal, isClearing, resultOf } from '../signal.ts';

export default defineSignal({
  id: 'shared-pool-only-alignment',
  title: 'Authenticated by a shared pool only',
  meaning:
    'SPF passed for the From domain, but only because the domain authorises a pool that a service shares among its customers. SPF authorises machines, not customers: it cannot tell which of them sent this.',
  basis: 'RFC 7208 section 11.4; RFC 9989 section 11.1',
  needs: ['receiver', 'signatures', 'shared'],
  examine({ receiver, signatures, shared }) {
    if (signatures.some((signature) => isClearing(signature, shared))) return [];
    return receiver.checks
      .filter((check) => check.identity === 'mailfrom' && check.aligned && check.result === 'pass' && check.sharedBy !== null)
      .map((check) => ({
        points: 'shared-pass-unattributed' as const,
        weight: 'strong' as const,
        trust: check.trust,
        source: check.source,
        text: `${resultOf(check)} for ${check.domain} from ${check.ip} rests on a shared pool${check.path.length > 1 ? ` (${check.path.join(' → ')})` : ''}, and no signature beside it shows that the domain’s own side sent it.`,
        places: check.places,
      }));
  },
});
