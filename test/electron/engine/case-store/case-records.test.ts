import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCaseRecords } from '../../../../electron/engine/case-store/case-records.ts';
import { type Database, openDatabase } from '../../../../electron/engine/case-store/database.ts';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import { migrations, schemaVersion } from '../../../../electron/engine/case-store/schema.ts';
import type { SavedMessage } from '../../../../electron/engine/saved-case.ts';
import { root } from '../../../helpers/source-files.ts';
import { fill } from './sample-rows.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-case-'));
  file = join(folder, 'a.waybill');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function withCase<T>(use: (database: Database) => Promise<T>): Promise<T> {
  const opened = await openCase(file, { threads: 1 });
  if (!opened.ok) throw new Error(opened.error.message);
  try {
    return await use(opened.value);
  } finally {
    opened.value.close();
  }
}

const sha256 = 'a'.repeat(64);
const hostile = `it's "%_" ;-- \n é \u0000`;

function message(ordinal: number, subject: string): SavedMessage {
  return {
    ordinal,
    key: sha256,
    row: {
      path: hostile,
      sha256,
      bytes: 3,
      state: 'done',
      subject,
      from: null,
      date: null,
      kind: null,
      confidence: null,
      sentence: null,
      error: null,
    },
    origin: null,
    boundaryHop: 2,
    taught: null,
    sheet: { open: [], next: [] } as unknown as SavedMessage['sheet'],
    traits: null,
  };
}

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('what a case holds besides reports', () => {
  it('is still there when it is opened again', async () => {
    const big = new Uint8Array(5 * 1024 * 1024).map((_, at) => at % 251);
    await withCase(async (database) => {
      const records = createCaseRecords(database);
      await records.inTransaction(async () => {
        await records.putMessages([message(2, 'second'), message(1, hostile)]);
        await records.putMessages([message(2, 'second, judged again')]);
        await records.putNotes([{ subject: sha256, text: hostile, at: '2026-11-24T06:00:00Z' }]);
        await records.putReferences({
          files: [{ kind: 'snapshot', name: hostile, bytes: big.subarray(0, 3) }],
          byHand: [],
          usesBaseline: true,
        });
        await records.putKeepsOriginals(true);
        await records.putJudgedBy('digest');
      });
      await records.putOriginal(sha256, big);
      await records.putOriginal('b'.repeat(64), new Uint8Array());
    });
    await withCase(async (database) => {
      const records = createCaseRecords(database);
      expect(await allOf(records.messages())).toEqual([message(1, hostile), message(2, 'second, judged again')]);
      expect(await records.notes()).toEqual([{ subject: sha256, text: hostile, at: '2026-11-24T06:00:00Z' }]);
      expect(await records.facts()).toEqual({ keepsOriginals: true, judgedBy: 'digest' });
      const { files, usesBaseline } = await records.references();
      expect([files.map(({ kind, name, bytes }) => [kind, name, [...bytes]]), usesBaseline]).toEqual([
        [['snapshot', hostile, [0, 1, 2]]],
        true,
      ]);
      const original = await records.original(sha256);
      expect(original !== null && Buffer.compare(original, big) === 0).toBe(true);
      expect((await records.original('b'.repeat(64)))?.length).toBe(0);
      expect(await records.original('c'.repeat(64))).toBeNull();
      await records.putKeepsOriginals(false);
      expect([await records.hasOriginal(sha256), (await records.facts()).keepsOriginals]).toEqual([false, false]);
    });
  });

  it('is there as a whole or not at all where the process is killed', async () => {
    await withCase((database) => createCaseRecords(database).putNotes([{ subject: '', text: 'before', at: '2026-11-24T06:00:00Z' }]));
    const from = (path: string): string => JSON.stringify(pathToFileURL(join(root, path)).href);
    const script = `
      import { openCase } from ${from('electron/engine/case-store/open-case.ts')};
      import { createCaseRecords } from ${from('electron/engine/case-store/case-records.ts')};
      const opened = await openCase(${JSON.stringify(file)});
      const records = createCaseRecords(opened.value);
      await records.inTransaction(async () => {
        await records.putNotes([{ subject: '', text: 'after', at: '2026-11-24T07:00:00Z' }]);
        await records.putMessages([${JSON.stringify(message(1, 'lost'))}]);
        process.kill(process.pid, 'SIGKILL');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });`;
    const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 60_000, encoding: 'utf8' });
    expect({ signal, hasFailed: stderr.includes('Error') }).toEqual({ signal: 'SIGKILL', hasFailed: false });
    await withCase(async (database) => {
      const records = createCaseRecords(database);
      expect(await records.notes()).toEqual([{ subject: '', text: 'before', at: '2026-11-24T06:00:00Z' }]);
      expect(await allOf(records.messages())).toEqual([]);
    });
  });
});

describe('a case of the first version', () => {
  it('is brought up to date when it is opened, with its reports', async () => {
    const opened = await openDatabase(file);
    if (!opened.ok) throw new Error(opened.error.message);
    const old = opened.value;
    for (const statement of migrations[0] ?? []) await old.run(statement);
    await old.run("INSERT INTO meta VALUES ('schema', '1')");
    await fill(old, [{ id: 1, rows: [{ class: 'aligned-dkim', count: 5 }] }]);
    old.close();
    await withCase(async (database) => {
      expect(await database.all("SELECT value FROM meta WHERE name = 'schema'")).toEqual([{ value: String(schemaVersion) }]);
      expect(await database.all('SELECT class, count::INTEGER AS count FROM row_view')).toEqual([{ class: 'aligned-dkim', count: 5 }]);
      const records = createCaseRecords(database);
      await records.putMessages([message(1, 'new')]);
      expect(await allOf(records.messages())).toHaveLength(1);
      expect(await records.reportsWithoutOriginal()).toEqual([{ path: 'folder/1.xml', sha256: '1'.padStart(64, '0'), bytes: 100 }]);
    });
  });
});
