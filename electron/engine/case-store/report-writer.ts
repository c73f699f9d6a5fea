/**
 * Writes reports into a case: whole ones or nothing, each once.
 *
 * Rows and heads are written within transactions, so that a case whose process was killed reopens without halves. A report that the case
 * holds is known by its bytes, and by reporter, id, domain, range and numbers.
 */
import type { ReportRecord } from '../../../shared/facts/report.ts';
import type { RowFacts } from '../../../shared/reports/row-facts.ts';
import type { HeadLine, Parcel } from '../report-ingest/parcel.ts';
import type { Appender, ColumnType } from './appender.ts';
import type { Database } from './database.ts';
import { createStories } from './stories.ts';

export interface Added {
  /** The report's number in the case; of the one that was there before where it is a duplicate. */
  readonly id: number;
  /** Path of the evidence that held the same report before, or null. */
  readonly duplicateOf: string | null;
}

/** Rows of a parcel, addresses apart, with the numbers of their stories. */
export interface OpenParcel {
  readonly addresses: readonly (string | null)[];
  readonly counts: Float64Array;
  /** The numbers of the stories of the rows `from` up to `to`. Only what is written gets one: a duplicate's stories are not worth it. */
  storiesOf(from: number, to: number): Int32Array;
}

export interface ReportWriter {
  openParcel(parcel: Parcel): OpenParcel;
  /** A whole report: the rows `from` up to `to`. Several share a transaction until `commit`. */
  add(head: HeadLine, rows: OpenParcel, from: number, to: number): Promise<Added>;
  /** Rows of a report that comes in parts, which has a transaction of its own. */
  addPart(rows: OpenParcel, from: number, to: number): Promise<void>;
  /** That report is over; its rows are taken back where the case holds it already. */
  endParts(head: HeadLine): Promise<Added>;
  /** Takes back the rows of a report that came in parts and did not end; nothing where there is none. */
  withdraw(): Promise<void>;
  /** Makes durable what was added. */
  commit(): Promise<void>;
}

/** Rows after which a transaction is ended: enough to make many small reports cheap, few enough to lose little. */
const rowsPerCommit = 200_000;
const reportsPerCommit = 500;

const recordTypes: readonly ColumnType[] = ['integer', 'integer', 'text', 'bigint', 'integer'];
/** In the order of the table (schema.ts). */
const headTypes: readonly ColumnType[] = [
  'integer',
  'text',
  'text',
  'bigint',
  ...Array<'text'>(8).fill('text'),
  'integer',
  'bigint',
  'text',
];

interface Transaction {
  readonly records: Appender;
  readonly heads: Appender;
}

/** What tells a report from others, for each that the case holds. */
interface KnownReport {
  readonly id: number;
  readonly path: string;
  readonly recordCount: number;
  readonly messageCount: number;
}

/** `session`: a connection for these transactions alone. */
export async function createReportWriter(session: Database, factsOf: (record: ReportRecord) => RowFacts): Promise<ReportWriter> {
  const stories = await createStories(session, factsOf);
  const byContent = new Map<string, KnownReport>();
  const byKey = new Map<string, KnownReport[]>();
  let next = 1;
  let open: Transaction | null = null;
  let rows = 0;
  let reports = 0;
  /** Rows of the report that comes in parts, null where none is under way. */
  let parts: number | null = null;

  function know(sha256: string, key: string | null, report: KnownReport): void {
    byContent.set(sha256, report);
    const sameKey = key === null ? undefined : byKey.get(key);
    if (sameKey !== undefined) sameKey.push(report);
    else if (key !== null) byKey.set(key, [report]);
    next = Math.max(next, report.id + 1);
  }
  for await (const chunk of session.stream(
    'SELECT id, path, sha256, key, record_count, message_count::DOUBLE AS message_count FROM report ORDER BY id',
  )) {
    for (const { id, path, sha256, key, record_count: recordCount, message_count: messageCount } of chunk) {
      const report = { id: Number(id), path: String(path), recordCount: Number(recordCount), messageCount: Number(messageCount) };
      know(String(sha256), typeof key === 'string' ? key : null, report);
    }
  }

  async function begin(): Promise<Transaction> {
    if (open !== null) return open;
    await session.run('BEGIN TRANSACTION');
    await session.run("DELETE FROM meta WHERE name = 'judged'");
    open = { records: await session.append('record', recordTypes), heads: await session.append('report', headTypes) };
    return open;
  }

  async function end(statement: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    if (open === null) return;
    open.records.close();
    open.heads.close();
    if (statement === 'COMMIT') await stories.write();
    else stories.forget();
    await session.run(statement);
    open = null;
    rows = 0;
    reports = 0;
    parts = null;
  }

  function writeHead(into: Transaction, id: number, head: HeadLine): void {
    const { evidence, key, recordCount, messageCount } = head;
    into.heads.add([
      id,
      evidence.path,
      evidence.sha256,
      evidence.bytes,
      head.kind,
      head.dialect,
      head.reporter,
      head.reportId,
      key,
      head.begin,
      head.end,
      head.policyDomain,
      recordCount,
      messageCount,
      head.text,
    ]);
    know(evidence.sha256, key, { id, path: evidence.path, recordCount, messageCount });
  }

  function writeRows(into: Transaction, id: number, ordinal: number, parcel: OpenParcel, from: number, to: number): void {
    const ordinals = new Int32Array(to - from);
    for (let row = 0; row < ordinals.length; row += 1) ordinals[row] = ordinal + row;
    const isAll = from === 0 && to === parcel.counts.length;
    const addresses = isAll ? parcel.addresses : parcel.addresses.slice(from, to);
    into.records.addColumns([id, ordinals, addresses, parcel.counts.subarray(from, to), parcel.storiesOf(from, to)], 0, to - from);
    rows += to - from;
  }

  /** The same bytes, or the same key with the same numbers: relays rewrap reports, and reporters resend them with another line end. */
  function findTwin({ evidence, key, recordCount, messageCount }: HeadLine): Added | null {
    const sameKey = key === null ? [] : (byKey.get(key) ?? []);
    const twin =
      byContent.get(evidence.sha256) ?? sameKey.find((known) => known.recordCount === recordCount && known.messageCount === messageCount);
    return twin === undefined ? null : { id: twin.id, duplicateOf: twin.path };
  }

  return {
    openParcel(parcel) {
      let numbers = new Int32Array(parcel.stories.length);
      let { generation } = stories;
      return {
        addresses: addressesOf(parcel),
        counts: parcel.counts,
        storiesOf(from, to) {
          if (generation !== stories.generation) numbers = new Int32Array(parcel.stories.length);
          generation = stories.generation;
          const found = new Int32Array(to - from);
          for (let row = 0; row < found.length; row += 1) {
            const index = parcel.storyOf[from + row] ?? 0;
            let number = numbers[index] ?? 0;
            const story = number === 0 ? parcel.stories[index] : undefined;
            if (story !== undefined) {
              number = stories.numberOf(story);
              numbers[index] = number;
            }
            found[row] = number;
          }
          return found;
        },
      };
    },
    async add(head, parcel, from, to) {
      const twin = findTwin(head);
      if (twin !== null) return twin;
      const into = await begin();
      const id = next;
      if (to > from) writeRows(into, id, 1, parcel, from, to);
      writeHead(into, id, head);
      reports += 1;
      if (rows >= rowsPerCommit || reports >= reportsPerCommit) await end('COMMIT');
      return { id, duplicateOf: null };
    },
    async addPart(parcel, from, to) {
      if (parts === null) {
        await end('COMMIT');
        parts = 0;
      }
      writeRows(await begin(), next, parts + 1, parcel, from, to);
      parts += to - from;
    },
    async endParts(head) {
      const twin = findTwin(head);
      if (twin !== null) {
        if (parts !== null) await end('ROLLBACK');
        return twin;
      }
      if (parts === null) await end('COMMIT');
      const id = next;
      writeHead(await begin(), id, head);
      await end('COMMIT');
      return { id, duplicateOf: null };
    },
    async withdraw() {
      if (parts !== null) await end('ROLLBACK');
    },
    commit: () => end('COMMIT'),
  };
}

/** The last line ends too. */
function addressesOf({ addresses, counts }: Parcel): readonly (string | null)[] {
  const lines: (string | null)[] = Buffer.from(addresses.buffer, addresses.byteOffset, addresses.length).toString('latin1').split('\n');
  lines.length = counts.length;
  for (let row = 0; row < lines.length; row += 1) if (lines[row] === '') lines[row] = null;
  return lines;
}
