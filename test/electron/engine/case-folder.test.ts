import { mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseFolderPath, createCaseFolder } from '../../../electron/engine/case-folder.ts';
import { folder } from '../evidence.ts';

describe('the folder of cases', () => {
  it('is in the home of this person unless the environment names another', () => {
    expect(caseFolderPath({})).toBe(join(homedir(), 'Waybill'));
    expect(caseFolderPath({ WAYBILL_CASES: '' })).toBe(join(homedir(), 'Waybill'));
    expect(caseFolderPath({ WAYBILL_CASES: '/srv/cases' })).toBe('/srv/cases');
  });

  it('lists its cases, newest first, and nothing else', async () => {
    const root = folder({ 'old.waybill': 'x', 'new one.waybill': 'yy', '.hidden.waybill': '', 'notes.txt': '', 'case.waybill.wal': '' });
    mkdirSync(join(root, 'folder.waybill'));
    symlinkSync(join(root, 'old.waybill'), join(root, 'link.waybill'));
    utimesSync(join(root, 'old.waybill'), 1_000, 1_000);
    utimesSync(join(root, 'new one.waybill'), 2_000, 2_000);
    expect(await createCaseFolder(root).list()).toEqual([
      { name: 'new one', bytes: 2, modified: '1970-01-01T00:33:20Z' },
      { name: 'old', bytes: 1, modified: '1970-01-01T00:16:40Z' },
    ]);
    expect(await createCaseFolder(join(root, 'none')).list()).toEqual([]);
  });

  it('is made for this person alone, and refused where a file is in its place', async () => {
    const root = folder({ file: '' });
    const path = join(root, 'a', 'Waybill');
    expect(await createCaseFolder(path).make()).toEqual({ ok: true, value: null });
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
    writeFileSync(join(path, 'x'), '');
    expect(await createCaseFolder(path).make()).toEqual({ ok: true, value: null });
    expect(await createCaseFolder(join(root, 'file', 'Waybill')).make()).toMatchObject({ ok: false });
  });

  it.each(['acme', 'Acme Ltd. 2026-11', 'Ærø', 'a_b', '7'])('has a place for %j', (name) => {
    expect(createCaseFolder('/cases').fileOf(name)).toEqual({ ok: true, value: join('/cases', `${name}.waybill`) });
  });

  it.each(['', '.', '..', '.hidden', 'a/b', 'a\\b', 'a..b', '../a', 'a ', 'a.', 'con', 'NUL.txt', 'a\0b', 'a\nb', 'x'.repeat(101)])(
    'has none for %j',
    (name) => {
      expect(createCaseFolder('/cases').fileOf(name)).toMatchObject({ ok: false, error: { code: 'bad-request', at: 'name' } });
    },
  );
});
