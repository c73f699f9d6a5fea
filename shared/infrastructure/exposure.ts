/**
 * Who else could pass here: whose addresses the SPF record of a domain lets pass, and what that means.
 *
 * SPF authorises machines, not their users (RFC 7208 section 11.4). A record that includes a shared service lets every customer of that
 * service pass whom the service does not stop; DMARC passes with it. This file counts and names them from the DNS at hand. What the DNS
 * does not hold stays unknown; where only an operator's own record is missing, its bundled copy stands in, marked as presumed.
 */
import { checkDmarc } from '../authentication/dmarc/check.ts';
import type { SpfGrantTerm } from '../authentication/spf/grant-term.ts';
import { readSpfGrants, type SpfGrants } from '../authentication/spf/grants.ts';
import { limits } from '../authentication/spf/session.ts';
import { organizationalDomainByPsl } from '../dns/organizational-domain.ts';
import type { DmarcReading } from '../facts/authentication.ts';
import { type DnsQuestion, formatQuestion, type Resolver } from '../facts/dns.ts';
import type { AddressCount, Exposure, ExposureDmarc, ExposureSpace, ExposureTerm, SharedSpace } from '../facts/exposure.ts';
import type { Infrastructure } from '../facts/infrastructure.ts';
import { type AddressRange, sizeOf } from '../names/address-set.ts';
import { baselineAge } from './baseline.ts';
import { concludeExposure, findExposureFacts } from './exposure-words.ts';
import type { PoolRanges } from './pool-ranges.ts';

export interface ExposureInput {
  /** Canonical: lower case, A-labels. */
  readonly domain: string;
  readonly resolver: Resolver;
  readonly infrastructure: Infrastructure;
  readonly pools: PoolRanges;
  /** Dated copies of operators' records (`baselineSnapshot().at(…)`), for what the resolver does not hold. */
  readonly copies: Resolver;
  /** ISO 8601 UTC, or null for the newest records. */
  readonly at: string | null;
}

/** More than half of all IPv4 addresses is everybody, whichever way it is written. */
const nearlyEverybody = 1n << 31n;

/** Pure: the same answers give the same exposure. */
export function findExposure({ domain, resolver, infrastructure, pools, copies, at }: ExposureInput): Exposure {
  const layered = withCopies(resolver, copies);
  const grants = readSpfGrants(domain, layered.resolver);
  const copyOf = (path: readonly string[]): string | undefined => path.find((name) => layered.copied.has(name));
  const organization = organizationalDomainByPsl(domain) ?? domain;
  const holderOf = ({ path }: SpfGrantTerm): string | null =>
    path.find((name) => (organizationalDomainByPsl(name) ?? name) !== organization) ?? null;

  const counts = createCounts();
  const shared = new Map<string, { operator: string; by: Set<string>; copies: Set<string>; isKnown: boolean }>();
  const others = new Set<string>();
  const spaceOf = new Map<SpfGrantTerm, { space: ExposureSpace; operator: string | null }>();
  const isShared = (term: SpfGrantTerm, operator: string): void => {
    const entry = shared.get(operator) ?? { operator, by: new Set(), copies: new Set(), isKnown: false };
    shared.set(operator, entry);
    entry.by.add(rootTermOf(grants, term));
    const copy = copyOf(term.path);
    if (copy === undefined) entry.isKnown = true;
    else entry.copies.add(copy);
  };

  let everyone = false;
  for (const { term, range } of grants.granted) {
    const isEverybody = term.kind === 'all' || term.kind === 'exists' || (range.version === 4 && sizeOf(range) >= nearlyEverybody);
    counts.add('total', range);
    if (isEverybody) {
      everyone = true;
      spaceOf.set(term, { space: 'everyone', operator: null });
      continue;
    }
    const byPath = infrastructure.operatorOfSpfPath(term.path.slice(1));
    const parts = byPath === null ? pools.cut(range) : [{ range, operator: byPath }];
    for (const part of parts) {
      const holder = holderOf(term);
      if (part.operator !== null) {
        counts.add(`shared ${part.operator}`, part.range);
        isShared(term, part.operator);
        spaceOf.set(term, { space: 'shared', operator: part.operator });
      } else if (holder === null) counts.add('own', part.range);
      else {
        others.add(holder);
        counts.add(`other ${holder}`, part.range);
      }
      if (part.operator === null && !spaceOf.has(term)) spaceOf.set(term, { space: holder === null ? 'own' : 'other', operator: null });
    }
  }
  everyone ||= counts.of('total').ipv4 >= Number(nearlyEverybody);

  const terms = grants.terms.map((term): ExposureTerm => {
    const named = term.target === null ? null : infrastructure.operatorOfSpfPath([...term.path.slice(1), term.target]);
    const known = spaceOf.get(term) ?? null;
    return {
      path: term.path,
      term: term.text,
      passes: term.passes,
      ...placeTerm(term, known, named, holderOf(term)),
      matches: term.matches === null ? null : { ipv4: Number(term.matches.v4), ipv6: String(term.matches.v6) },
      // Behind the terms that took its addresses first, it changes nothing.
      note: isLate(term, known) ? `${term.note}; earlier terms decide for all of them` : term.note,
      presumed: [...term.path, ...(term.target === null ? [] : [term.target])].some((name) => layered.copied.has(name)),
      missing: term.missing.map(formatQuestion),
    };
  });
  const missing = [...grants.missing, ...[...layered.copied.keys()].map((name): DnsQuestion => ({ name, type: 'TXT' }))];
  const check = checkDmarc({ fromDomains: [domain], spf: [{ domain, result: 'pass' }], dkim: [] }, resolver);
  const dmarc = { rfc9989: publishReading(check.rfc9989), rfc7489: publishReading(check.rfc7489) };
  const body: Omit<Exposure, 'sentence' | 'findings'> = {
    schema: 'waybill/exposure/1',
    domain,
    at,
    spf: {
      record: grants.record,
      rest: grants.rest,
      problem: grants.problem,
      lookups: grants.lookupCount,
      lookupsAllowed: limits.lookups,
    },
    space: {
      total: counts.of('total'),
      own: counts.of('own'),
      shared: [...shared.values()]
        .map(
          ({ operator, by, copies: used, isKnown }): SharedSpace => ({
            operator,
            name: infrastructure.nameOf(operator),
            by: [...by],
            ...counts.of(`shared ${operator}`),
            presumed: isKnown ? null : { seen: oldestOf([...used].map((name) => layered.copied.get(name) ?? null)) },
          }),
        )
        .sort((one, other) => other.ipv4 - one.ipv4 || (one.operator < other.operator ? -1 : 1)),
      other: [...others].sort().map((holder) => ({ domain: holder, ...counts.of(`other ${holder}`) })),
      everyone,
      openEnded: grants.terms.filter(({ outcome, passes }) => outcome === 'open-ended' && passes).map(({ text }) => text),
    },
    terms,
    dmarc,
    missing: [...new Set([...missing.map(formatQuestion), ...dmarc.rfc9989.missing, ...dmarc.rfc7489.missing])].sort(),
  };
  return { ...body, findings: findExposureFacts(body), sentence: concludeExposure(body) };
}

function placeTerm(
  term: SpfGrantTerm,
  known: { space: ExposureSpace; operator: string | null } | null,
  named: string | null,
  holder: string | null,
): { readonly space: ExposureSpace; readonly operator: string | null } {
  switch (term.outcome) {
    case 'open-ended':
      return { space: 'open-ended', operator: named };
    case 'unknown':
      return { space: 'unknown', operator: named };
    case 'granted':
      if (known !== null) return known;
      if (!term.passes) return { space: 'none', operator: null };
      // An include or redirect grants nothing itself; the terms of its record do.
      if (term.kind === 'include' || term.kind === 'redirect')
        return named === null
          ? { space: holder === null && isOwnTarget(term) ? 'own' : 'other', operator: null }
          : { space: 'shared', operator: named };
      return { space: 'none', operator: null };
    default:
      return { space: 'none', operator: null };
  }
}

function isLate({ outcome, kind }: SpfGrantTerm, known: object | null): boolean {
  return outcome === 'granted' && known === null && kind !== 'include' && kind !== 'redirect';
}

function isOwnTarget({ path, target }: SpfGrantTerm): boolean {
  const [start = ''] = path;
  return target !== null && organizationalDomainByPsl(target) === organizationalDomainByPsl(start);
}

/** The term of the domain's own record through which another came: what the owner would have to change. */
function rootTermOf({ terms }: SpfGrants, term: SpfGrantTerm): string {
  if (term.path.length === 1) return term.text;
  const second = term.path[1];
  return terms.find(({ path, target }) => path.length === 1 && target === second)?.text ?? term.text;
}

interface Counts {
  add(name: string, range: AddressRange): void;
  of(name: string): AddressCount;
}

function createCounts(): Counts {
  const sums = new Map<string, { v4: bigint; v6: bigint }>();
  return {
    add(name, range) {
      const sum = sums.get(name) ?? { v4: 0n, v6: 0n };
      sums.set(name, sum);
      sum[range.version === 4 ? 'v4' : 'v6'] += sizeOf(range);
    },
    of(name) {
      const { v4, v6 } = sums.get(name) ?? { v4: 0n, v6: 0n };
      return { ipv4: Number(v4), ipv6: String(v6) };
    },
  };
}

/** The resolver above the copies; `copied` says which names were answered by a copy, and when that was seen last. */
function withCopies(upper: Resolver, copies: Resolver) {
  const copied = new Map<string, string | null>();
  const resolver: Resolver = {
    resolve(question) {
      const answer = upper.resolve(question);
      if (answer.kind !== 'not-captured' || question.type !== 'TXT') return answer;
      const copy = copies.resolve(question);
      if (copy.kind !== 'records') return answer;
      copied.set(question.name, baselineAge(copy.source, 0)?.seen ?? null);
      return copy;
    },
  };
  return { resolver, copied };
}

/** The oldest of the days; null where one is not known. */
function oldestOf(days: readonly (string | null)[]): string | null {
  return days.includes(null) ? null : (days.filter((day) => day !== null).sort()[0] ?? null);
}

function publishReading({ result, policy, policyDomain, reason, missing }: DmarcReading): ExposureDmarc {
  return { result, policy, policyDomain, reason, missing: missing.map(formatQuestion) };
}
