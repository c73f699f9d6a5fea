/** Our own format: NDJSON, one RRset a line, in the spirit of the passive-DNS Common Output Format, whose exports load as they are. */
import { refuse, succeed } from '../../outcome.ts';
import { defineSnapshotFormat } from '../format.ts';
import { eachLine } from '../presentation.ts';
import { readOwnerName, readRecord, readScalar } from '../record-data.ts';
import { type RrSet, rrSet } from '../rr-set.ts';

const schema = 'waybill/dns/1';
/** Damage is reported one by one up to here, then counted. */
const mostNotes = 20;

type Fields = Readonly<Record<string, unknown>>;

export default defineSnapshotFormat({
  id: 'native',
  title: 'Waybill or passive-DNS records (NDJSON)',
  recognize(head) {
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/^\s*\{\s*"snapshot"\s*:\s*"waybill\/dns\//.test(head)) return 3;
    return /"rrname"\s*:/.test(head) && /"(?:rrtype|rdata|rcode)"\s*:/.test(head) ? 3 : 0;
  },
  parse(text, name) {
    const rrsets: RrSet[] = [];
    const notes: string[] = [];
    let damaged = 0;
    let firstDamage = '';
    let complete = false;
    let origins: string[] = [];
    for (const { at, value } of readObjects(text)) {
      const fields = unwrap(value);
      if (fields !== null && 'snapshot' in fields) {
        if (fields.snapshot !== schema)
          return refuse('snapshot-damaged', `The header names ${JSON.stringify(fields.snapshot)}, not ${schema}.`, { evidence: name, at });
        complete = fields.complete === true;
        origins = Array.isArray(fields.origins) ? fields.origins.flatMap((origin) => readOwnerName(readScalar(origin) ?? '') ?? []) : [];
        continue;
      }
      // DNSDB frames its stream with condition objects that hold no record.
      if (fields !== null && 'cond' in fields && !('rrname' in fields)) continue;
      const set = fields === null ? null : readSet(fields);
      if (set === null) {
        damaged++;
        if (firstDamage === '') firstDamage = at;
        if (damaged <= mostNotes) notes.push(`${at}: no RRset could be read.`);
      } else rrsets.push(set);
    }
    // In a whole world a lost line would turn into "does not exist". Elsewhere it only stays unknown.
    if (damaged > 0 && (complete || rrsets.length === 0)) {
      return refuse('snapshot-damaged', `${damaged} line(s) hold no RRset that could be read.`, { evidence: name, at: firstDamage });
    }
    if (damaged > mostNotes) notes.push(`${damaged - mostNotes} more lines could not be read.`);
    return succeed({ name, format: 'native', rrsets, complete, origins, notes });
  },
});

/** One RRset as the line of text that `parse` reads back. `source` stands in where the RRset names none. */
export function formatRrSet(set: RrSet, source: string): string {
  return JSON.stringify({
    rrname: set.name === '' ? '.' : set.name,
    ...(set.type === 'ANY' ? {} : { rrtype: set.type }),
    ...(set.rcode === 'NOERROR' ? {} : { rcode: set.rcode }),
    rdata: set.partial ? quoteText(set.type, set.records[0] ?? '') : set.records.map((record) => quoteText(set.type, record)),
    ...(set.timeFirst === null ? {} : { time_first: set.timeFirst }),
    ...(set.timeLast === null ? {} : { time_last: set.timeLast }),
    source: set.source ?? source,
  });
}

/** The first line of a file: which schema, and whether it is a whole world. */
export function formatHeader(complete: boolean, origins: readonly string[]): string {
  return JSON.stringify({ snapshot: schema, complete, ...(complete && origins.length > 0 ? { origins } : {}) });
}

/** Text in quotes is read as quoted presentation text, so a text that really begins with a quote is written that way. */
function quoteText(type: string, record: string): string {
  if ((type !== 'TXT' && type !== 'SPF') || !record.startsWith('"')) return record;
  return `"${record.replace(/["\\]/g, '\\$&')}"`;
}

function* readObjects(text: string): Generator<{ at: string; value: unknown }> {
  if (/^\s*\[/.test(text)) {
    const list = parseJson(text);
    if (!Array.isArray(list)) yield { at: 'line 1', value: null };
    else for (const [index, value] of list.entries()) yield { at: `element ${index + 1}`, value };
    return;
  }
  let number = 0;
  for (const line of eachLine(text)) {
    number++;
    if (line.trim() !== '' && !line.startsWith('#')) yield { at: `line ${number}`, value: parseJson(line) };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // JSON.parse throws nothing but SyntaxError for text; anything else is a bug of ours.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** DNSDB's streaming format wraps each record in `{"obj": …}`. */
function unwrap(value: unknown): Fields | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = value as Fields;
  return typeof fields.obj === 'object' && fields.obj !== null ? (fields.obj as Fields) : fields;
}

function readSet(fields: Fields): RrSet | null {
  if (typeof fields.rrname !== 'string') return null;
  const name = readOwnerName(fields.rrname.trim());
  const rcode = fields.rcode === undefined ? 'NOERROR' : (readScalar(fields.rcode) ?? '').trim().toUpperCase();
  const type = fields.rrtype === undefined ? 'ANY' : (readScalar(fields.rrtype) ?? '').trim().toUpperCase();
  // An answer without a type can only be one that holds for all types.
  if (name === null || type === '' || rcode === '' || (type === 'ANY' && rcode === 'NOERROR')) return null;
  const partial = fields.rdata !== undefined && !Array.isArray(fields.rdata);
  const values: readonly unknown[] = fields.rdata === undefined ? [] : Array.isArray(fields.rdata) ? fields.rdata : [fields.rdata];
  if (fields.rdata === undefined && fields.rcode === undefined) return null;
  const records = rcode === 'NOERROR' ? values.map((value) => readRecord(type, value)) : [];
  // A set with an unreadable record is no set: half of an answer is a wrong answer.
  if (records.some((record) => record === null)) return null;
  return rrSet(
    name,
    type,
    records.filter((record) => record !== null),
    {
      rcode,
      timeFirst: readTime(fields.time_first ?? fields.zone_time_first),
      timeLast: readTime(fields.time_last ?? fields.zone_time_last),
      source: typeof fields.source === 'string' ? fields.source : typeof fields.sensor_id === 'string' ? fields.sensor_id : null,
      partial: partial && rcode === 'NOERROR',
    },
  );
}

/** Seconds or milliseconds since the epoch, as a number or its digits, or ISO 8601 with its zone. Gives seconds. */
function readTime(value: unknown): number | null {
  if (typeof value === 'number') return !Number.isFinite(value) ? null : value > 1e11 ? value / 1_000 : value;
  if (typeof value !== 'string') return null;
  if (/^\d{1,16}(?:\.\d{1,9})?$/.test(value)) return readTime(Number(value));
  const time = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time / 1_000;
}
