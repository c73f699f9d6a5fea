/**
 * Aggregate reports from files to committed rows of a case, as the product adds them: beside others that read reports, and beside gunzip of
 * the same files as the floor; the memory that one very large report takes; and the cores that a folder of small ones keeps busy.
 *
 * WAYBILL_BENCH_REPORT_MB is the size of the large report (1000; 0 leaves it out), WAYBILL_BENCH_ZIPS the number of small ones (20000; 0 too).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defineBench, type Measurement, type Subject } from '../bench.ts';
import { writeLargeReport, writeReportFolder } from '../report-files.ts';
import type { IngestFigures } from '../report-ingest-run.ts';
import { hasDmarcCat, hasMailDmarc, processorSecondsOf, runDmarcCat, runMailDmarc } from '../report-peers.ts';

const largeMegabytes = Number(process.env.WAYBILL_BENCH_REPORT_MB ?? 1000);
const zips = Number(process.env.WAYBILL_BENCH_ZIPS ?? 20_000);
const shared = { files: 20, rows: 5_000 };
/** Rows that Mail::DMARC is asked for: it stores some hundred a second, each in a transaction of its own. */
const fewRows = 500;
const [wantedInOne, wantedInTwo, mostMemory] = [60_000, 100_000, 400];

export default defineBench({
  id: 'report-ingest',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
    try {
      return [besideOthers(folder), ...(largeMegabytes > 0 ? large(folder) : []), ...(zips > 0 ? [manySmall(folder)] : [])];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

/** The bundles stand beside the one that runs. */
function ingest(mode: 'parse' | 'one' | 'two', folder: string, path: string): IngestFigures {
  const bundles = dirname(process.argv[1] ?? '');
  const caseFile = join(folder, 'bench.case');
  for (const file of [caseFile, `${caseFile}.wal`]) rmSync(file, { force: true });
  const words = [join(bundles, 'report-ingest-run.js'), mode, join(bundles, 'report-worker.js'), caseFile, path];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as IngestFigures;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');

function besideOthers(folder: string): Measurement {
  const plain = join(folder, 'plain');
  const packed = join(folder, 'packed');
  writeReportFolder(plain, shared.files, shared.rows, 'plain');
  writeReportFolder(packed, shared.files, shared.rows, 'gzip');
  const rows = shared.files * shared.rows;
  const files = readdirSync(plain).map((name) => join(plain, name));
  const one = ingest('one', folder, plain);
  const parse = ingest('parse', folder, plain);
  const subjects: Subject[] = [
    { name: 'Waybill, into a case, one thread', perSecond: rows / one.cpuSeconds },
    { name: 'Waybill, parse only', perSecond: rows / parse.cpuSeconds },
  ];
  const notes = [
    `${shared.files} files of ${whole(shared.rows)} rows; processor time of all threads; ours from when the case is open, the others with their start`,
  ];
  const add = (name: string, isThere: boolean, count: number, run: () => number | null): void => {
    const seconds = isThere ? run() : null;
    if (seconds === null) notes.push(`${name}: skipped, it is not installed or does not run`);
    else subjects.push({ name, perSecond: count / seconds });
  };
  add('dmarc-cat, prints tables', hasDmarcCat(), rows, () => runDmarcCat(files));
  const few = join(folder, 'few');
  writeReportFolder(few, 1, fewRows, 'plain');
  add('Mail::DMARC, into SQLite', hasMailDmarc(), fewRows, () =>
    runMailDmarc(
      readdirSync(few).map((name) => join(few, name)),
      folder,
    ),
  );
  notes.push(`Mail::DMARC: one file of ${fewRows} rows, more would take hours; dmarc-cat: one process a file, it takes no more`);
  add('gunzip -c (the floor)', true, rows, () =>
    processorSecondsOf(['gunzip', '-c', ...readdirSync(packed).map((name) => join(packed, name))]),
  );
  return { title: 'Aggregate reports, the same files', unit: 'records', subjects, targets: [], notes };
}

function large(folder: string): Measurement[] {
  const file = join(folder, 'large.xml');
  const rows = writeLargeReport(file, largeMegabytes * 1e6);
  const [parse, one, two] = (['parse', 'one', 'two'] as const).map((mode) => ingest(mode, folder, file));
  rmSync(file);
  if (parse === undefined || one === undefined || two === undefined || two.records !== rows) throw new Error('Rows are missing.');
  // What the reading thread took is not more than what the storing one did not; garbage collectors and the database are in it.
  const busiest = Math.max(two.storingSeconds, two.cpuSeconds - two.storingSeconds);
  const peak = Math.max(one.peakMemory, two.peakMemory);
  return [
    {
      title: `One report of ${whole(largeMegabytes)} MB, ${whole(rows)} rows`,
      unit: 'records',
      subjects: [
        { name: 'into a case, a reading and a storing thread', perSecond: rows / busiest },
        { name: 'into a case, one thread', perSecond: rows / one.cpuSeconds },
        { name: 'parse only', perSecond: rows / parse.cpuSeconds },
      ],
      targets: [
        { text: `two threads ≥ ${whole(wantedInTwo)} records/s`, isMet: rows / busiest >= wantedInTwo },
        { text: `one thread ≥ ${whole(wantedInOne)} records/s`, isMet: rows / one.cpuSeconds >= wantedInOne },
        { text: `memory < ${mostMemory} MB: ${whole(peak)} MB at most`, isMet: peak < mostMemory },
      ],
      notes: [
        'processor time; with two threads that of the busier one, which is what a machine with free cores waits for',
        `by the clock of this machine: two threads ${whole(rows / two.wallSeconds)}, one ${whole(rows / one.wallSeconds)}, parse only ${whole(rows / parse.wallSeconds)} records/s`,
        `peak memory: two threads ${whole(two.peakMemory)} MB, one ${whole(one.peakMemory)} MB, parse only ${whole(parse.peakMemory)} MB`,
      ],
    },
  ];
}

function manySmall(folder: string): Measurement {
  const small = join(folder, 'small');
  writeReportFolder(small, zips, 10, 'zip');
  const two = ingest('two', folder, small);
  const one = ingest('one', folder, small);
  const cores = availableParallelism();
  const use = (figures: IngestFigures): string => `${Math.round((figures.cpuSeconds / figures.wallSeconds / cores) * 100)} %`;
  return {
    title: `A folder of ${whole(zips)} small zips, by the clock`,
    unit: 'reports',
    subjects: [
      { name: 'on all cores', perSecond: two.reports / two.wallSeconds },
      { name: 'one thread', perSecond: one.reports / one.wallSeconds },
    ],
    targets: [],
    notes: [
      `${use(two)} of ${cores} cores busy, ${use(one)} with one thread; ${two.cpuSeconds.toFixed(1)} and ${one.cpuSeconds.toFixed(1)} processor seconds`,
      `peak memory ${whole(two.peakMemory)} MB and ${whole(one.peakMemory)} MB`,
    ],
  };
}
