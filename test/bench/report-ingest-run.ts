/**
 * One ingest in a process of its own, so that its memory and its processor time are nobody else's.
 * Arguments: `parse`, `one` or `two` (threads), the worker's file, the case file, the path. Prints one `IngestFigures` as JSON.
 */
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openCase } from '../../electron/engine/case-store/open-case.ts';
import { createReportStore } from '../../electron/engine/case-store/report-store.ts';
import { findSources } from '../../electron/engine/intake.ts';
import { contextOf } from '../../electron/engine/report-ingest/classify-context.ts';
import { createReportIngest } from '../../electron/engine/report-ingest/ingest.ts';
import { createReportParser } from '../../shared/reports/read.ts';

export interface IngestFigures {
  readonly records: number;
  readonly reports: number;
  readonly wallSeconds: number;
  /** Of all threads of the process, from when the case is open to when everything is committed. */
  readonly cpuSeconds: number;
  /** Of the thread that stores. */
  readonly storingSeconds: number;
  /** MiB, of the whole process in its whole life. */
  readonly peakMemory: number;
}

const [mode = '', worker = '', caseFile = '', path = ''] = process.argv.slice(2);
const threadCpu = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
};

let records = 0;
let reports = 0;

async function parse(file: string): Promise<void> {
  const parser = createReportParser(file, {
    onRecord: () => {
      records += 1;
    },
    onReport: () => undefined,
    onNote: () => undefined,
  });
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) parser.write(chunk as Uint8Array);
  if (parser.end().ok) reports += 1;
}

async function run(): Promise<IngestFigures> {
  const opened = mode === 'parse' ? null : await openCase(caseFile);
  if (opened !== null && !opened.ok) throw new Error(opened.error.message);
  const store = opened === null ? null : await createReportStore(opened.value, contextOf({ declared: [], operators: [] }));
  const [cpu, wall, thread] = [process.cpuUsage(), performance.now(), threadCpu()];
  if (store === null) {
    const files = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
    for (const file of files) await parse(file);
  } else {
    const script = mode === 'two' ? pathToFileURL(worker) : null;
    const onBug = (stack: string): void => void process.stderr.write(`${stack}\n`);
    const ingest = createReportIngest({ store, operators: [], worker: script, onBug });
    for await (const event of ingest(findSources([{ path }]))) {
      if (event.kind !== 'added') throw new Error(`${event.path} was not added.`);
      records += event.recordCount;
      reports += 1;
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  const figures = {
    wallSeconds: (performance.now() - wall) / 1000,
    cpuSeconds: (user + system) / 1e6,
    storingSeconds: threadCpu() - thread,
  };
  opened?.value.close();
  return { records, reports, ...figures, peakMemory: process.resourceUsage().maxRSS / 1024 };
}

process.stdout.write(JSON.stringify(await run()));
