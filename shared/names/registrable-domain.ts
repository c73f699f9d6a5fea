/** The registrable domain of a name by the public suffix list: the organizational domain of RFC 7489 section 3.2. */
import { toQueryName } from './domain-name.ts';
import { currentSuffixList } from './public-suffix-choice.ts';
import type { SuffixList } from './public-suffix-list.ts';

/** An IPv4 address, or the inside of an IPv6 literal. */
const address = /^[0-9.]+$|:/;

/**
 * Takes a host or domain name in any case and encoding, with or without a final dot, and the list to go by (the one in use where left out).
 * Gives the public suffix plus one label, in lower case with A-labels; null for an address literal, a public suffix itself or an unusable name.
 */
export function registrableDomain(name: string, list: SuffixList = currentSuffixList()): string | null {
  const domain = toQueryName(name);
  return domain === null || address.test(domain) || domain.startsWith('[') ? null : list.registrableDomain(domain);
}
