/** The case file as a database: the only door to DuckDB. Knows SQL and columns, and nothing of reports. */
import {
  BIGINT,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import { type Outcome, refuse, succeed } from '../../../shared/outcome.ts';

export type Value = string | number | bigint | boolean | null;
export type Row = Readonly<Record<string, Value>>;
export type ColumnType = 'integer' | 'bigint' | 'text';

export interface Database {
  run(sql: string, values?: readonly Value[]): Promise<void>;
  /** All rows of the answer; numbers of 64 bits are `bigint`. */
  all(sql: string, values?: readonly Value[]): Promise<readonly Row[]>;
  /** The rows of the answer a chunk at a time: memory does not grow with their number. */
  stream(sql: string, values?: readonly Value[]): AsyncGenerator<readonly Row[]>;
  /** Adds rows to a table within the transaction that is open. */
  append(table: string, columns: readonly ColumnType[]): Promise<Appender>;
  close(): void;
}

export interface Appender {
  add(row: readonly Value[]): void;
  /** Hands over what is still held. Must be called before the transaction ends. */
  close(): void;
}

const types: Readonly<Record<ColumnType, DuckDBType>> = { integer: INTEGER, bigint: BIGINT, text: VARCHAR };

/** DuckDB's own vector size: what it takes at once. */
const chunkRows = 2048;

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
    return succeed(databaseOver(instance, connection));
  } catch (fault) {
    // DuckDB tells its faults by their text alone.
    const text = fault instanceof Error ? fault.message : String(fault);
    const where = { evidence: file };
    if (/could not set lock|being used by another process|conflicting lock/i.test(text)) {
      return refuse('case-busy', 'The case is open in another process.', where);
    }
    if (/not a valid duckdb|serialization|corrupt|checksum|deseriali|version number/i.test(text)) {
      return refuse('case-damaged', 'The file is no case of Waybill, or it is damaged.', where);
    }
    if (/cannot open|no such file|permission denied|is a directory/i.test(text))
      return refuse('not-readable', 'The case cannot be opened.', where);
    throw fault;
  }
}

function databaseOver(instance: DuckDBInstance, connection: DuckDBConnection): Database {
  const bind = (values: readonly Value[]): DuckDBValue[] => [...values];
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
    async append(table, columns) {
      const appender = await connection.createAppender(table);
      const columnTypes = columns.map((column) => types[column]);
      const empty = (): Value[][] => columns.map(() => []);
      let held = empty();
      let count = 0;
      const flush = (): void => {
        if (count === 0) return;
        const chunk = DuckDBDataChunk.create(columnTypes, count);
        chunk.setColumns(held);
        appender.appendDataChunk(chunk);
        held = empty();
        count = 0;
      };
      return {
        add(row) {
          for (let index = 0; index < row.length; index += 1) held[index]?.push(row[index] ?? null);
          count += 1;
          if (count === chunkRows) flush();
        },
        close() {
          flush();
          appender.closeSync();
        },
      };
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
