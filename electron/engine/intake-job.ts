/** Takes inputs into the case as a job: what to judge by first, then every message as it is found, several at a time; then what they taught. */
import { extname } from 'node:path';
import type { EmitEvent } from '../../shared/contract.ts';
import { sniff } from '../../shared/intake/sniff.ts';
import { mayCarryReport } from '../../shared/reports/may-carry-report.ts';
import { type AsyncQueue, createAsyncQueue } from './async-queue.ts';
import { type Case, type Entry, refusedRow, waitingRow } from './case.ts';
import { caseEnding } from './case-folder.ts';
import { type CaseSource, splitCases } from './case-inputs.ts';
import type { CaseKeeper } from './case-keeper.ts';
import { forEachConcurrently } from './concurrent.ts';
import { type EvidenceBytes, sha256Of } from './evidence-bytes.ts';
import { type Found, type FoundReport, findSources, type Input, openAnySource, type Source } from './intake.ts';
import type { Job } from './jobs.ts';
import type { Judge } from './judge.ts';
import { isLikelyReport } from './likely-report.ts';
import { readFileWithin } from './read-file.ts';
import { isReferenceKind, type ReferenceKind } from './reference-kind.ts';
import type { References } from './references.ts';
import { createReportIntake } from './report-intake.ts';
import type { SessionReports } from './session-reports.ts';

export interface IntakeParts {
  readonly held: Case;
  readonly bytes: EvidenceBytes;
  readonly references: References;
  readonly judge: Judge;
  readonly reports: SessionReports;
  readonly keepUpload: (path: string, bytes: Uint8Array) => void;
  readonly keeper: Pick<CaseKeeper, 'openSource' | 'isOpen'>;
  readonly emit: EmitEvent;
  /** Messages that may be under way together: enough to keep every worker busy, few enough to keep memory flat. */
  readonly atATime: number;
}

export interface IntakeJob {
  load(inputs: readonly Input[], job: Job): Promise<void>;
  /** Lets hold what the messages taught, and judges everything again that is no longer judged by what holds. */
  rejudge(job: Job): Promise<void>;
}

/** Cases up to this size are opened message by message, so that their details are made at once. */
const smallCase = 200;
/** Names of what is likely no message. Only the order depends on them: what a file is, its bytes decide. */
const likelyReference = new Set(['.ndjson', '.jsonl', '.json', '.yml', '.yaml', '.zone', '.dig', '.dns', '.dat']);
const likelyReferenceLimit = 64 * 1024 * 1024;

export function createIntakeJob({ held, bytes, references, judge, reports, keepUpload, keeper, emit, atATime }: IntakeParts): IntakeJob {
  const addReference = async (kind: ReferenceKind, path: string, content: Uint8Array): Promise<boolean> => {
    const added = await references.add(kind, path, content);
    if (!added.ok) addRefused(path, added.error);
    return added.ok;
  };
  const addRefused = (path: string, error: Parameters<typeof refusedRow>[2]): void => {
    const { entry } = held.add(path, `refused ${error.code}`, (id) => refusedRow(id, path, error));
    emit('evidence.changed', { row: entry.row });
  };

  /** Snapshots and the like that lie among the messages are read before them, or everything would be judged twice. */
  const withoutReferences = async (sources: readonly Source[], job: Job): Promise<Source[]> => {
    const rest: Source[] = [];
    for (const source of sources) {
      const likely = source.kind !== 'refused' && likelyReference.has(extname(source.shownAs).toLowerCase());
      const content = likely && !job.isCancelled() ? await contentOf(source) : null;
      const kind = content === null ? null : sniff(content);
      if (content !== null && isReferenceKind(kind)) job.finish(!(await addReference(kind, source.shownAs, content)));
      else rest.push(source);
    }
    return rest;
  };

  const take = async (found: Found, job: Job): Promise<void> => {
    if (found.kind === 'refused') {
      addRefused(found.path, found.error);
      job.finish(true);
      return;
    }
    if (found.kind !== 'message') {
      job.finish(!(await addReference(found.kind, found.path, found.bytes)));
      return;
    }
    const sha256 = sha256Of(found.bytes);
    const { entry, isNew } = held.add(found.path, sha256, (id) => waitingRow(id, found.path, sha256, found.bytes.length));
    if (!isNew) {
      emit('evidence.changed', { row: entry.row });
      job.finish(entry.row.state === 'failed');
      return;
    }
    const kept = bytes.keep(entry.id, found.bytes, { path: found.path, sha256, origin: found.origin });
    if (kept.ok) {
      job.finish(!(await judge.judge(entry, held.size() <= smallCase)).ok);
    } else {
      held.remove(entry.id);
      addRefused(found.path, kept.error);
      job.finish(true);
    }
  };

  const judgeStale = async (stale: readonly Entry[], job: Job): Promise<void> => {
    job.expect(stale.length);
    for (const entry of stale) {
      entry.row = { ...entry.row, state: 'waiting' };
      emit('evidence.changed', { row: entry.row });
    }
    await forEachConcurrently(stale, atATime, job.isCancelled, async (entry: Entry) => {
      const isDue = held.has(entry) && !judge.isCurrent(entry);
      job.finish(isDue && !(await judge.judge(entry, held.size() <= smallCase)).ok);
    });
  };

  /** What a message teaches does not depend on what others taught, so the second round is the last unless something else changes meanwhile. */
  const rejudgeMessages = async (job: Job): Promise<void> => {
    while (!job.isCancelled()) {
      references.publishLessons();
      const stale = held.entries().filter((entry) => entry.judgedBy !== null && !judge.isCurrent(entry));
      if (stale.length === 0) return;
      await judgeStale(stale, job);
    }
  };

  const rejudge = async (job: Job): Promise<void> => {
    await rejudgeMessages(job);
    // Rows are judged by what the messages taught, too. Those of a job that was cancelled stay, so they get their classes as well.
    await reports.judge();
  };

  /** The first is opened in the place of the present case, before anything is taken into it. */
  const openCases = async ([first, ...others]: readonly CaseSource[], job: Job): Promise<void> => {
    if (first === undefined) return;
    job.expect(1 + others.length);
    const opened = await keeper.openSource(first, job);
    if (!opened.ok) addRefused(first.shownAs, opened.error);
    job.finish(!opened.ok);
    for (const { shownAs } of others) {
      addRefused(shownAs, { code: 'bad-request', message: 'One case is open at a time: open this one by itself.', evidence: shownAs });
      job.finish(true);
    }
  };

  /** Finds everything in the sources and puts it into the queue, except for the reports, which go into the case. */
  const find = async (sources: readonly Source[], queue: AsyncQueue<Found>, job: Job): Promise<void> => {
    const intake = createReportIntake({ reports, job, keepUpload, refused: addRefused, giveBack: queue.push });
    const others: Source[] = [];
    for (const source of sources) {
      if (job.isCancelled()) break;
      if (await isLikelyReport(source, sources.length <= smallCase)) await intake.hand(source, { isUpload: source.kind === 'bytes' });
      else others.push(source);
    }
    for await (const found of openAll(others, job)) {
      if (job.isCancelled()) break;
      if (found.kind === 'report') await intake.hand(asSource(found), { isUpload: found.origin === null });
      else if (found.kind === 'message' && mayCarryReport(found.bytes))
        await intake.hand(asSource(found), { mail: found, isUpload: found.origin === null });
      else await queue.push(found);
    }
    await intake.finish();
  };

  /**
   * The case that is open, or DuckDB's log beside it, where a folder holds them: reading and closing the file would give up the lock that keeps
   * other processes out of it.
   */
  const isOpenCase = async (file: string): Promise<boolean> => {
    const itself = file.endsWith('.wal') ? file.slice(0, -'.wal'.length) : file;
    return extname(itself) === caseEnding && (await keeper.isOpen(itself));
  };

  return {
    rejudge,
    async load(inputs, job) {
      const { cases, others } = await splitCases(inputs, keeper.isOpen);
      await openCases(cases, job);
      const sources: Source[] = [];
      for await (const source of findSources(others)) {
        if (job.isCancelled()) return;
        if (source.kind === 'file' && (await isOpenCase(source.file))) continue;
        sources.push(source);
        job.expect(1);
      }
      const rest = await withoutReferences(sources, job);
      const queue = createAsyncQueue<Found>(atATime);
      await Promise.all([
        find(rest, queue, job).finally(() => queue.end()),
        forEachConcurrently(queue.read(), atATime, job.isCancelled, (found) => take(found, job)),
      ]);
      await rejudge(job);
    },
  };
}

/** Everything in the sources, one after the other. A container with several members raises the number that the job expects. */
async function* openAll(sources: readonly Source[], job: Job): AsyncGenerator<Found | FoundReport> {
  for (const source of sources) {
    let count = 0;
    for await (const found of openAnySource(source)) {
      if (count > 0) job.expect(1);
      count += 1;
      yield found;
    }
    if (count === 0) job.finish(false);
  }
}

function asSource({ path, bytes }: { readonly path: string; readonly bytes: Uint8Array }): Source {
  return { kind: 'bytes', bytes, shownAs: path };
}

async function contentOf(source: Source): Promise<Uint8Array | null> {
  if (source.kind === 'bytes') return source.bytes;
  if (source.kind === 'refused') return null;
  const read = await readFileWithin(source.file, source.shownAs, likelyReferenceLimit);
  return read.ok ? read.value : null;
}
