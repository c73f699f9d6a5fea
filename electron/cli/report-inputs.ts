/** The reports in the PATHs of a command line, judged: all are read once to learn what is usual, and then given with their classes. */
import { resolve } from 'node:path';
import type { Evidence } from '../../shared/facts/evidence.ts';
import type { Report } from '../../shared/facts/report.ts';
import type { Refusal } from '../../shared/outcome.ts';
import { createRowJudge } from '../../shared/reports/classify.ts';
import { createDuplicateFinder, withDuplicate } from '../../shared/reports/duplicates.ts';
import type { Note } from '../../shared/reports/notes.ts';
import { findSources, type Source } from '../engine/intake.ts';
import { largestFile } from '../engine/read-file.ts';
import { contextOf, type ReportGrounds } from '../engine/report-ingest/classify-context.ts';
import { type FoundReport, openReportSource } from '../engine/report-ingest/open-source.ts';
import { type CliIo, readAll } from './io.ts';

export type JudgedReport =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'refused'; readonly path: string; readonly error: Refusal; readonly evidence: Evidence | null }
  | { readonly kind: 'passed-over'; readonly path: string; readonly note: Note };

/** Rows that are kept between the two readings; with more, everything is read again instead. */
const keptRows = 300_000;

/**
 * In the order of the PATHs. The first pass is over before anything is given, because a row is judged by all others: the classes do not
 * depend on the order of the inputs. Rows of a report that was there before are given again but teach nothing.
 */
export async function* judgeReports(paths: readonly string[], grounds: ReportGrounds, io: CliIo): AsyncGenerator<JudgedReport> {
  const judge = createRowJudge(contextOf(grounds));
  const stdin = paths.includes('-') ? await readAll(io.stdin, largestFile) : null;
  let kept: FoundReport[] | null = [];
  let rows = 0;
  let ordinal = 0;
  for await (const found of findReports(paths, stdin, io)) {
    if (found.kind === 'report') {
      ordinal += 1;
      rows += found.report.records.length;
      if (found.report.duplicateOf === null) for (const record of found.report.records) judge.observe(record, found.report, ordinal);
    }
    if (rows > keptRows) kept = null;
    kept?.push(found);
  }
  for await (const found of kept ?? findReports(paths, stdin, io)) {
    if (found.kind !== 'report') yield found;
    else {
      const { records, ...head } = found.report;
      const judged = records.map((record) => ({ ...record, ...judge.judge(record, head) }));
      yield { kind: 'report', report: { schema: 'waybill/report/1', ...head, records: judged } };
    }
  }
}

async function* findReports(paths: readonly string[], stdin: Uint8Array | null, io: CliIo): AsyncGenerator<FoundReport> {
  const duplicates = createDuplicateFinder();
  for await (const source of reportSources(paths, stdin, io)) {
    for await (const found of openReportSource(source)) {
      yield found.kind === 'report' ? { kind: 'report', report: withDuplicate(found.report, duplicates) } : found;
    }
  }
}

/** The files of the PATHs; `stdin` stands for `-`. */
export async function* reportSources(paths: readonly string[], stdin: Uint8Array | null, io: CliIo): AsyncGenerator<Source> {
  for (const path of paths) {
    if (path === '-') yield standardInput(stdin);
    else yield* findSources([{ path: resolve(io.directory, path), shownAs: path }]);
  }
}

function standardInput(bytes: Uint8Array | null): Source {
  if (bytes !== null) return { kind: 'bytes', bytes, shownAs: '-' };
  return { kind: 'refused', shownAs: '-', error: { code: 'too-large', message: 'Standard input holds more than 512 MiB.', evidence: '-' } };
}
