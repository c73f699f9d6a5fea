/** One term of an SPF record while all addresses are read at once (grants.ts): what it is, what it matches, and what it asked. */
import type { DnsAnswer, DnsQuestion, DnsType, Resolver } from '../../facts/dns.ts';
import { type AddressRange, type AddressSet, createAddressSet, everyAddress } from '../../names/address-set.ts';
import { toQueryName } from '../../names/domain-name.ts';
import { expandMacros, type MacroString } from './macro.ts';
import type { SpfQualifier, SpfTerm } from './record.ts';
import { limits } from './session.ts';

/** `granted`: matches addresses that pass by it. `no-pass`: matches them, and what follows is no pass. `open-ended`: whom it matches depends on the sender. `void`: matches nobody. */
export type SpfGrantOutcome = 'granted' | 'no-pass' | 'open-ended' | 'void' | 'unknown' | 'error' | 'not-reached';

/** One mechanism or redirect, wherever in the tree. */
export interface SpfGrantTerm {
  /** Domains from the one asked about to the one whose record holds the term. */
  readonly path: readonly string[];
  readonly text: string;
  readonly kind: Exclude<SpfTerm['kind'], 'exp' | 'unknown-modifier' | 'invalid'>;
  readonly qualifier: SpfQualifier;
  /** Whether a match by it is a pass of the domain asked about: it and all includes on the way to it have `+`. */
  readonly passes: boolean;
  /** The name that it asks for, where it names one that can be told. */
  readonly target: string | null;
  outcome: SpfGrantOutcome;
  /** One clause for people. */
  note: string;
  readonly missing: DnsQuestion[];
  /** Addresses that it matches, counted before anything is taken off; null where it cannot be counted. */
  readonly matches: { v4: bigint; v6: bigint } | null;
}

/** All records together; more is an attack and not read. */
export const mostTerms = 20_000;

/** What one reading of a record and all that it includes carries along. */
export interface Walk {
  readonly resolver: Resolver;
  readonly start: string;
  readonly terms: SpfGrantTerm[];
  readonly missing: Map<string, DnsQuestion>;
  lookupCount: number;
  readonly voidLookups: { v4: number; v6: number };
}

export const wholeWorld = [everyAddress[4], everyAddress[6]] as const;

export type WalkedTerm = Extract<SpfTerm, { readonly kind: SpfGrantTerm['kind'] }>;

/** Writes the term down; null where there are too many. */
export function openTerm(walk: Walk, term: WalkedTerm, path: readonly string[], passes: boolean): SpfGrantTerm | null {
  if (walk.terms.length >= mostTerms) return null;
  const qualifier = term.kind === 'redirect' ? '+' : term.qualifier;
  const spec = 'domain' in term ? term.domain : null;
  const domain = path.at(-1) ?? walk.start;
  const entry: SpfGrantTerm = {
    path,
    text: term.text,
    kind: term.kind,
    qualifier,
    passes: passes && qualifier === '+',
    target: spec === null ? (term.kind === 'a' || term.kind === 'mx' ? domain : null) : nameOf(spec, domain, walk.start),
    outcome: 'not-reached',
    note: 'an earlier term decides for everybody',
    missing: [],
    matches: term.kind === 'all' || term.kind === 'ptr' || term.kind === 'exists' ? null : { v4: 0n, v6: 0n },
  };
  walk.terms.push(entry);
  return entry;
}

/** Only `%{d}` and `%{o}` are the same for every sender; null for a name that depends on anything else, or that is none. */
function nameOf(spec: MacroString, domain: string, start: string): string | null {
  for (const letter of spec.letters) if (letter !== 'd' && letter !== 'o') return null;
  return toQueryName(expandMacros(spec, (letter) => (letter === 'o' ? start : domain), 'right', 512));
}

export function setOutcome(entry: SpfGrantTerm, outcome: SpfGrantOutcome, note: string): void {
  entry.outcome = outcome;
  entry.note = note;
}

export function match(entry: SpfGrantTerm, ranges: readonly AddressRange[], note: string): void {
  setOutcome(entry, ranges.length === 0 ? 'void' : entry.qualifier === '+' ? 'granted' : 'no-pass', note);
  if (entry.matches === null) return;
  // The addresses of one term may overlap (`a/24` of two hosts in one network).
  const own: AddressSet = createAddressSet();
  for (const range of ranges) {
    for (const { version, first, last } of own.add(range)) entry.matches[version === 4 ? 'v4' : 'v6'] += last - first + 1n;
  }
}

export function ask(walk: Walk, name: string, type: DnsType, entry: SpfGrantTerm | null = null): DnsAnswer {
  const question = { name, type };
  const answer = walk.resolver.resolve(question);
  if (answer.kind === 'not-captured') {
    walk.missing.set(`${name} ${type}`, question);
    entry?.missing.push(question);
  }
  return answer;
}

/** RFC 7208 section 4.6.4. True where this one is too many. */
export function countLookup(walk: Walk, entry: SpfGrantTerm): boolean {
  walk.lookupCount += 1;
  if (walk.lookupCount <= limits.lookups) return false;
  setOutcome(entry, 'error', 'more than 10 terms query DNS: a receiver stops here with permerror');
  return true;
}
