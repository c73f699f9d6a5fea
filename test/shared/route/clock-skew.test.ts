import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hop } from '../../../shared/facts/route.ts';
import { clockTolerance, estimateClockSkew, markClockSkew } from '../../../shared/route/clock-skew.ts';

/** Hops at these minutes after a fixed hour, the oldest first; null for one without a time. */
function hopsAt(minutes: readonly (number | null)[]): readonly Hop[] {
  return minutes.map((minute, index) => ({
    index,
    header: minutes.length - 1 - index,
    dialect: null,
    at: minute === null ? null : `${new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString().slice(0, 19)}Z`,
    from: { helo: null, rdns: null, ip: null },
    by: null,
    with: null,
    tls: null,
    id: null,
    for: null,
    delaySeconds: null,
    clockSkewed: false,
    operator: null,
    writer: null,
    trust: 'claimed',
    place: { header: 0, start: 0, end: 0 },
  }));
}

describe('estimateClockSkew', () => {
  it.each<[string, readonly (number | null)[], Record<number, number>]>([
    ['agreeing clocks', [0, 1, 1, 5], {}],
    ['long delays', [0, 600, 1200], {}],
    ['times that fall back within the tolerance', [0, 5, 0, 4], {}],
    ['one clock ahead', [0, 240, 1, 2], { 1: 239 * 60 }],
    ['one clock behind', [10, -120, 11, 12], { 1: -130 * 60 }],
    ['the oldest clock ahead: the later hops agree', [60, 0, 1, 2], { 0: 3600 }],
    ['the newest clock behind: the earlier hops agree', [0, 1, 2, -60], { 3: -62 * 60 }],
    ['two clocks that contradict each other: the one nearer to the receiver is believed', [60, 0], { 0: 3600 }],
    ['two wrong clocks, each in its own way', [0, 90, 1, -90, 2], { 1: 89 * 60, 3: -91 * 60 }],
    ['hops without a time between them', [0, null, 240, null, 1, 2], { 2: 239 * 60 }],
    ['one time alone', [null, 3], {}],
    ['no times', [null, null], {}],
    ['no hops', [], {}],
  ])('reads %s', (_, minutes, expected) => {
    expect(Object.fromEntries(estimateClockSkew(hopsAt(minutes)))).toEqual(expected);
  });

  it('draws the line at the tolerance', () => {
    const over = clockTolerance / 60 + 1;
    expect(estimateClockSkew(hopsAt([clockTolerance / 60, 0])).size).toBe(0);
    expect(Object.fromEntries(estimateClockSkew(hopsAt([over, 0])))).toEqual({ 0: over * 60 });
  });

  it('leaves hops that agree when those that do not are taken away', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: -500, max: 500 })), { maxLength: 30 }), (minutes) => {
        const skewed = estimateClockSkew(hopsAt(minutes));
        const rest = minutes.map((minute, index) => (skewed.has(index) ? null : minute));
        expect(estimateClockSkew(hopsAt(rest)).size).toBe(0);
      }),
    );
  });

  it('believes at least as many clocks as any brute-force choice', () => {
    const longest = (minutes: readonly number[]): number => {
      const lengths: number[] = [];
      for (const minute of minutes) {
        const before = lengths.filter((_, earlier) => minute * 60 >= (minutes[earlier] ?? 0) * 60 - clockTolerance);
        lengths.push(1 + Math.max(0, ...before));
      }
      return Math.max(0, ...lengths);
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 60 }), { maxLength: 12 }), (minutes) => {
        expect(minutes.length - estimateClockSkew(hopsAt(minutes)).size).toBeGreaterThanOrEqual(longest(minutes));
      }),
    );
  });

  it('stays fast for thousands of hops', () => {
    const minutes = Array.from({ length: 10_000 }, (_, index) => (index * 7919) % 1000);
    const start = performance.now();
    estimateClockSkew(hopsAt(minutes));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('markClockSkew', () => {
  it('marks the hop whose clock is off, and changes nothing else', () => {
    const hops = hopsAt([0, 240, 1, 2]);
    expect(markClockSkew(hops)).toEqual(hops.map((hop) => ({ ...hop, clockSkewed: hop.index === 1 })));
  });
});
