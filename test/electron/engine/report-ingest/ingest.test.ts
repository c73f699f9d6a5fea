import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../electron/engine/case-store/database.ts';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import { createReportStore, type ReportStore } from '../../../../electron/engine/case-store/report-store.ts';
import { findSources, type Source } from '../../../../electron/engine/intake.ts';
import { contextOf } from '../../../../electron/engine/report-ingest/classify-context.ts';
import { createReportIngest, type IngestRun } from '../../../../electron/engine/report-ingest/ingest.ts';
import type { IngestEvent } from '../../../../electron/engine/report-ingest/keep-parcel.ts';
import { openReportSource } from '../../../../electron/engine/report-ingest/open-source.ts';
import type { IngestProgress } from '../../../../electron/engine/report-ingest/progress.ts';
import { generateReportBytes } from '../../../bench/report-generator.ts';
import { bundle } from '../../../helpers/built-worker.ts';
import { reportXml, rowXml } from '../../../shared/reports/samples.ts';
import { folder, zip } from '../../evidence.ts';

const grounds = { declared: [], operators: [] };
const clean = rowXml({ ip: '40.107.117.56', count: 60, dkim: 'alpha.example s1 pass', evaluated: 'pass pass' });
const spoof = rowXml({ ip: '40.107.117.56', count: 40, dkim: 'bravo.onmicrosoft.com selector1 pass' });

let worker: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  worker = await bundle('electron/engine/report-ingest/report-worker.ts');
}, 120_000);
afterAll(() => worker.remove());

let place: string;
let database: Database;
let store: ReportStore;
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'waybill-ingest-'));
  await open();
});
afterEach(() => {
  database.close();
  rmSync(place, { recursive: true, force: true });
});

async function open(): Promise<void> {
  const outcome = await openCase(join(place, 'a.case'), { threads: 2 });
  if (!outcome.ok) throw new Error(outcome.error.message);
  database = outcome.value;
  store = await createReportStore(database, contextOf(grounds));
}

async function addAll(inThreads: boolean, sources: AsyncIterable<Source>, run: IngestRun = {}): Promise<IngestEvent[]> {
  const bugs: string[] = [];
  const onBug = (stack: string): void => void bugs.push(stack);
  const ingest = createReportIngest({ store, ...grounds, worker: inThreads ? worker.url : null, threads: 2, onBug });
  const events: IngestEvent[] = [];
  for await (const event of ingest(sources, run)) events.push(event);
  expect(bugs).toEqual([]);
  return events;
}

/** Enough sources that threads are worth their start. */
const many: Record<string, string | Buffer> = Object.fromEntries(
  Array.from({ length: 150 }, (_, index) => {
    const name = `in/${String(index).padStart(3, '0')}`;
    const xml = reportXml((index % 3 === 0 ? spoof : clean).repeat(1 + (index % 5)), { id: `r-${index % 120}` });
    if (index % 10 === 7) return [`${name}.txt`, 'No report.'];
    if (index % 10 === 8) return [`${name}.xml`, ''];
    return index % 2 === 0 ? [`${name}.xml`, xml] : [`${name}.zip`, zip({ 'r.xml': Buffer.from(xml) })];
  }),
);

const contents = async () => ({
  records: await database.all(
    'SELECT report, ordinal, source_ip, count::DOUBLE AS count, header_from, auth_results, operator FROM row_view ORDER BY ALL',
  ),
  reports: await database.all('SELECT id, path, sha256, record_count, message_count::DOUBLE AS messages, head FROM report ORDER BY id'),
  stories: await database.all('SELECT * FROM story ORDER BY id'),
});

/** Larger than what is read as a whole (source-reader.ts). */
const large = generateReportBytes(20_000);
const largeRows = 20_000;

describe.each([
  ['on the caller’s thread', false],
  ['in threads', true],
])('reports added %s', (_title, inThreads) => {
  it('come in the order of the sources, each once, with what is no report among them', async () => {
    const directory = folder(many);
    const events = await addAll(inThreads, findSources([{ path: join(directory, 'in'), shownAs: 'in' }]));
    const names = Object.keys(many);
    expect(events.map(({ path }) => path.split('!')[0])).toEqual(names);
    expect(events.map(({ kind }) => kind)).toEqual(
      names.map((_, index) => (index % 10 === 7 ? 'passed-over' : index % 10 === 8 ? 'refused' : 'added')),
    );
    const added = events.flatMap((event) => (event.kind === 'added' ? [event] : []));
    expect(added.filter(({ duplicateOf }) => duplicateOf === null).map(({ reportId }) => reportId)).toEqual(await store.list());
    const again = added.filter(({ duplicateOf }) => duplicateOf !== null);
    expect(again.length).toBeGreaterThan(10);
    for (const { path, duplicateOf } of again) expect(Number(path.slice(3, 6)) - Number(duplicateOf?.slice(3, 6))).toBe(120);
  });

  it('are stored as one thread stores them', async () => {
    const directory = folder({ ...many, 'in/z.xml': generateReportBytes(20_000) });
    await addAll(inThreads, findSources([{ path: join(directory, 'in'), shownAs: 'in' }]));
    const seen = await contents();
    database.close();
    rmSync(join(place, 'a.case'));
    await open();
    for await (const source of findSources([{ path: join(directory, 'in'), shownAs: 'in' }])) {
      for await (const found of openReportSource(source)) if (found.kind === 'report') await store.add(found.report);
    }
    await store.commit();
    expect(seen).toEqual(await contents());
  });

  it('are added once, however often', async () => {
    const directory = folder(many);
    const sources = () => findSources([{ path: join(directory, 'in'), shownAs: 'in' }]);
    await addAll(inThreads, sources());
    const before = await contents();
    database.close();
    await open();
    const events = await addAll(inThreads, sources());
    expect(events.every((event) => event.kind !== 'added' || event.duplicateOf !== null)).toBe(true);
    expect(await contents()).toEqual(before);
  });

  it('tell how far they are', async () => {
    const directory = folder({ ...many, 'in/z.xml': generateReportBytes(40_000) });
    const told: IngestProgress[] = [];
    const events = await addAll(inThreads, findSources([{ path: join(directory, 'in'), shownAs: 'in' }]), {
      onProgress: (progress) => told.push(progress),
    });
    const sum = Object.values(many).reduce<number>(
      (total, content) => total + Buffer.byteLength(content),
      generateReportBytes(40_000).length,
    );
    const records = events.reduce((total, event) => total + (event.kind === 'added' ? event.recordCount : 0), 0);
    expect(told.at(-1)).toEqual({ files: 151, bytes: sum, ofBytes: sum, records });
    for (const [index, progress] of told.entries()) expect(progress.bytes).toBeGreaterThanOrEqual(told[index - 1]?.bytes ?? 0);
  });

  it('stop at once when they are told to, and leave whole reports', async () => {
    const directory = folder(many);
    const stop = new AbortController();
    const bugs: string[] = [];
    const options = {
      store,
      ...grounds,
      worker: inThreads ? worker.url : null,
      threads: 2,
      onBug: (stack: string) => void bugs.push(stack),
    };
    let seen = 0;
    for await (const _ of createReportIngest(options)(findSources([{ path: join(directory, 'in'), shownAs: 'in' }]), {
      signal: stop.signal,
    })) {
      seen += 1;
      if (seen === 20) stop.abort();
    }
    expect([seen, bugs]).toEqual([20, []]);
    const [counted] = await database.all('SELECT count(*)::INTEGER AS reports FROM report');
    expect(counted).toEqual({ reports: (await store.list()).length });
    expect(Number(counted?.reports)).toBeGreaterThan(10);
    expect(await database.all('SELECT report FROM record WHERE report NOT IN (SELECT id FROM report)')).toEqual([]);
  });

  it('stop in the middle of a large one without a trace of it', async () => {
    writeFileSync(join(place, 'large.xml'), large);
    const directory = folder(many);
    const stop = new AbortController();
    const inputs = [{ path: join(directory, 'in'), shownAs: 'in' }, { path: join(place, 'large.xml') }, { path: join(directory, 'in') }];
    const events = await addAll(inThreads, findSources(inputs), {
      signal: stop.signal,
      onProgress: ({ records }) => {
        if (records > 1_000) stop.abort();
      },
    });
    expect(events).toHaveLength(150);
    expect(await database.all('SELECT count(*)::INTEGER AS n FROM record WHERE report NOT IN (SELECT id FROM report)')).toEqual([{ n: 0 }]);
    expect(await database.all("SELECT count(*)::INTEGER AS n FROM report WHERE path LIKE '%large%'")).toEqual([{ n: 0 }]);
    await addAll(inThreads, findSources(inputs));
    expect(await database.all("SELECT record_count AS n FROM report WHERE path LIKE '%large%'")).toEqual([{ n: largeRows }]);
  });

  it('take what is large as a stream with the notes of a whole, as far as it goes', async () => {
    const xml = large.subarray(0, 2_500_000);
    const files = {
      'a-cut.xml': xml,
      'b-none.xml': Buffer.concat([
        Buffer.from('<?xml version="1.0"?><!-- <feedback> -->'),
        Buffer.alloc(1_500_000, 32),
        Buffer.from('<a/>'),
      ]),
      'c.xml.gz': gzipSync(large, { level: 0 }),
      'd-again.xml': xml,
      'e-packed-alone.zip': zip({ 'inner.xml': large }),
      'f-two.zip': zip({ '1.xml': generateReportBytes(3_000), '2.xml': generateReportBytes(4_000) }),
      'g-named.gz': zip({ 'report.txt': generateReportBytes(5_000) }),
      'h-cut.gz': gzipSync(generateReportBytes(6_000), { level: 0 }).subarray(0, 3_000_000),
      'i-wrong.zip': damaged(zip({ 'r.xml': generateReportBytes(7_000) })),
    };
    const directory = folder(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`in/${name}`, bytes])));
    const inputs = [{ path: join(directory, 'in'), shownAs: 'in' }];
    const events = await addAll(inThreads, findSources(inputs));
    const heads = await Promise.all((await store.list()).map((id) => store.read(id, false)));
    const expected: unknown[] = [];
    for await (const source of findSources(inputs)) {
      for await (const found of openReportSource(source)) expected.push(found.kind === 'report' ? found.report.evidence : found);
    }
    expect(events.map((event) => (event.kind === 'added' ? event.evidence : event))).toEqual(expected);
    const wholes: unknown[] = [];
    for (const { path } of heads.flatMap((head) => head?.evidence ?? [])) {
      const file = path.split('!')[0] ?? '';
      for await (const found of openReportSource({ kind: 'file', file: join(directory, file), shownAs: file })) {
        if (found.kind !== 'report' || found.report.evidence.path !== path) continue;
        const { records, ...head } = found.report;
        wholes.push({ schema: 'waybill/report/1', ...head });
      }
    }
    expect(heads).toEqual(wholes);
    expect(heads.flatMap((head) => head?.notes.map(({ code }) => code) ?? [])).toEqual(
      expect.arrayContaining(['name-contradicts-bytes', 'container-damaged', 'not-well-formed']),
    );
    const counted = await database.all(
      'SELECT p.record_count AS said, count(r.ordinal)::INTEGER AS held, max(r.ordinal) AS last FROM report p LEFT JOIN record r ON r.report = p.id GROUP BY p.id, p.record_count',
    );
    for (const { said, held, last } of counted) expect([held, last]).toEqual([said, said]);
  });
});

it('a source at which a thread is lost is refused alone, in its place', async () => {
  const names = Array.from({ length: 70 }, (_, index) => (index === 40 ? 'crash' : `${index}`));
  async function* sources(): AsyncGenerator<Source> {
    for (const name of names) yield { kind: 'bytes', shownAs: name, bytes: new Uint8Array(10) };
  }
  const bugs: string[] = [];
  const worker = new URL('../workers/fragile-reader.mjs', import.meta.url);
  const ingest = createReportIngest({ store, ...grounds, worker, threads: 2, onBug: (stack) => bugs.push(stack) });
  const told: IngestProgress[] = [];
  const events: IngestEvent[] = [];
  for await (const event of ingest(sources(), { onProgress: (progress) => told.push(progress) })) events.push(event);
  expect(events.map(({ path }) => path)).toEqual(names);
  expect(events.map(({ kind }) => kind)).toEqual(names.map((name) => (name === 'crash' ? 'refused' : 'passed-over')));
  expect(events[40]).toMatchObject({ error: { code: 'internal', evidence: 'crash' } });
  expect(told.at(-1)?.files).toBe(70);
  expect(bugs.length).toBeGreaterThan(0);
  for (const bug of bugs) expect(bug).toContain('crashed on purpose');
});

/** One octet of a value is another: still well-formed, but not what was packed. */
function damaged(archive: Buffer): Buffer {
  const copy = Buffer.from(archive);
  copy.write('6', copy.lastIndexOf('<count>') + '<count>'.length);
  return copy;
}
