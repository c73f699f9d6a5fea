import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/analyze.ts';
import { evaluateSpf } from '../../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../../shared/authentication/spf/query.ts';
import { aboveBaseline, summariseBaseline } from '../../../shared/infrastructure/baseline.ts';
import { copiesIn, describeCopy } from '../../../shared/infrastructure/bundled-copies.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { message } from '../../electron/evidence.ts';
import { type Zone, zoneSnapshot } from '../../helpers/zone.ts';

const infrastructure = createInfrastructure();
const include = (name: string): Zone => ({ 'alpha.example': { TXT: [`v=spf1 include:${name} -all`] } });

function evaluate(zone: Zone, ip: string, day: string, complete = false) {
  const time = Date.parse(day);
  const resolver = aboveBaseline(zoneSnapshot(zone, { complete })).at(time);
  const { result, trace, missing } = evaluateSpf(mailFromQuery({ ip, mailFrom: 'u@alpha.example', helo: 'h.example' }), resolver);
  return { result, missing, copies: copiesIn(trace, time) };
}

describe('bundled copies below a snapshot', () => {
  it('answer what it does not, and are named with the day that they were seen', () => {
    expect(evaluate(include('spf.protection.outlook.com'), '40.107.117.56', '2025-03-01')).toEqual({
      result: 'pass',
      missing: [],
      copies: [{ name: 'spf.protection.outlook.com', seen: '2025-02-18', isStale: false }],
    });
  });

  it('are those of the time that is asked for, as near as they come', () => {
    const seen = (day: string) => evaluate(include('spf.protection.outlook.com'), '40.107.117.56', day).copies.map((copy) => copy.seen);
    expect([seen('2023-08-01'), seen('2025-03-01')]).toEqual([['2023-08-16'], ['2025-02-18']]);
  });

  it('are named over all nested records, undated ones as old', () => {
    const { copies } = evaluate(include('_spf.google.com'), '192.0.2.1', '2020-06-01');
    expect(copies.map(({ name, isStale }) => [name, isStale])).toEqual([
      ['_netblocks.google.com', true],
      ['_netblocks2.google.com', true],
      ['_netblocks3.google.com', true],
      ['_spf.google.com', false],
    ]);
  });

  it('say nothing where the snapshot does: a record, that there is none, or a failure', () => {
    const spf = (answer: readonly string[] | string): Zone => ({
      ...include('spf.protection.outlook.com'),
      'spf.protection.outlook.com': { TXT: answer },
    });
    const found = (zone: Zone, complete = false) => {
      const { result, copies } = evaluate(zone, '40.107.117.56', '2025-03-01', complete);
      return [result, copies];
    };
    expect(found(spf(['v=spf1 ip4:192.0.2.1 -all']))).toEqual(['fail', []]);
    expect(found(spf('NXDOMAIN'))).toEqual(['permerror', []]);
    expect(found(spf('SERVFAIL'))).toEqual(['temperror', []]);
    expect(found(include('spf.protection.outlook.com'), true)).toEqual(['permerror', []]);
  });

  it('leave unknown what they do not hold', () => {
    expect(evaluate(include('spf.stranger.example'), '192.0.2.1', '2025-03-01')).toEqual({
      result: 'unknown',
      missing: [{ name: 'spf.stranger.example', type: 'TXT' }],
      copies: [],
    });
  });
});

describe('a message that is judged with them', () => {
  const judge = (zone: Zone, ip: string) =>
    analyze({
      evidence: { path: 'a.eml', bytes: message({ ip }) },
      snapshot: aboveBaseline(zoneSnapshot(zone, { complete: false })),
      infrastructure,
      boundaryHop: null,
    });

  it('has checks that are attributed at best, and says what stands in', async () => {
    const { spf, analysis } = await judge(include('spf.protection.outlook.com'), '40.107.117.56');
    const resting = spf.filter(({ copies }) => copies !== undefined);
    expect(resting.length).toBeGreaterThan(0);
    for (const check of resting) expect([check.result, check.trust]).toEqual(['pass', 'attributed']);
    expect(analysis.verdict.open.filter((sentence) => sentence.startsWith('Bundled copies stand in'))).toEqual([
      'Bundled copies stand in for DNS answers: spf.protection.outlook.com (seen 2025-02-18, more than a year before). Captured answers may differ.',
    ]);
    expect(analysis.verdict.reasons.filter((reason) => reason.trust === 'vouched' && /SPF/.test(reason.text))).toEqual([]);
  });

  it('is no different where none is needed', async () => {
    const { spf, analysis } = await judge({ 'alpha.example': { TXT: ['v=spf1 ip4:192.0.2.10 -all'] } }, '192.0.2.10');
    expect(spf.filter(({ copies }) => copies !== undefined)).toEqual([]);
    expect(analysis.verdict.open.filter((sentence) => sentence.startsWith('Bundled'))).toEqual([]);
  });
});

it('a copy is described with its day, and with its age where it is old', () => {
  expect(
    [
      { name: 'a.example', seen: '2025-02-18', isStale: false },
      { name: 'a.example', seen: '2025-02-18', isStale: true },
      { name: 'a.example', seen: null, isStale: true },
    ].map(describeCopy),
  ).toEqual([
    'a.example (seen 2025-02-18)',
    'a.example (seen 2025-02-18, more than a year before)',
    'a.example (seen on a day that is not known)',
  ]);
});

it('the copies as a whole have an age too', () => {
  const now = summariseBaseline(Date.parse('2026-11-24'));
  expect(now).toEqual({ compared: '2026-11-24', names: now.names, newest: '2025-02-18', stale: now.names });
  const then = summariseBaseline(Date.parse('2025-03-01'));
  expect([then.names, then.newest, then.stale < then.names, then.stale > 0]).toEqual([now.names, '2025-02-18', true, true]);
});
