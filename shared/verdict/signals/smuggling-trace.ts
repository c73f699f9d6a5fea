/** Signal: the service’s usual marks are missing. */
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'smuggling-trace',
  title: 'The service’s usual marks are missing',
  meaning:
    'Everything that really leaves through this service carries certain fields; this message came from its address without them. It may have been smuggled into another message’s transfer (SMTP smuggling), or a later system removed them.',
  basis: 'SMTP smuggling (SEC Consult 2023; CERT VU#302671)',
  needs: ['shared', 'signatures'],
  examine({ shared, signatures }) {
    if (shared === null || shared.missingStamps.length === 0) return [];
    if (signatures.some((signature) => signature.result === 'pass')) return [];
    const pass = shared.egress.find((check) => check.identity === 'mailfrom' && check.result === 'pass');
    if (pass === undefined) return [];
    return [
      {
        points: 'shared-pass-unattributed',
        weight: 'supporting',
        trust: pass.trust,
        source: pass.source,
        text: `The message came from ${pass.ip} of ${shared.operatorName} without ${shared.missingStamps.join(', ')}, which its mail always carries.`,
        places: pass.places,
      },
    ];
  },
});
