/** Signal: handed in by a tenant that is known to be the domain’s own. */
import type { TenantMark } from '../../facts/infrastructure.ts';
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
    // The same value may be known of another operator, or as another kind of mark, and says nothing there.
    const knownAs = (mark: TenantMark) =>
      known.tenants.find((own) => own.operator === mark.operator && own.kind === mark.kind && own.value === mark.value.toLowerCase());
    const match = tenants.find((mark) => mark.operator === shared.operator && isBelievable(mark.trust) && knownAs(mark) !== undefined);
    const own = match === undefined ? undefined : knownAs(match);
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
