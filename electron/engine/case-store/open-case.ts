/** Opens a case file: makes it where there is none, brings an older one up to date, and refuses what it must not touch. */
import { type Outcome, refuse, succeed } from '../../../shared/outcome.ts';
import { type Database, openDatabase } from './database.ts';
import { migrations, schemaVersion } from './schema.ts';

/** `threads` and `memory` go to DuckDB. Refuses with `case-damaged`, `case-too-new`, `case-busy` or `not-readable`. */
export async function openCase(file: string, settings: Parameters<typeof openDatabase>[1] = {}): Promise<Outcome<Database>> {
  const opened = await openDatabase(file, settings);
  if (!opened.ok) return opened;
  const database = opened.value;
  const version = await versionOf(database);
  if (version === null || version > schemaVersion) {
    database.close();
    return version === null
      ? refuse('case-damaged', 'The file is a database, but no case of Waybill.', { evidence: file })
      : refuse('case-too-new', `The case has version ${version}; this Waybill knows versions up to ${schemaVersion}.`, { evidence: file });
  }
  if (version < schemaVersion) await migrate(database, version);
  return succeed(database);
}

/** 0 for a new file; null for a database of somebody else. */
async function versionOf(database: Database): Promise<number | null> {
  const tables = await database.all("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main'");
  if (tables.length === 0) return 0;
  if (!tables.some(({ name }) => name === 'meta')) return null;
  const [row] = await database.all("SELECT value FROM meta WHERE name = 'schema'");
  const version = Number(row?.value);
  return Number.isInteger(version) && version > 0 ? version : null;
}

/** All steps or none: a case that is cut off between two of them stays as it was. */
async function migrate(database: Database, from: number): Promise<void> {
  await database.run('BEGIN TRANSACTION');
  for (const statement of migrations.slice(from).flat()) await database.run(statement);
  await database.run("DELETE FROM meta WHERE name = 'schema'");
  await database.run("INSERT INTO meta VALUES ('schema', ?)", [String(schemaVersion)]);
  await database.run('COMMIT');
}
