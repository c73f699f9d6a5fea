/** Signal: the service signed for the domain’s own tenant. */
import { defineSignal, isBelievable, joinPlaces, weakest } from '../signal.ts';

/**
 * Google names the tenant by its primary domain with dots written as hyphens (`alpha-example.20230601.gappssmtp.com`). Hyphens
 * make that ambiguous backwards, so the From domain is compared forwards, and the match is never better than attributed.
 */
function namesDomain(signingDomain: string, domain: string): boolean {
  // Elsewhere (`alpha-example.onmicrosoft.com`) a tenant chooses its name freely, so that a name proves nothing.
  return signingDomain.endsWith('.gappssmtp.com') && signingDomain.startsWith(`${domain.replaceAll('.', '-')}.`);
}

export default defineSignal({
  id: 'own-tenant-signature',
  title: 'The service signed for the domain’s own tenant',
  meaning:
    'The shared service signed the message with the default key of a tenant, and the name of that tenant is the From domain itself. The domain’s own tenant sent it, although it never set up a key of its own.',
  basis: 'RFC 6376 section 3.5 (d=); Google Workspace default signing: the name matched the From domain in 200 of 241 real messages',
  needs: ['signatures', 'shared', 'from', 'receiver'],
  heedsStrangers: true,
  examine({ signatures, shared, from, receiver }) {
    if (shared === null || from.domains.length !== 1) return [];
    const domain = from.domains[0] ?? '';
    const pass = receiver.checks.find(
      (check) => check.aligned && check.identity === 'mailfrom' && check.result === 'pass' && check.sharedBy === shared.operator,
    );
    const own = signatures.find(
      (signature) =>
        signature.operator === shared.operator &&
        signature.result === 'pass' &&
        isBelievable(signature.trust) &&
        namesDomain(signature.domain, domain),
    );
    if (pass === undefined || own === undefined) return [];
    const statement = {
      trust: weakest(own.trust, pass.trust, 'attributed'),
      source: own.source,
      text: `${shared.operatorName} signed the message for its tenant ${own.domain}, which is the From domain ${domain} with dots written as hyphens.`,
      places: joinPlaces(own.places, pass.places, from.places),
    };
    return [
      { ...statement, points: 'authentic' as const, weight: 'strong' as const },
      { ...statement, points: 'cross-tenant-spoof' as const, weight: 'countering' as const },
    ];
  },
});
