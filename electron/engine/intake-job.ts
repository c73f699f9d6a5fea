/** Takes inputs into the case as a job: what to judge by first, then every message as it is found, several at a time; then what they taught. */
import { extname } from 'node:path';
import type { EmitEvent } from '../../shared/contract.ts';
import { sniff } from '../../shared/intake/sniff.ts';
import { type Case, type Entry, refusedRow, waitingRow } from './case.ts';
import { forEachConcurrently } from './concurrent.ts';
import { type EvidenceBytes, sha256Of } from './evidence-bytes.ts';
import { type Found, findSources, type Input, openSource, type Source } from './intake.ts';
import type { Job } from './jobs.ts';
import type { Judge } from './judge.ts';
import { readFileWithin } from './read-file.ts';
import { isReferenceKind, type ReferenceKind } from './reference-kind.ts';
import type { References } from './references.ts';

export interface IntakeParts {
  readonly held: Case;
  readonly bytes: EvidenceBytes;
  readonly references: References;
  readonly judge: Judge;
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
const likelyReference = new Set(['.ndjson', '.jsonl', '.json', '.yml', '.yaml', '.zone', '.dig', '.dns']);
const likelyReferenceLimit = 64 * 1024 * 1024;

export function createIntakeJob({ held, bytes, references, judge, emit, atATime }: IntakeParts): IntakeJob {
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
  const rejudge = async (job: Job): Promise<void> => {
    while (!job.isCancelled()) {
      references.publishLessons();
      const stale = held.entries().filter((entry) => entry.judgedBy !== null && !judge.isCurrent(entry));
      if (stale.length === 0) return;
      await judgeStale(stale, job);
    }
  };

  return {
    rejudge,
    async load(inputs, job) {
      const sources: Source[] = [];
      for await (const source of findSources(inputs)) {
        if (job.isCancelled()) return;
        sources.push(source);
        job.expect(1);
      }
      const rest = await withoutReferences(sources, job);
      await forEachConcurrently(openAll(rest, job), atATime, job.isCancelled, (found) => take(found, job));
      await rejudge(job);
    },
  };
}

/** Everything in the sources, one after the other. A container with several members raises the number that the job expects. */
async function* openAll(sources: readonly Source[], job: Job): AsyncGenerator<Found> {
  for (const source of sources) {
    let count = 0;
    for await (const found of openSource(source)) {
      if (count > 0) job.expect(1);
      count += 1;
      yield found;
    }
    if (count === 0) job.finish(false);
  }
}

async function contentOf(source: Source): Promise<Uint8Array | null> {
  if (source.kind === 'bytes') return source.bytes;
  if (source.kind === 'refused') return null;
  const read = await readFileWithin(source.file, source.shownAs, likelyReferenceLimit);
  return read.ok ? read.value : null;
}
