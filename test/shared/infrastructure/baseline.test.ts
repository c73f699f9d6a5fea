import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../../shared/authentication/spf/check.ts';
import { parseSpfRecord } from '../../../shared/authentication/spf/record.ts';
import { buildSnapshot, parseSnapshot, serializeSnapshot } from '../../../shared/dns/snapshot.ts';
import { baselineAge, baselineDate, baselineFile, baselineSnapshot } from '../../../shared/infrastructure/baseline.ts';
import { createInfrastructure, shippedOperators } from '../../../shared/infrastructure/match.ts';

const file = baselineFile();
const names = [...new Set(file.rrsets.map(({ name }) => name))];
const infrastructure = createInfrastructure();
/** A time at which the newest copies stand. */
const now = Date.parse(baselineDate());

describe('the bundled copies', () => {
  it('are SPF records without a fault, each with its date', () => {
    expect(names.length).toBeGreaterThan(20);
    for (const { name, records, source, timeFirst, timeLast } of file.rrsets) {
      expect([name, parseSpfRecord(records[0] ?? '')?.problem]).toEqual([name, null]);
      expect(source).toMatch(/^baseline, (?:undated copy|seen \d{4}-\d\d-\d\d)$/);
      if (timeFirst !== null && timeLast !== null) expect(timeFirst).toBeLessThan(timeLast);
    }
    expect(file.complete).toBe(false);
  });

  it('are chosen by date: the record of 2023 for 2023, that of 2025 for now', () => {
    const at = (day: string) => baselineSnapshot().at(Date.parse(day)).resolve({ name: 'spf.protection.outlook.com', type: 'TXT' });
    const text = (day: string) => {
      const answer = at(day);
      return answer.kind === 'records' ? answer.records[0] : null;
    };
    expect([text('2023-01-01')?.includes('ip4:52.100.0.0/14'), text('2026-01-01')?.includes('ip4:52.100.0.0/14')]).toEqual([true, false]);
    expect(at('2026-01-01')).toMatchObject({ source: 'baseline, seen 2025-02-18' });
  });

  it('can be written as a snapshot and read back, for whoever wants to reckon with them', () => {
    const text = serializeSnapshot([file]);
    const back = parseSnapshot(new TextEncoder().encode(text), 'baseline.ndjson');
    if (!back.ok) throw new Error(back.error.message);
    expect(serializeSnapshot([back.value])).toBe(text);
    const question = { name: '_spf.google.com', type: 'TXT' } as const;
    expect(buildSnapshot([back.value]).at(now).resolve(question)).toEqual(baselineSnapshot().at(now).resolve(question));
  });
});

describe('the age of a copy', () => {
  it('is known by its source, and stale a year after it was seen last', () => {
    expect(baselineAge('baseline, seen 2023-08-17', Date.parse('2023-09-29'))).toEqual({ seen: '2023-08-17', isStale: false });
    expect(baselineAge('baseline, seen 2023-08-17', Date.parse('2020-01-01'))).toEqual({ seen: '2023-08-17', isStale: false });
    expect(baselineAge('baseline, seen 2023-08-17', Date.parse('2024-09-29'))).toEqual({ seen: '2023-08-17', isStale: true });
    expect(baselineAge('baseline, undated copy', Date.parse('2023-09-29'))).toEqual({ seen: null, isStale: true });
  });

  it('is nobody else’s', () => {
    expect([baselineAge(null, 0), baselineAge('dig @192.0.2.53', 0), baselineAge('my baseline, seen 2023-08-17', 0)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

/** What the catalogue knows from later sources than the copy. */
const newerThanCopy: readonly string[] = ['zendesk 103.151.192.0/23'];

describe('the copies and the catalogue', () => {
  const pools = shippedOperators().flatMap((operator) =>
    operator.pools.flatMap((pool) => {
      const copied = pool.includes.filter((include) => names.includes(include));
      return copied.length === 0 || pool.passesSpf === false
        ? []
        : [{ operator: operator.id, pool: pool.id, networks: pool.networks, copied }];
    }),
  );
  const saysOf = (name: string, ip: string) =>
    evaluateSpf({ ip, identity: 'mailfrom', sender: `postmaster@${name}`, domain: name, helo: 'h.example' }, baselineSnapshot().at(now))
      .result;

  it.each(pools)('$operator: the records authorise the ranges of the pool $pool', ({ operator, networks, copied }) => {
    const refused = networks.filter((network) => {
      const results = copied.map((name) => saysOf(name, network.slice(0, network.indexOf('/'))));
      // What a record that was not copied would say is open.
      return !results.includes('pass') && !results.includes('unknown');
    });
    expect(refused.filter((network) => !newerThanCopy.includes(`${operator} ${network}`))).toEqual([]);
  });

  it('meet in many pools', () => {
    expect(pools.length).toBeGreaterThan(5);
  });

  it('agree on whose pool a known include leads to', () => {
    expect(infrastructure.operatorOfSpfPath(['a.example', 'spf.protection.outlook.com'])).toBe('exchange-online');
    expect(infrastructure.operatorOfSpfPath(['a.example', '_spf.google.com', '_netblocks.google.com'])).toBe('google');
  });
});
