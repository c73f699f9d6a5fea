/** The reports in the PATHs of a command line, judged: all are read once to learn what is usual, and then given with their classes. */
import { resolve } from 'node:path';
import { alignWith } from '../../shared/authentication/alignment.ts';
import type { Evidence } from '../../shared/facts/evidence.ts';
import type { ReadReport, Report } from '../../shared/facts/report.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { buildTenantKnowledge } from '../../shared/infrastructure/tenant-directory.ts';
import { assertNever, type Refusal } from '../../shared/outcome.ts';
import { type ClassifyContext, createRowJudge } from '../../shared/reports/classify.ts';
import { createDuplicateFinder, withDuplicate } from '../../shared/reports/duplicates.ts';
import type { Note } from '../../shared/reports/notes.ts';
import { readReports } from '../../shared/reports/open.ts';
import { findSources, type Source } from '../engine/intake.ts';
import { largestFile, readFileWithin } from '../engine/read-file.ts';
import type { Grounds } from '../engine/task.ts';
import { type CliIo, readAll } from './io.ts';

export type JudgedReport =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'refused'; readonly path: string; readonly error: Refusal; readonly evidence: Evidence | null }
  | { readonly kind: 'passed-over'; readonly path: string; readonly note: Note };

export type FoundReport = Exclude<JudgedReport, { kind: 'report' }> | { readonly kind: 'report'; readonly report: ReadReport };

export type ReportGrounds = Pick<Grounds, 'declared' | 'operators'>;

/** What rows are judged by, from what the command line names. */
export function contextOf({ declared, operators }: ReportGrounds): ClassifyContext {
  const infrastructure = createInfrastructure(operators);
  return {
    infrastructure,
    knowledge: buildTenantKnowledge(declared, [], infrastructure),
    align: (from, domain) => alignWith([from], domain, infrastructure).aligned,
  };
}

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

/** The reports in one file, not judged yet. */
export async function* openReportSource(source: Source): AsyncGenerator<FoundReport> {
  const path = source.shownAs;
  if (source.kind === 'refused') {
    yield { kind: 'refused', path, error: source.error, evidence: null };
    return;
  }
  const read = source.kind === 'bytes' ? { ok: true as const, value: source.bytes } : await readFileWithin(source.file, path);
  if (!read.ok) {
    yield { kind: 'refused', path, error: read.error, evidence: null };
    return;
  }
  for await (const opened of readReports(path, read.value)) {
    switch (opened.kind) {
      case 'report':
        yield opened;
        break;
      case 'refusal':
        yield { kind: 'refused', path: opened.path, error: opened.refusal, evidence: opened.evidence };
        break;
      case 'note':
        yield { kind: 'passed-over', path: opened.path, note: opened.note };
        break;
      default:
        assertNever(opened);
    }
  }
}
