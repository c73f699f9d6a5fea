/** The registrable domain of a name by the public suffix list: the organizational domain of RFC 7489 section 3.2. */
import { getDomain } from 'tldts';

/**
 * Takes a host or domain name in any case, with or without a final dot.
 * Gives the public suffix plus one label, in lower case; null for an address literal, a public suffix itself or an unusable name.
 * Private suffixes of the list count as suffixes (`a.github.io` and `b.github.io` have different owners).
 */
export function registrableDomain(name: string): string | null {
  const domain = getDomain(name.replace(/\.$/, ''), { allowPrivateDomains: true, validateHostname: false });
  return domain === null ? null : domain.toLowerCase();
}
