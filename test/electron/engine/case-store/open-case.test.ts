import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../electron/engine/case-store/database.ts';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import { schemaVersion } from '../../../../electron/engine/case-store/schema.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-case-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function sql(file: string, ...statements: string[]): Promise<void> {
  const opened = await openDatabase(file);
  if (!opened.ok) throw new Error(opened.error.message);
  for (const statement of statements) await opened.value.run(statement);
  opened.value.close();
}

describe('opening a case', () => {
  it('makes a new one of the present version', async () => {
    const opened = await openCase(join(folder, 'a.case'));
    if (!opened.ok) throw new Error(opened.error.message);
    expect(await opened.value.all("SELECT value FROM meta WHERE name = 'schema'")).toEqual([{ value: String(schemaVersion) }]);
    opened.value.close();
  });

  it('refuses a case of a newer Waybill', async () => {
    const file = join(folder, 'a.case');
    const opened = await openCase(file);
    if (opened.ok) opened.value.close();
    await sql(file, `UPDATE meta SET value = '${schemaVersion + 1}' WHERE name = 'schema'`);
    expect(await openCase(file)).toMatchObject({ ok: false, error: { code: 'case-too-new', evidence: file } });
  });

  it.each([
    ['a file that is no database', (file: string) => writeFileSync(file, 'This is text, and more than a header of it. '.repeat(500))],
    ['a database of somebody else', (file: string) => sql(file, 'CREATE TABLE things (id INTEGER)')],
    [
      'a database with a version that is none',
      (file: string) => sql(file, 'CREATE TABLE meta (name VARCHAR, value VARCHAR)', "INSERT INTO meta VALUES ('schema', 'x')"),
    ],
  ])('refuses %s', async (_title, make) => {
    const file = join(folder, 'a.case');
    await make(file);
    expect(await openCase(file)).toMatchObject({ ok: false, error: { code: 'case-damaged' } });
  });

  it('refuses a folder, and a place where nothing can be written', async () => {
    expect(await openCase(folder)).toMatchObject({ ok: false });
    expect(await openCase(join(folder, 'missing', 'a.case'))).toMatchObject({ ok: false, error: { code: 'not-readable' } });
  });

  it('loads nothing from elsewhere, and the settings cannot be changed', async () => {
    const opened = await openCase(join(folder, 'a.case'));
    if (!opened.ok) throw new Error(opened.error.message);
    const names = ['autoinstall_known_extensions', 'autoload_known_extensions', 'allow_community_extensions'];
    expect(await opened.value.all(`SELECT ${names.map((name) => `current_setting('${name}') AS ${name}`).join(', ')}`)).toEqual([
      Object.fromEntries(names.map((name) => [name, false])),
    ]);
    await expect(opened.value.run('SET autoinstall_known_extensions = true')).rejects.toThrow(/locked/);
    opened.value.close();
  });
});
