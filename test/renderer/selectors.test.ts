import { describe, expect, it } from 'vitest';
import { filterRows, knownAsOwn, operatorName, shapeOfResult, sumJobs, tallyRows, tenantsOf } from '../../renderer/selectors.ts';
import { genuineDetail } from './fixtures/genuine.ts';
import { rowInState, rowOf } from './fixtures/rows.ts';
import { spoofDetail } from './fixtures/spoof.ts';

const rows = new Map(
  [
    rowOf('spoof', spoofDetail),
    rowOf('genuine', genuineDetail),
    rowInState('bad', 'x/notes.eml', 'failed', { code: 'not-a-message', message: 'No header field.' }),
  ].map((row) => [row.id, row] as const),
);

describe('filterRows', () => {
  it.each([
    ['', ['spoof', 'genuine', 'bad']],
    ['invoice', ['spoof']],
    ['ALPHA minutes', ['genuine']],
    ['cross-tenant', ['spoof']],
    ['cross-tenant spoof confirmed', ['spoof']],
    ['failed', ['bad']],
    ['header field', ['bad']],
    ['5f2d7c1e', ['spoof']],
    ['nothing like it', []],
  ])('finds by "%s"', (filter, expected) => {
    expect(filterRows(rows, filter).map((row) => row.id)).toEqual(expected);
  });

  it('gives the same list again while nothing changed, so that the window need not draw', () => {
    expect(filterRows(rows, 'alpha')).toBe(filterRows(rows, 'alpha'));
  });
});

describe('tallyRows', () => {
  it('counts verdicts, most severe first, and failures apart', () => {
    expect(tallyRows(rows)).toEqual({
      kinds: [
        ['cross-tenant-spoof', 1],
        ['authentic', 1],
      ],
      failed: 1,
    });
  });
});

describe('sumJobs', () => {
  it('adds running jobs up, and is null while nothing runs', () => {
    expect(sumJobs(new Map())).toBeNull();
    expect(
      sumJobs(
        new Map([
          ['a', { done: 3, total: 10, failed: 1, records: 40, bytes: 10, ofBytes: 90 }],
          ['b', { done: 0, total: 5, failed: 0, records: 2, bytes: 0, ofBytes: 0 }],
        ]),
      ),
    ).toEqual({ done: 3, total: 15, failed: 1, records: 42, bytes: 10, ofBytes: 90 });
  });
});

describe('shapeOfResult', () => {
  it.each([
    ['pass', 'pass'],
    ['fail', 'fail'],
    ['softfail', 'fail'],
    ['neutral', 'plain'],
    ['none', 'plain'],
    ['policy', 'plain'],
    ['temperror', 'error'],
    ['permerror', 'error'],
    ['unknown', 'unknown'],
    ['a word no standard knows', 'plain'],
  ])('draws %s as %s', (result, shape) => {
    expect(shapeOfResult(result)).toBe(shape);
  });
});

describe('operators and tenants', () => {
  it('names an operator as the facts do, and falls back to its id', () => {
    expect([operatorName(spoofDetail, 'exchange-online'), operatorName(spoofDetail, 'acme'), operatorName(spoofDetail, null)]).toEqual([
      'Exchange Online',
      'acme',
      null,
    ]);
  });

  it('lists tenants best believed first, each value once', () => {
    const twice = { ...spoofDetail, tenants: [...spoofDetail.tenants.toReversed(), ...spoofDetail.tenants] };
    expect(tenantsOf(twice, 'exchange-online').map((mark) => mark.value)).toEqual([
      'bravo.onmicrosoft.com',
      'bravo.example',
      '8c1f0e2a-5b7d-4e3a-9d51-2f6c7b8a9e10',
    ]);
    expect(tenantsOf(spoofDetail, 'acme')).toEqual([]);
  });
});

describe('knownAsOwn', () => {
  const { verdict } = spoofDetail.analysis;
  const statement = {
    domain: 'alpha.example',
    operator: verdict.operator ?? '',
    kind: 'dkim-domain' as const,
    value: 'alphagroup.onmicrosoft.com',
    name: null,
    origin: 'learned' as const,
    because: 'Shipping schedule',
  };
  const ask = (change: Partial<typeof statement>, tenant: string | null) =>
    knownAsOwn({ files: [], known: [{ ...statement, ...change }] }, spoofDetail, tenant)?.because ?? null;

  it.each([
    ['the tenant of the From domain', {}, 'alphagroup.onmicrosoft.com', 'Shipping schedule'],
    ['another tenant', {}, 'bravo.onmicrosoft.com', null],
    ['no tenant', {}, null, null],
    ['another domain whose name ends alike', { domain: 'ha.example' }, 'alphagroup.onmicrosoft.com', null],
    ['the same tenant at another operator', { operator: 'elsewhere' }, 'alphagroup.onmicrosoft.com', null],
  ])('%s', (_what, change, tenant, expected) => {
    expect(ask(change, tenant)).toBe(expected);
  });
});
