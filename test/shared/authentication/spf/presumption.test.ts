import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../../../shared/authentication/spf/check.ts';
import { presumePass } from '../../../../shared/authentication/spf/presumption.ts';
import { mailFromQuery } from '../../../../shared/authentication/spf/query.ts';
import type { SnapshotFile } from '../../../../shared/dns/rr-set.ts';
import { buildSnapshot } from '../../../../shared/dns/snapshot.ts';
import { type Zone, zoneFile, zoneSnapshot } from '../../../helpers/zone.ts';

const pool = {
  'spf.pool.example': { TXT: ['v=spf1 include:net.pool.example -all'] },
  'net.pool.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 ?all'] },
};

function presume(zone: Zone, copied: Zone = pool, ip = '198.51.100.9') {
  const resolver = zoneSnapshot(zone, { complete: false }).at(0);
  const copies: SnapshotFile = zoneFile(copied, { complete: false, name: 'copy' });
  const evaluation = evaluateSpf(mailFromQuery({ ip, mailFrom: 'user@a.example', helo: 'h.example' }), resolver);
  return presumePass(evaluation, resolver, buildSnapshot([copies]).at(0));
}

describe('a pass is presumed', () => {
  it('through copied records, and says which', () => {
    expect(presume({ 'a.example': { TXT: ['v=spf1 include:spf.pool.example -all'] } })).toEqual({
      mechanism: 'ip4:198.51.100.0/24',
      path: ['a.example', 'spf.pool.example', 'net.pool.example'],
      sources: ['copy', 'copy'],
    });
  });

  it('below the records at hand, which stand above any copy', () => {
    const zone = {
      'a.example': { TXT: ['v=spf1 include:spf.pool.example -all'] },
      'spf.pool.example': { TXT: ['v=spf1 include:net.pool.example ~all'] },
    };
    expect(presume(zone)?.sources).toEqual(['copy']);
    expect(presume({ ...zone, 'spf.pool.example': { TXT: ['v=spf1 include:other.example -all'] } })).toBeNull();
    expect(presume({ ...zone, 'spf.pool.example': { TXT: 'NXDOMAIN' } })).toBeNull();
  });
});

describe('nothing is presumed', () => {
  it.each<[string, Zone, Zone?, string?]>([
    ['where the check is decided', { 'a.example': { TXT: ['v=spf1 -all'] } }],
    ['where the record of the domain itself is missing', {}],
    ['where the copies say no', { 'a.example': { TXT: ['v=spf1 include:spf.pool.example -all'] } }, pool, '203.0.113.9'],
    ['where the copies do not tell either', { 'a.example': { TXT: ['v=spf1 include:elsewhere.example -all'] } }],
    [
      'where the pass would come from the own record, behind a copied one',
      { 'a.example': { TXT: ['v=spf1 include:spf.pool.example ip4:203.0.113.9 -all'] } },
      pool,
      '203.0.113.9',
    ],
  ])('%s', (_what, zone, copied, ip) => {
    expect(presume(zone, copied, ip)).toBeNull();
  });
});
