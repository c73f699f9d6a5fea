/** From a domain-spec to the name that is asked for (RFC 7208 sections 4.8 and 7.3). */
import type { DnsLookup } from '../../facts/dns.ts';
import { toQueryName } from '../../names/domain-name.ts';
import { addressMacro, expandMacros, type MacroString, type MacroValues } from './macro.ts';
import type { Session } from './session.ts';
import { pointerMacro } from './validated-names.ts';

/** RFC 7208 section 7.3. */
const longestName = 253;
/** Enough of a longer expansion to find the dot behind which it fits. */
const longestExpansion = 1_024;

export type TargetName =
  | { readonly kind: 'name'; readonly name: string; readonly expanded: string }
  /** No query can be made for it: the term does not match. */
  | { readonly kind: 'impossible'; readonly expanded: string; readonly note: string }
  /** A `%{p}` that the snapshot cannot tell. */
  | { readonly kind: 'unknown' };

/** Expands a domain-spec; null stands for the domain that is being checked. `lookups` gets the queries of `%{p}`. */
export function findTargetName(session: Session, lookups: DnsLookup[], spec: MacroString | null, domain: string): TargetName {
  if (spec === null) return { kind: 'name', name: domain, expanded: domain };
  const values = macroValues(session, lookups, spec, domain);
  if (values === null) return { kind: 'unknown' };
  const expanded = truncateLeft(withoutFinalDot(expandMacros(spec, values, 'right', longestExpansion)));
  // RFC 8616 section 4: what is made of a local part that is not ASCII matches nothing.
  if ((spec.letters.has('l') || spec.letters.has('s')) && !isAscii(session.localPart)) {
    return { kind: 'impossible', expanded, note: 'a local part that is not ASCII matches nothing (RFC 8616 section 4)' };
  }
  const name = toQueryName(expanded);
  return name === null
    ? { kind: 'impossible', expanded, note: `${JSON.stringify(expanded)} is no name that DNS can be asked for` }
    : { kind: 'name', name, expanded };
}

/** The values of all macros that a string uses; null where `%{p}` cannot be told. */
export function macroValues(session: Session, lookups: DnsLookup[], string: MacroString, domain: string): MacroValues | null {
  const pointer = string.letters.has('p') ? pointerMacro(session, lookups, domain) : 'unknown';
  if (pointer === null) return null;
  const { client, localPart, senderDomain, helo, context } = session;
  return (letter) => {
    switch (letter) {
      case 's':
        return `${localPart}@${senderDomain}`;
      case 'l':
        return localPart;
      case 'o':
        return senderDomain;
      case 'd':
        return domain;
      case 'i':
        return addressMacro(client);
      case 'p':
        return pointer;
      case 'v':
        return client.version === 4 ? 'in-addr' : 'ip6';
      case 'h':
        return helo;
      case 'c':
        return client.text;
      case 'r':
        // Section 7.3: "unknown" where the name of the checking host is not known.
        return context.receiver ?? 'unknown';
      case 't':
        return context.at === undefined ? 'unknown' : String(Math.floor(context.at / 1_000));
    }
  };
}

function withoutFinalDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/** Section 7.3: labels are cut off on the left until the name fits. */
function truncateLeft(name: string): string {
  if (name.length <= longestName) return name;
  const dot = name.indexOf('.', name.length - longestName - 1);
  return dot < 0 ? name : name.slice(dot + 1);
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}
