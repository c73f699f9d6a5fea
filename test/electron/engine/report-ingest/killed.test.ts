import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import { createReportStore } from '../../../../electron/engine/case-store/report-store.ts';
import { findSources } from '../../../../electron/engine/intake.ts';
import { contextOf } from '../../../../electron/engine/report-ingest/classify-context.ts';
import { createReportIngest } from '../../../../electron/engine/report-ingest/ingest.ts';
import { generateReportBytes } from '../../../bench/report-generator.ts';
import { bundle } from '../../../helpers/built-worker.ts';
import { reportXml, rowXml } from '../../../shared/reports/samples.ts';
import { folder } from '../../evidence.ts';

const grounds = { declared: [], operators: [] };
const bundles: Awaited<ReturnType<typeof bundle>>[] = [];
let place: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'waybill-killed-'));
  for (const entry of ['electron/engine/report-ingest/report-worker.ts', 'test/electron/engine/report-ingest/ingest-process.ts']) {
    bundles.push(await bundle(entry));
  }
}, 120_000);
afterAll(() => {
  for (const one of bundles) one.remove();
  rmSync(place, { recursive: true, force: true });
});

const paths = (): string[] => bundles.map(({ url }) => fileURLToPath(url));

/** Kills the process as soon as it has printed so many lines; resolves with what it printed once it is gone. */
async function addAndKill(caseFile: string, directory: string, lines: number): Promise<number> {
  const [worker = '', program = ''] = paths();
  const child = spawn(process.execPath, [program, caseFile, worker, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  let seen = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString().split('\n').length - 1;
    if (seen >= lines) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  return seen;
}

it('a process that is killed while its threads read leaves whole reports only, and adding them again completes the case', async () => {
  const row = rowXml({ ip: '40.107.117.56', count: 60, dkim: 'alpha.example s1 pass', evaluated: 'pass pass' });
  const small = Array.from({ length: 250 }, (_, index) => [
    `${String(index).padStart(4, '0')}.xml`,
    reportXml(row.repeat(1 + (index % 9)), { id: `r-${index}` }),
  ]);
  const directory = folder({
    ...Object.fromEntries(small.slice(0, 200)),
    '0199-large.xml': generateReportBytes(8_000),
    ...Object.fromEntries(small.slice(200)),
  });
  const counts: number[] = [];
  // Before the first commit, in the middle of the large report, and behind it.
  for (const lines of [50, 202, 240]) {
    const file = join(place, `${lines}.case`);
    await addAndKill(file, directory, lines);
    const opened = await openCase(file);
    if (!opened.ok) throw new Error(opened.error.message);
    const database = opened.value;
    const torn = () =>
      database.all(
        `SELECT p.id FROM report p LEFT JOIN record r ON r.report = p.id LEFT JOIN story s ON s.id = r.story GROUP BY p.id, p.record_count
           HAVING count(r.ordinal) <> p.record_count OR count(s.id) <> p.record_count
         UNION ALL SELECT report FROM record WHERE report NOT IN (SELECT id FROM report)`,
      );
    expect(await torn()).toEqual([]);
    const store = await createReportStore(database, contextOf(grounds));
    const before = (await store.list()).length;
    counts.push(before);
    const ingest = createReportIngest({ store, ...grounds, worker: null, onBug: () => undefined });
    let again = 0;
    for await (const event of ingest(findSources([{ path: directory }])))
      if (event.kind === 'added' && event.duplicateOf !== null) again += 1;
    expect([again, (await store.list()).length]).toEqual([before, 251]);
    expect(await torn()).toEqual([]);
    const [rows] = await database.all('SELECT count(*)::INTEGER AS n FROM record');
    expect(rows?.n).toBe(8_000 + small.reduce((sum, _, index) => sum + 1 + (index % 9), 0));
    database.close();
  }
  expect(counts[0]).toBe(0);
  expect(counts.some((count) => count > 0 && count < 251)).toBe(true);
}, 180_000);
