/** Turns days with counts into bars of equal width without gaps, with room around them. Pure; days are `YYYY-MM-DD` in UTC. */

export interface DayBar {
  /** First and last day that the bar stands for. */
  readonly from: string;
  readonly to: string;
  readonly messages: number;
  readonly isOwn: boolean;
}

export interface DayStrip {
  readonly bars: readonly DayBar[];
  readonly most: number;
  /** Days a bar. */
  readonly step: number;
}

const fewestDays = 14;
const mostBars = 92;
const dayMilliseconds = 86_400_000;

function numberOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMilliseconds);
}

function dayOf(number: number): string {
  return new Date(number * dayMilliseconds).toISOString().slice(0, 10);
}

/** The strip over all days and the message's `own` one, at least two weeks wide; more than three months share bars. Empty without a day. */
export function stripOf(days: readonly { readonly at: string; readonly messages: number }[], own: string | null): DayStrip {
  const counted = days.map(({ at, messages }) => ({ number: numberOf(at), messages })).filter(({ number }) => Number.isFinite(number));
  const ownNumber = own === null || !Number.isFinite(numberOf(own)) ? null : numberOf(own);
  const numbers = [...counted.map(({ number }) => number), ...(ownNumber === null ? [] : [ownNumber])];
  if (numbers.length === 0) return { bars: [], most: 0, step: 1 };
  const first = numbers.reduce((one, other) => Math.min(one, other));
  const span = numbers.reduce((one, other) => Math.max(one, other)) - first + 1;
  const begin = first - Math.max(1, Math.floor((fewestDays - span) / 2));
  const width = Math.max(fewestDays, span + 2);
  const step = Math.ceil(width / mostBars);
  const sums = new Array<number>(Math.ceil(width / step)).fill(0);
  for (const { number, messages } of counted) {
    const at = Math.floor((number - begin) / step);
    sums[at] = (sums[at] ?? 0) + messages;
  }
  const ownAt = ownNumber === null ? -1 : Math.floor((ownNumber - begin) / step);
  const bars = sums.map((messages, index) => ({
    from: dayOf(begin + index * step),
    to: dayOf(begin + (index + 1) * step - 1),
    messages,
    isOwn: index === ownAt,
  }));
  return { bars, most: sums.reduce((one, other) => Math.max(one, other), 0), step };
}
