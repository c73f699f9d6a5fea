/** SPF records as text (RFC 7208 sections 4.5, 4.6 and 12): terms with their places, and what is wrong with them. */
import { type IpNetwork, networkOf, parseIpv4, parseIpv6 } from '../../names/ip-network.ts';
import { type MacroString, parseMacroString } from './macro.ts';

export type SpfQualifier = '+' | '-' | '~' | '?';

interface TermText {
  /** As written, with its qualifier. */
  readonly text: string;
  /** Character range in the record. */
  readonly start: number;
  readonly end: number;
}

interface Directive extends TermText {
  readonly qualifier: SpfQualifier;
}

export type AddressTerm = Directive & {
  readonly kind: 'a' | 'mx';
  readonly domain: MacroString | null;
  readonly prefix4: number;
  readonly prefix6: number;
};

export type SpfTerm =
  | (Directive & { readonly kind: 'all' })
  | (Directive & { readonly kind: 'include'; readonly domain: MacroString })
  | (Directive & { readonly kind: 'exists'; readonly domain: MacroString })
  | AddressTerm
  | (Directive & { readonly kind: 'ptr'; readonly domain: MacroString | null })
  | (Directive & { readonly kind: 'ip4' | 'ip6'; readonly network: IpNetwork })
  | (TermText & { readonly kind: 'redirect'; readonly domain: MacroString })
  | (TermText & { readonly kind: 'exp'; readonly domain: MacroString })
  | (TermText & { readonly kind: 'unknown-modifier'; readonly name: string })
  /** A syntax error; `problem` is a clause that names it. */
  | (TermText & { readonly kind: 'invalid'; readonly problem: string });

/** What kind of term, and its parts: all but the text. */
type TermBody = SpfTerm extends infer Term ? (Term extends SpfTerm ? Omit<Term, keyof TermText> : never) : never;

export interface SpfRecord {
  readonly text: string;
  readonly terms: readonly SpfTerm[];
  /** The first syntax error, or null. Any one makes the whole record a permerror (section 4.6). */
  readonly problem: { readonly text: string; readonly term: number } | null;
}

/** RDATA cannot be longer (RFC 1035 section 3.2.1). */
const longestRecord = 65_535;
const mostCached = 2_048;
const longestCached = 4_096;
const cache = new Map<string, SpfRecord>();

/** RFC 7208 section 4.5: the version, then a space or the end. Case does not matter. */
export function isSpfRecord(text: string): boolean {
  return text.length >= 6 && text.slice(0, 6).toLowerCase() === 'v=spf1' && (text.length === 6 || text[6] === ' ');
}

/** Parses a record that `isSpfRecord` accepts; null for any other text. Syntax errors are terms of the kind `invalid`. */
export function parseSpfRecord(text: string): SpfRecord | null {
  if (!isSpfRecord(text)) return null;
  const cached = cache.get(text);
  if (cached !== undefined) return cached;
  const record =
    text.length > longestRecord ? { text, terms: [], problem: { text: 'the record is longer than DNS can carry', term: -1 } } : parse(text);
  if (text.length <= longestCached) {
    if (cache.size >= mostCached) cache.clear();
    cache.set(text, record);
  }
  return record;
}

function parse(text: string): SpfRecord {
  const terms: SpfTerm[] = [];
  let problem: SpfRecord['problem'] = null;
  const modifiers = new Set<string>();
  let start = 6;
  while (start < text.length) {
    if (text[start] === ' ') {
      start++;
      continue;
    }
    const space = text.indexOf(' ', start);
    const end = space < 0 ? text.length : space;
    const written = text.slice(start, end);
    let body = parseTerm(written);
    if (body.kind === 'redirect' || body.kind === 'exp') {
      // RFC 7208 section 6: each MUST NOT appear more than once.
      if (modifiers.has(body.kind)) body = { kind: 'invalid', problem: `${body.kind}= appears twice` };
      else modifiers.add(body.kind);
    }
    if (body.kind === 'invalid' && problem === null) problem = { text: `${quote(written)}: ${body.problem}`, term: terms.length };
    terms.push({ ...body, text: written, start, end });
    start = end;
  }
  return { text, terms, problem };
}

function parseTerm(term: string): TermBody {
  const found = /^([-+?~]?)([A-Za-z][A-Za-z0-9\-_.]*)/.exec(term);
  if (found === null) return invalid('it is neither a mechanism nor a modifier');
  const [head, sign = '', name = ''] = found;
  const rest = term.slice(head.length);
  // RFC 7208 section 4.6.1: an `=` right behind the name makes a modifier.
  if (rest.startsWith('=')) return sign === '' ? parseModifier(name, rest.slice(1)) : invalid('a modifier has no qualifier');
  return parseMechanism(name.toLowerCase(), rest, sign === '' ? '+' : (sign as SpfQualifier));
}

function parseModifier(name: string, value: string): TermBody {
  const lower = name.toLowerCase();
  if (lower === 'redirect' || lower === 'exp') {
    const domain = parseDomainSpec(value);
    return typeof domain === 'string' ? invalid(domain) : { kind: lower, domain };
  }
  const text = parseMacroString(value, 'any');
  return typeof text === 'string' ? invalid(text) : { kind: 'unknown-modifier', name: lower };
}

function parseMechanism(name: string, rest: string, qualifier: SpfQualifier): TermBody {
  switch (name) {
    case 'all':
      return rest === '' ? { kind: 'all', qualifier } : invalid('all takes no argument');
    case 'include':
    case 'exists': {
      if (!rest.startsWith(':')) return invalid(`${name} needs a domain`);
      const domain = parseDomainSpec(rest.slice(1));
      return typeof domain === 'string' ? invalid(domain) : { kind: name, qualifier, domain };
    }
    case 'ptr': {
      if (rest === '') return { kind: 'ptr', qualifier, domain: null };
      if (!rest.startsWith(':')) return invalid('ptr takes a domain and nothing else');
      const domain = parseDomainSpec(rest.slice(1));
      return typeof domain === 'string' ? invalid(domain) : { kind: 'ptr', qualifier, domain };
    }
    case 'a':
    case 'mx':
      return parseAddressTerm(name, rest, qualifier);
    case 'ip4':
    case 'ip6': {
      if (!rest.startsWith(':')) return invalid(`${name} needs an address`);
      const network = parseIpNetwork(name, rest.slice(1));
      return typeof network === 'string' ? invalid(network) : { kind: name, qualifier, network };
    }
    default:
      return invalid('there is no such mechanism');
  }
}

function parseAddressTerm(kind: 'a' | 'mx', rest: string, qualifier: SpfQualifier): TermBody {
  const [spec, length4, length6] = splitDualPrefix(rest);
  const prefix4 = length4 === null ? 32 : readPrefix(length4, 32);
  const prefix6 = length6 === null ? 128 : readPrefix(length6, 128);
  if (prefix4 === null || prefix6 === null) return invalid('its prefix length is not a number in range');
  if (spec === '') return { kind, qualifier, domain: null, prefix4, prefix6 };
  if (!spec.startsWith(':')) return invalid('behind the mechanism stands neither a domain nor a prefix length');
  const domain = parseDomainSpec(spec.slice(1));
  return typeof domain === 'string' ? invalid(domain) : { kind, qualifier, domain, prefix4, prefix6 };
}

/** dual-cidr-length (section 5.3) stands at the end: `/24`, `//64` or `/24//64`. A slash may also stand in the domain-spec itself. */
function splitDualPrefix(rest: string): [string, string | null, string | null] {
  let spec = rest;
  let length6: string | null = null;
  let digits = trailingDigits(spec);
  if (digits !== '' && spec.slice(0, -digits.length).endsWith('//')) {
    length6 = digits;
    spec = spec.slice(0, -digits.length - 2);
    digits = trailingDigits(spec);
  }
  if (digits !== '' && spec.slice(0, -digits.length).endsWith('/')) return [spec.slice(0, -digits.length - 1), digits, length6];
  return [spec, null, length6];
}

function trailingDigits(text: string): string {
  let start = text.length;
  while (start > 0 && text.charCodeAt(start - 1) >= 0x30 && text.charCodeAt(start - 1) <= 0x39) start--;
  return text.slice(start);
}

/** No leading zeros (section 5.6 forbids them in addresses, and the grammar of section 12 in lengths too). */
function readPrefix(digits: string, widest: number): number | null {
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= widest ? Number(digits) : null;
}

function parseIpNetwork(kind: 'ip4' | 'ip6', text: string): IpNetwork | string {
  const slash = text.indexOf('/');
  const literal = slash < 0 ? text : text.slice(0, slash);
  const address = kind === 'ip4' ? parseIpv4(literal) : parseIpv6(literal);
  if (address === null) return `${quote(literal)} is no ${kind === 'ip4' ? 'IPv4' : 'IPv6'} address`;
  const widest = kind === 'ip4' ? 32 : 128;
  const prefix = slash < 0 ? widest : readPrefix(text.slice(slash + 1), widest);
  return prefix === null ? 'its prefix length is not a number in range' : networkOf(address, prefix);
}

/** RFC 7208 section 7.1: a macro-string that ends in a macro or in a dot and a top label, which is not all digits. */
function parseDomainSpec(text: string): MacroString | string {
  if (text === '') return 'its domain is empty';
  const parsed = parseMacroString(text, 'domain');
  if (typeof parsed === 'string' || parsed.endsInMacro) return parsed;
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  const dot = name.lastIndexOf('.');
  if (dot < 0) return 'its domain has only one label';
  const label = name.slice(dot + 1);
  return /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label) && /[^0-9]/.test(label)
    ? parsed
    : `${quote(label)} is no top-level label`;
}

function invalid(problem: string): TermBody {
  return { kind: 'invalid', problem };
}

/** The text between quotes, shortened: records are written by strangers. */
function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}
