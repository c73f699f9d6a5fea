/** DNS answers that a person typed in: checked like those of any file, and written back as they were understood. */
import type { DnsType } from '../facts/dns.ts';
import { type Outcome, refuse, succeed } from '../outcome.ts';
import { readOwnerName, readRecord } from './record-data.ts';
import { type RrSet, rrSet } from './rr-set.ts';

/** One answer as a person types it: `records` with one text a record, or that there is none. Days are `YYYY-MM-DD` in UTC; null is open. */
export interface RecordByHand {
  readonly name: string;
  readonly type: DnsType;
  readonly answer: 'records' | 'nxdomain' | 'nodata';
  readonly records: string[];
  readonly from: string | null;
  readonly to: string | null;
}

/** What stands as the source of such an answer. */
export const byHand = 'by hand';

const daySeconds = 86_400;

/**
 * Reads one answer that a person typed. Days are whole days in UTC: from the first second of `from` to the last of `to`, null open on that side.
 * Gives the RRset with the source `by hand`, or a refusal that says what is wrong with which field.
 */
export function readRecordByHand(record: RecordByHand): Outcome<RrSet> {
  const written = record.name.trim();
  const name = written === '' ? null : readOwnerName(written);
  if (name === null) return refuse('bad-request', `“${written}” is no domain name.`, { at: 'name' });
  const first = secondsOf(record.from);
  const last = secondsOf(record.to);
  if (Number.isNaN(first) || Number.isNaN(last)) return refuse('bad-request', 'A day is written as YYYY-MM-DD.', { at: 'from' });
  if (first !== null && last !== null && first > last) return refuse('bad-request', 'The first day is after the last.', { at: 'to' });
  const records = readRecords(record);
  if (!records.ok) return records;
  return succeed(
    rrSet(name, record.type, records.value, {
      rcode: record.answer === 'nxdomain' ? 'NXDOMAIN' : 'NOERROR',
      timeFirst: first,
      timeLast: last === null ? null : last + daySeconds - 1,
      source: byHand,
    }),
  );
}

/** The same answer as a person would type it. Takes only what `readRecordByHand` gave. */
export function writeRecordByHand(set: RrSet): RecordByHand {
  return {
    name: set.name === '' ? '.' : set.name,
    type: set.type as RecordByHand['type'],
    answer: set.rcode === 'NXDOMAIN' ? 'nxdomain' : set.records.length === 0 ? 'nodata' : 'records',
    records: [...set.records],
    from: dayOf(set.timeFirst),
    to: dayOf(set.timeLast),
  };
}

function readRecords({ type, answer, records }: RecordByHand): Outcome<string[]> {
  if (answer !== 'records') {
    return records.length === 0 ? succeed([]) : refuse('bad-request', 'An answer that there is none has no records.', { at: 'records' });
  }
  const read: string[] = [];
  for (const [index, text] of records.entries()) {
    // RFC 1035 section 3.3.14: white space belongs to a TXT record, but what stands around a typed line does not.
    const record = readRecord(type, text.trim());
    if (record === null || record === '') return refuse('bad-request', `“${text}” is no ${type} record.`, { at: `record ${index + 1}` });
    if (!read.includes(record)) read.push(record);
  }
  return read.length > 0 ? succeed(read) : refuse('bad-request', 'There is no record in it.', { at: 'records' });
}

/** Seconds since the epoch at which a day begins in UTC; null for no day, NaN for what is none (30 February too). */
function secondsOf(day: string | null): number | null {
  if (day === null) return null;
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return dayOf(time / 1_000) === day ? time / 1_000 : Number.NaN;
}

function dayOf(seconds: number | null): string | null {
  return seconds === null || Number.isNaN(seconds) ? null : new Date(seconds * 1_000).toISOString().slice(0, 10);
}
