/** Texts of a column as numbers, so that millions of rows name them by number on their way out of the database. */

/** A subquery that numbers the texts of a column from 0 on, none last. The same at each use within a transaction. Takes names of ours only. */
export function numbered(column: string, table: string): string {
  return `(SELECT ${column}, (row_number() OVER (ORDER BY ${column} NULLS LAST))::INTEGER - 1 AS number FROM (SELECT DISTINCT ${column} FROM ${table}))`;
}
