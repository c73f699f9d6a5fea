/** Writes a case as Parquet, for engines on other machines: Spark, Trino, ClickHouse or DuckDB run the same SQL over it. */
import type { Database } from './database.ts';
import { type ExportColumn, reportColumns, rowColumns } from './export-columns.ts';

/** Where the tables stand in the folder, with what is in them. Also the text of `schema.json`. */
export const exportSchema = {
  schema: 'waybill/parquet/1',
  tables: {
    rows: { files: 'rows/month=*/domain=*/*.parquet', partitions: ['month', 'domain'], columns: described(rowColumns) },
    reports: { files: 'reports.parquet', partitions: [], columns: described(reportColumns) },
  },
} as const;

function described(columns: readonly ExportColumn[]): readonly Omit<ExportColumn, 'from'>[] {
  return columns.map(({ name, type, says }) => ({ name, type, says }));
}

/** `folder` must exist and be empty. Memory does not grow with the case; sorted, so that the same case gives the same rows in the same order. */
export async function writeParquet(database: Database, folder: string): Promise<void> {
  const select = (columns: readonly ExportColumn[]): string => columns.map(({ name, from }) => `${from} AS "${name}"`).join(', ');
  await database.run(
    `COPY (SELECT ${select(rowColumns)} FROM row_view ORDER BY month, domain, report, ordinal)
     TO ${quoted(`${folder}/rows`)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (month, domain))`,
  );
  await database.run(
    `COPY (SELECT ${select(reportColumns)} FROM report ORDER BY id) TO ${quoted(`${folder}/reports.parquet`)} (FORMAT parquet, COMPRESSION zstd)`,
  );
}

/** COPY takes no parameter for its target. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", "''")}'`;
}
