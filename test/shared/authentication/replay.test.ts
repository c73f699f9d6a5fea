import { describe, expect, it } from 'vitest';
import { replaySpf, type SpfReplayInput } from '../../../shared/authentication/replay.ts';
import type { SpfCheck } from '../../../shared/facts/authentication.ts';
import type { Handoff } from '../../../shared/facts/route.ts';
import { zoneSnapshot } from '../../helpers/zone.ts';
import { infrastructure } from '../route/traced.ts';
import { claim, mailbox, place } from '../verdict/facts.ts';

const snapshot = zoneSnapshot({
  'a.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 include:spf.protection.outlook.com -all'] },
  'spf.protection.outlook.com': { TXT: ['v=spf1 ip4:40.107.0.0/16 -all'] },
  'forwarder.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  'out.a.example': { TXT: ['v=spf1 a -all'], A: ['192.0.2.1'] },
});

/** The final hand-over, out of the shared pool. */
function handoff(given: Partial<Handoff> = {}): Handoff {
  return {
    index: 1,
    role: 'egress',
    hop: 2,
    fromSegment: 1,
    toSegment: 2,
    client: { ip: '40.107.117.56', helo: 'out.a.example', rdns: null },
    at: '2026-11-20T08:00:00Z',
    operator: 'exchange-online',
    trust: 'vouched',
    source: 'receiver-record',
    places: [place(1)],
    ...given,
  };
}

const ingress = handoff({
  index: 0,
  role: 'ingress',
  hop: null,
  client: { ip: '203.0.113.66', helo: null, rdns: null },
  trust: 'attributed',
  source: 'operator-record',
  places: [place(5)],
});

function replay(given: Partial<SpfReplayInput> = {}): readonly SpfCheck[] {
  return replaySpf({
    handoffs: [handoff()],
    identities: { from: [mailbox('ceo@a.example')], mailFrom: 'bounce@a.example', mailFromPlace: place(0), helo: 'out.a.example' },
    claims: [],
    infrastructure,
    resolverAt: (time) => snapshot.at(time ?? 0),
    fallbackTime: null,
    ...given,
  });
}

const short = (checks: readonly SpfCheck[]): readonly string[] =>
  checks.map(
    ({ handoff: at, source, identity, domain, ip, result, sharedBy, trust }) =>
      `${at} ${source} ${identity} ${domain} ${ip} ${result} ${sharedBy} ${trust}`,
  );

describe('replaySpf', () => {
  it('checks MAIL FROM, HELO and the From domain, and says whose pool made it pass', () => {
    expect(short(replay())).toEqual([
      '1 replay mailfrom a.example 40.107.117.56 pass exchange-online vouched',
      '1 replay helo out.a.example 40.107.117.56 fail null vouched',
      '1 replay from a.example 40.107.117.56 pass exchange-online vouched',
    ]);
  });

  it('points at the hand-over and at the identity that was checked', () => {
    expect(replay().map(({ identity, places, path, mechanism }) => [identity, places, path, mechanism])).toEqual([
      ['mailfrom', [place(1), place(0)], ['a.example', 'spf.protection.outlook.com'], 'ip4:40.107.0.0/16'],
      ['helo', [place(1)], ['out.a.example'], '-all'],
      ['from', [place(1), place(10)], ['a.example', 'spf.protection.outlook.com'], 'ip4:40.107.0.0/16'],
    ]);
  });

  it('replays the hand-in as well, at its own trust', () => {
    expect(short(replay({ handoffs: [ingress] }))).toEqual([
      '0 replay mailfrom a.example 203.0.113.66 fail null attributed',
      '0 replay from a.example 203.0.113.66 fail null attributed',
    ]);
  });

  it('gives a pool by its addresses too, where the domain lists them itself', () => {
    const own = zoneSnapshot({ 'a.example': { TXT: ['v=spf1 ip4:40.107.0.0/16 -all'] } });
    const checks = replay({ resolverAt: (time) => own.at(time ?? 0) });
    expect(checks.filter(({ result }) => result === 'pass').map(({ sharedBy }) => sharedBy)).toEqual([
      'exchange-online',
      'exchange-online',
    ]);
  });

  it('is not shared where the domain’s own space passes', () => {
    const checks = replay({ handoffs: [handoff({ client: { ip: '192.0.2.1', helo: 'out.a.example', rdns: null } })] });
    expect(checks.map(({ identity, result, sharedBy }) => [identity, result, sharedBy])).toEqual([
      ['mailfrom', 'pass', null],
      ['helo', 'pass', null],
      ['from', 'pass', null],
    ]);
  });

  it('is unknown, with the question, where DNS is not at hand', () => {
    const empty = zoneSnapshot({}, { complete: false });
    const checks = replay({ resolverAt: (time) => empty.at(time ?? 0) });
    expect(checks.map(({ result, missing }) => [result, missing])).toEqual([
      ['unknown', [{ name: 'a.example', type: 'TXT' }]],
      ['unknown', [{ name: 'out.a.example', type: 'TXT' }]],
      ['unknown', [{ name: 'a.example', type: 'TXT' }]],
    ]);
  });

  it('evaluates each hand-over at its own time', () => {
    const asked: (number | null)[] = [];
    replay({
      handoffs: [handoff({ at: null }), handoff({ at: '2026-11-20T08:00:00Z' })],
      fallbackTime: 7,
      resolverAt: (time) => {
        asked.push(time);
        return snapshot.at(time ?? 0);
      },
    });
    expect([...new Set(asked)]).toEqual([7, Date.UTC(2026, 10, 20, 8)]);
  });

  it.each(['10.0.0.1', '127.0.0.1', 'fe80::1', null])('replays nothing for the client %s', (ip) => {
    expect(replay({ handoffs: [handoff({ client: { ip, helo: 'x.example', rdns: null } })] })).toEqual([]);
  });

  describe('identities', () => {
    const identitiesOf = (given: Partial<SpfReplayInput['identities']>) =>
      replay({
        identities: { from: [mailbox('ceo@a.example')], mailFrom: null, mailFromPlace: null, helo: null, ...given },
      }).map(({ identity, domain }) => `${identity} ${domain}`);

    it('the null reverse-path stands for postmaster at the HELO (RFC 7208 section 2.4)', () => {
      expect(identitiesOf({ mailFrom: '' })).toEqual(['mailfrom out.a.example', 'helo out.a.example', 'from a.example']);
    });

    it('an unknown MAIL FROM is not guessed', () => {
      expect(identitiesOf({ mailFrom: null })).toEqual(['helo out.a.example', 'from a.example']);
    });

    it('each From domain is evaluated once, and none where there is none', () => {
      const from = [mailbox('x@b.example'), mailbox('y@b.example'), mailbox('z@c.example')];
      expect(identitiesOf({ from })).toEqual(['helo out.a.example', 'from b.example', 'from c.example']);
      expect(identitiesOf({ from: [] })).toEqual(['helo out.a.example']);
    });

    it.each(['localhost', '[192.0.2.1]', null])('HELO %s is no domain to check', (helo) => {
      const checks = replay({ handoffs: [handoff({ client: { ip: '40.107.117.56', helo, rdns: null } })] });
      expect(checks.map(({ identity }) => identity)).toEqual(['mailfrom', 'from']);
    });
  });

  describe('records', () => {
    const recorded = claim({ domain: 'a.example', ip: '40.107.117.56', properties: { 'smtp.mailfrom': 'a.example' } });
    const atIngress = claim({
      field: 'operator-results',
      about: 'ingress',
      result: 'fail',
      trust: 'attributed',
      ip: '203.0.113.66',
      domain: 'a.example',
      properties: { 'smtp.mailfrom': 'a.example' },
      place: place(5),
    });

    it('stand before the replays of the same connection', () => {
      expect(short(replay({ handoffs: [ingress, handoff()], claims: [recorded, atIngress] }))).toEqual([
        '0 operator-record mailfrom a.example 203.0.113.66 fail null attributed',
        '0 replay mailfrom a.example 203.0.113.66 fail null attributed',
        '0 replay from a.example 203.0.113.66 fail null attributed',
        '1 receiver-record mailfrom a.example 40.107.117.56 pass exchange-online vouched',
        '1 replay mailfrom a.example 40.107.117.56 pass exchange-online vouched',
        '1 replay helo out.a.example 40.107.117.56 fail null vouched',
        '1 replay from a.example 40.107.117.56 pass exchange-online vouched',
      ]);
    });

    it('that say the same are joined, with every place once and the better trust', () => {
      const sealed = { ...atIngress, trust: 'vouched', place: place(4) } as const;
      const [check, ...rest] = replay({ handoffs: [ingress], claims: [atIngress, sealed] }).filter(({ source }) => source !== 'replay');
      expect(rest).toEqual([]);
      expect(check).toMatchObject({ trust: 'vouched', places: [place(4), place(5)] });
    });

    it.each([
      ['is of another client', { ip: '203.0.113.67' }],
      ['is of nobody knows which connection', { about: 'other' }],
      ['is no result that SPF has', { result: 'bestguesspass' }],
      ['is of another method', { method: 'dkim' }],
    ] as const)('a record that %s is none of this hand-over', (_, given) => {
      expect(replay({ handoffs: [ingress], claims: [{ ...atIngress, ...given }] }).every(({ source }) => source === 'replay')).toBe(true);
    });

    it('tell the MAIL FROM of that hand-over: forwarders rewrite it between two', () => {
      const rewritten = { ...atIngress, domain: 'forwarder.example', properties: { 'smtp.mailfrom': 'forwarder.example' } };
      const checks = replay({ handoffs: [ingress], claims: [rewritten] }).filter(({ source }) => source === 'replay');
      expect(checks.map(({ identity, domain }) => `${identity} ${domain}`)).toEqual(['mailfrom forwarder.example', 'from a.example']);
    });

    // 209.85.220.41 is in the range that _spf.google.com publishes: mail from one customer of Google to another leaves from there.
    it('count a host that the catalogue calls internal as the operator’s pool, since it is nobody’s own address space', () => {
      const client = { ip: '209.85.220.41', helo: 'mail-sor-f41.google.com', rdns: 'mail-sor-f41.google.com' };
      const pass = claim({ domain: 'a.example', ip: client.ip, properties: { 'smtp.mailfrom': 'a.example' } });
      const checks = replay({ handoffs: [handoff({ client })], claims: [pass] });
      expect(checks.filter(({ source }) => source === 'receiver-record').map(({ sharedBy }) => sharedBy)).toEqual(['google']);
    });

    it('that are only claimed do not change which identity is replayed', () => {
      const forged = {
        ...atIngress,
        trust: 'claimed',
        domain: 'victim.example',
        properties: { 'smtp.mailfrom': 'victim.example' },
      } as const;
      const checks = replay({ handoffs: [ingress], claims: [forged] }).filter(({ source }) => source === 'replay');
      expect(checks.map(({ domain }) => domain)).toEqual(['a.example', 'a.example']);
    });
  });
});
