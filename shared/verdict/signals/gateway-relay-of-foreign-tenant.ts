/** Signal: a gateway relayed another tenant’s message as the domain’s own. */
import { defineSignal, isBelievable, joinPlaces, mayBeAuthorSigned, weakest } from '../signal.ts';

export default defineSignal({
  id: 'gateway-relay-of-foreign-tenant',
  title: 'A gateway relayed another tenant’s message as the domain’s own',
  meaning:
    'The domain’s mail gateway accepts everything that comes from a shared service and signs or sends it in the domain’s name. A stranger’s tenant of that service used it (EchoSpoofing).',
  basis: 'EchoSpoofing (Guardio 2024; Symantec 2025); RFC 7208 section 11.4',
  needs: ['inner', 'receiver', 'signatures', 'known', 'from', 'dkim'],
  examine({ inner, receiver, signatures, known, from, dkim }) {
    if (inner === null || from.domains.length !== 1 || mayBeAuthorSigned(signatures, receiver, dkim)) return [];
    const pass =
      signatures.find(
        (signature) => signature.aligned && signature.result === 'pass' && signature.madeBy === 'operator' && isBelievable(signature.trust),
      ) ??
      receiver.checks.find(
        (check) => check.aligned && check.identity === 'mailfrom' && check.result === 'pass' && isBelievable(check.trust),
      );
    if (pass === undefined) return [];
    const own = known.tenants.filter((tenant) => tenant.operator === inner.operator);
    // A mark that anybody can paste does not clear (product.md, principle 5).
    const isOwn = inner.tenants.some(
      (mark) => isBelievable(mark.trust) && own.some((tenant) => tenant.kind === mark.kind && tenant.value === mark.value.toLowerCase()),
    );
    if (isOwn) return [];
    const foreign = inner.tenants.find(
      (mark) => isBelievable(mark.trust) && own.some((tenant) => tenant.kind === mark.kind && tenant.value !== mark.value.toLowerCase()),
    );
    const stamp = inner.stamps.find((candidate) => candidate.kind === 'domain-foreign' && isBelievable(candidate.trust));
    const evidence = foreign ?? stamp;
    if (evidence === undefined) return [];
    const domain = from.domains[0] ?? '';
    const who =
      foreign === undefined ? `a tenant of which ${domain} is not a domain` : `the tenant ${foreign.value}, not a known one of ${domain},`;
    return [
      {
        points: 'cross-tenant-spoof',
        weight: foreign === undefined ? 'strong' : 'decisive',
        trust: weakest(evidence.trust, pass.trust),
        source: 'operator-record',
        text: `Behind ${inner.gatewayName}, ${who} handed the message to ${inner.operatorName}; the gateway made it pass for ${domain}.`,
        places: joinPlaces([evidence.place], pass.places, from.places),
      },
    ];
  },
});
