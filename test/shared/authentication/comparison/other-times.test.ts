import { describe, expect, it } from 'vitest';
import { describeGap, otherMoments } from '../../../../shared/authentication/comparison/other-times.ts';
import { buildSnapshot, emptySnapshot } from '../../../../shared/dns/snapshot.ts';
import { readSnapshot } from '../../../helpers/snapshot.ts';

const day = 86_400;
const snapshot = buildSnapshot([
  readSnapshot(
    [
      { rrname: 'a.example', rrtype: 'TXT', rdata: ['one'], time_first: 10 * day, time_last: 20 * day },
      { rrname: 'a.example', rrtype: 'TXT', rdata: ['two'], time_first: 30 * day, time_last: 40 * day },
      { rrname: 'a.example', rrtype: 'TXT', rdata: ['two'], time_first: 41 * day, time_last: 45 * day },
      { rrname: 'b.example', rrtype: 'TXT', rdata: ['always'] },
      { rrname: 'c.example', rrtype: 'TXT', rdata: ['wide'] },
      { rrname: 'c.example', rrtype: 'TXT', rdata: ['narrow'], time_first: 10 * day, time_last: 20 * day },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  ),
]);
const ask = (...names: readonly string[]) => names.map((name) => ({ name, type: 'TXT' }) as const);
const at = (days: number): number => days * day * 1_000;

describe('otherMoments', () => {
  it('finds one moment for each other state of the answers, the nearest', () => {
    expect(otherMoments(snapshot, ask('a.example'), at(15))).toEqual([at(30)]);
    expect(otherMoments(snapshot, ask('a.example'), at(42))).toEqual([at(20)]);
  });

  it('finds what holds outside of the range that was used', () => {
    expect(otherMoments(snapshot, ask('c.example'), at(15))).toEqual([at(10) - 1_000]);
  });

  it('finds nothing where nothing changed, nothing is asked, or there are no times', () => {
    expect(otherMoments(snapshot, ask('b.example', 'missing.example'), at(15))).toEqual([]);
    expect(otherMoments(snapshot, [], at(15))).toEqual([]);
    expect(otherMoments(emptySnapshot, ask('a.example'), at(15))).toEqual([]);
    expect(otherMoments({ size: 1, at: () => snapshot.at(0) }, ask('a.example'), at(15))).toEqual([]);
  });

  it('tries no more than six', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      JSON.stringify({ rrname: 'a.example', rrtype: 'TXT', rdata: [`${index}`], time_first: index * day, time_last: index * day + 1 }),
    );
    expect(otherMoments(buildSnapshot([readSnapshot(many.join('\n'))]), ask('a.example'), at(25))).toHaveLength(6);
  });
});

describe('describeGap', () => {
  it.each([
    [15, ''],
    [5, ' The snapshot saw the answer for a.example only from 1970-01-11 on; at the receipt it may have been another one.'],
    [60, ' The snapshot saw the answer for a.example only up to 1970-02-15; at the receipt it may have been another one.'],
  ])('on day %s', (days, expected) => {
    expect(describeGap(snapshot, ask('b.example', 'a.example'), at(days))).toBe(expected);
  });
});
