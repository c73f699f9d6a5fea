import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCaseDatabase, type OpenCase } from '../../../electron/engine/case-database.ts';
import { folder } from '../evidence.ts';

function database(temporary = folder({})) {
  const created = createCaseDatabase(temporary);
  onTestFinished(() => created.discard());
  const mark = async (text: string) =>
    await created.use(async ({ records }) => await records.run("INSERT INTO meta VALUES ('mark', ?)", [text]));
  const marks = async () => {
    const found = await created.use(({ questions }) => questions.all("SELECT value FROM meta WHERE name = 'mark' ORDER BY value"));
    return found.ok ? found.value.map(({ value }) => value) : found.error.code;
  };
  return { ...created, temporary, mark, marks };
}
const fileOf = (outcome: { ok: boolean; value?: OpenCase; error?: { code: string } }) =>
  outcome.ok ? outcome.value?.file : outcome.error?.code;

describe('the database of a session', () => {
  it('is opened only by who needs it, in a private file that goes with it', async () => {
    const { present, use, ifOpen, discard, temporary } = database();
    expect(await ifOpen(async () => 'open', 'none')).toBe('none');
    expect(present()).toBeNull();
    expect(readdirSync(temporary)).toEqual([]);
    const [one, other] = await Promise.all([use(async (open) => open), use(async (open) => open)]);
    expect(one).toEqual(other);
    expect(present()?.file).toBeNull();
    const [name = ''] = readdirSync(temporary);
    if (process.platform !== 'win32') expect(statSync(join(temporary, name)).mode & 0o777).toBe(0o700);
    await discard();
    expect(present()).toBeNull();
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('moves to a file of its own, with all that is in it, and goes on there', async () => {
    const { mark, marks, moveTo, discard, open, temporary } = database();
    await mark('before');
    const file = join(folder({}), 'acme.waybill');
    expect(fileOf(await moveTo(file))).toBe(file);
    expect(readdirSync(temporary)).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    await mark('later');
    await discard();
    expect(existsSync(file)).toBe(true);
    expect(await marks()).toEqual([]);
    expect(fileOf(await open(file))).toBe(file);
    expect(await marks()).toEqual(['before', 'later']);
  });

  it('takes the place of nothing, and stays where it was', async () => {
    const root = folder({ 'a.waybill': 'precious' });
    symlinkSync(join(root, 'nowhere'), join(root, 'b.waybill'));
    mkdirSync(join(root, 'c.waybill'));
    const { mark, marks, moveTo, present } = database();
    await mark('here');
    for (const name of ['a', 'b', 'c']) expect(fileOf(await moveTo(join(root, `${name}.waybill`)))).toBe('already-there');
    expect(fileOf(await moveTo(join(root, 'none', 'd.waybill')))).toBe('not-found');
    expect(readFileSync(join(root, 'a.waybill'), 'utf8')).toBe('precious');
    expect(readdirSync(root).sort()).toEqual(['a.waybill', 'b.waybill', 'c.waybill']);
    expect(present()?.file).toBeNull();
    expect(await marks()).toEqual(['here']);
  });

  it('keeps what is open where another cannot be opened', async () => {
    const root = folder({ 'junk.waybill': 'this is no database, whatever it is called', 'empty.waybill': '' });
    const { mark, marks, open, openBytes } = database();
    await mark('here');
    expect(fileOf(await open(join(root, 'junk.waybill')))).toBe('case-damaged');
    expect(fileOf(await openBytes(new TextEncoder().encode('junk')))).toBe('case-damaged');
    expect(await marks()).toEqual(['here']);
  });

  it('opens bytes as a private copy, and the same file once only', async () => {
    const first = database();
    await first.mark('kept');
    const file = join(folder({}), 'a.waybill');
    await first.moveTo(file);
    const held = first.present();
    expect(fileOf(await first.open(file))).toBe(file);
    expect(first.present()).toBe(held);
    await first.discard();
    const second = database();
    expect(fileOf(await second.openBytes(readFileSync(file)))).toBeNull();
    await second.mark('copied');
    expect(await second.marks()).toEqual(['copied', 'kept']);
    await second.discard();
    expect(await first.open(file)).toMatchObject({ ok: true });
    expect(await first.marks()).toEqual(['kept']);
  });

  it('says so where another process has the case open', async () => {
    const { open, moveTo, discard } = database();
    const file = join(folder({}), 'a.waybill');
    await moveTo(file);
    const root = new URL('../../../', import.meta.url);
    const script = join(folder({}), 'other.mjs');
    writeFileSync(
      script,
      `import { createCaseDatabase } from ${JSON.stringify(new URL('electron/engine/case-database.ts', root).href)};
       const outcome = await createCaseDatabase(${JSON.stringify(folder({}))}).open(${JSON.stringify(file)});
       console.log(outcome.ok ? 'opened' : outcome.error.code);
       process.exit(0);`,
    );
    const other = async () => (await promisify(execFile)(process.execPath, [script])).stdout.trim();
    expect(await other()).toBe('case-busy');
    await discard();
    expect(await other()).toBe('opened');
    expect(await open(file)).toMatchObject({ ok: true });
  });
});
