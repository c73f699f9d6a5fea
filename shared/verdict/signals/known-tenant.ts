/** Signal: handed in by a tenant that is known to be the domain’s own. */
import { defineSignal, isBelievable } from '../signal.ts';

export default defineSignal({
  id: 'known-tenant',
  title: 'Handed in by a tenant that is known to be the domain’s own',
  meaning:
    'The tenant that the service names is one that the tenant directory, or an authenticated message of this case, knows as the From domain’s own. If its hand-in failed SPF all the same, an own server is probably missing from the record.',
  basis: 'product.md, tenant directory; RFC 7208 section 10.1 (domain owners keep records complete)',
  needs: ['shared', 'tenants', 'known', 'from'],
  examine({ shared, tenants, known, from }) {
    if (shared === null) return [];
    const match = tenants.find(
      (mark) =>
        mark.operator === shared.operator &&
        isBelievable(mark.trust) &&
        known.tenants.some((own) => own.operator === mark.operator && own.kind === mark.kind && own.value === mark.value.toLowerCase()),
    );
    const own = known.tenants.find((tenant) => tenant.value === match?.value.toLowerCase());
    if (match === undefined || own === undefined) return [];
    const statement = {
      trust: match.trust,
      source: 'operator-record' as const,
      text: `The tenant that handed the message in, ${match.value}, is known as one of ${from.domains.join(', ')} (${own.because}).`,
      places: [match.place, ...from.places],
    };
    return [
      { ...statement, points: 'cross-tenant-spoof' as const, weight: 'countering' as const },
      { ...statement, points: 'authentic' as const, weight: 'supporting' as const },
    ];
  },
});
