/** The names of the client that its address and its name servers agree on (RFC 7208 section 5.5), for `ptr` and `%{p}`. */
import type { DnsLookup } from '../../facts/dns.ts';
import { isCanonicalSubdomainOrEqual, toQueryName } from '../../names/domain-name.ts';
import { parseIp, reverseName } from '../../names/ip-network.ts';
import { ask, limits, miss, type Session } from './session.ts';

export type PointerNames =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'none'; readonly reason: 'absent' | 'failed' }
  | { readonly kind: 'unknown' };

/** The first 10 names that the address claims (section 4.6.4: the rest is ignored). */
export function readPointerNames(session: Session, lookups: DnsLookup[]): PointerNames {
  const name = reverseName(session.client);
  const answer = ask(session, lookups, name, 'PTR');
  switch (answer.kind) {
    case 'records':
      return { kind: 'names', names: answer.records.slice(0, limits.pointerNames).flatMap((record) => toQueryName(record) ?? []) };
    case 'absent':
      return { kind: 'none', reason: 'absent' };
    case 'failed':
      // Section 5.5: an error while asking for PTR means that there is no match.
      return { kind: 'none', reason: 'failed' };
    case 'not-captured':
      miss(session, { name, type: 'PTR' });
      return { kind: 'unknown' };
  }
}

/**
 * The first of these names that resolves to the client's address; null where none does.
 * `unknown` where an answer is missing, even if a later name is valid: then all names without an answer are noted.
 */
export function firstValidName(session: Session, lookups: DnsLookup[], names: readonly string[]): string | null | 'unknown' {
  const type = session.client.version === 4 ? 'A' : 'AAAA';
  let isUnknown = false;
  for (const name of names) {
    const answer = ask(session, lookups, name, type);
    if (answer.kind === 'not-captured') {
      miss(session, { name, type });
      isUnknown = true;
    }
    // Section 5.5: a name whose lookup fails is skipped.
    if (answer.kind === 'records' && answer.records.some((record) => parseIp(record)?.text === session.client.text))
      return isUnknown ? 'unknown' : name;
  }
  return isUnknown ? 'unknown' : null;
}

/**
 * The value of `%{p}` (section 7.3): the domain itself where the client has that name, else a name below it, else any valid name, else `unknown`.
 * Null where an answer that decides it is missing.
 */
export function pointerMacro(session: Session, lookups: DnsLookup[], domain: string): string | null {
  const pointers = readPointerNames(session, lookups);
  if (pointers.kind === 'unknown') return null;
  if (pointers.kind === 'none') return 'unknown';
  const rank = (name: string) => (name === domain ? 0 : isCanonicalSubdomainOrEqual(name, domain) ? 1 : 2);
  const found = firstValidName(
    session,
    lookups,
    [...pointers.names].sort((one, other) => rank(one) - rank(other)),
  );
  return found === 'unknown' ? null : (found ?? 'unknown');
}
