import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bundle } from '../../helpers/built-worker.ts';
import { reportXml, rowXml } from '../../shared/reports/samples.ts';
import { engineUnderTest } from '../engine-under-test.ts';
import { folder, message } from '../evidence.ts';
import { everyRow } from '../report-filter.ts';

let built: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  built = await bundle('electron/engine/engine.ts');
}, 60_000);
afterAll(() => built.remove());

/** An engine in a process of its own, which says what it is told to do and lives until it is killed. */
function otherEngine(cases: string, temporary: string): ChildProcess {
  const script = join(folder({}), 'engine.mjs');
  writeFileSync(
    script,
    `import { createEngine } from ${JSON.stringify(built.url.href)};
     const engine = createEngine({
       emit: (name, body) => process.send({ name, body }),
       version: '1.2.3', host: 'loopback', sampleDirectory: null, worker: null,
       cases: ${JSON.stringify(cases)}, temporary: ${JSON.stringify(temporary)},
     });
     process.on('message', async ({ name, request }) => process.send({ name, outcome: await engine.handlers[name](request) }));`,
  );
  const child = fork(script, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

function answered(child: ChildProcess, name: string, request: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.on('exit', () => reject(new Error('The engine ended.')));
    child.on('message', (heard: { name: string; outcome?: { ok: boolean } }) => {
      if (heard.name !== name || heard.outcome === undefined) return;
      if (heard.outcome.ok) resolve(heard.outcome);
      else reject(new Error(JSON.stringify(heard.outcome)));
    });
    child.send({ name, request });
  });
}

describe('an engine that is killed while it reads', () => {
  it('leaves a case of whole reports; adding the same again makes it complete', async () => {
    const rows = rowXml({ ip: '40.107.117.56', dkim: 'bravo.onmicrosoft.com selector1 pass' }).repeat(40);
    const many = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, index) => [`${String(index).padStart(4, '0')}.xml`, reportXml(rows, { id: `r-${index}` })]),
    );
    const evidence = folder({ 'a.eml': message() });
    const reports = folder(many);
    const [cases, temporary] = [folder({}), folder({})];
    const child = otherEngine(cases, temporary);
    await answered(child, 'evidence.add', { items: [{ path: evidence }] });
    await answered(child, 'case.save', { name: 'acme', keepOriginals: false });
    await answered(child, 'note.set', { subject: '', text: 'Before' });
    const committed = new Promise<void>((resolve) => {
      child.on('message', ({ name, body }: { name: string; body?: { records: number } }) => {
        if (name === 'job.progress' && (body?.records ?? 0) > 25_000) resolve();
      });
    });
    child.send({ name: 'evidence.add', request: { items: [{ path: reports }] } });
    await committed;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;

    const engine = engineUnderTest({ cases, temporary });
    expect(await engine.call('case.open', { name: 'acme' })).toMatchObject({ name: 'acme', messages: 1 });
    const totals = async () => await engine.call('reports.totals', { filter: everyRow });
    const left = await totals();
    expect(left.reports).toBeGreaterThan(0);
    expect(left.reports).toBeLessThan(1_500);
    expect(left.rows).toBe(left.reports * 40);
    // Rows that had no class yet get it.
    await engine.until('reports.changed', ({ totals: now }) => now.rows === left.rows && now.rowsByClass[5] === 0);
    expect(await engine.call('notes.get', {})).toMatchObject({ notes: [{ text: 'Before' }] });
    expect(await engine.load([{ path: reports }])).toMatchObject({ done: 1_500, failed: 0 });
    expect(await totals()).toMatchObject({ reports: 1_500, rows: 60_000 });
  }, 60_000);
});
