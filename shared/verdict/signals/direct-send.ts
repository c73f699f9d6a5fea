/** Signal: sent straight into the recipient’s own service, in the recipient’s own name. */
import { defineSignal, isBelievable, joinPlaces, resultOf } from '../signal.ts';

export default defineSignal({
  id: 'direct-send',
  title: 'Sent straight into the recipient’s own service, in the recipient’s own name',
  meaning:
    'A host outside connected to the recipient’s mail service without logging in and wrote the recipient’s own domain into From. The service accepts this for scanners and printers (Microsoft 365 Direct Send); attackers use it for internal impersonation.',
  basis: 'Microsoft 365 Direct Send abuse (Varonis, 2025); standards.md A5',
  needs: ['receiver', 'signatures', 'addressing', 'trace', 'shared'],
  examine({ receiver, signatures, addressing, trace, shared }) {
    const domain = addressing.from[0]?.domain;
    const entry = trace.boundaryHop === null ? undefined : trace.hops[trace.boundaryHop];
    const recipient = addressing.to.find((address) => address.domain === domain);
    if (domain === undefined || entry === undefined || recipient === undefined || shared !== null || entry.writer === null) return [];
    if (signatures.some((signature) => signature.aligned && signature.result === 'pass' && isBelievable(signature.trust))) return [];
    const refusal = receiver.checks.find(
      (check) => check.aligned && check.identity === 'mailfrom' && (check.result === 'fail' || check.result === 'softfail'),
    );
    if (refusal === undefined) return [];
    return [
      {
        points: 'unauthorised',
        weight: 'strong',
        trust: refusal.trust,
        source: refusal.source,
        text: `${refusal.ip}, which ${domain} does not authorise, delivered straight to the service of ${recipient.domain} itself (${resultOf(refusal)}).`,
        places: joinPlaces(refusal.places, [entry.place, recipient.place], addressing.fromFields),
      },
    ];
  },
});
