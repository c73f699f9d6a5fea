import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/analyze.ts';
import { evaluateSpf } from '../../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../../shared/authentication/spf/query.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { createPoolPresumption } from '../../../shared/infrastructure/presumed-pool.ts';
import { message } from '../../electron/evidence.ts';
import { type Zone, zoneSnapshot } from '../../helpers/zone.ts';

const infrastructure = createInfrastructure();
const presumePool = createPoolPresumption(infrastructure);

function presume(record: string, ip: string, day: string) {
  const resolver = zoneSnapshot({ 'a.example': { TXT: [record] } }, { complete: false }).at(Date.parse(day));
  const evaluation = evaluateSpf(mailFromQuery({ ip, mailFrom: 'user@a.example', helo: 'h.example' }), resolver);
  return presumePool(evaluation, resolver, Date.parse(day));
}

describe('a shared pool whose records are not in the snapshot', () => {
  it('is recognised by the copies of its time', () => {
    expect(presume('v=spf1 include:spf.protection.outlook.com -all', '40.107.117.56', '2025-03-01')).toEqual({
      operator: 'exchange-online',
      mechanism: 'ip4:40.107.0.0/16',
      path: ['a.example', 'spf.protection.outlook.com'],
      seen: '2025-02-18',
      isStale: false,
    });
  });

  it('says how old the copies are', () => {
    expect(presume('v=spf1 include:spf.protection.outlook.com -all', '40.107.117.56', '2026-11-24')).toMatchObject({
      seen: '2025-02-18',
      isStale: true,
    });
    expect(presume('v=spf1 include:amazonses.com -all', '54.240.8.1', '2026-11-24')).toMatchObject({
      operator: 'amazon-ses',
      seen: null,
      isStale: true,
    });
  });

  it('is not recognised for an address outside it, nor for an include that nobody knows', () => {
    expect(presume('v=spf1 include:spf.protection.outlook.com -all', '192.0.2.1', '2025-03-01')).toBeNull();
    expect(presume('v=spf1 include:spf.stranger.example -all', '40.107.117.56', '2025-03-01')).toBeNull();
  });

  it('is told apart by date: 52.103.195.7 passed before 2025 and not since', () => {
    expect(presume('v=spf1 include:spf.protection.outlook.com -all', '52.103.195.7', '2023-08-01')?.operator).toBe('exchange-online');
    expect(presume('v=spf1 include:spf.protection.outlook.com -all', '52.103.195.7', '2025-03-01')).toBeNull();
  });
});

describe('a message', () => {
  const zone: Zone = { 'alpha.example': { TXT: ['v=spf1 include:spf.protection.outlook.com -all'] } };

  it('keeps its unknown results, its questions and its verdict, whatever is presumed', async () => {
    const input = {
      evidence: { path: 'a.eml', bytes: message({ ip: '40.107.117.56' }) },
      snapshot: zoneSnapshot(zone, { complete: false }),
      infrastructure,
      boundaryHop: null,
    };
    const plain = await analyze(input);
    const presumed = await analyze({ ...input, presumePool });
    expect(presumed.analysis).toEqual(plain.analysis);
    const checks = presumed.spf.filter(({ domain }) => domain === 'alpha.example');
    expect(checks.length).toBeGreaterThan(0);
    for (const check of checks) {
      expect([check.result, check.sharedBy, check.presumed?.operator]).toEqual(['unknown', null, 'exchange-online']);
    }
  });
});
