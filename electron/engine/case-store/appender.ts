/** Writes rows into a table in chunks of the size that DuckDB takes at once, a row or whole columns at a time. */
import { BIGINT, type DuckDBAppender, DuckDBDataChunk, type DuckDBType, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { Value } from './database.ts';

export type ColumnType = 'integer' | 'bigint' | 'text';

/** Of a column: its values, of which a range is taken, or one value for all rows. A `bigint` column takes whole numbers too; NaN is NULL. */
export type Column = Value | readonly Value[] | Int32Array | Float64Array;

export interface Appender {
  add(row: readonly Value[]): void;
  /** Adds the rows `from` up to `to` (not included) of the columns. */
  addColumns(columns: readonly Column[], from: number, to: number): void;
  /** Hands over what is still held. Must be called before the transaction ends. */
  close(): void;
}

const types: Readonly<Record<ColumnType, DuckDBType>> = { integer: INTEGER, bigint: BIGINT, text: VARCHAR };

/** DuckDB's own vector size. */
const chunkRows = 2048;

/** What all vectors of the library have in common; a vector takes only what fits its type. */
interface WritableVector {
  setItem(index: number, value: Value): void;
  flush(): void;
}

interface OpenChunk {
  readonly chunk: DuckDBDataChunk;
  readonly vectors: readonly WritableVector[];
}

export function createAppender(appender: DuckDBAppender, columnTypes: readonly ColumnType[]): Appender {
  const duckTypes = columnTypes.map((type) => types[type]);
  const isWide = columnTypes.map((type) => type === 'bigint');
  let open: OpenChunk | null = null;
  let filled = 0;

  function current(): OpenChunk {
    if (open !== null) return open;
    const chunk = DuckDBDataChunk.create(duckTypes, chunkRows);
    open = { chunk, vectors: columnTypes.map((_, index) => chunk.getColumnVector(index) as WritableVector) };
    filled = 0;
    return open;
  }

  function flush(): void {
    if (open === null || filled === 0) return;
    const { chunk, vectors } = open;
    for (const vector of vectors) vector.flush();
    if (filled < chunkRows) chunk.rowCount = filled;
    appender.appendDataChunk(chunk);
    open = null;
    filled = 0;
  }

  return {
    add(row) {
      const { vectors } = current();
      for (let index = 0; index < vectors.length; index += 1) {
        vectors[index]?.setItem(filled, fitting(row[index] ?? null, isWide[index] === true));
      }
      filled += 1;
      if (filled === chunkRows) flush();
    },
    addColumns(columns, from, to) {
      for (let start = from; start < to; ) {
        const { vectors } = current();
        const count = Math.min(to - start, chunkRows - filled);
        for (const [index, vector] of vectors.entries()) {
          const column = columns[index] ?? null;
          const wide = isWide[index] === true;
          if (typeof column !== 'object' || column === null) {
            const value = fitting(column, wide);
            for (let row = 0; row < count; row += 1) vector.setItem(filled + row, value);
          } else for (let row = 0; row < count; row += 1) vector.setItem(filled + row, fitting(column[start + row] ?? null, wide));
        }
        filled += count;
        start += count;
        if (filled === chunkRows) flush();
      }
    },
    close() {
      flush();
      appender.closeSync();
    },
  };
}

/** JavaScript's BigInt costs as much as all the rest of a row, so it is made only here. */
function fitting(value: Value, isWide: boolean): Value {
  if (typeof value !== 'number' || !isWide) return value;
  return Number.isNaN(value) ? null : BigInt(value);
}
