/** Where the columns of the time line stand, in CSS pixels. Pure. */
import { rowClasses } from '../../../shared/facts/report.ts';
import type { TimeLine } from '../../../shared/report-calls.ts';
import { suspectsIn } from '../../report-selectors.ts';
import { scaleMarks } from '../../report-time.ts';

export const plotHeight = 92;
export const laneHeight = 30;
export const axisHeight = 20;
export const leftMargin = 46;
const topMargin = 6;
const rightMargin = 8;

export interface TimeLayout {
  readonly width: number;
  readonly height: number;
  /** The line that columns stand on and suspects hang from. */
  readonly baseline: number;
  readonly laneEnd: number;
  readonly step: number;
  readonly buckets: number;
  /** One path a class, in the order of `rowClasses`: pieces high enough to show a pattern, and those too thin for one. */
  readonly columns: readonly { readonly high: string; readonly thin: string }[];
  readonly suspects: string;
  readonly marks: readonly { readonly value: number; readonly y: number }[];
  readonly mostSuspects: number;
}

/** The left edge of a bucket. */
export function edgeOf(layout: Pick<TimeLayout, 'step'>, index: number): number {
  return leftMargin + index * layout.step;
}

/** The bucket under a horizontal position. */
export function bucketAt(layout: Pick<TimeLayout, 'step' | 'buckets'>, x: number): number {
  return Math.min(layout.buckets - 1, Math.max(0, Math.floor((x - leftMargin) / layout.step)));
}

const round = (value: number): number => Math.round(value * 100) / 100;
/** What is there must be seen, however small beside the rest. */
const leastHeight = 1;
/** In less than this a pattern is noise. */
const leastPattern = 4;

/** Lays the columns out for a width: the gravest class at the bottom of each. */
export function layOut({ buckets }: TimeLine, width: number): TimeLayout {
  const step = Math.max(1, (width - leftMargin - rightMargin) / Math.max(1, buckets.length));
  const gap = step >= 5 ? 1.5 : step >= 3 ? 0.75 : 0;
  const sums = buckets.map(({ messages }) => messages.reduce((sum, amount) => sum + amount, 0));
  const most = Math.max(0, ...sums);
  const mostSuspects = Math.max(0, ...buckets.map(({ messages }) => suspectsIn(messages)));
  const baseline = topMargin + plotHeight;
  const columns = rowClasses.map(() => ({ high: '', thin: '' }));
  let suspects = '';
  buckets.forEach(({ messages }, index) => {
    const x = round(leftMargin + index * step);
    const across = round(Math.min(step - gap, 46));
    let y = baseline;
    for (const [at, amount] of messages.entries()) {
      if (amount === 0) continue;
      const high = round(Math.max(leastHeight, (amount / most) * plotHeight));
      y = round(Math.max(topMargin, y - high));
      const column = columns[at];
      if (column !== undefined) column[high < leastPattern ? 'thin' : 'high'] += `M${x} ${y}h${across}v${high}h${-across}z`;
    }
    const own = suspectsIn(messages);
    if (own > 0) {
      const deep = round(Math.max(2, (own / mostSuspects) * (laneHeight - 6)));
      suspects += `M${x} ${baseline + 3}h${across}v${deep}h${-across}z`;
    }
  });
  return {
    width,
    height: baseline + laneHeight + axisHeight,
    baseline,
    laneEnd: baseline + laneHeight,
    step,
    buckets: buckets.length,
    columns,
    suspects,
    marks: scaleMarks(most).map((value) => ({ value, y: round(baseline - (value / most) * plotHeight) })),
    mostSuspects,
  };
}
