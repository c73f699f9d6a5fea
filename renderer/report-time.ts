/** Days and buckets of the time line, all in UTC: arithmetic, labels and which buckets a filter lights. Pure. */
import type { TimeLine } from '../shared/report-calls.ts';
import { formatDay } from './text.ts';

export type Unit = TimeLine['unit'];
type Bucket = TimeLine['buckets'][number];

const dayMilliseconds = 86_400_000;

/** A day (`YYYY-MM-DD`) so many days later; the same text where it is no day. */
export function addDays(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : new Date(time + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** The last day of a bucket. */
export function lastDayOf(at: string, unit: Unit): string {
  switch (unit) {
    case 'day':
      return at;
    case 'week':
      return addDays(at, 6);
    case 'month': {
      const [year, month] = at.split('-').map(Number);
      return addDays(new Date(Date.UTC(year ?? 0, month ?? 1, 1)).toISOString().slice(0, 10), -1);
    }
  }
}

/** The first day of the bucket so many after this one. */
function bucketAfter(at: string, unit: Unit, many: number): string {
  if (unit === 'day') return addDays(at, many);
  if (unit === 'week') return addDays(at, many * 7);
  const [year, month] = at.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1 + many, 1)).toISOString().slice(0, 10);
}

/** Beyond, columns would be thinner than a pixel: then the line keeps to its own days. */
const mostBuckets = 600;

/** The same line over all days of the case, so that the axis stays where it is while a filter comes and goes. */
export function spreadLine(line: TimeLine, first: string | null, last: string | null): TimeLine {
  const [opening] = line.buckets;
  const closing = line.buckets.at(-1);
  if (opening === undefined || closing === undefined || first === null || last === null) return line;
  const messages = opening.messages.map(() => 0);
  const before: Bucket[] = [];
  const after: Bucket[] = [];
  while (line.buckets.length + before.length + after.length <= mostBuckets) {
    const earlier = bucketAfter(opening.at, line.unit, -before.length - 1);
    const later = bucketAfter(closing.at, line.unit, after.length + 1);
    if (lastDayOf(earlier, line.unit) >= first) before.push({ at: earlier, messages });
    else if (later <= last) after.push({ at: later, messages });
    else return { ...line, buckets: [...before.toReversed(), ...line.buckets, ...after] };
  }
  return line;
}

/** Positions of buckets, both inclusive. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** The buckets that a filter of days lights; null where it has none, or lights none. */
export function rangeOf(line: TimeLine, from: string | null, to: string | null): Range | null {
  if (from === null && to === null) return null;
  const lit = line.buckets.flatMap(({ at }, index) =>
    (from === null || lastDayOf(at, line.unit) >= from) && (to === null || at <= to) ? [index] : [],
  );
  const [first] = lit;
  const last = lit.at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

/** The days that buckets span, both inclusive. */
export function daysOf(line: TimeLine, { first, last }: Range): { readonly from: string; readonly to: string } | null {
  const from = line.buckets[first]?.at;
  const end = line.buckets[last]?.at;
  return from === undefined || end === undefined ? null : { from, to: lastDayOf(end, line.unit) };
}

/** `12 Nov 2026`, `week of 9 Nov 2026`, `November 2026` as a read-out begins. */
export function bucketLabel({ at }: Bucket, unit: Unit): string {
  const day = formatDay(`${at}T`);
  if (unit === 'day') return day;
  return unit === 'week' ? `Week of ${day}` : day.replace(/^\d+ /, '');
}

export interface Tick {
  readonly index: number;
  readonly label: string;
}

/** As many labels as have room: days and months by their name, the year where it changes. */
export function ticksOf({ buckets, unit }: TimeLine, room: number): readonly Tick[] {
  const step = Math.max(1, Math.ceil(buckets.length / Math.max(1, room)));
  let year = '';
  const isMonthly = unit !== 'day' || buckets.length > room * 20;
  const starts = buckets.flatMap(({ at }, index) => {
    if (!isMonthly) return index % step === 0 ? [index] : [];
    return index === 0 || at.slice(0, 7) !== buckets[index - 1]?.at.slice(0, 7) ? [index] : [];
  });
  const every = isMonthly ? Math.max(1, Math.ceil(starts.length / Math.max(1, room))) : 1;
  const label = buckets.length / Math.max(1, room);
  const roomy: number[] = [];
  for (const index of starts.filter((_each, nth) => nth % every === 0)) {
    // A month that only begins, or only ends, has no room for its name.
    const isFar = roomy.length === 0 || index - (roomy.at(-1) ?? 0) >= label * 0.7;
    if (isFar && buckets.length - index >= label * 0.4) roomy.push(index);
  }
  return roomy.map((index) => {
    const { at } = buckets[index] ?? { at: '' };
    const [day = '', month = ''] = formatDay(`${at}T`).split(' ');
    const isNewYear = at.slice(0, 4) !== year;
    year = at.slice(0, 4);
    return { index, label: `${isMonthly ? month : `${day} ${month}`}${isNewYear ? ` ${year}` : ''}` };
  });
}

/** Up to four round numbers up to the largest value: what the axis is labelled with. */
export function scaleMarks(largest: number): readonly number[] {
  if (largest <= 0) return [];
  const magnitude = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((each) => largest / each < 4) ?? magnitude;
  const marks = [step, step * 2, step * 3].filter((mark) => mark <= largest);
  return marks.length > 0 ? marks : [largest];
}
