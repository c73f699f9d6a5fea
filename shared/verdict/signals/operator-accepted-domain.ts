/** Signal: the service knows the From domain as the sending tenant’s own. */
import { defineSignal, isBelievable, joinPlaces, weakest } from '../signal.ts';

export default defineSignal({
  id: 'operator-accepted-domain',
  title: 'The service knows the From domain as the sending tenant’s own',
  meaning:
    'The shared service stamped that the From domain is an accepted domain of the tenant that handed the message in. Together with a mailbox submission this says who sent it. Observed behaviour; the vendor does not document it.',
  basis: 'standards: X-MS-Exchange-SenderADCheck, observed in 1,067 real messages and signed by the service',
  needs: ['stamps', 'shared', 'from'],
  examine({ stamps, shared, from }) {
    if (shared === null || from.domains.length !== 1) return [];
    const accepted = stamps.find(
      (stamp) => stamp.operator === shared.operator && stamp.kind === 'domain-accepted' && isBelievable(stamp.trust),
    );
    if (accepted === undefined) return [];
    const domain = from.domains[0];
    const counter = {
      points: 'cross-tenant-spoof' as const,
      weight: 'countering' as const,
      trust: accepted.trust,
      source: 'operator-record' as const,
      text: `${shared.operatorName} stamped that ${domain} is a domain of the tenant that handed the message in.`,
      places: joinPlaces([accepted.place], from.places),
    };
    const mailbox = stamps.find(
      (stamp) => stamp.operator === shared.operator && stamp.kind === 'mailbox-submission' && isBelievable(stamp.trust),
    );
    // What lacks the marks that all mail of the service carries was perhaps never seen by it, and its stamps are anybody's text.
    if (mailbox === undefined || shared.missingStamps.length > 0) return [counter];
    return [
      counter,
      {
        points: 'authentic' as const,
        weight: 'strong' as const,
        trust: weakest(accepted.trust, mailbox.trust),
        source: 'operator-record' as const,
        text: `${shared.operatorName} stamped that a mailbox of the tenant that owns ${domain} submitted the message.`,
        places: joinPlaces([accepted.place, mailbox.place], from.places),
      },
    ];
  },
});
