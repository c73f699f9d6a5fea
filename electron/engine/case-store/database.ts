/** The case file as a database: the only door to DuckDB. Knows SQL and columns, and nothing of reports. */
import { DuckDBBlobValue, type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { type Outcome, refuse, succeed } from '../../../shared/outcome.ts';
import { type Appender, type ColumnType, createAppender } from './appender.ts';

export type Value = string | number | bigint | boolean | null;
/** Bytes stand for a BLOB. */
export type Bound = Value | Uint8Array;
export type Row = Readonly<Record<string, Value>>;

export interface Database {
  run(sql: string, values?: readonly Bound[]): Promise<void>;
  /** All rows of the answer; numbers of 64 bits are `bigint`. */
  all(sql: string, values?: readonly Value[]): Promise<readonly Row[]>;
  /** The rows of the answer a chunk at a time: memory does not grow with their number. */
  stream(sql: string, values?: readonly Value[]): AsyncGenerator<readonly Row[]>;
  /** An answer of numbers only, INTEGER or DOUBLE and none of them NULL, a chunk at a time and column by column: millions without an object for each. */
  numbers(sql: string): AsyncGenerator<readonly ArrayLike<number>[]>;
  /** The bytes of the first column of the answer, row by row: a BLOB each. */
  blobs(sql: string, values?: readonly Value[]): AsyncGenerator<Uint8Array>;
  /** Adds rows to a table within the transaction that is open. */
  append(table: string, columns: readonly ColumnType[]): Promise<Appender>;
  /**
   * The same case through another connection: it has transactions of its own and sees what others have committed, so that a long
   * addition and the questions of a window do not meet. It is closed with the case, at the latest.
   */
  session(): Promise<Database>;
  /** Closes the case, or the session only. */
  close(): void;
}

/**
 * Opens the file, or makes it. Nothing is ever loaded from elsewhere: extensions are neither installed nor loaded by themselves, and
 * the configuration is locked. Refuses with `case-busy` where another process has it open, and `case-damaged` where it is no database.
 */
export async function openDatabase(
  file: string,
  settings: { readonly threads?: number; readonly memory?: string } = {},
): Promise<Outcome<Database>> {
  try {
    const instance = await DuckDBInstance.create(file, {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      memory_limit: settings.memory ?? '512MB',
      ...(settings.threads === undefined ? {} : { threads: String(settings.threads) }),
    });
    const connection = await instance.connect();
    await connection.run('SET lock_configuration = true');
    return succeed(databaseOver(instance, connection, () => instance.closeSync()));
  } catch (fault) {
    // DuckDB tells its faults by their text alone.
    const text = fault instanceof Error ? fault.message : String(fault);
    const where = { evidence: file };
    if (/could not set lock|being used by another process|conflicting lock/i.test(text)) {
      return refuse('case-busy', 'The case is open in another process.', where);
    }
    if (/not a valid duckdb|serialization|corrupt|checksum|deseriali|version number|could not read enough/i.test(text)) {
      return refuse('case-damaged', 'The file is no case of Waybill, or it is damaged.', where);
    }
    if (/cannot open|no such file|permission denied|is a directory/i.test(text))
      return refuse('not-readable', 'The case cannot be opened.', where);
    throw fault;
  }
}

/** `onClose` is told once, when the connection is closed. */
function databaseOver(instance: DuckDBInstance, connection: DuckDBConnection, onClose: () => void): Database {
  const sessions = new Set<Database>();
  let isClosed = false;
  const bind = (values: readonly Bound[]): DuckDBValue[] =>
    values.map((value) => (value instanceof Uint8Array ? new DuckDBBlobValue(value) : value));
  return {
    async run(sql, values = []) {
      await (values.length === 0 ? connection.run(sql) : connection.run(sql, bind(values)));
    },
    async all(sql, values = []) {
      const reader = await (values.length === 0 ? connection.runAndReadAll(sql) : connection.runAndReadAll(sql, bind(values)));
      return reader.getRowObjects() as unknown as Row[];
    },
    async *stream(sql, values = []) {
      const result = await (values.length === 0 ? connection.stream(sql) : connection.stream(sql, bind(values)));
      const names = result.columnNames();
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk.getRows().map((cells) => Object.fromEntries(cells.map((cell, index) => [names[index] ?? '', cell])) as Row);
      }
    },
    async *numbers(sql) {
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        yield Array.from({ length: chunk.columnCount }, (_, column) => numbersOf(chunk, column));
      }
    },
    async *blobs(sql, values = []) {
      const result = await connection.stream(sql, bind(values));
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        for (const value of chunk.getColumnValues(0)) if (value instanceof DuckDBBlobValue) yield value.bytes;
      }
    },
    append: async (table, columns) => createAppender(await connection.createAppender(table), columns),
    async session() {
      const session: Database = databaseOver(instance, await instance.connect(), () => sessions.delete(session));
      sessions.add(session);
      return session;
    },
    close() {
      for (const session of [...sessions]) session.close();
      if (isClosed) return;
      isClosed = true;
      connection.closeSync();
      onClose();
    },
  };
}

/** The vector's own numbers, where it shows them: asking for each costs more than what is done with it. */
function numbersOf(chunk: DuckDBDataChunk, column: number): ArrayLike<number> {
  const { items } = chunk.getColumnVector(column) as { readonly items?: unknown };
  if (items instanceof Int32Array || items instanceof Float64Array) return items;
  return chunk.getColumnValues(column).map(Number);
}
