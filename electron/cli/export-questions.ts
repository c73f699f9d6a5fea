/** Questions that people ask of an exported case, as SQL that runs over the Parquet files and over the case alike. A test holds the two together. */

export interface ExportQuestion {
  readonly title: string;
  /** To be run in the folder of the export. */
  readonly sql: string;
}

/** The table of all rows in the SQL below. */
export const rowsTable = "'rows/*/*/*.parquet'";

export const exportQuestions: readonly ExportQuestion[] = [
  {
    title: 'Classes by month',
    sql: `SELECT month, class, sum(messages) AS messages, count(*) AS n
FROM ${rowsTable}
GROUP BY month, class ORDER BY month, messages DESC, class;`,
  },
  {
    title: 'Campaigns: who uses whose name, through which service',
    sql: `SELECT header_from, operator, foreign_tenant, sum(messages) AS messages, count(*) AS n,
       count(DISTINCT reporter) AS receivers, min(begin_at) AS first, max(end_at) AS last
FROM ${rowsTable}
WHERE class = 'cross-tenant-suspect'
GROUP BY header_from, operator, foreign_tenant ORDER BY messages DESC, header_from, operator;`,
  },
  {
    title: 'Suspect messages by receiver',
    sql: `SELECT reporter, sum(messages) AS messages, count(DISTINCT header_from) AS domains
FROM ${rowsTable}
WHERE class = 'cross-tenant-suspect'
GROUP BY reporter ORDER BY messages DESC, reporter;`,
  },
];
