/**
 * Whom an SPF record lets pass: the same reading as check_host() (check.ts), for all addresses at once instead of one.
 *
 * Terms are read from left to right, and an address belongs to the first term that matches it (RFC 7208 section 4.6.2). So each term gets
 * what it matches and no earlier term took; of that, `+` terms grant a pass. An `include` takes what its record grants (section 5.2), and
 * what that record fails on (section 5.2: permerror, temperror) is taken without a pass. `redirect` takes the rest (section 6.1).
 *
 * What depends on the sender, and not on the record alone, cannot be counted: `ptr`, and names with the macros of the connection. Such
 * terms are listed as open-ended. What the DNS at hand does not hold leaves a term unknown, with the question, and takes nothing.
 */
import type { DnsQuestion, Resolver } from '../../facts/dns.ts';
import { type AddressRange, createAddressSet, rangeOf } from '../../names/address-set.ts';
import { assertNever } from '../../outcome.ts';
import { findAddresses, openEnded } from './grant-hosts.ts';
import { ask, countLookup, match, mostTerms, openTerm, type SpfGrantTerm, setOutcome, type Walk, wholeWorld } from './grant-term.ts';
import { isSpfRecord, parseSpfRecord, type SpfQualifier, type SpfRecord } from './record.ts';

export interface SpfGrant {
  readonly term: SpfGrantTerm;
  readonly range: AddressRange;
}

/** What SPF says of an address that no term lists. */
export type SpfRest = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'temperror' | 'unknown';

export interface SpfGrants {
  readonly domain: string;
  readonly record: string | null;
  readonly rest: SpfRest;
  /** Why the record ends in an error or says nothing, one clause; null where it does neither. */
  readonly problem: string | null;
  /** In the order of evaluation, the terms of an included record behind the include. */
  readonly terms: readonly SpfGrantTerm[];
  /** Ranges that pass, each once, by the term that grants it. */
  readonly granted: readonly SpfGrant[];
  /** Terms that query DNS, as far as they are known (RFC 7208 section 4.6.4 allows 10). */
  readonly lookupCount: number;
  readonly missing: readonly DnsQuestion[];
}

const rests: Readonly<Record<SpfQualifier, SpfRest>> = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' };

/** What one record makes of all addresses. */
interface Reading {
  readonly record: string | null;
  readonly rest: SpfRest;
  readonly problem: string | null;
  readonly granted: readonly SpfGrant[];
  /** What ends in an error instead of a result. */
  readonly failed: readonly AddressRange[];
}

/** Takes a canonical domain name (lower case, A-labels). Pure; never throws. */
export function readSpfGrants(domain: string, resolver: Resolver): SpfGrants {
  const walk: Walk = { resolver, start: domain, terms: [], missing: new Map(), lookupCount: 0, voidLookups: { v4: 0, v6: 0 } };
  const { record, rest, problem, granted } = readDomain(walk, [domain], true);
  return { domain, record, rest, problem, terms: walk.terms, granted, lookupCount: walk.lookupCount, missing: [...walk.missing.values()] };
}

function readDomain(walk: Walk, path: readonly string[], passes: boolean): Reading {
  const domain = path.at(-1) ?? walk.start;
  const end = (rest: SpfRest, problem: string, failed: readonly AddressRange[] = wholeWorld): Reading => ({
    record: null,
    rest,
    problem,
    granted: [],
    failed,
  });
  const answer = ask(walk, domain, 'TXT');
  switch (answer.kind) {
    case 'not-captured':
      return end('unknown', `the record of ${domain} is not in the snapshot`, []);
    case 'failed':
      return end('temperror', `DNS failed for ${domain} (${answer.rcode})`);
    case 'absent':
      return end('none', `${domain} has no SPF record`);
    case 'records':
      break;
    default:
      return assertNever(answer);
  }
  const [text, ...more] = answer.records.filter(isSpfRecord);
  const record = text === undefined ? null : parseSpfRecord(text);
  if (record === null) return end('none', `${domain} has no SPF record`);
  if (more.length > 0) return { ...end('permerror', `${domain} has more than one SPF record`), record: record.text };
  // Section 4.6: a syntax error anywhere is a permerror for everybody.
  if (record.problem !== null) return { ...end('permerror', record.problem.text), record: record.text };
  return readTerms(walk, record, path, passes);
}

function readTerms(walk: Walk, record: SpfRecord, path: readonly string[], passes: boolean): Reading {
  const taken = createAddressSet();
  const granted: SpfGrant[] = [];
  const failed: AddressRange[] = [];
  const hasAll = record.terms.some(({ kind }) => kind === 'all');
  let rest: SpfRest | null = null;
  let problem: string | null = null;
  /** Everything that is left ends in an error. */
  const fail = (why: string, result: 'permerror' | 'temperror', versions: readonly (4 | 6)[] = [4, 6]): void => {
    for (const version of versions) for (const range of taken.missing(version)) failed.push(...taken.add(range));
    problem ??= why;
    if (versions.length === 2) rest ??= result;
  };
  const isOver = (): boolean => rest !== null || (taken.isFull(4) && taken.isFull(6));

  const take = (term: SpfGrantTerm, ranges: readonly AddressRange[], grants: boolean): void => {
    for (const range of ranges) {
      for (const gap of taken.add(range)) if (grants) granted.push({ term, range: gap });
    }
  };

  const redirect = record.terms.find((term) => term.kind === 'redirect');
  const directives = record.terms.filter((term) => 'qualifier' in term);
  // Section 6.1: redirect is used behind all mechanisms wherever it stands, and never beside "all".
  const ordered = redirect === undefined || hasAll ? directives : [...directives, redirect];
  for (const term of ordered) {
    const entry = openTerm(walk, term, path, passes);
    if (entry === null) {
      problem ??= `the records have more than ${mostTerms} terms; the rest is not read`;
      break;
    }
    if (isOver()) {
      entry.note = 'no address is left for it';
      continue;
    }
    switch (term.kind) {
      case 'all':
        setOutcome(entry, entry.qualifier === '+' ? 'granted' : 'no-pass', 'every address that is left');
        take(entry, wholeWorld, entry.qualifier === '+');
        rest ??= rests[entry.qualifier];
        break;
      case 'ip4':
      case 'ip6':
        match(entry, [rangeOf(term.network)], term.network.text);
        take(entry, [rangeOf(term.network)], entry.qualifier === '+');
        break;
      case 'a':
      case 'mx':
      case 'ptr':
      case 'exists': {
        if (countLookup(walk, entry)) {
          fail('more than 10 terms query DNS', 'permerror');
          break;
        }
        const found = term.kind === 'ptr' ? openEnded(entry, term.domain) : findAddresses(walk, term, entry);
        take(entry, found.ranges, entry.qualifier === '+');
        for (const { why, result, versions } of found.failures) fail(why, result, versions);
        break;
      }
      case 'include':
      case 'redirect': {
        if (countLookup(walk, entry)) {
          fail('more than 10 terms query DNS', 'permerror');
          break;
        }
        if (entry.target === null) {
          setOutcome(entry, 'open-ended', 'the name of the record depends on the sender');
          break;
        }
        if (!entry.target.includes('.')) {
          setOutcome(entry, 'error', `${entry.target} has only one label`);
          fail(entry.note, 'permerror');
          break;
        }
        const child = readDomain(walk, [...path, entry.target], passes && entry.qualifier === '+');
        const isInclude = term.kind === 'include';
        describeChild(walk, entry, child, isInclude);
        if (child.rest === 'unknown') {
          if (!isInclude) rest ??= 'unknown';
          break;
        }
        // Section 5.2 and 6.1: no record there is a permerror here.
        if (child.rest === 'none') {
          fail(child.problem ?? '', 'permerror');
          break;
        }
        for (const { term: inner, range } of child.granted) take(inner, [range], entry.qualifier === '+');
        for (const range of child.failed) failed.push(...taken.add(range));
        if (!isInclude) rest ??= child.rest;
        if (child.failed.length > 0) problem ??= child.problem;
        if (isInclude && (child.rest === 'permerror' || child.rest === 'temperror') && isOver()) rest ??= child.rest;
        break;
      }
      default:
        assertNever(term);
    }
  }
  // Section 4.7: without a match and without redirect the result is neutral.
  return { record: record.text, rest: rest ?? 'neutral', problem, granted, failed };
}

function describeChild(walk: Walk, entry: SpfGrantTerm, child: Reading, isInclude: boolean): void {
  const target = entry.target ?? '';
  switch (child.rest) {
    case 'unknown':
      entry.missing.push(...[...walk.missing.values()].filter(({ name, type }) => name === target && type === 'TXT'));
      setOutcome(entry, 'unknown', `the record of ${target} is not in the snapshot`);
      return;
    case 'none':
      setOutcome(entry, 'error', `${target} has no SPF record: a receiver stops here with permerror`);
      return;
    default: {
      if (entry.matches !== null) {
        for (const { range } of child.granted) entry.matches[range.version === 4 ? 'v4' : 'v6'] += range.last - range.first + 1n;
      }
      const isBroken = child.granted.length === 0 && child.failed.length > 0 && child.problem !== null;
      if (isBroken) setOutcome(entry, 'error', child.problem ?? '');
      else
        setOutcome(
          entry,
          child.granted.length === 0 ? 'void' : entry.qualifier === '+' ? 'granted' : 'no-pass',
          `${isInclude ? 'what' : 'the rest, as'} the record of ${target} says`,
        );
    }
  }
}
