/** SPF in random worlds, against mailauth's strict mode: two readers of RFC 7208 that know nothing of each other. */
import fc from 'fast-check';
import type { DNSResolver } from 'mailauth';
import { spf } from 'mailauth/lib/spf/index.js';
import { expect, it } from 'vitest';
import { evaluateSpf } from '../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../shared/authentication/spf/query.ts';
import type { DnsAnswer, Resolver } from '../../shared/facts/dns.ts';

const names = ['a.example', 'b.example', 'c.example', 'mail.a.example', 'host.b.example'];
/** Node's error codes stand for answers without records. */
type Answer = readonly string[] | 'ENOTFOUND' | 'ENODATA' | 'ESERVFAIL';
type World = Readonly<Record<string, Answer>>;

const domainSpec = fc.oneof(
  fc.constantFrom(...names),
  fc.constantFrom(
    '%{d}',
    '%{h}',
    '%{i}.a.example',
    '%{ir}.%{v}.arpa',
    '%{p}.a.example',
    '%{l1r-}.b.example',
    '%{S}.c.example',
    '%{o2}',
    '%{o}',
  ),
  fc.constantFrom('%{d0}', '%', '%{x}', '..', 'b.example.', 'single', '%%.a.example', 'a/b.example'),
);
const prefix = fc.constantFrom('', '', '', '/0', '/8', '/24', '/33', '//64', '/24//64');
const term = fc.oneof(
  fc.tuple(fc.constantFrom('', '+', '-', '~', '?'), fc.constantFrom('a:', 'mx:'), domainSpec, prefix).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('', '-', '?'), fc.constantFrom('a', 'mx'), prefix).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('', '-', '?'), fc.constantFrom('include:', 'exists:', 'ptr:', 'redirect=', 'exp=', 'moo='), domainSpec)
    .map((parts) => parts.join('')),
  fc.constantFrom('-all', '~all', 'ptr', 'ip4:198.51.100.0/24', 'ip4:192.0.2.1', 'ip6:2001:db8::/32', 'IP4:198.51.100.0/24'),
);
const record = fc
  .tuple(fc.constantFrom('v=spf1', 'v=spf1', 'V=SPF1', 'v=spf10'), fc.array(term, { maxLength: 6 }), fc.constantFrom(' ', '  '))
  .map(([version, terms, space]) => [version, ...terms].join(space));
const answer = (records: fc.Arbitrary<string>): fc.Arbitrary<Answer> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.array(records, { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constantFrom<Answer>('ENOTFOUND', 'ENODATA', 'ESERVFAIL') },
  );
const address4 = fc.constantFrom('192.0.2.1', '192.0.2.99', '198.51.100.7', '203.0.113.9');
const address6 = fc.constantFrom('2001:db8::1', '2001:db8:0:0:1::', '2001:db9::1');
const answers: Readonly<Record<string, fc.Arbitrary<Answer>>> = {
  TXT: fc.oneof({ weight: 3, arbitrary: fc.tuple(record) }, answer(record)),
  A: answer(address4),
  AAAA: answer(address6),
  MX: answer(fc.constantFrom('10 mail.a.example', '20 host.b.example', '5 c.example')),
};
const world: fc.Arbitrary<World> = fc.record({
  PTR: answer(fc.constantFrom(...names)),
  ...Object.fromEntries(names.flatMap((name) => Object.entries(answers).map(([type, arbitrary]) => [`${name} ${type}`, arbitrary]))),
});
const smtp = fc.record({
  ip: fc.oneof(address4, address6),
  mailFrom: fc.constantFrom('strong-bad@a.example', '', 'x@b.example'),
  helo: fc.constantFrom('mail.a.example', 'single', 'c.example'),
});

function look(zone: World, name: string, type: string): Answer {
  return zone[type === 'PTR' ? 'PTR' : `${name.toLowerCase().replace(/\.$/, '')} ${type}`] ?? 'ENOTFOUND';
}

function ourResolver(zone: World): Resolver {
  return {
    resolve({ name, type }): DnsAnswer {
      const found = look(zone, name, type);
      if (typeof found !== 'string') return { kind: 'records', records: found, source: null };
      if (found === 'ESERVFAIL') return { kind: 'failed', rcode: 'SERVFAIL', source: null };
      return { kind: 'absent', reason: found === 'ENODATA' ? 'nodata' : 'nxdomain', source: null };
    },
  };
}

function theirResolver(zone: World) {
  return async (name: string, type: string) => {
    const found = look(zone, name, type);
    if (typeof found === 'string') throw Object.assign(new Error(found), { code: found });
    if (type === 'TXT') return found.map((text) => [text]);
    if (type !== 'MX') return [...found];
    return found.map((text) => ({ priority: Number(text.split(' ')[0]), exchange: text.split(' ')[1] }));
  };
}

it('both say the same', async () => {
  let compared = 0;
  for (const [zone, session] of fc.sample(fc.tuple(world, smtp), { numRuns: 4_000, seed: 20261124 })) {
    const ours = evaluateSpf(mailFromQuery(session), ourResolver(zone));
    const { ip, helo, mailFrom: sender } = session;
    const theirs = await spf({ sender, ip, helo, mta: 'mx.test', strict: true, resolver: theirResolver(zone) as DNSResolver });
    // RFC 7208 section 4.6.4 leaves open what a void lookup is. mailauth counts %{p} and passes over names of one label; we count terms.
    if (ours.reason === 'too-many-void-lookups' || /void/i.test(String(theirs.status.comment))) continue;
    expect({ zone, session, result: ours.result }).toEqual({ zone, session, result: theirs.status.result });
    compared++;
  }
  expect(compared).toBeGreaterThan(3_500);
});
