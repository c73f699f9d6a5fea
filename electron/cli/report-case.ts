/** `reports --case`: adds the reports of the PATHs to a case file, and gives them back judged by everything that the case holds. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Evidence } from '../../shared/facts/evidence.ts';
import { openCase } from '../engine/case-store/open-case.ts';
import { type Added, createReportStore, type ReportStore } from '../engine/case-store/report-store.ts';
import type { Source } from '../engine/intake.ts';
import { largestFile } from '../engine/read-file.ts';
import { type CliIo, readAll } from './io.ts';
import { contextOf, type FoundReport, type JudgedReport, openReportSource, type ReportGrounds, reportSources } from './report-inputs.ts';
import { openReportStream } from './report-stream.ts';

type Kept =
  | Exclude<FoundReport, { kind: 'report' }>
  | { readonly kind: 'added'; readonly added: Added; readonly evidence: Evidence | null };

/** Files from this size on are read as a stream where they hold one report: then memory does not grow with them. */
const streamedFrom = 32 * 1024 * 1024;

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
    const stdin = paths.includes('-') ? await readAll(io.stdin, largestFile) : null;
    const kept: Kept[] = [];
    for await (const source of reportSources(paths, stdin, io)) for await (const one of addSource(source, store)) kept.push(one);
    await store.commit();
    await store.judge();
    for (const one of kept) {
      if (one.kind !== 'added') yield one;
      else {
        const report = await store.read(one.added.id, withRows);
        if (report === null) continue;
        const { duplicateOf } = one.added;
        yield {
          kind: 'report',
          report: duplicateOf === null ? report : { ...report, evidence: one.evidence ?? report.evidence, duplicateOf },
        };
      }
    }
  } finally {
    opened.value.close();
  }
}

async function* addSource(source: Source, store: ReportStore): AsyncGenerator<Kept> {
  if (source.kind === 'file' && (await sizeOf(source.file)) >= streamedFrom) {
    const stream = await openReportStream(source.file, source.shownAs);
    if (stream !== null) {
      const outcome = await store.addStream(stream.path, stream.chunks);
      if (outcome.ok) yield { kind: 'added', added: outcome.value, evidence: null };
      else yield { kind: 'refused', path: stream.path, error: outcome.error, evidence: null };
      return;
    }
  }
  for await (const found of openReportSource(source)) {
    if (found.kind !== 'report') yield found;
    else yield { kind: 'added', added: await store.add(found.report), evidence: found.report.evidence };
  }
}

/** 0 where it cannot be told: then the usual way says why. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault) return 0;
    throw fault;
  }
}
