/** Sums over the rows that a selection wants: in all, and over time. */
import type { ReportTotals, TimeLine } from '../../../shared/report-calls.ts';
import { dayText, firstDayOfMonth, monthOf, weekOf } from './days.ts';
import { noDay, type RowIndex } from './row-index.ts';
import { scanRows, tableFor } from './row-scan.ts';
import type { Selection } from './row-selection.ts';
import { addByClass, addByJudgement, classCount } from './row-sums.ts';

/** Reports without rows count where the filter asks for nothing that they cannot have. Days are those of the reports that count. */
export function totalsOf(index: RowIndex, selection: Selection): ReportTotals {
  const table = tableFor(index, selection);
  const { day } = index.reports;
  const { class: classes, length } = index.judgements;
  const rows = new Float64Array(length);
  const messages = new Float64Array(length);
  let reports = 0;
  let first = noDay;
  let last = noDay;
  scanRows(table, selection, (position, hits, count) => {
    reports += 1;
    const at = day[position] as number;
    if (first === noDay) first = at;
    last = at;
    addByJudgement(table, hits, count, rows, messages);
  });
  const rowsByClass = byClass(classes, rows);
  const messagesByClass = byClass(classes, messages);
  return {
    reports,
    rows: sum(rowsByClass),
    messages: sum(messagesByClass),
    first: dayOrNull(first),
    last: dayOrNull(last),
    rowsByClass,
    messagesByClass,
  };
}

function byClass(classes: Uint8Array, numbers: Float64Array): number[] {
  const sums = Array<number>(classCount).fill(0);
  for (const [judgement, number] of numbers.entries()) {
    const place = classes[judgement] ?? 0;
    sums[place] = (sums[place] ?? 0) + number;
  }
  return sums;
}

export function sum(numbers: ArrayLike<number>): number {
  let total = 0;
  for (let at = 0; at < numbers.length; at += 1) total += numbers[at] as number;
  return total;
}

export function dayOrNull(day: number): string | null {
  return day === noDay ? null : dayText(day);
}

/** The longest range that is shown in days, and in weeks. */
const mostDays = 400;
const mostWeeks = 400;
/** Reports with invented dates would otherwise draw out the line over centuries. */
const mostMonths = 600;

/** Rows of reports without a begin are on no line. Of a range beyond fifty years, the fifty with most messages are shown. */
export function timeLineOf(index: RowIndex, selection: Selection): TimeLine {
  const days = messagesByDay(index, selection);
  const first = days[0]?.day ?? 0;
  const last = days.at(-1)?.day ?? 0;
  if (days.length === 0) return { unit: 'day', buckets: [] };
  if (last - first < mostDays) return { unit: 'day', buckets: bucketsOf(days, (day) => day, dayText) };
  if ((weekOf(last) - weekOf(first)) / 7 < mostWeeks) {
    return {
      unit: 'week',
      buckets: bucketsOf(
        days,
        (day) => weekOf(day) / 7,
        (week) => dayText(week * 7),
      ),
    };
  }
  return { unit: 'month', buckets: bucketsOf(busiestYears(days), monthOf, (month) => dayText(firstDayOfMonth(month))) };
}

interface DayMessages {
  readonly day: number;
  readonly messages: Float64Array;
}

/** In order of days, those only that have rows. */
function messagesByDay(index: RowIndex, selection: Selection): readonly DayMessages[] {
  const table = tableFor(index, selection);
  const { day } = index.reports;
  const classes = index.judgements.class;
  const days: DayMessages[] = [];
  const unused = new Float64Array(classCount);
  scanRows(table, selection, (position, hits, count) => {
    const at = day[position] as number;
    if (at === noDay || count === 0) return;
    let bucket = days.at(-1);
    if (bucket?.day !== at) {
      bucket = { day: at, messages: new Float64Array(classCount) };
      days.push(bucket);
    }
    addByClass(table, classes, hits, count, bucket.messages, 0, unused);
  });
  return days;
}

function bucketsOf(
  days: readonly DayMessages[],
  bucketOf: (day: number) => number,
  startOf: (bucket: number) => string,
): TimeLine['buckets'] {
  const first = bucketOf(days[0]?.day ?? 0);
  const length = bucketOf(days.at(-1)?.day ?? 0) - first + 1;
  const buckets = Array.from({ length }, (_, place) => ({ at: startOf(first + place), messages: Array<number>(classCount).fill(0) }));
  for (const { day, messages } of days) {
    const bucket = buckets[bucketOf(day) - first];
    if (bucket === undefined) continue;
    for (const [place, count] of messages.entries()) bucket.messages[place] = (bucket.messages[place] ?? 0) + count;
  }
  return buckets;
}

function busiestYears(days: readonly DayMessages[]): readonly DayMessages[] {
  let from = 0;
  let held = 0;
  let best = { from: 0, to: 0, held: -1 };
  for (const [to, { day, messages }] of days.entries()) {
    held += sum(messages);
    while (monthOf(day) - monthOf(days[from]?.day ?? day) >= mostMonths) {
      held -= sum(days[from]?.messages ?? []);
      from += 1;
    }
    // The later range where two hold as much.
    if (held >= best.held) best = { from, to, held };
  }
  return days.slice(best.from, best.to + 1);
}
