/**
 * Random SPF checks, each in a small world of its own below `c<number>.test`: all mechanisms, qualifiers and macros, trees of includes and
 * redirects, the limits of RFC 7208 section 4.6.4 and what lies just beyond them, malformed terms, both address families, failing servers.
 *
 * A world is made in passes: first at random, then our own evaluation says which names it asks for in vain, and some of those get records.
 * So a macro that a peer expands differently meets a name that does not exist, and the two disagree.
 */
import { evaluateSpf } from '../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../shared/authentication/spf/query.ts';
import type { SpfRecordTrace } from '../../shared/facts/authentication.ts';
import type { DnsAnswer, DnsLookup, Resolver } from '../../shared/facts/dns.ts';
import { parseIp, reverseName } from '../../shared/names/ip-network.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'PTR' | 'TXT';
export interface WorldRecord {
  readonly name: string;
  readonly type: RecordType;
  readonly data: string;
}

export interface SpfCase {
  readonly id: number;
  readonly ip: string;
  readonly mailFrom: string;
  readonly helo: string;
  readonly records: readonly WorldRecord[];
}

/** Zones whose server always fails. The last two hold the reverse names of clients. */
export const failingZones = ['fail.test', '99.10.in-addr.arpa', '9.9.0.0.8.b.d.0.1.0.0.2.ip6.arpa'] as const;
/** Zones with records; the last is the root, in which everything else does not exist. */
export const livingZones = ['test', '10.in-addr.arpa', '8.b.d.0.1.0.0.2.ip6.arpa', ''] as const;

export function failsAlways(name: string): boolean {
  return failingZones.some((zone) => name === zone || name.endsWith(`.${zone}`));
}

/** The same seed gives the same cases. */
export function generateSpfCases(count: number, seed: number): SpfCase[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, id) => generateCase(id, random));
}

interface Draft {
  readonly id: number;
  readonly random: SeededRandom;
  readonly base: string;
  readonly ip: string;
  readonly isV4: boolean;
  readonly records: WorldRecord[];
}

const labels = ['a', 'b', 'c', 'd', 'mail', 'mx1', 'mx2', 'host.a', 'x_y'];
const localParts = ['user', 'strong-bad', 'First.Last', 'a.b+c-d', 'x=y', 'a/b', 'one_two', "o'brien", 'x--y', 'sales', 'a'.repeat(60)];

function generateCase(id: number, random: SeededRandom): SpfCase {
  const isV4 = random.chance(0.75);
  const ip = clientAddress(id, random, isV4);
  const draft: Draft = { id, random, base: `c${id}.test`, ip, isV4, records: [] };
  const domain = random.chance(0.85) ? draft.base : `a.${draft.base}`;
  const session = { ip, mailFrom: mailFromOf(draft, domain), helo: heloOf(draft) };
  furnish(draft, domain);
  for (let pass = random.pick([0, 1, 1, 2, 3]); pass > 0; pass--) fillGaps(draft, session);
  return { id, ...session, records: dropClashes(draft.records) };
}

/** Every case has addresses of its own, so that its reverse names are its own too. */
function clientAddress(id: number, random: SeededRandom, isV4: boolean): string {
  const isFailing = random.chance(0.04);
  if (isV4) {
    const address = `10.${isFailing ? 99 : 16 + Math.floor(id / 250)}.${id % 250}.${1 + random.below(5)}`;
    return random.chance(0.03) ? `::ffff:${address}` : address;
  }
  return `2001:db8:${isFailing ? '99' : '1'}:${(id + 1).toString(16)}::${(1 + random.below(5)).toString(16)}`;
}

function mailFromOf(draft: Draft, domain: string): string {
  const { random } = draft;
  const written = random.chance(0.06) ? domain.toUpperCase() : domain;
  return random.weighted([
    [20, `${random.pick(localParts)}@${written}`],
    [1, ''],
    [1, `user@none.${draft.base}`],
    [1, `user@d${draft.id}.fail.test`],
    [0.5, 'user@localhost'],
    [0.5, `user@${'l'.repeat(64)}.${draft.base}`],
  ]);
}

function heloOf(draft: Draft): string {
  return draft.random.weighted([
    [8, `mail.${draft.base}`],
    [3, draft.base],
    [1, `Mail.${draft.base}`],
    [1, 'localhost'],
    [1, `none.${draft.base}`],
    [1, `host-1.a.${draft.base}`],
  ]);
}

function furnish(draft: Draft, domain: string): void {
  const { random, base } = draft;
  publish(draft, domain, random.weighted(topShapes)(draft));
  if (domain !== base && random.chance(0.5)) publish(draft, base, randomRecord(draft));
  for (const label of labels) {
    const name = `${label}.${base}`;
    if (name === domain) continue;
    if (random.chance(0.06)) {
      add(draft, name, 'CNAME', `${random.pick([...labels, 'none'])}.${base}`);
      continue;
    }
    if (random.chance(0.5)) publish(draft, name, randomRecord(draft));
    if (random.chance(0.4)) addAddresses(draft, name);
    if (random.chance(0.3))
      addExchanges(
        draft,
        name,
        random.weighted([
          [8, 1 + random.below(3)],
          [1, 9 + random.below(4)],
        ]),
      );
    if (random.chance(0.1)) add(draft, name, 'TXT', random.pick(['other text', 'v=spf10 +all', 'v=DMARC1; p=none', '']));
  }
  if (random.chance(0.4)) addAddresses(draft, domain);
  if (random.chance(0.4)) addExchanges(draft, domain, 1 + random.below(3));
  if (random.chance(0.6)) addPointers(draft, domain);
  add(draft, `why.${base}`, 'TXT', random.pick(explanations));
  if (random.chance(0.05)) add(draft, `why.${base}`, 'TXT', 'a second text');
}

const explanations = [
  'Mail from %{i} may not use %{s}.',
  'See http://%{d}/why?s=%{S}&ip=%{C}&h=%{H}',
  '%{c} is not one of ours (%{o1r}, %{l1r-}).',
  'Ask %{r}',
  '100%% sure%_%-',
  '%{p} is not us',
  'broken %{x}',
  'broken %',
  '',
  'plain text',
  '%{d2r}+%{l-}+%{ir}+%{v}',
];

type Shape = (draft: Draft) => string;

/** What the checked domain itself publishes. */
const topShapes: readonly (readonly [number, Shape])[] = [
  [55, randomRecord],
  [
    6,
    (draft) =>
      `v=spf1 ${repeat(draft, 9 + draft.random.below(4), queryTerm)} ${draft.random.pick(['-all', '~all', `redirect=b.${draft.base}`, `?all redirect=b.${draft.base}`])}`,
  ],
  [6, (draft) => `v=spf1 ${repeat(draft, 1 + draft.random.below(4), (each, index) => voidTerm(each, index))} ${term(draft)} ?all`],
  [
    5,
    (draft) =>
      `v=spf1 include:a.${draft.base} include:b.${draft.base} ${repeat(draft, draft.random.below(3), term)} ${draft.random.pick(['-all', ''])}`,
  ],
  [4, (draft) => `v=spf1 ${repeat(draft, draft.random.below(3), term)} redirect=${draft.random.pick(labels)}.${draft.base}`],
  [4, (draft) => `v=spf1 exists:${macroName(draft)} -all exp=${draft.random.pick(['why', 'why', 'c', 'none'])}.${draft.base}`],
  [3, (draft) => `v=spf1 ptr${draft.random.pick(['', `:${draft.base}`, `:a.${draft.base}`])} -all`],
  [1, twoPointers],
  [2, (draft) => `v=spf1 ${term(draft)} ${draft.random.pick(malformedTerms)} ${term(draft)} -all`],
];

function randomRecord(draft: Draft): string {
  const { random } = draft;
  const version = random.weighted([
    [20, 'v=spf1'],
    [1, 'V=SPF1'],
    [0.5, 'v=spf10'],
    [0.5, 'v=spf1 '],
  ]);
  const terms = Array.from({ length: random.below(6) }, () => term(draft));
  if (random.chance(0.5)) terms.push(random.pick(['-all', '~all', '?all', 'all', '+all', '-ALL']));
  if (random.chance(0.12)) terms.splice(random.below(terms.length + 1), 0, `redirect=${target(draft)}`);
  if (random.chance(0.12))
    terms.splice(random.below(terms.length + 1), 0, `exp=${random.chance(0.6) ? `why.${draft.base}` : target(draft)}`);
  return [version, ...terms].join(random.chance(0.1) ? '  ' : ' ');
}

function term(draft: Draft): string {
  const { random } = draft;
  const qualifier = random.weighted([
    [6, ''],
    [1, '+'],
    [2, '-'],
    [2, '~'],
    [2, '?'],
  ]);
  const body = random.weighted<Shape>([
    [4, (each) => `a${domainPart(each)}${prefixPart(each)}`],
    [4, (each) => `mx${domainPart(each)}${prefixPart(each)}`],
    [4, (each) => `include:${target(each)}`],
    [3, (each) => `exists:${target(each)}`],
    [1.5, (each) => `ptr${domainPart(each)}`],
    [3, (each) => `ip4:${nearV4(each)}${each.random.pick(['', '', '/32', '/24', '/16', '/0'])}`],
    [2, (each) => `ip6:${nearV6(each)}${each.random.pick(['', '/128', '/64', '/48', '/0'])}`],
  ])(draft);
  if (random.chance(0.015)) return random.pick(malformedTerms);
  if (random.chance(0.03)) return random.pick(oddTerms(draft));
  return `${qualifier}${random.chance(0.04) ? body.replace(/^[a-z0-9]+/, (name) => name.toUpperCase()) : body}`;
}

/** `%{p}` in the records of two domains, either of which is a name of the client. */
function twoPointers(draft: Draft): string {
  const { base } = draft;
  const client = parseIp(draft.ip);
  const reverse = client === null ? '' : reverseName(client);
  for (const name of [`mail.${base}`, `host.a.${base}`]) {
    if (!failsAlways(reverse)) add(draft, reverse, 'PTR', name);
    add(draft, name, draft.isV4 ? 'A' : 'AAAA', draft.ip.replace('::ffff:', ''));
    publish(draft, name, `v=spf1 exists:%{p}.%{d} ${draft.random.pick(['-all', '~all', ''])}`);
  }
  return `v=spf1 include:host.a.${base} ${draft.random.pick(['~', '?'])}include:mail.${base} exists:%{p}.x.${base}`;
}

/** A term that asks the DNS and does not match. */
function queryTerm(draft: Draft): string {
  const { random, base } = draft;
  return random.pick([
    `a:mx1.${base}`,
    `mx:a.${base}`,
    `exists:mx2.${base}`,
    `include:c.${base}`,
    `a:mx2.${base}`,
    'ptr',
    `?include:d.${base}`,
  ]);
}

function voidTerm(draft: Draft, index: number): string {
  const { random, base } = draft;
  const name = `v${index}.${base}`;
  return random.pick([
    `a:${name}`,
    `mx:${name}`,
    `exists:${name}`,
    `?a:%{l}.${name}`,
    `include:${name}`,
    `exists:%{p}.${name}`,
    `mx:mx1.${base}`,
  ]);
}

const malformedTerms = [
  'a:',
  'mx:',
  'include',
  'include:',
  'exists',
  'exists:',
  'ip4',
  'ip4:',
  'ip4:10.0.0',
  'ip4:10.0.0.256',
  'ip4:10.0.0.1/33',
  'ip4:010.0.0.1',
  'ip4:10.0.0.1/',
  'ip4:10.0.0.1//32',
  'ip6:',
  'ip6:::g',
  'ip6:2001:db8::1/129',
  'ip6:10.0.0.1',
  'a/33',
  'a//129',
  'a/',
  'a//',
  'a/24//',
  'mx/033',
  'ptr/24',
  'all:x',
  'all/24',
  'allx',
  'a:single',
  'a:x..',
  'a:1.2.3.4',
  'a:x.123',
  'a:foo.-',
  'a:foo.b-',
  'include:%{x}.test',
  'a:%{d',
  'exists:%',
  'exists:%(d).test',
  'exists:%{d0}',
  'exists:%{c}.test',
  'a:%{d1r!}.test',
  'redirect=',
  'exp=',
  '-redirect=a.test',
  'moo',
  '=x',
  ':a.test',
  '1a=b',
  'include:a.test/24',
  'exists:a.test//24',
  'redirect=a.test redirect=b.test',
  'exp=a.test exp=b.test',
  'x=%',
  'x=%{d',
  'a:foo.example:80',
  'mx:%{d}.',
  'a:%{d}/24/24',
  'a.',
  'ip4=10.0.0.1',
  'all=',
];

function oddTerms({ base }: Draft): readonly string[] {
  return [
    `Include:A.${base.toUpperCase()}`,
    `a:mail.${base}.`,
    'x=%{d}',
    'moo=%%%_%-',
    'x-y_z.1=',
    'unknown=a:b/c',
    'unknown=a unknown=b',
    `EXP=why.${base}`,
    `Redirect=b.${base}`,
    `include:${base}`,
    `redirect=${base}`,
    'op=helo',
    'x=%{t}',
    `a:single-label-macro.%{d1}`,
    'mx:%{d1}',
    'include:%{d1}',
    'exists:%{l}',
    `ip6:::ffff:10.0.0.0/104`,
    'ip6:::/0',
    `exists:%%.${base}`,
    `exists:%_%-.${base}`,
    `exists:a/b.${base}`,
    `exists:${'l'.repeat(64)}.${base}`,
    `exists:%{l}.%{l}.%{l}.%{l}.%{l}.%{l}.${base}`,
    `exists:.${base}`,
    `exists:a..${base}`,
  ];
}

const macros = [
  '%{s}',
  '%{l}',
  '%{o}',
  '%{d}',
  '%{i}',
  '%{p}',
  '%{v}',
  '%{h}',
  '%{ir}',
  '%{dr}',
  '%{d1}',
  '%{d2}',
  '%{d9}',
  '%{o1r}',
  '%{l-}',
  '%{lr-}',
  '%{l1r-}',
  '%{l2+-}',
  '%{h-}',
  '%{d2r}',
  '%{i2r}',
  '%{i3}',
  '%{s=/}',
  '%{L}',
  '%{S}',
  '%{I}',
  '%{D2}',
  '%{DR}',
  '%{pr}',
  '%{p1}',
  '%{H1}',
  '%{V}',
  '%{l_}',
  '%{d15}',
  '%{i1r.}',
  '%{h1}',
] as const;

function macroName(draft: Draft): string {
  const { random, base } = draft;
  const parts = Array.from({ length: 1 + random.below(3) }, () => random.pick([...macros, 'x']));
  return `${parts.join(random.pick(['.', '.', '.', '-']))}${random.weighted([
    [6, `.${base}`],
    [2, '.%{d}'],
    [1, '.%{d2}'],
    [1, '.%{o}'],
    [0.5, ''],
  ])}`;
}

function target(draft: Draft): string {
  const { random, base, id } = draft;
  return random.weighted<() => string>([
    [10, () => `${random.pick(labels)}.${base}`],
    [1, () => base],
    [1, () => `none.${base}`],
    [0.4, () => `s${id}.fail.test`],
    [3, () => macroName(draft)],
  ])();
}

function domainPart(draft: Draft): string {
  return draft.random.chance(0.25) ? '' : `:${target(draft)}`;
}

function prefixPart({ random }: Draft): string {
  return random.weighted([
    [10, ''],
    [1, '/32'],
    [2, '/24'],
    [1, '/16'],
    [0.5, '/0'],
    [1, '//64'],
    [1, '//128'],
    [1, '/24//64'],
    [0.5, '//0'],
    [0.3, '/31//127'],
  ]);
}

function repeat(draft: Draft, count: number, make: (draft: Draft, index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(draft, index)).join(' ');
}

/** The client itself, a neighbour, or a stranger. */
function nearV4(draft: Draft): string {
  const { random, ip } = draft;
  const own = draft.isV4 ? ip.replace('::ffff:', '') : '10.1.2.3';
  const [first, second, third] = own.split('.');
  return random.weighted([
    [3, own],
    [2, `${first}.${second}.${third}.200`],
    [1, `${first}.${second}.251.1`],
    [3, '192.0.2.1'],
    [1, '198.51.100.77'],
  ]);
}

function nearV6(draft: Draft): string {
  const { random, ip } = draft;
  const own = draft.isV4 ? '2001:db8:ffff::1' : ip;
  return random.weighted([
    [3, own],
    [2, own.replace(/[0-9a-f]+$/, 'abcd')],
    [1, '2001:db8:0:0:1::'],
    [2, '2001:db8:2::1'],
  ]);
}

function addAddresses(draft: Draft, name: string): void {
  const { random } = draft;
  for (let count = 1 + random.below(2); count > 0; count--) {
    if (random.chance(0.8)) add(draft, name, 'A', nearV4(draft));
    if (random.chance(0.5)) add(draft, name, 'AAAA', nearV6(draft));
  }
}

function addExchanges(draft: Draft, name: string, count: number): void {
  const { random, base, id } = draft;
  for (let index = 0; index < count; index++) {
    const exchange = random.weighted([
      [8, `${random.pick(labels)}.${base}`],
      [1, `none${index}.${base}`],
      [0.3, `m${id}.fail.test`],
      [0.2, '.'],
      [count > 5 ? 20 : 0, `e${index}.${base}`],
    ]);
    add(draft, name, 'MX', `${random.pick([0, 10, 10, 20])} ${exchange}`);
  }
}

function addPointers(draft: Draft, domain: string): void {
  const { random, base } = draft;
  const client = parseIp(draft.ip);
  if (client === null) throw new Error(`Not an address: ${draft.ip}`);
  const reverse = reverseName(client);
  if (failsAlways(reverse)) return;
  if (random.chance(0.03)) {
    // RFC 2317: a delegated part of a network, all in the zone that the address lies in (Knot follows aliases within a zone only).
    add(draft, reverse, 'CNAME', `part.${reverse}`);
    if (random.chance(0.7)) add(draft, `part.${reverse}`, 'PTR', `mail.${base}`);
    return;
  }
  const count = random.weighted([
    [6, 1],
    [3, 2 + random.below(2)],
    [1, 10 + random.below(3)],
  ]);
  for (let index = 0; index < count; index++) {
    const name = random.pick([`mail.${base}`, domain, `host.a.${base}`, `p${index}.${base}`, `none.${base}`, `p${index}.fail.test`]);
    add(draft, reverse, 'PTR', name);
    if (!failsAlways(name) && random.chance(0.6)) add(draft, name, draft.isV4 ? 'A' : 'AAAA', draft.ip.replace('::ffff:', ''));
  }
}

function publish(draft: Draft, name: string, record: string): void {
  const { random } = draft;
  add(draft, name, 'TXT', record);
  if (random.chance(0.02)) add(draft, name, 'TXT', randomRecord(draft));
  if (random.chance(0.05)) add(draft, name, 'TXT', 'not for spf');
}

function add(draft: Draft, name: string, type: RecordType, data: string): void {
  draft.records.push({ name: name.toLowerCase(), type, data });
}

/** Gives records to some of the names that the evaluation asks for in vain. */
function fillGaps(draft: Draft, session: Pick<SpfCase, 'ip' | 'mailFrom' | 'helo'>): void {
  const { random, base, records } = draft;
  const evaluation = evaluateSpf(mailFromQuery(session), worldResolver(dropClashes(records)));
  const seen = new Set<string>();
  for (const { question, answer } of allLookups(evaluation.trace)) {
    const key = `${question.name} ${question.type}`;
    if (answer.kind !== 'absent' || seen.has(key) || !question.name.endsWith(`.${base}`) || random.chance(0.45)) continue;
    seen.add(key);
    if (question.type === 'TXT') publish(draft, question.name, randomRecord(draft));
    else if (question.type === 'A') add(draft, question.name, 'A', nearV4(draft));
    else if (question.type === 'AAAA') add(draft, question.name, 'AAAA', nearV6(draft));
    else if (question.type === 'MX') addExchanges(draft, question.name, 1 + random.below(2));
  }
}

export function allLookups(trace: SpfRecordTrace): DnsLookup[] {
  return [...trace.lookups, ...trace.terms.flatMap((each) => [...each.lookups, ...(each.child === null ? [] : allLookups(each.child))])];
}

/** A name with an alias has nothing else (RFC 1034 section 3.6.2), an alias only leads on, and a set holds each record once. */
function dropClashes(records: readonly WorldRecord[]): WorldRecord[] {
  const aliases = new Map<string, string>();
  for (const { name, type, data } of records) {
    if (type !== 'CNAME' || aliases.has(name)) continue;
    let end = data;
    for (let step = 0; step < 20 && aliases.has(end); step++) end = aliases.get(end) ?? end;
    if (end !== name) aliases.set(name, data);
  }
  const seen = new Set<string>();
  return inServerOrder(records).filter(({ name, type, data }) => {
    const key = `${name} ${type} ${type === 'AAAA' ? parseIp(data)?.text : data}`;
    if (seen.has(key) || (type === 'CNAME' ? aliases.get(name) !== data : aliases.has(name))) return false;
    seen.add(key);
    return true;
  });
}

/**
 * Knot answers in the canonical order of RFC 4034 section 6.3. Which of several names of a client is the first, and which of several exchanges of
 * one preference, is left to chance by RFC 7208; so that all three see the same order, the worlds have it already.
 */
function inServerOrder(records: readonly WorldRecord[]): WorldRecord[] {
  return records
    .map((record) => ({ record, key: record.type === 'MX' || record.type === 'PTR' ? wireForm(record) : '' }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ record }) => record);
}

function wireForm({ type, data }: WorldRecord): string {
  const [preference, exchange] = type === 'MX' ? data.split(' ') : ['0', data];
  const number = Number(preference);
  const labels = exchange === '.' ? [] : (exchange ?? '').split('.');
  return String.fromCharCode(number >> 8, number & 255) + labels.map((label) => String.fromCharCode(label.length) + label).join('');
}

/** Answers from one world alone. */
export function worldResolver(records: readonly WorldRecord[]): Resolver {
  const sets = new Map<string, string[]>();
  for (const { name, type, data } of records) {
    const key = `${name} ${type}`;
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [data]);
    else set.push(data);
  }
  return {
    resolve({ name: asked, type }): DnsAnswer {
      let name = asked;
      for (let step = 0; step < 20; step++) name = sets.get(`${name} CNAME`)?.[0] ?? name;
      if (failsAlways(name)) return { kind: 'failed', rcode: 'SERVFAIL', source: null };
      const found = sets.get(`${name} ${type}`);
      return found === undefined ? { kind: 'absent', reason: 'nxdomain', source: null } : { kind: 'records', records: found, source: null };
    },
  };
}
