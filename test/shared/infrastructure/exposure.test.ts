import { describe, expect, it } from 'vitest';
import { ExposureSchema } from '../../../shared/exposure-schema.ts';
import type { Exposure } from '../../../shared/facts/exposure.ts';
import { findExposure } from '../../../shared/infrastructure/exposure.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { OperatorEntry } from '../../../shared/infrastructure/operator.ts';
import { createPoolRanges } from '../../../shared/infrastructure/pool-ranges.ts';
import { type Zone, zoneSnapshot } from '../../helpers/zone.ts';

/** A shared service and one that gives each customer addresses of its own. */
const operators = [
  OperatorEntry.parse({
    id: 'acme-relay',
    name: 'Acme Relay',
    pools: [
      {
        id: 'out',
        networks: ['198.51.100.0/24', '2001:db8:a::/48'],
        includes: ['spf.acme-relay.example'],
        scope: 'shared',
        sources: ['doc'],
      },
      { id: 'dedicated', networks: ['203.0.113.128/25'], scope: 'dedicated', sources: ['doc'] },
    ],
    sources: [
      {
        id: 'doc',
        url: 'https://acme-relay.example/ranges',
        says: 'published outbound ranges',
        retrieved: '2026-11-01',
        standing: 'published',
      },
    ],
  }),
];
const infrastructure = createInfrastructure(operators);
const pools = createPoolRanges(operators);
const acme: Zone = { 'spf.acme-relay.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 ip6:2001:db8:a::/48 -all'] } };
const policy: Zone = { '_dmarc.a.example': { TXT: ['v=DMARC1; p=reject'] } };

interface Options {
  readonly complete?: boolean;
  readonly copies?: Zone;
  readonly domain?: string;
}

function expose(zone: Zone, { complete = true, copies = {}, domain = 'a.example' }: Options = {}): Exposure {
  const exposure = findExposure({
    domain,
    resolver: zoneSnapshot(zone, { complete }).at(0),
    infrastructure,
    pools,
    copies: zoneSnapshot(copies, { complete: false }).at(0),
    at: null,
  });
  expect(ExposureSchema.parse(exposure)).toEqual(exposure);
  return exposure;
}

const record = (text: string): Zone => ({ 'a.example': { TXT: [text] } });
const spaces = ({ terms }: Exposure) =>
  terms.map(({ term, space, operator }) => `${term} ${space}${operator === null ? '' : ` ${operator}`}`);
const codes = ({ findings }: Exposure) => findings.map(({ code }) => code);

describe('who else can pass as a domain', () => {
  it('is nobody where the record lists own space only', () => {
    const exposure = expose({ ...policy, ...record('v=spf1 ip4:192.0.2.0/28 -all') });
    expect(exposure).toEqual({
      schema: 'waybill/exposure/1',
      domain: 'a.example',
      at: null,
      sentence: 'Only what a.example itself lists passes SPF as a.example: 16 IPv4 addresses, in no shared pool that the catalogue knows.',
      spf: { record: 'v=spf1 ip4:192.0.2.0/28 -all', rest: 'fail', problem: null, lookups: 0, lookupsAllowed: 10 },
      space: {
        total: { ipv4: 16, ipv6: '0' },
        own: { ipv4: 16, ipv6: '0' },
        shared: [],
        other: [],
        everyone: false,
        openEnded: [],
      },
      terms: [
        {
          path: ['a.example'],
          term: 'ip4:192.0.2.0/28',
          passes: true,
          space: 'own',
          operator: null,
          matches: { ipv4: 16, ipv6: '0' },
          note: '192.0.2.0/28',
          presumed: false,
          missing: [],
        },
        {
          path: ['a.example'],
          term: '-all',
          passes: false,
          space: 'none',
          operator: null,
          matches: null,
          note: 'every address that is left',
          presumed: false,
          missing: [],
        },
      ],
      dmarc: {
        rfc9989: { result: 'pass', policy: 'reject', policyDomain: 'a.example', reason: expect.any(String), missing: [] },
        rfc7489: { result: 'pass', policy: 'reject', policyDomain: 'a.example', reason: expect.any(String), missing: [] },
      },
      findings: [],
      missing: [],
    });
  });

  it('is every customer of a service that the record includes, each address counted once', () => {
    const exposure = expose({ ...acme, ...policy, ...record('v=spf1 ip4:192.0.2.1 include:spf.acme-relay.example -all') });
    expect(exposure.sentence).toBe(
      'Any customer of Acme Relay can pass SPF as a.example and DMARC (whose policy, reject, is then never asked); only an aligned DKIM signature can tell them apart, and DMARC cannot require one.',
    );
    expect(exposure.space).toEqual({
      total: { ipv4: 257, ipv6: String(1n << 80n) },
      own: { ipv4: 1, ipv6: '0' },
      shared: [
        {
          operator: 'acme-relay',
          name: 'Acme Relay',
          by: ['include:spf.acme-relay.example'],
          ipv4: 256,
          ipv6: String(1n << 80n),
          presumed: null,
        },
      ],
      other: [],
      everyone: false,
      openEnded: [],
    });
    expect(spaces(exposure)).toEqual([
      'ip4:192.0.2.1 own',
      'include:spf.acme-relay.example shared acme-relay',
      'ip4:198.51.100.0/24 shared acme-relay',
      'ip6:2001:db8:a::/48 shared acme-relay',
      '-all none',
      '-all none',
    ]);
    expect(codes(exposure)).toEqual(['shared-pool']);
  });

  it('is every customer too where the record names the pool’s addresses as its own', () => {
    const exposure = expose(record('v=spf1 ip4:198.51.100.128/24 ip4:203.0.113.128/25 -all'));
    expect(exposure.space.shared).toMatchObject([{ operator: 'acme-relay', ipv4: 256, by: ['ip4:198.51.100.128/24'] }]);
    // Addresses that the service dedicates to one customer are nobody else's.
    expect(exposure.space.own).toEqual({ ipv4: 128, ipv6: '0' });
    expect(codes(exposure)).toEqual(['shared-pool', 'own-range-is-shared']);
    expect(exposure.sentence).toContain('a.example has no DMARC policy');
  });

  it('counts a range once that both the record and the service list, and cuts it where the pool ends', () => {
    const { space } = expose({ ...acme, ...record('v=spf1 ip4:198.51.100.0/23 include:spf.acme-relay.example -all') });
    expect(space.total.ipv4).toBe(512);
    expect(space.own.ipv4).toBe(256);
    expect(space.shared).toMatchObject([{ ipv4: 256, by: ['ip4:198.51.100.0/23', 'include:spf.acme-relay.example'] }]);
  });

  it('follows redirect, and names the term of the own record that leads away', () => {
    const zone: Zone = {
      ...acme,
      ...record('v=spf1 redirect=_spf.a.example'),
      '_spf.a.example': { TXT: ['v=spf1 ip4:192.0.2.1 include:spf.acme-relay.example ~all'] },
    };
    const exposure = expose(zone);
    expect(exposure.space.own.ipv4).toBe(1);
    expect(exposure.space.shared).toMatchObject([{ operator: 'acme-relay', by: ['redirect=_spf.a.example'] }]);
    expect(exposure.spf).toMatchObject({ rest: 'softfail', lookups: 2 });
    expect(spaces(exposure)[0]).toBe('redirect=_spf.a.example own');
  });

  it('says that it does not know whether the space of somebody outside the catalogue is shared', () => {
    const exposure = expose({
      ...record('v=spf1 include:_spf.hoster.example -all'),
      '_spf.hoster.example': { TXT: ['v=spf1 ip4:203.0.113.0/26 -all'] },
    });
    expect(exposure.space.other).toEqual([{ domain: '_spf.hoster.example', ipv4: 64, ipv6: '0' }]);
    expect(exposure.sentence).toBe(
      'Besides its own space, a.example lets what _spf.hoster.example (64 IPv4 addresses) lists pass SPF; whether that is shared among customers is not known, for no catalogue names it.',
    );
  });

  it('does not count what is included without a pass', () => {
    const exposure = expose({ ...acme, ...record('v=spf1 ?include:spf.acme-relay.example -all') });
    expect(exposure.space.shared).toEqual([]);
    expect(exposure.sentence).toBe('Nobody passes SPF as a.example. DMARC can pass by an aligned DKIM signature only.');
  });
});

describe('what is not known', () => {
  it('is a result with its questions, and what is known is counted all the same', () => {
    const exposure = expose({ ...policy, ...record('v=spf1 ip4:192.0.2.1 include:who.example mx -all') }, { complete: false });
    expect(exposure.space.total.ipv4).toBe(1);
    expect(spaces(exposure)).toEqual(['ip4:192.0.2.1 own', 'include:who.example unknown', 'mx unknown', '-all none']);
    expect(exposure.missing).toEqual(['a.example MX', 'who.example TXT']);
    expect(exposure.terms[1]?.missing).toEqual(['who.example TXT']);
    expect(exposure.sentence).toMatch(/^Only what .* 2 DNS answers are missing; what they hold may let more pass\.$/);
  });

  it('is everything where the record itself is missing', () => {
    const exposure = expose({}, { complete: false });
    expect(exposure.spf).toMatchObject({ record: null, rest: 'unknown' });
    expect(exposure.missing).toEqual(['_dmarc.a.example TXT', '_dmarc.example TXT', 'a.example TXT']);
    expect(exposure.sentence).toBe('Who may pass SPF as a.example is not known: the record of a.example is not in the snapshot.');
  });

  it('is presumed by a bundled copy where only the service’s own record is missing, and says so', () => {
    const exposure = expose({ ...policy, ...record('v=spf1 include:spf.acme-relay.example -all') }, { complete: false, copies: acme });
    expect(exposure.space.shared).toMatchObject([{ operator: 'acme-relay', ipv4: 256, presumed: { seen: null } }]);
    expect(exposure.missing).toEqual(['spf.acme-relay.example TXT']);
    expect(exposure.terms[0]).toMatchObject({ space: 'shared', operator: 'acme-relay', presumed: true });
    expect(exposure.sentence).toContain("This rests on a bundled copy of the operator's record, seen last on a day that is not known.");
  });

  it('names the service of an include whose record is nowhere', () => {
    const exposure = expose(record('v=spf1 include:spf.acme-relay.example -all'), { complete: false });
    expect(exposure.terms[0]).toMatchObject({ space: 'unknown', operator: 'acme-relay', missing: ['spf.acme-relay.example TXT'] });
  });

  it('cannot list whom a name of the sender lets pass', () => {
    const exposure = expose(record('v=spf1 exists:%{i}.ok.example ptr -all'));
    expect(exposure.space.openEnded).toEqual(['exists:%{i}.ok.example', 'ptr']);
    expect(codes(exposure)).toEqual(['open-ended', 'open-ended']);
    expect(exposure.sentence).toBe('Whom a.example lets pass SPF cannot be listed: its record leaves that to names of the sender.');
  });
});

describe('records that say too much, too little, or nothing', () => {
  it.each<[string, string, readonly string[]]>([
    ['v=spf1 +all', 'Everybody passes SPF as a.example and DMARC (whose policy, reject, is then never asked)', ['everyone']],
    ['v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all', 'Everybody passes SPF as a.example', ['everyone']],
    ['v=spf1 ip4:10.0.0.0/8 -all', 'Only what a.example itself lists passes SPF as a.example: 16,777,216 IPv4 addresses', ['huge-range']],
    ['v=spf1 ~all', 'Nobody passes SPF as a.example. DMARC can pass', []],
    ['v=spf1', 'Nobody passes SPF as a.example. DMARC can pass', ['no-default']],
    ['something else', 'Nobody passes SPF as a.example: it has no SPF record.', ['no-record']],
    ['v=spf1 ip4:192.0.2 -all', 'Nobody passes SPF as a.example: receivers answer permerror, because "ip4:192.0.2"', ['error']],
    [
      'v=spf1 a:x.example a:y.example a:z.example ip4:192.0.2.1 -all',
      'Nobody passes SPF as a.example: receivers answer permerror',
      ['error'],
    ],
    [
      `v=spf1 ${Array.from({ length: 11 }, (_, index) => `include:n${index}.a.example`).join(' ')} -all`,
      'Only what a.example itself lists passes SPF as a.example: 1 IPv4 address',
      ['too-many-lookups'],
    ],
  ])('%s', (text, sentence, expected) => {
    const includes = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [`n${index}.a.example`, { TXT: ['v=spf1 ip4:192.0.2.1 -all'] }]),
    );
    const exposure = expose({ ...policy, ...includes, ...record(text) });
    expect(exposure.sentence).toContain(sentence);
    expect(codes(exposure)).toEqual(expected);
  });

  it('tells both readings of DMARC where they differ', () => {
    const exposure = expose(
      {
        ...record('v=spf1 +all'),
        '_dmarc.b.a.example': { TXT: ['v=DMARC1; p=none; psd=y'] },
        'c.b.a.example': { TXT: ['v=spf1 +all'] },
        '_dmarc.a.example': { TXT: ['v=DMARC1; p=reject'] },
      },
      { domain: 'c.b.a.example' },
    );
    expect(exposure.dmarc.rfc9989.policyDomain).not.toBe(exposure.dmarc.rfc7489.policyDomain);
  });

  it('gives the same object for the same answers', () => {
    const zone = { ...acme, ...policy, ...record('v=spf1 mx include:spf.acme-relay.example -all') };
    expect(JSON.stringify(expose(zone))).toBe(JSON.stringify(expose(zone)));
  });
});
