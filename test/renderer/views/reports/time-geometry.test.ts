import { describe, expect, it } from 'vitest';
import { shareWidths } from '../../../../renderer/components/class-mark.tsx';
import { bucketAt, edgeOf, layOut, leftMargin } from '../../../../renderer/views/reports/time-geometry.ts';

const bucket = (at: string, ...messages: readonly number[]) => ({ at, messages: [...messages, 0, 0, 0, 0, 0, 0, 0, 0].slice(0, 8) });

describe('the time line', () => {
  const layout = layOut(
    { unit: 'day', buckets: [bucket('2026-11-01', 1, 0, 0, 0, 0, 0, 0, 999), bucket('2026-11-02'), bucket('2026-11-03', 4)] },
    354,
  );

  it('finds the bucket under every point, also outside the plot', () => {
    expect([0, leftMargin, leftMargin + 99, leftMargin + 101, 1000].map((x) => bucketAt(layout, x))).toEqual([0, 0, 0, 1, 2]);
    expect(edgeOf(layout, 1)).toBe(leftMargin + 100);
  });

  it('draws a single suspect among a thousand, and hangs the suspects on a scale of their own', () => {
    expect(layout.columns.map(({ high, thin }) => [high !== '', thin !== ''])).toEqual([
      [false, true],
      ...Array.from({ length: 6 }, () => [false, false]),
      [true, false],
    ]);
    expect(layout.mostSuspects).toBe(4);
    expect(layout.suspects.match(/v(\d+)/g)).toEqual(['v6', 'v24']);
  });

  it('draws nothing where there is nothing', () => {
    const empty = layOut({ unit: 'day', buckets: [] }, 300);
    expect([empty.suspects, empty.marks, empty.columns.every(({ high, thin }) => high === '' && thin === '')]).toEqual(['', [], true]);
  });
});

describe('the shares of a group', () => {
  it('fill the bar, and none that is there is too narrow to be seen', () => {
    const widths = shareWidths([1, 0, 0, 0, 0, 0, 0, 999_999]);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100);
    expect(widths[0]).toBeGreaterThan(1.5);
    expect(widths[1]).toBe(0);
  });

  it('are nothing where no message was counted', () => {
    expect(shareWidths([0, 0])).toEqual([0, 0]);
  });
});
