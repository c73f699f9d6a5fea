/** The tables that `waybill export --csv` writes: those of the Parquet export with the same columns, and the campaigns, as lines. */
import { rowClasses } from '../../../shared/facts/report.ts';
import { csvLine } from '../../../shared/text/csv.ts';
import type { Database, Value } from './database.ts';
import { type ExportColumn, reportColumns, rowColumns } from './export-columns.ts';

export interface CsvTable {
  readonly file: string;
  /** The lines with their CRLF, the head first, some thousand at a time: memory does not grow with the case. */
  lines(database: Database): AsyncGenerator<string>;
}

/** From domain × operator × foreign tenant × class: what a campaign is, and beside it what is usual. */
const campaignColumns: readonly ExportColumn[] = [
  { name: 'class', type: 'VARCHAR', says: 'class of the rows', from: 'class' },
  { name: 'header_from', type: 'VARCHAR', says: 'From domain (RFC5322.From)', from: 'header_from' },
  { name: 'operator', type: 'VARCHAR', says: 'who runs the source addresses', from: 'operator' },
  { name: 'foreign_tenant', type: 'VARCHAR', says: 'signing domain of the tenant', from: 'foreign_tenant' },
  { name: 'messages', type: 'BIGINT', says: 'sum of the messages', from: 'coalesce(sum(count), 0)' },
  { name: 'rows', type: 'BIGINT', says: 'number of rows', from: 'count(*)' },
  { name: 'addresses', type: 'BIGINT', says: 'different source addresses', from: 'count(DISTINCT source_ip)' },
  { name: 'receivers', type: 'BIGINT', says: 'different reporters', from: 'count(DISTINCT reporter)' },
  { name: 'first', type: 'VARCHAR', says: 'begin of the first report, UTC', from: 'min(begin_at)' },
  { name: 'last', type: 'VARCHAR', says: 'end of the last report, UTC', from: 'max(coalesce(end_at, begin_at))' },
];

/** In the order in which classes deserve attention. */
const byClass = `list_position([${rowClasses.map((each) => `'${each}'`).join(', ')}], class)`;

export const csvTables: readonly CsvTable[] = [
  {
    file: 'rows.csv',
    async *lines(database) {
      yield headOf(rowColumns);
      const sql = `SELECT ${lineOf(rowColumns)} AS line FROM row_view WHERE report BETWEEN ? AND ? AND ordinal BETWEEN ? AND ? ORDER BY report, ordinal`;
      for (const page of await pagesOf(database)) yield* linesOf(database, sql, page);
    },
  },
  {
    file: 'reports.csv',
    async *lines(database) {
      yield headOf(reportColumns);
      yield* linesOf(database, `SELECT ${lineOf(reportColumns)} AS line FROM report ORDER BY id`);
    },
  },
  {
    file: 'campaigns.csv',
    async *lines(database) {
      yield headOf(campaignColumns);
      yield* linesOf(
        database,
        `SELECT ${lineOf(campaignColumns)} AS line FROM row_view GROUP BY class, header_from, operator, foreign_tenant
         ORDER BY ${byClass} NULLS LAST, coalesce(sum(count), 0) DESC, header_from NULLS LAST, operator NULLS LAST, foreign_tenant NULLS LAST`,
      );
    },
  },
];

function headOf(columns: readonly ExportColumn[]): string {
  return csvLine(columns.map(({ name }) => name));
}

async function* linesOf(database: Database, sql: string, values: readonly Value[] = []): AsyncGenerator<string> {
  for await (const chunk of database.stream(sql, values)) yield chunk.map(({ line }) => String(line)).join('');
}

/** Rows that are sorted at a time. */
const pageRows = 100_000;

/** Ranges of reports, and of rows within a large one: `[first report, last report, first row, last row]`. */
async function pagesOf(database: Database): Promise<readonly (readonly [number, number, number, number])[]> {
  const pages: [number, number, number, number][] = [];
  const every = 2_147_483_647;
  let open: { first: number; last: number; rows: number } | null = null;
  const close = (): void => {
    if (open !== null) pages.push([open.first, open.last, 0, every]);
    open = null;
  };
  for await (const chunk of database.stream('SELECT id, record_count FROM report WHERE record_count > 0 ORDER BY id')) {
    for (const { id, record_count: count } of chunk) {
      const [report, rows] = [Number(id), Number(count)];
      if (open !== null && open.rows + rows > pageRows) close();
      if (rows > pageRows) {
        for (let start = 0; start <= rows; start += pageRows) pages.push([report, report, start, start + pageRows - 1]);
        continue;
      }
      open = open === null ? { first: report, last: report, rows } : { first: open.first, last: report, rows: open.rows + rows };
    }
  }
  close();
  return pages;
}

/** The line as one text, put together by the database: to fetch two dozen texts for each of millions of rows takes ten times as long. */
function lineOf(columns: readonly ExportColumn[]): string {
  return `${columns.map(({ type, from }) => csvCellSql(type === 'TIMESTAMP' ? `strftime(${from}, '%Y-%m-%dT%H:%M:%SZ')` : from, type)).join(" || ',' || ")} || '\r\n'`;
}

/** `csvCell` of shared/text/csv.ts as SQL over an expression; a test holds the two together. Numbers need no care. */
export function csvCellSql(expression: string, type: ExportColumn['type'] = 'VARCHAR'): string {
  if (type === 'BIGINT' || type === 'INTEGER') return `coalesce((${expression})::VARCHAR, '')`;
  const text = `(${expression})::VARCHAR`;
  const plain = `regexp_replace(${text}, '[\\x00-\\x1f\\x7f-\\x{9f}]', ' ', 'g')`;
  const safe = `regexp_replace(${plain}, '^([\\s\\p{Z}\\x{feff}]*[-=+@＝＋－＠])', '''\\1')`;
  const quoted = `'"' || replace(${safe}, '"', '""') || '"'`;
  // Most texts need no care, and one look says so.
  const isPlain = `NOT regexp_matches(${text}, '[\\x00-\\x1f\\x7f-\\x{9f}",=+@＝＋－＠-]')`;
  return `CASE WHEN ${text} IS NULL THEN '' WHEN ${isPlain} THEN ${text} WHEN regexp_matches(${text}, '[",]') THEN ${quoted} ELSE ${safe} END`;
}
