/** Signal: the service says that the From domain is not the sending tenant’s. */
import { defineSignal, isBelievable, joinPlaces, mayBeAuthorSigned, weakest } from '../signal.ts';

export default defineSignal({
  id: 'unaccepted-from-domain',
  title: 'The service says that the From domain is not the sending tenant’s',
  meaning:
    'The shared service stamped that the From domain is not an accepted domain of the tenant that handed the message in. Where the From domain lets the pool of that service speak for it, one tenant spoke as another. Observed behaviour; the vendor does not document it.',
  basis: 'RFC 7208 section 11.4; CERT VU#244112; X-MS-Exchange-SenderADCheck as observed in real mail',
  needs: ['stamps', 'shared', 'signatures', 'from', 'receiver', 'dkim'],
  examine({ stamps, shared, signatures, from, receiver, dkim }) {
    if (shared === null || from.domains.length !== 1 || mayBeAuthorSigned(signatures, receiver, dkim)) return [];
    const stamp = stamps.find(
      (candidate) => candidate.operator === shared.operator && candidate.kind === 'domain-foreign' && isBelievable(candidate.trust),
    );
    if (stamp === undefined) return [];
    const domain = from.domains[0] ?? '';
    const aligned = signatures.filter((signature) => signature.aligned && signature.result === 'pass' && isBelievable(signature.trust));
    if (aligned.some((signature) => signature.madeBy !== 'operator')) return [];
    const statement = `${shared.operatorName} stamped that ${domain} is not a domain of the tenant that handed the message in`;
    const pass = shared.egress.find(
      (check) =>
        (check.aligned || check.alignedBySharedSuffix) &&
        check.identity !== 'helo' &&
        check.result === 'pass' &&
        check.sharedBy === shared.operator &&
        isBelievable(check.trust),
    );
    const signed = aligned[0];
    const grant = pass ?? signed;
    if (grant === undefined) {
      return [
        {
          points: 'misaligned-sender',
          weight: 'supporting',
          trust: stamp.trust,
          source: 'operator-record',
          text: `${statement}.`,
          places: joinPlaces([stamp.place], from.places),
        },
      ];
    }
    const how =
      pass === undefined
        ? 'yet it signed the message for that domain'
        : 'yet that domain authorises its shared pool, and the message passed through it';
    return [
      {
        points: 'cross-tenant-spoof',
        weight: 'strong',
        trust: weakest(stamp.trust, grant.trust),
        source: 'operator-record',
        text: `${statement}, ${how}.`,
        places: joinPlaces([stamp.place], grant.places, from.places),
      },
    ];
  },
});
