import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../../../shared/authentication/spf/check.ts';
import { readSpfGrants } from '../../../../shared/authentication/spf/grants.ts';
import { formatQuestion } from '../../../../shared/facts/dns.ts';
import { sizeOf } from '../../../../shared/names/address-set.ts';
import { parseIp } from '../../../../shared/names/ip-network.ts';
import { type Zone, zoneSnapshot } from '../../../helpers/zone.ts';

function read(zone: Zone, { complete = true }: { complete?: boolean } = {}) {
  const grants = readSpfGrants('a.example', zoneSnapshot(zone, { complete }).at(0));
  const sum = (version: 4 | 6) =>
    grants.granted.filter(({ range }) => range.version === version).reduce((total, { range }) => total + sizeOf(range), 0n);
  return { ...grants, v4: sum(4), v6: sum(6), missing: grants.missing.map(formatQuestion) };
}

const terms = (zone: Zone, options: { complete?: boolean } = {}) =>
  read(zone, options).terms.map(({ path, text, outcome }) => `${path.join('>')} ${text} ${outcome}`);

describe('what an SPF record lets pass', () => {
  it.each<[string, Zone, { v4: bigint; v6?: bigint; rest: string }]>([
    ['nothing with -all alone', { 'a.example': { TXT: ['v=spf1 -all'] } }, { v4: 0n, rest: 'fail' }],
    ['nothing with ~all alone', { 'a.example': { TXT: ['v=spf1 ~all'] } }, { v4: 0n, rest: 'softfail' }],
    ['nothing without a record', { 'a.example': { TXT: ['other'] } }, { v4: 0n, rest: 'none' }],
    ['everything with +all', { 'a.example': { TXT: ['v=spf1 all'] } }, { v4: 1n << 32n, v6: 1n << 128n, rest: 'pass' }],
    [
      'each address once',
      { 'a.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 ip4:192.0.2.0/25 ip4:192.0.2.77 -all'] } },
      { v4: 256n, rest: 'fail' },
    ],
    [
      'what no earlier term took away',
      { 'a.example': { TXT: ['v=spf1 -ip4:192.0.2.0/25 ?ip4:192.0.2.128/26 ip4:192.0.2.0/24 -all'] } },
      { v4: 64n, rest: 'fail' },
    ],
    [
      'what a record that it includes lets pass, and not what that refuses',
      {
        'a.example': { TXT: ['v=spf1 include:b.example -all'] },
        'b.example': { TXT: ['v=spf1 -ip4:192.0.2.0/25 ip4:192.0.2.0/24 ~all'] },
      },
      { v4: 128n, rest: 'fail' },
    ],
    [
      'nothing by a neutral include',
      { 'a.example': { TXT: ['v=spf1 ?include:b.example -all'] }, 'b.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] } },
      { v4: 0n, rest: 'fail' },
    ],
    [
      'everything where an included record lets everybody pass',
      { 'a.example': { TXT: ['v=spf1 include:b.example -all'] }, 'b.example': { TXT: ['v=spf1 +all'] } },
      { v4: 1n << 32n, v6: 1n << 128n, rest: 'neutral' },
    ],
    [
      'what redirect leads to, with its default',
      { 'a.example': { TXT: ['v=spf1 redirect=b.example ip4:192.0.2.1'] }, 'b.example': { TXT: ['v=spf1 ip4:192.0.2.8/29 ~all'] } },
      { v4: 9n, rest: 'softfail' },
    ],
    [
      'nothing by a redirect beside all',
      { 'a.example': { TXT: ['v=spf1 redirect=b.example -all'] }, 'b.example': { TXT: ['v=spf1 +all'] } },
      { v4: 0n, rest: 'fail' },
    ],
    [
      'the addresses of hosts and exchangers, widened to the prefix',
      {
        'a.example': { TXT: ['v=spf1 a/30//64 mx:m.example -all'], A: ['192.0.2.1', '192.0.2.2'], AAAA: ['2001:db8::1'] },
        'm.example': { MX: ['10 x.example', '20 y.example'] },
        'x.example': { A: ['198.51.100.1'] },
        'y.example': { A: ['198.51.100.1', '198.51.100.2'] },
      },
      { v4: 6n, v6: 1n << 64n, rest: 'fail' },
    ],
    [
      'everybody by an exists that needs nothing of the sender',
      { 'a.example': { TXT: ['v=spf1 exists:x.%{d} -all'] }, 'x.a.example': { A: ['127.0.0.2'] } },
      { v4: 1n << 32n, v6: 1n << 128n, rest: 'neutral' },
    ],
    ['nobody with a syntax error', { 'a.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 ip4:192.0.2 -all'] } }, { v4: 0n, rest: 'permerror' }],
    ['nobody with two records', { 'a.example': { TXT: ['v=spf1 +all', 'v=spf1 -all'] } }, { v4: 0n, rest: 'permerror' }],
    [
      'only what stands before an include without a record',
      { 'a.example': { TXT: ['v=spf1 ip4:192.0.2.1 include:none.example ip4:192.0.2.2 -all'] } },
      { v4: 1n, rest: 'permerror' },
    ],
    [
      'only what stands before a failure of DNS',
      { 'a.example': { TXT: ['v=spf1 ip4:192.0.2.1 include:b.example +all'] }, 'b.example': { TXT: 'SERVFAIL' } },
      { v4: 1n, rest: 'temperror' },
    ],
    [
      'only what stands before the eleventh look-up',
      {
        'a.example': { TXT: [`v=spf1 ${Array.from({ length: 11 }, () => 'a:h.example').join(' ')} ip4:192.0.2.9 -all`] },
        'h.example': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] },
      },
      { v4: 1n, v6: 1n, rest: 'permerror' },
    ],
    [
      'only what stands before the third look-up in vain',
      { 'a.example': { TXT: ['v=spf1 a:x.example a:y.example ip4:192.0.2.1 a:z.example ip4:192.0.2.2 -all'] } },
      { v4: 1n, rest: 'permerror' },
    ],
    [
      'nothing where a record includes itself for ever',
      { 'a.example': { TXT: ['v=spf1 include:a.example -all'] } },
      { v4: 0n, rest: 'permerror' },
    ],
  ])('%s', (_what, zone, { v4, v6 = 0n, rest }) => {
    const grants = read(zone);
    expect({ v4: grants.v4, v6: grants.v6, rest: grants.rest }).toEqual({ v4, v6, rest });
  });

  it('lists what it cannot count and what it does not know, and reads on', () => {
    const zone: Zone = {
      'a.example': { TXT: ['v=spf1 include:b.example exists:%{i}.e.example ptr mx include:%{l}.x.example ip4:192.0.2.1 -all'] },
    };
    expect(terms(zone, { complete: false })).toEqual([
      'a.example include:b.example unknown',
      'a.example exists:%{i}.e.example open-ended',
      'a.example ptr open-ended',
      'a.example mx unknown',
      'a.example include:%{l}.x.example open-ended',
      'a.example ip4:192.0.2.1 granted',
      'a.example -all no-pass',
    ]);
    expect(read(zone, { complete: false })).toMatchObject({ v4: 1n, missing: ['b.example TXT', 'a.example MX'], rest: 'fail' });
    expect(read({}, { complete: false })).toMatchObject({ record: null, rest: 'unknown', missing: ['a.example TXT'] });
  });

  it('knows through which records a term is reached, and whether it passes on that way', () => {
    const zone: Zone = {
      'a.example': { TXT: ['v=spf1 ?include:b.example include:c.example'] },
      'b.example': { TXT: ['v=spf1 ip4:192.0.2.1'] },
      'c.example': { TXT: ['v=spf1 redirect=d.example'] },
      'd.example': { TXT: ['v=spf1 ip4:192.0.2.2 ~ip4:192.0.2.3'] },
    };
    expect(read(zone).terms.map(({ path, text, passes }) => [path.join('>'), text, passes])).toEqual([
      ['a.example', '?include:b.example', false],
      ['a.example>b.example', 'ip4:192.0.2.1', false],
      ['a.example', 'include:c.example', true],
      ['a.example>c.example', 'redirect=d.example', true],
      ['a.example>c.example>d.example', 'ip4:192.0.2.2', true],
      ['a.example>c.example>d.example', '~ip4:192.0.2.3', false],
    ]);
  });

  it('is read to an end, however many terms a hostile record has', () => {
    const text = `v=spf1 ${Array.from({ length: 2_500 }, (_, index) => `${index % 2 === 0 ? '' : '?'}ip4:10.${index >> 8}.${index & 255}.0/28`).join(' ')}`;
    const includes = Array.from({ length: 9 }, (_, index) => `include:n${index}.example`);
    const zone: Zone = {
      'a.example': { TXT: [`v=spf1 ${includes.join(' ')} -all`] },
      ...Object.fromEntries(includes.map((_, index) => [`n${index}.example`, { TXT: [text] }])),
    };
    const started = performance.now();
    const grants = read(zone);
    expect(grants.terms.length).toBe(20_000);
    expect(grants.problem).toContain('more than 20000 terms');
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('says the same as check_host() of every single address', () => {
    const name = fc.constantFrom('a.example', 'b.example', 'c.example', 'd.example', 'none.example');
    const address = fc.tuple(fc.nat(3), fc.nat(15)).map(([third, fourth]) => `192.0.${third}.${fourth}`);
    const six = fc.nat(7).map((last) => `2001:db8::${last}`);
    const sign = fc.constantFrom('', '', '', '-', '~', '?');
    const term = fc.oneof(
      fc.tuple(sign, address, fc.integer({ min: 26, max: 32 })).map(([q, ip, prefix]) => `${q}ip4:${ip}/${prefix}`),
      fc.tuple(sign, six).map(([q, ip]) => `${q}ip6:${ip}`),
      fc.tuple(sign, name).map(([q, target]) => `${q}include:${target}`),
      fc.tuple(sign, name, fc.constantFrom('', '/30', '//126')).map(([q, target, prefix]) => `${q}a:${target}${prefix}`),
      fc.tuple(sign, name).map(([q, target]) => `${q}mx:${target}`),
      fc.tuple(sign, name).map(([q, target]) => `${q}exists:${target}`),
      name.map((target) => `redirect=${target}`),
      sign.map((q) => `${q}all`),
    );
    const record = fc.array(term, { maxLength: 6 }).map((list) => `v=spf1 ${list.join(' ')}`);
    const owner = fc.record({
      TXT: fc.oneof({ weight: 8, arbitrary: record.map((text) => [text]) }, fc.constant([]), fc.constant('SERVFAIL')),
      A: fc.oneof(fc.array(address, { maxLength: 3 }), fc.constant('SERVFAIL')),
      AAAA: fc.array(six, { maxLength: 2 }),
      MX: fc.array(name, { maxLength: 2 }).map((names) => [...new Set(names)].map((exchange) => `10 ${exchange}`)),
    });
    const zones = fc.record({ 'a.example': owner, 'b.example': owner, 'c.example': owner, 'd.example': owner });
    fc.assert(
      fc.property(zones, fc.array(fc.oneof(address, six), { minLength: 4, maxLength: 12 }), (zone, addresses) => {
        const resolver = zoneSnapshot(zone).at(0);
        const { granted } = readSpfGrants('a.example', resolver);
        for (const ip of addresses) {
          const { result } = evaluateSpf(
            { ip, identity: 'mailfrom', sender: 'x@a.example', domain: 'a.example', helo: 'h.example' },
            resolver,
          );
          const parsed = parseIp(ip);
          const value = (parsed?.words ?? []).reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
          const isGranted = granted.some(({ range }) => range.version === parsed?.version && range.first <= value && value <= range.last);
          expect({ ip, passes: isGranted }).toEqual({ ip, passes: result === 'pass' });
        }
      }),
      { numRuns: 400 },
    );
  });
});
