import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EvidenceRow } from '../../../shared/contract.ts';
import { reportXml, rowXml } from '../../shared/reports/samples.ts';
import { engineUnderTest } from '../engine-under-test.ts';
import { folder, message, messageText, snapshotText, zip } from '../evidence.ts';
import { everyRow } from '../report-filter.ts';

type Engine = ReturnType<typeof engineUnderTest>;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const spoof = rowXml({ ip: '40.107.117.56', count: 40, dkim: 'bravo.onmicrosoft.com selector1 pass' });
const report = (id: string): string => reportXml(spoof, { id });
const withoutIds = (rows: readonly EvidenceRow[]) => rows.map(({ id: _id, ...row }) => row);
const snapshot = { name: 'dns.ndjson', bytes: bytesOf(snapshotText) };

const stateOf = async ({ call, rows }: Engine) => ({
  rows: withoutIds(await rows()),
  notes: await call('notes.get', {}),
  snapshot: await call('snapshot.get', {}),
  tenants: await call('tenants.get', {}),
  questions: await call('questions.get', {}),
  reports: (await call('reports.list', { filter: everyRow, sort: 'begin', offset: 0, limit: 10 })).reports,
});
const save = (engine: Engine, name: string, keepOriginals = false) => engine.call('case.save', { name, keepOriginals });
const settled = (engine: Engine) => engine.until('case.changed', ({ isSaved }) => isSaved);

describe('a case', () => {
  it('is saved and opened again as it was', async () => {
    const root = folder({
      'a.eml': message(),
      'b.eml': message({ ip: '192.0.2.99', subject: 'Other' }),
      'c.txt': 'nothing',
      'r.xml': report('1'),
    });
    const cases = folder({});
    const first = engineUnderTest({ cases });
    await first.load([{ path: root }]);
    await first.call('snapshot.add', { items: [snapshot] });
    await first.call('snapshot.edit', {
      action: 'add',
      record: { name: 'bravo.example', type: 'TXT', answer: 'records', records: ['v=spf1 -all'], from: null, to: null },
    });
    await first.until('evidence.changed', ({ row }) => row.subject === 'Other' && row.kind === 'unauthorised');
    const [one, other] = await first.rows();
    await first.call('boundary.set', { id: other?.id ?? '', hop: 0 });
    await first.call('note.set', { subject: '', text: 'The whole case.' });
    await first.call('note.set', { subject: one?.sha256 ?? '', text: 'This one.' });
    expect(await first.call('case.get', {})).toMatchObject({ name: null, file: null, isSaved: false, messages: 2, reports: 1 });
    const saved = await save(first, 'acme');
    expect(saved).toEqual({
      name: 'acme',
      file: join(cases, 'acme.waybill'),
      reports: 1,
      messages: 2,
      keepsOriginals: false,
      isSaved: true,
    });
    const before = await stateOf(first);
    const { verdict } = (await first.call('analysis.get', { id: other?.id ?? '' })).analysis;
    await first.dispose();

    const second = engineUnderTest({ cases });
    expect(await second.call('case.list', {})).toMatchObject({ folder: cases, cases: [{ name: 'acme' }] });
    expect(await second.call('case.open', { name: 'acme' })).toEqual(saved);
    expect(await stateOf(second)).toEqual(before);
    // Nothing is judged again where nothing has changed.
    expect(second.bodies('evidence.changed').every(({ row }) => row.state !== 'working')).toBe(true);
    const { analysis } = await second.call('analysis.get', { id: (await second.rows())[1]?.id ?? '' });
    expect(analysis.verdict).toEqual(verdict);
    expect(analysis.boundary.hop).toBe(0);
    expect(await second.call('case.get', {})).toEqual(saved);
  });

  it('is kept up to date once it has a name', async () => {
    const cases = folder({});
    const first = engineUnderTest({ cases });
    await save(first, 'acme');
    await first.load([
      snapshot,
      { name: 'a.eml', bytes: message() },
      { name: 'b.eml', bytes: message({ subject: 'Gone' }) },
      { name: 'r.xml', bytes: bytesOf(report('1')) },
    ]);
    await first.call('note.set', { subject: '', text: 'First' });
    await first.call('note.set', { subject: '', text: ' ' });
    await first.call('note.set', { subject: '', text: 'Second' });
    const gone = (await first.rows()).find(({ subject }) => subject === 'Gone');
    await first.call('evidence.remove', { id: gone?.id ?? '' });
    await settled(first);
    const before = await stateOf(first);
    expect(before).toMatchObject({ rows: [{ kind: 'authentic' }], notes: { notes: [{ text: 'Second' }] }, reports: [{ rows: 1 }] });
    await first.dispose();
    const second = engineUnderTest({ cases });
    await second.call('case.open', { name: 'acme' });
    expect(await stateOf(second)).toEqual(before);
  });

  it('keeps the original bytes where that is wished, and what was uploaded too', async () => {
    const cases = folder({});
    const root = folder({ 'a.eml': message(), 'r.zip': zip({ 'r.xml': bytesOf(report('1')) }) });
    const first = engineUnderTest({ cases });
    await first.load([
      { path: root },
      { name: 'up.eml', bytes: message({ subject: 'Uploaded' }) },
      { name: 'up.xml', bytes: bytesOf(report('2')) },
    ]);
    await save(first, 'with', true);
    await first.load([{ name: 'late.eml', bytes: message({ subject: 'Late' }) }]);
    await first.dispose();
    renameSync(root, `${root}-moved`);
    const second = engineUnderTest({ cases });
    expect(await second.call('case.open', { name: 'with' })).toMatchObject({ keepsOriginals: true, messages: 3, reports: 2 });
    for (const { id, subject } of await second.rows()) {
      const { text } = await second.call('source.read', { id, start: 0, end: 10_000 });
      expect(text).toBe(messageText({ subject: subject ?? '' }));
    }
    for (const id of [1, 2]) expect((await second.call('report.raw', { report: id, start: 0, end: 10_000 })).text).toContain('<feedback>');
    renameSync(`${root}-moved`, root);
  });

  it('shows messages whose bytes are gone as they were judged, and says why there is no more', async () => {
    const cases = folder({});
    const root = folder({ 'a.eml': message(), 'b.eml': message({ subject: 'Stays' }) });
    const first = engineUnderTest({ cases });
    await first.load([{ path: root }]);
    await save(first, 'acme');
    const before = await stateOf(first);
    await first.dispose();
    writeFileSync(join(root, 'a.eml'), message({ subject: 'Overwritten' }));
    const second = engineUnderTest({ cases });
    await second.call('case.open', { name: 'acme' });
    expect(await stateOf(second)).toEqual(before);
    const [gone, there] = await second.rows();
    const refused = await second.ask('analysis.get', { id: gone?.id ?? '' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-kept' } });
    expect(JSON.stringify(refused)).toContain(gone?.sha256);
    expect(await second.ask('analysis.get', { id: there?.id ?? '' })).toMatchObject({ ok: true });
    // Judged again by other references: the one that can be; the other stays.
    await second.call('snapshot.add', { items: [snapshot] });
    await second.until('evidence.changed', ({ row }) => row.subject === 'Stays' && row.kind === 'authentic');
    await second.until('evidence.changed', ({ row }) => row.id === gone?.id && row.state === 'done');
    await second.idle();
    expect(withoutIds(await second.rows())[0]).toEqual(before.rows[0]);
  });

  it('is judged again by another Waybill', async () => {
    const cases = folder({});
    const root = folder({ 'a.eml': message() });
    const first = engineUnderTest({ cases });
    await first.load([{ path: root }]);
    await save(first, 'acme');
    const before = await stateOf(first);
    await first.dispose();
    const second = engineUnderTest({ cases, version: '1.3.0' });
    await second.call('case.open', { name: 'acme' });
    await second.until('evidence.changed', ({ row }) => row.state === 'working');
    await second.until('evidence.changed', ({ row }) => row.state === 'done');
    await second.idle();
    expect(await stateOf(second)).toEqual(before);
  });

  it('takes the place of nothing', async () => {
    const cases = folder({ 'acme.waybill': 'precious' });
    const engine = engineUnderTest({ cases });
    expect(await engine.ask('case.save', { name: 'acme', keepOriginals: false })).toMatchObject({
      ok: false,
      error: { code: 'already-there' },
    });
    expect(readFileSync(join(cases, 'acme.waybill'), 'utf8')).toBe('precious');
    for (const name of ['a/b', '../a', 'a..b', 'nul']) {
      expect(await engine.ask('case.save', { name, keepOriginals: false })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      expect(await engine.ask('case.open', { name })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    }
    expect(readdirSync(cases)).toEqual(['acme.waybill']);
    expect(await engine.ask('case.open', { name: 'none' })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await engine.ask('case.open', { name: 'acme' })).toMatchObject({ ok: false, error: { code: 'case-damaged' } });
    expect(readFileSync(join(cases, 'acme.waybill'), 'utf8')).toBe('precious');
  });

  it('follows another: nothing of the one before is left, and its file stays as it was', async () => {
    const cases = folder({});
    const engine = engineUnderTest({ cases });
    await engine.load([snapshot, { name: 'a.eml', bytes: message() }, { name: 'r.xml', bytes: bytesOf(report('1')) }]);
    await engine.call('note.set', { subject: '', text: 'Mine' });
    await save(engine, 'acme');
    const before = await stateOf(engine);
    const empty = { name: null, file: null, reports: 0, messages: 0, keepsOriginals: false, isSaved: false };
    expect(await engine.call('case.new', {})).toEqual(empty);
    expect(await stateOf(engine)).toMatchObject({ rows: [], notes: { notes: [] }, snapshot: { files: [], rrsets: 0 }, reports: [] });
    expect(engine.bodies('reports.changed').at(-1)?.totals.reports).toBe(0);
    expect(engine.bodies('case.changed').at(-1)).toEqual(empty);
    await engine.load([{ name: 'b.eml', bytes: message({ subject: 'Next' }) }]);
    await engine.call('case.open', { name: 'acme' });
    expect(await stateOf(engine)).toEqual(before);
    expect(new Set((await engine.rows()).map(({ id }) => id)).size).toBe(1);
  });

  it('loses its evidence and keeps its references when that is cleared, in the file too', async () => {
    const cases = folder({});
    const first = engineUnderTest({ cases });
    await first.load([snapshot, { name: 'a.eml', bytes: message() }, { name: 'r.xml', bytes: bytesOf(report('1')) }]);
    await save(first, 'acme');
    await first.call('evidence.clear', {});
    const before = await stateOf(first);
    expect(before).toMatchObject({ rows: [], reports: [], snapshot: { files: [{ name: 'dns.ndjson' }] } });
    await first.dispose();
    const second = engineUnderTest({ cases });
    await second.call('case.open', { name: 'acme' });
    expect(await stateOf(second)).toEqual(before);
  });
});

describe('a case that is handed in as evidence', () => {
  const made = async (): Promise<{ readonly cases: string; readonly file: string }> => {
    const cases = folder({});
    const engine = engineUnderTest({ cases });
    await engine.load([{ name: 'a.eml', bytes: message({ subject: 'Of the case' }) }]);
    await save(engine, 'acme');
    await engine.dispose();
    return { cases, file: join(cases, 'acme.waybill') };
  };

  it('is opened where it is, with what comes beside it taken into it', async () => {
    const { file } = await made();
    const engine = engineUnderTest();
    await engine.load([{ path: file }, { name: 'b.eml', bytes: message({ subject: 'Beside' }) }]);
    expect((await engine.rows()).map(({ subject }) => subject)).toEqual(['Of the case', 'Beside']);
    expect(await engine.call('case.get', {})).toMatchObject({ name: 'acme', file, messages: 2 });
  });

  it('is opened from its bytes as a copy without a name', async () => {
    const { file } = await made();
    const before = readFileSync(file);
    const engine = engineUnderTest();
    await engine.load([{ name: 'acme.waybill', bytes: new Uint8Array(before) }]);
    expect((await engine.rows()).map(({ subject }) => subject)).toEqual(['Of the case']);
    expect(await engine.call('case.get', {})).toMatchObject({ name: null, file: null });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('comes alone: a second one is refused, and so is one that would close what is not saved', async () => {
    const [one, other] = [await made(), await made()];
    const engine = engineUnderTest();
    expect(await engine.load([{ path: one.file }, { path: other.file }])).toMatchObject({ done: 2, failed: 1 });
    expect(await engine.call('case.get', {})).toMatchObject({ file: one.file });
    const unsaved = engineUnderTest();
    await unsaved.load([{ name: 'b.eml', bytes: message({ subject: 'Unsaved' }) }]);
    expect(await unsaved.load([{ path: other.file }])).toMatchObject({ failed: 1 });
    const [kept, refused] = await unsaved.rows();
    expect([kept?.subject, refused?.state, refused?.error?.message]).toEqual(['Unsaved', 'failed', expect.stringContaining('not saved')]);
  });

  it('is refused in an archive, and where it is damaged', async () => {
    const { file } = await made();
    const bytes = new Uint8Array(readFileSync(file));
    const engine = engineUnderTest();
    await engine.load([{ name: 'a.zip', bytes: new Uint8Array(zip({ 'acme.waybill': bytes })) }]);
    await engine.load([{ name: 'cut.waybill', bytes: bytes.slice(0, 5_000) }]);
    const rows = await engine.rows();
    expect(rows.map(({ path, state, error }) => [path, state, error?.code])).toEqual([
      ['a.zip!acme.waybill', 'failed', 'not-a-message'],
      ['cut.waybill', 'failed', 'case-damaged'],
    ]);
    expect(await engine.call('case.get', {})).toMatchObject({ file: null });
  });

  it('is not opened a second time, and not read where its folder is walked: the lock that keeps other processes out holds', async () => {
    const { cases, file } = await made();
    writeFileSync(join(cases, 'b.eml'), message({ subject: 'Beside' }));
    const engine = engineUnderTest({ cases });
    await engine.call('case.open', { name: 'acme' });
    await engine.load([{ path: file }]);
    await engine.load([{ path: cases }]);
    expect((await engine.rows()).map(({ subject, error }) => [subject, error])).toEqual([
      ['Of the case', null],
      ['Beside', null],
    ]);
    const script = `(await import('@duckdb/node-api')).DuckDBInstance.create(${JSON.stringify(file)})`;
    const other = spawnSync(process.execPath, ['--input-type=module', '-e', `await ${script}`], { encoding: 'utf8' });
    expect(other.stderr).toMatch(/lock|used by another process/i);
  });
});

describe('a case that is damaged where nobody has looked yet', () => {
  it('is refused, and the session goes on with an empty one', async () => {
    const cases = folder({});
    const first = engineUnderTest({ cases });
    const many = Array.from({ length: 40 }, (_, index) => ({
      name: `${index}.eml`,
      bytes: message({ subject: `${index} ${'x'.repeat(9_000)}` }),
    }));
    await first.load(many);
    await save(first, 'acme');
    await first.dispose();
    const file = join(cases, 'acme.waybill');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 40_000, bytes.length - 20_000);
    writeFileSync(file, bytes);
    const second = engineUnderTest({ cases });
    expect(await second.ask('case.open', { name: 'acme' })).toMatchObject({ ok: false, error: { code: 'case-damaged' } });
    expect(await second.call('case.get', {})).toMatchObject({ file: null, messages: 0 });
    expect(await second.load([{ name: 'a.eml', bytes: message() }])).toMatchObject({ failed: 0 });
  });
});
