/** `npm test`: every check in turn, all of them even where one fails, and one closing line with the sum. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, say } from './checkout.mjs';
import { add, type Counts, closingLine, countCorpusTests, countPlaywright, countVitest, nothing } from './test-counts.ts';

const reports = mkdtempSync(join(tmpdir(), 'waybill-test-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');
const failedOnce: Counts = { passed: 0, failed: 1, skipped: 0 };
const failedSteps: string[] = [];
let counts = nothing;

/** Runs a step with its output shown. Its name is listed at the end where it failed. */
function step(name: string, words: readonly string[], environment: Record<string, string> = {}): boolean {
  say(`── ${name}`);
  const began = performance.now();
  const { status } = spawnSync(process.execPath, words, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  say(`── ${name}: ${status === 0 ? 'done' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  if (status !== 0) failedSteps.push(name);
  return status === 0;
}

/** A step that is one check, not many tests. */
function check(name: string, words: readonly string[]): boolean {
  const passed = step(name, words);
  if (!passed) counts = add(counts, failedOnce);
  return passed;
}

/** Adds what a runner reported. A runner that failed without a failing test (a crash, an unhandled rejection) still counts as one failure. */
function tally(passed: boolean, report: string, count: (report: never) => Counts): void {
  const found = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8')) as never) : nothing;
  counts = add(counts, !passed && found.failed === 0 ? add(found, failedOnce) : found);
}

const tool = (path: string): string => join(root, 'node_modules', path);

check('types', [tool('typescript/bin/tsc'), '-b']);
check('format and lint', [tool('@biomejs/biome/bin/biome'), 'check', '.']);
const isBuilt = check('build', [join(root, 'electron/setup/build.ts')]);

const unit = [
  'run',
  '-c',
  join(root, 'test/vitest.config.ts'),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestReport}`,
];
tally(step('unit, property, suite and golden tests', [tool('vitest/vitest.mjs'), ...unit]), vitestReport, countVitest);

if (isBuilt) {
  const endToEnd = ['test', '-c', join(root, 'test/playwright.config.ts')];
  const passed = step('end-to-end tests', [tool('@playwright/test/cli.js'), ...endToEnd], { WAYBILL_E2E_REPORT: playwrightReport });
  tally(passed, playwrightReport, countPlaywright);
}

// On a stranger's clone the corpora are missing and their tests are skipped; where they must be there, a run without them proves nothing.
if (process.env.CI === 'true' && existsSync(join(root, '../shared'))) {
  const corpusTests = existsSync(vitestReport) ? countCorpusTests(JSON.parse(readFileSync(vitestReport, 'utf8'))) : 0;
  if (corpusTests === 0) {
    failedSteps.push('no test read the corpora in ../shared/corpora, though ../shared is there');
    counts = add(counts, failedOnce);
  }
}

rmSync(reports, { recursive: true, force: true });
for (const name of failedSteps) say(`FAILED: ${name}`);
process.stdout.write(`${closingLine(counts)}\n`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
