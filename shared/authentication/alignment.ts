/** Identifier alignment with one thing that DMARC does not know: some domains have as many owners as a service has customers. */
import { alignedByPsl, organizationalDomainByPsl } from '../dns/organizational-domain.ts';
import type { Infrastructure } from '../facts/infrastructure.ts';

export interface Alignment {
  /** Relaxed alignment (RFC 7489 section 3.1, by the public suffix list) between names of one owner. */
  readonly aligned: boolean;
  /** Aligned by name only: both stand under a domain that an operator gives to many tenants, and they are different tenants. */
  readonly alignedBySharedSuffix: boolean;
}

/**
 * Takes the From domains and an authenticated domain. With several From domains all must align (RFC 9989 section 5.3.1 leaves
 * such messages undefined; the strictest reading is taken). `a.onmicrosoft.com` and `b.onmicrosoft.com` share an organizational
 * domain, since the public suffix list does not separate them, but not an owner.
 */
export function alignWith(fromDomains: readonly string[], domain: string, infrastructure: Infrastructure): Alignment {
  const byName = fromDomains.length > 0 && fromDomains.every((from) => alignedByPsl(from, domain));
  if (!byName) return { aligned: false, alignedBySharedSuffix: false };
  const isShared = isUnderSharedDomain(domain, infrastructure);
  const aligned = !isShared || fromDomains.every((from) => from === domain || isSameTenant(from, domain, infrastructure));
  return { aligned, alignedBySharedSuffix: !aligned };
}

/** True for a domain that many tenants share, and for names under it. */
export function isUnderSharedDomain(domain: string, infrastructure: Infrastructure): boolean {
  const organization = organizationalDomainByPsl(domain);
  return infrastructure.isSharedDomain(domain) || (organization !== null && infrastructure.isSharedDomain(organization));
}

/** `a.onmicrosoft.com` and `a.mail.onmicrosoft.com` are one tenant's. */
function isSameTenant(one: string, other: string, infrastructure: Infrastructure): boolean {
  const first = infrastructure.tenantOfSigningDomain(one, null);
  const second = infrastructure.tenantOfSigningDomain(other, null);
  return first !== null && second !== null && first.operator === second.operator && first.tenant === second.tenant;
}
