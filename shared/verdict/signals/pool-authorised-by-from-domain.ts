/** Signal: the From domain lets the whole pool speak for it. */
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'pool-authorised-by-from-domain',
  title: 'The From domain lets the whole pool speak for it',
  meaning:
    'The SPF record of the From domain authorises the shared pool that this message left through, so every customer of that service passes for it.',
  basis: 'RFC 7208 section 11.4; RFC 9989 section 11.1 recommends the "?" qualifier for such includes',
  needs: ['shared', 'from'],
  examine({ shared }) {
    if (shared === null) return [];
    return shared.egress
      .filter((check) => check.identity === 'from' && check.result === 'pass' && check.sharedBy === shared.operator)
      .map((check) => ({
        points: 'cross-tenant-spoof' as const,
        weight: 'supporting' as const,
        trust: check.trust,
        source: check.source,
        text: `${check.domain} authorises the shared pool of ${shared.operatorName}: ${check.ip} passes for it${check.path.length > 1 ? ` (${check.path.join(' → ')})` : ''}.`,
        places: check.places,
      }));
  },
});
