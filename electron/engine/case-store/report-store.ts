/**
 * The reports of a case: adds them once, judges their rows by everything that the case knows, and gives them back.
 *
 * Whole reports or nothing: a report is written within a transaction, so that a case whose process was killed reopens without halves.
 * Adding one again changes nothing, by its bytes and by reporter, id, domain and range.
 */
import type { JudgedRecord, ReadReport, Report, ReportHead, ReportRecord, RowJudgement } from '../../../shared/facts/report.ts';
import { type Outcome, succeed } from '../../../shared/outcome.ts';
import { type ClassifyContext, createRowJudge } from '../../../shared/reports/classify.ts';
import { keyOf } from '../../../shared/reports/duplicates.ts';
import { createReportParser } from '../../../shared/reports/read.ts';
import type { RowFacts } from '../../../shared/reports/row-facts.ts';
import type { Appender, ColumnType, Database, Row } from './database.ts';
import { createStories } from './stories.ts';

export interface Added {
  /** The report's number in the case; of the one that was there before where it is a duplicate. */
  readonly id: number;
  /** Path of the evidence that held the same report before, or null. */
  readonly duplicateOf: string | null;
}

export interface ReportStore {
  /** A report that was read as a whole. Several share a transaction until `commit`. */
  add(report: ReadReport): Promise<Added>;
  /** One aggregate report as a stream, row by row: memory does not grow with it. Has a transaction of its own. */
  addStream(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Outcome<Added>>;
  /** Makes durable what was added. */
  commit(): Promise<void>;
  /** Gives every row its class by all rows of the case. Must follow the last addition. */
  judge(): Promise<void>;
  /** False where rows were added since they were last judged. */
  isJudged(): Promise<boolean>;
  /** A report with its judged rows, or without rows. */
  read(id: number, withRows?: boolean): Promise<Report | null>;
  /** Numbers of all reports, in the order of addition. */
  list(): Promise<readonly number[]>;
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

export async function createReportStore(database: Database, context: ClassifyContext): Promise<ReportStore> {
  const { factsOf } = createRowJudge(context);
  const stories = await createStories(database, context.infrastructure, factsOf);
  const byContent = new Map<string, KnownReport>();
  const byKey = new Map<string, KnownReport[]>();
  let next = 1;
  let open: Transaction | null = null;
  let rows = 0;
  let reports = 0;

  function know(sha256: string, key: string | null, report: KnownReport): void {
    byContent.set(sha256, report);
    if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), report]);
    next = Math.max(next, report.id + 1);
  }
  for await (const chunk of database.stream(
    'SELECT id, path, sha256, key, record_count, message_count::DOUBLE AS message_count FROM report ORDER BY id',
  )) {
    for (const { id, path, sha256, key, record_count: recordCount, message_count: messageCount } of chunk) {
      know(String(sha256), textOf(key), {
        id: Number(id),
        path: String(path),
        recordCount: Number(recordCount),
        messageCount: Number(messageCount),
      });
    }
  }

  async function begin(): Promise<Transaction> {
    if (open !== null) return open;
    await database.run('BEGIN TRANSACTION');
    await database.run("DELETE FROM meta WHERE name = 'judged'");
    open = { records: await database.append('record', recordTypes), heads: await database.append('report', headTypes) };
    return open;
  }

  async function end(statement: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    if (open === null) return;
    open.records.close();
    open.heads.close();
    if (statement === 'COMMIT') await stories.write();
    else stories.forget();
    await database.run(statement);
    open = null;
    rows = 0;
    reports = 0;
  }

  function writeHead(into: Transaction, id: number, head: ReportHead): void {
    const { evidence, kind, dialect, reporter, reportId, begin: from, end: to, policy, recordCount, messageCount } = head;
    const key = keyOf(head);
    into.heads.add([
      id,
      evidence.path,
      evidence.sha256,
      BigInt(evidence.bytes),
      kind,
      dialect,
      reporter,
      reportId,
      key,
      from,
      to,
      policy?.domain ?? null,
      recordCount,
      BigInt(messageCount),
      JSON.stringify(head),
    ]);
    know(evidence.sha256, key, { id, path: evidence.path, recordCount, messageCount });
  }

  /** The same bytes, or the same key with the same numbers: relays rewrap reports, and reporters resend them with another line end. */
  function findTwin(head: ReportHead): Added | null {
    const key = keyOf(head);
    const sameKey = key === null ? [] : (byKey.get(key) ?? []);
    const twin =
      byContent.get(head.evidence.sha256) ??
      sameKey.find(({ recordCount, messageCount }) => recordCount === head.recordCount && messageCount === head.messageCount);
    return twin === undefined ? null : { id: twin.id, duplicateOf: twin.path };
  }

  function addRow(into: Transaction, id: number, ordinal: number, record: ReportRecord): void {
    into.records.add([id, ordinal, record.sourceIp, record.count === null ? null : BigInt(record.count), stories.of(record)]);
  }

  async function add(report: ReadReport): Promise<Added> {
    const twin = findTwin(report);
    if (twin !== null) return twin;
    const into = await begin();
    const id = next;
    const { records, ...head } = report;
    for (const [index, record] of records.entries()) addRow(into, id, index + 1, record);
    writeHead(into, id, head);
    rows += records.length;
    reports += 1;
    if (rows >= rowsPerCommit || reports >= reportsPerCommit) await end('COMMIT');
    return { id, duplicateOf: null };
  }

  async function addStream(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Outcome<Added>> {
    await end('COMMIT');
    const into = await begin();
    const id = next;
    const parser = createReportParser(path, {
      onRecord: (record, ordinal) => addRow(into, id, ordinal, record),
      onReport: () => undefined,
      onNote: () => undefined,
    });
    for await (const chunk of chunks) parser.write(chunk);
    const outcome = parser.end();
    const twin = outcome.ok ? findTwin(outcome.value) : null;
    if (outcome.ok && twin === null) writeHead(into, id, outcome.value);
    await end(outcome.ok && twin === null ? 'COMMIT' : 'ROLLBACK');
    return outcome.ok ? succeed(twin ?? { id, duplicateOf: null }) : outcome;
  }

  async function judge(): Promise<void> {
    await end('COMMIT');
    const rowJudge = createRowJudge(context);
    const facts = new Map<number, RowFacts>();
    for await (const chunk of database.stream('SELECT id, facts FROM story')) {
      for (const { id, facts: text } of chunk) facts.set(Number(id), JSON.parse(String(text)) as RowFacts);
    }
    const observed = `SELECT r.report, r.story, sum(r.count)::DOUBLE AS messages, any_value(p.reporter) AS reporter, any_value(p.begin_at)[1:10] AS day
      FROM record r JOIN report p ON p.id = r.report GROUP BY r.report, r.story ORDER BY r.report, r.story`;
    for await (const chunk of database.stream(observed)) {
      for (const { report, story, messages, reporter, day } of chunk) {
        const known = facts.get(Number(story));
        if (known === undefined) continue;
        const head = { ordinal: Number(report), reporter: textOf(reporter), day: textOf(day) };
        rowJudge.observeFacts(known, Number(messages ?? 0), head);
      }
    }
    const pairs = await database.all('SELECT DISTINCT r.story, p.reporter FROM record r JOIN report p ON p.id = r.report ORDER BY 1, 2');
    await database.run('BEGIN TRANSACTION');
    await database.run('DELETE FROM judgement');
    const into = await database.append('judgement', ['integer', 'text', 'text', 'text', 'text']);
    for (const { story, reporter } of pairs) {
      const known = facts.get(Number(story));
      if (known === undefined) continue;
      const judged = rowJudge.judgeFacts(known, textOf(reporter));
      into.add([Number(story), textOf(reporter), judged.class, judged.foreignTenant, judged.because]);
    }
    into.close();
    await database.run("DELETE FROM meta WHERE name = 'judged'");
    await database.run("INSERT INTO meta VALUES ('judged', 'yes')");
    await database.run('COMMIT');
  }

  return {
    add,
    addStream,
    commit: () => end('COMMIT'),
    judge,
    async read(id, withRows = true) {
      const [row] = await database.all('SELECT head FROM report WHERE id = ?', [id]);
      if (row === undefined) return null;
      const head = JSON.parse(String(row.head)) as ReportHead;
      if (!withRows) return { schema: 'waybill/report/1', ...head };
      const records = await database.all(
        `SELECT source_ip, count::DOUBLE AS count, disposition, dkim, spf, reasons, header_from, envelope_from, envelope_to, auth_results,
                class, operator, foreign_tenant, because FROM row_view WHERE report = ? ORDER BY ordinal`,
        [id],
      );
      return { schema: 'waybill/report/1', ...head, records: records.map(recordOf) };
    },
    async isJudged() {
      return (await database.all("SELECT value FROM meta WHERE name = 'judged'")).length > 0;
    },
    async list() {
      return (await database.all('SELECT id FROM report ORDER BY id')).map(({ id }) => Number(id));
    },
  };
}

function textOf(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** What our own reader wrote comes back as it was. */
function recordOf(row: Row): JudgedRecord {
  return {
    sourceIp: textOf(row.source_ip),
    count: row.count === null || row.count === undefined ? null : Number(row.count),
    disposition: textOf(row.disposition) as JudgedRecord['disposition'],
    dkim: textOf(row.dkim) as JudgedRecord['dkim'],
    spf: textOf(row.spf) as JudgedRecord['spf'],
    reasons: JSON.parse(String(row.reasons)) as JudgedRecord['reasons'],
    headerFrom: textOf(row.header_from),
    envelopeFrom: textOf(row.envelope_from),
    envelopeTo: textOf(row.envelope_to),
    authResults: JSON.parse(String(row.auth_results)) as JudgedRecord['authResults'],
    class: (textOf(row.class) ?? 'unknown') as RowJudgement['class'],
    operator: textOf(row.operator),
    foreignTenant: textOf(row.foreign_tenant),
    because: textOf(row.because),
  };
}
