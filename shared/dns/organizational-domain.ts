/** Organizational domains by the public suffix list (RFC 7489 section 3.2): alignment that needs no DNS. */
import { normalizeDomainName } from '../names/domain-name.ts';
import { registrableDomain } from '../names/registrable-domain.ts';

/**
 * The organizational domain of a name by the public suffix list, canonical (lower case, A-labels). A public suffix is its own.
 * Null for an unusable name and for an address.
 */
export function organizationalDomainByPsl(name: string): string | null {
  const domain = normalizeDomainName(name);
  if (domain === null || /^[0-9.]+$/.test(domain)) {
    return null;
  }
  return registrableDomain(domain) ?? domain;
}

/**
 * Whether two domains are in relaxed alignment by the public suffix list (RFC 7489 section 3.1): their organizational domains are equal.
 * No DNS is asked. False where either name is unusable.
 */
export function alignedByPsl(a: string, b: string): boolean {
  const first = organizationalDomainByPsl(a);
  return first !== null && first === organizationalDomainByPsl(b);
}
