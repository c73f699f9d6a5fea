/** Signal: the service names another organisation. */
import { defineSignal, isBelievable, joinPlaces } from '../signal.ts';

/** The last two labels are no organizational domain, but names that differ in both certainly have different owners or brands. */
function looksRelated(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

export default defineSignal({
  id: 'organization-mismatch',
  title: 'The service names another organisation',
  meaning:
    'The organisation domain that the service stamped is not the From domain. Subsidiaries and forwarders look like this too, so it supports, and never accuses alone.',
  basis: 'X-OriginatorOrg as Broadcom KB 375474 uses it against EchoSpoofing',
  needs: ['shared', 'tenants', 'stamps', 'from'],
  examine({ shared, tenants, stamps, from }) {
    if (shared === null || from.domains.length !== 1) return [];
    if (stamps.some((stamp) => stamp.kind === 'domain-accepted' && isBelievable(stamp.trust))) return [];
    const domain = from.domains[0] ?? '';
    return tenants
      .filter(
        (mark) =>
          mark.operator === shared.operator &&
          mark.kind === 'organization-domain' &&
          isBelievable(mark.trust) &&
          !looksRelated(mark.value.toLowerCase(), domain),
      )
      .map((mark) => ({
        points: 'cross-tenant-spoof' as const,
        weight: 'supporting' as const,
        trust: mark.trust,
        source: 'operator-record' as const,
        text: `${shared.operatorName} stamped the organisation ${mark.value}; the From domain is ${domain}.`,
        places: joinPlaces([mark.place], from.places),
      }));
  },
});
