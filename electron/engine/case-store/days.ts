/** Days in UTC as numbers, so that they can be compared and counted. */

const oneDay = 86_400_000;
const shape = /^\d{4}-\d\d-\d\d/;

/** The day of `2026-11-24` or `2026-11-24T…Z`, counted from 1970-01-01; null where the text begins with none. */
export function dayNumber(text: string | null): number | null {
  if (text === null || !shape.test(text)) return null;
  const time = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.floor(time / oneDay);
}

export function dayText(day: number): string {
  return new Date(day * oneDay).toISOString().slice(0, 10);
}

/** Monday of the week (ISO 8601). 1970-01-01 was a Thursday. */
export function weekOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** Months counted from January 1970. */
export function monthOf(day: number): number {
  const date = new Date(day * oneDay);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

export function firstDayOfMonth(month: number): number {
  return Date.UTC(1970 + Math.floor(month / 12), ((month % 12) + 12) % 12) / oneDay;
}
