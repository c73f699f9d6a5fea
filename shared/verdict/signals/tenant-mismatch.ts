/** Signal: handed in by a tenant that is not the domain’s own. */
import type { TenantMark } from '../../facts/infrastructure.ts';
import type { KnownTenant } from '../../facts/tenant-knowledge.ts';
import { defineSignal, isBelievable, joinPlaces, mayBeAuthorSigned, weakest } from '../signal.ts';

/** A mark whose kind the domain's own tenants are known by, and whose value is none of theirs. Other kinds cannot be compared. */
function isForeign(mark: TenantMark, own: readonly KnownTenant[]): boolean {
  const comparable = own.filter((tenant) => tenant.operator === mark.operator && tenant.kind === mark.kind);
  return comparable.length > 0 && !comparable.some((tenant) => tenant.value === mark.value.toLowerCase());
}

export default defineSignal({
  id: 'tenant-mismatch',
  title: 'Handed in by a tenant that is not the domain’s own',
  meaning:
    'The tenants of the From domain are known, and the tenant that the service names is none of them, although the domain lets the pool of that service speak for it.',
  basis: 'RFC 7208 section 11.4; CERT VU#244112, CVE-2024-7208, CVE-2024-7209',
  needs: ['shared', 'tenants', 'known', 'signatures', 'from', 'receiver', 'dkim'],
  examine({ shared, tenants, known, signatures, from, receiver, dkim }) {
    if (shared === null || mayBeAuthorSigned(signatures, receiver, dkim)) return [];
    const own = known.tenants.filter((tenant) => tenant.operator === shared.operator);
    const believable = tenants.filter((mark) => mark.operator === shared.operator && isBelievable(mark.trust));
    const isOwn = believable.some((mark) => own.some((tenant) => tenant.kind === mark.kind && tenant.value === mark.value.toLowerCase()));
    const foreign = believable.filter((mark) => isForeign(mark, own));
    if (isOwn || foreign.length === 0) return [];
    const grant =
      shared.egress.find(
        (check) => check.aligned && check.identity !== 'helo' && check.sharedBy === shared.operator && isBelievable(check.trust),
      ) ??
      shared.egress.find((check) => check.aligned && check.authorisesPoolsOf.includes(shared.operator)) ??
      signatures.find(
        (signature) => signature.aligned && signature.result === 'pass' && signature.madeBy === 'operator' && isBelievable(signature.trust),
      );
    if (grant === undefined) return [];
    return foreign.map((mark) => ({
      points: 'cross-tenant-spoof' as const,
      weight: 'decisive' as const,
      trust: weakest(mark.trust, grant.trust),
      source: 'operator-record' as const,
      text: `${shared.operatorName} names ${mark.value} as the tenant that handed the message in; the known ${own.length === 1 ? 'tenant' : 'tenants'} of ${from.domains.join(', ')} ${own.length === 1 ? 'is another' : 'are others'}.`,
      places: joinPlaces([mark.place], grant.places, from.places),
    }));
  },
});
