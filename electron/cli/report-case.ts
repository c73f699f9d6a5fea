/** `reports --case`: adds the reports of the PATHs to a case file, and gives them back judged by everything that the case holds. */
import { resolve } from 'node:path';
import { openCase } from '../engine/case-store/open-case.ts';
import { createReportStore } from '../engine/case-store/report-store.ts';
import { largestFile } from '../engine/read-file.ts';
import { contextOf, type ReportGrounds } from '../engine/report-ingest/classify-context.ts';
import { builtReportWorker, createReportIngest } from '../engine/report-ingest/ingest.ts';
import type { IngestEvent } from '../engine/report-ingest/keep-parcel.ts';
import { type CliIo, readAll } from './io.ts';
import { type JudgedReport, reportSources } from './report-inputs.ts';

/** In the order of the PATHs. Everything is added before anything is given. A case that cannot be opened is one refusal. */
export async function* addToCase(
  paths: readonly string[],
  file: string,
  grounds: ReportGrounds,
  io: CliIo,
  withRows: boolean,
): AsyncGenerator<JudgedReport> {
  const opened = await openCase(resolve(io.directory, file));
  if (!opened.ok) {
    yield { kind: 'refused', path: file, error: opened.error, evidence: null };
    return;
  }
  try {
    const store = await createReportStore(opened.value, contextOf(grounds));
    const onBug = (stack: string): void => void io.stderr.write(`waybill: ${stack}\n`);
    const ingest = createReportIngest({ store, operators: grounds.operators, worker: builtReportWorker(), onBug });
    const stdin = paths.includes('-') ? await readAll(io.stdin, largestFile) : null;
    const events: IngestEvent[] = [];
    for await (const event of ingest(reportSources(paths, stdin, io))) events.push(event);
    await store.judge();
    for (const event of events) {
      if (event.kind !== 'added') {
        yield event;
        continue;
      }
      const report = await store.read(event.reportId, withRows);
      if (report === null) continue;
      const { duplicateOf, evidence } = event;
      yield { kind: 'report', report: duplicateOf === null ? report : { ...report, evidence, duplicateOf } };
    }
  } finally {
    opened.value.close();
  }
}
