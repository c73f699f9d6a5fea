import { describe, expect, it } from 'vitest';
import { addDays, bucketLabel, daysOf, lastDayOf, rangeOf, scaleMarks, spreadLine, ticksOf } from '../../renderer/report-time.ts';
import type { TimeLine } from '../../shared/report-calls.ts';

const none = [0, 0, 0, 0, 0, 0, 0, 0];
const line = (unit: TimeLine['unit'], ...at: readonly string[]): TimeLine => ({
  unit,
  buckets: at.map((day) => ({ at: day, messages: none })),
});
const days = (line: TimeLine): readonly string[] => line.buckets.map(({ at }) => at);

describe('days', () => {
  it('go over the ends of months and years', () => {
    expect([addDays('2026-12-31', 1), addDays('2024-03-01', -1), addDays('no day', 1)]).toEqual(['2027-01-01', '2024-02-29', 'no day']);
  });

  it.each([
    ['2026-02-01', 'day', '2026-02-01'],
    ['2026-11-23', 'week', '2026-11-29'],
    ['2024-02-01', 'month', '2024-02-29'],
    ['2026-12-01', 'month', '2026-12-31'],
  ] as const)('the bucket at %s of a %s ends on %s', (at, unit, last) => {
    expect(lastDayOf(at, unit)).toBe(last);
  });
});

describe('the range that a filter lights', () => {
  const weeks = line('week', '2026-11-02', '2026-11-09', '2026-11-16');

  it.each([
    [null, null, null],
    ['2026-11-10', '2026-11-11', { first: 1, last: 1 }],
    ['2026-11-08', null, { first: 0, last: 2 }],
    [null, '2026-11-09', { first: 0, last: 1 }],
    ['2027-01-01', null, null],
  ])('from %s to %s', (from, to, range) => {
    expect(rangeOf(weeks, from, to)).toEqual(range);
  });

  it('gives back its days, both inclusive', () => {
    expect(daysOf(weeks, { first: 1, last: 2 })).toEqual({ from: '2026-11-09', to: '2026-11-22' });
    expect(daysOf(weeks, { first: 1, last: 9 })).toBeNull();
  });
});

describe('the axis', () => {
  it('spans all days of the case, whatever the filter leaves', () => {
    expect(days(spreadLine(line('day', '2026-11-03'), '2026-11-01', '2026-11-04'))).toEqual([
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
      '2026-11-04',
    ]);
    expect(days(spreadLine(line('week', '2026-11-09'), '2026-11-04', '2026-11-17'))).toEqual(['2026-11-02', '2026-11-09', '2026-11-16']);
    expect(days(spreadLine(line('month', '2026-01-01'), '2025-12-24', '2026-02-01'))).toEqual(['2025-12-01', '2026-01-01', '2026-02-01']);
  });

  it('keeps to its own days where the case has too many of them, or none', () => {
    const one = line('day', '2026-11-03');
    expect(spreadLine(one, '2016-01-01', '2026-11-04')).toBe(one);
    expect(spreadLine(one, null, null)).toBe(one);
    expect(spreadLine(line('day'), '2026-11-01', '2026-11-04').buckets).toEqual([]);
  });

  it('says the year where it changes', () => {
    const labels = ticksOf(line('month', '2025-11-01', '2025-12-01', '2026-01-01'), 9).map(({ label }) => label);
    expect(labels).toEqual(['Nov 2025', 'Dec', 'Jan 2026']);
  });

  it('leaves out the name of a month that only begins or ends', () => {
    const year = line('day', ...Array.from({ length: 250 }, (_each, index) => addDays('2026-01-26', index)));
    expect(ticksOf(year, 12).map(({ label }) => label)).toEqual(['Jan 2026', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep']);
  });

  it('has no more labels than there is room for', () => {
    const many = line('day', ...Array.from({ length: 40 }, (_each, index) => addDays('2026-10-01', index)));
    expect(ticksOf(many, 4).map(({ label }) => label)).toEqual(['1 Oct 2026', '11 Oct', '21 Oct', '31 Oct']);
  });

  it.each([
    [0, []],
    [3, [1, 2, 3]],
    [31_416, [10_000, 20_000, 30_000]],
    [8, [5]],
  ])('marks a scale up to %i with round numbers', (largest, marks) => {
    expect(scaleMarks(largest)).toEqual(marks);
  });

  it('reads out a day, a week, a month', () => {
    const at = { at: '2026-11-02', messages: none };
    expect((['day', 'week', 'month'] as const).map((unit) => bucketLabel(at, unit))).toEqual([
      '2 Nov 2026',
      'Week of 2 Nov 2026',
      'Nov 2026',
    ]);
  });
});
