/** Moments in words, beside the moment at which a message was received. Times are ISO 8601 UTC. */
import { formatClock, formatDay } from './text.ts';

const units: readonly (readonly [seconds: number, one: string])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** `2 days`, `1 hour`, `5 seconds`: the largest unit alone; never negative. */
export function describeSpan(seconds: number): string {
  const whole = Math.abs(Math.round(seconds));
  const [unit, one] = units.find(([length]) => whole >= length) ?? [1, 'second'];
  const amount = Math.floor(whole / unit);
  return `${amount.toLocaleString('en-GB')} ${one}${amount === 1 ? '' : 's'}`;
}

/** `2 Jan 2026 03:04:05 UTC, 5 seconds before it was received`; without the comparison where the receipt is not known. */
export function describeMoment(time: string, receivedAt: string | null): string {
  const moment = `${formatDay(time)} ${formatClock(time)} UTC`;
  if (receivedAt === null) return moment;
  const seconds = (Date.parse(time) - Date.parse(receivedAt)) / 1_000;
  if (!Number.isFinite(seconds)) return moment;
  if (Math.abs(seconds) < 1) return `${moment}, when it was received`;
  return `${moment}, ${describeSpan(seconds)} ${seconds < 0 ? 'before' : 'after'} it was received`;
}
