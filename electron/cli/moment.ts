/** The time that a command line names. */
import { UsageError } from './verb.ts';

/** The last instant that a Date can hold: "as the newest records have it", and the same answer whenever it is asked. */
const newest = 8.64e15;

/** In: `--at` as ISO 8601 (UTC where it names no zone) or seconds since the epoch; null where it was not given. Out: milliseconds since the epoch. */
export function momentOf(at: string | null): number {
  if (at === null) return newest;
  if (/^\d{1,12}$/.test(at)) return Number(at) * 1000;
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(at);
  const time = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? 'Z'}`);
  if (Number.isNaN(time)) throw new UsageError(`--at ${at} is no time. Write 2023-09-29T20:47:19Z, or seconds since 1970.`);
  return time;
}
