/** The reports of a case: adds them once, judges their rows by everything that the case knows, and gives them back. */
import type { JudgedRecord, ReadReport, Report, ReportHead, RowJudgement } from '../../../shared/facts/report.ts';
import { type Outcome, succeed } from '../../../shared/outcome.ts';
import { type ClassifyContext, createRowJudge } from '../../../shared/reports/classify.ts';
import { createReportParser } from '../../../shared/reports/read.ts';
import { createParcelBuilder, headLineOf, type Parcel } from '../report-ingest/parcel.ts';
import type { Database, Row } from './database.ts';
import { judgeRows } from './report-judgement.ts';
import { type Added, createReportWriter, type ReportWriter } from './report-writer.ts';
import { createStoryTeller } from './story-teller.ts';

export interface ReportStore {
  /** Adds what readers hand over (report-ingest/). */
  readonly writer: ReportWriter;
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

/** Writes through a session of its own: whoever asks the database meanwhile sees whole reports only. */
export async function createReportStore(database: Database, context: ClassifyContext): Promise<ReportStore> {
  const session = await database.session();
  const writer = await createReportWriter(session, createRowJudge(context).factsOf);
  const builder = createParcelBuilder(createStoryTeller(context.infrastructure));

  async function addStream(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Outcome<Added>> {
    const parser = createReportParser(path, {
      onRecord: (record, _ordinal, story) => builder.addRow(record, story),
      onReport: () => undefined,
      onNote: () => undefined,
    });
    const write = async (parcel: Parcel): Promise<void> => {
      if (parcel.counts.length > 0) await writer.addPart(writer.openParcel(parcel), 0, parcel.counts.length);
    };
    for await (const chunk of chunks) {
      parser.write(chunk);
      if (builder.isFull()) await write(builder.take());
    }
    const outcome = parser.end();
    await write(builder.take());
    if (outcome.ok) return succeed(await writer.endParts(headLineOf(outcome.value)));
    await writer.withdraw();
    return outcome;
  }

  return {
    writer,
    async add({ records, ...head }) {
      for (const record of records) builder.addRow(record, record);
      return await writer.add(headLineOf(head), writer.openParcel(builder.take()), 0, records.length);
    },
    addStream,
    commit: () => writer.commit(),
    async judge() {
      await writer.commit();
      await judgeRows(session, context);
    },
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
