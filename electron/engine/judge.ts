/** Judges evidence and keeps its line in the list true: by the present references, boundary and lessons, however often they change meanwhile. */
import type { Taught } from '../../shared/analyze-in-case.ts';
import type { EmitEvent } from '../../shared/contract.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { emptySheet } from '../../shared/question-sheet.ts';
import type { MessageTraits } from '../../shared/reports/message-traits.ts';
import type { Analyst } from './analyst.ts';
import { type Case, type Entry, failedRow, judgedRow } from './case.ts';
import type { EvidenceBytes } from './evidence-bytes.ts';
import type { LessonBook } from './lesson-book.ts';
import { createLru } from './lru.ts';
import { type Summary, summarise } from './task.ts';

export interface Judge {
  /** Brings a line up to date. `keepDetail` also keeps everything that the window would draw, for when it is opened. */
  judge(entry: Entry, keepDetail: boolean): Promise<Outcome<Summary>>;
  /** The whole analysis, from memory where it is still true, else made at once, before all that waits. */
  detail(entry: Entry): Promise<Outcome<Detail>>;
  isCurrent(entry: Entry): boolean;
  /** Takes the line of a saved case for what would come of judging it now. Else it is judged again as if something had changed. */
  adopt(entry: Entry, isCurrent: boolean): void;
  forget(id: string): void;
  clear(): void;
}

/** Details that are kept; the others are made again when they are opened, which takes milliseconds. */
const detailLimit = 200;

export interface JudgeParts {
  readonly held: Case;
  readonly bytes: EvidenceBytes;
  readonly analyst: Analyst;
  /** Hears what each message teaches. It holds for others once it is published. */
  readonly book: LessonBook;
  readonly referenceVersion: () => string;
  readonly emit: EmitEvent;
}

interface Settled {
  readonly summary: Summary;
  readonly detail: Detail | null;
  readonly taught: Taught;
  readonly traits: MessageTraits;
}

export function createJudge({ held, bytes, analyst, book, referenceVersion, emit }: JudgeParts): Judge {
  const details = createLru<Detail>(detailLimit);
  const basisOf = (entry: Entry): string => `${referenceVersion()} ${entry.boundaryHop ?? 'inferred'}`;
  const isCurrent = (entry: Entry): boolean =>
    entry.row.sha256 === null ||
    (entry.judgedBy === basisOf(entry) && (entry.taught === null || !book.changedSince(entry.judgedAt, entry.taught)));
  const show = (entry: Entry): void => {
    if (held.has(entry)) emit('evidence.changed', { row: entry.row });
  };

  const run = async (entry: Entry, whole: boolean, urgent: boolean): Promise<Outcome<Settled>> => {
    const read = await bytes.read(entry.id);
    if (!read.ok) return read;
    const task = { path: entry.row.path, bytes: read.value, boundaryHop: entry.boundaryHop };
    if (!whole) {
      const done = await analyst.run({ kind: 'summary', ...task }, { urgent });
      return done.ok ? succeed({ ...done.value, detail: null }) : done;
    }
    const done = await analyst.run({ kind: 'detail', ...task }, { urgent });
    return done.ok ? succeed({ ...done.value, summary: summarise(done.value.detail, done.value.sheet) }) : done;
  };

  /** Judges until the answer is by the basis that holds when it arrives. Gives the detail where it was asked for. */
  const settle = async (entry: Entry, whole: boolean, urgent: boolean): Promise<Outcome<Settled>> => {
    const before = entry.row;
    entry.row = { ...entry.row, state: 'working' };
    show(entry);
    for (;;) {
      const by = basisOf(entry);
      const at = book.version();
      const outcome = await run(entry, whole, urgent);
      if (!held.has(entry)) return outcome;
      if (by !== basisOf(entry)) continue;
      if (!outcome.ok && outcome.error.code === 'not-kept') {
        // What was judged when its bytes were at hand stays as it was judged.
        const stays = before.kind === null ? 'failed' : 'done';
        entry.row = before.kind === null && before.error === null ? failedRow(before, outcome.error) : { ...before, state: stays };
        entry.judgedBy = by;
        entry.judgedAt = at;
        show(entry);
        return outcome;
      }
      const taught = outcome.ok ? outcome.value.taught : null;
      if (taught !== null) book.learn(entry.id, entry.row.sha256 ?? '', taught);
      else book.forget(entry.id);
      if (taught !== null && book.changedSince(at, taught)) continue;
      entry.judgedBy = by;
      entry.judgedAt = at;
      entry.taught = taught;
      entry.traits = outcome.ok ? outcome.value.traits : null;
      entry.row = outcome.ok ? judgedRow(entry.row, outcome.value.summary) : failedRow(entry.row, outcome.error);
      entry.sheet = outcome.ok ? outcome.value.summary.sheet : emptySheet;
      // A detail that was not made again is no longer the one that the line was made from.
      if (outcome.ok && outcome.value.detail !== null) details.set(entry.id, outcome.value.detail, 1);
      else details.delete(entry.id);
      show(entry);
      return outcome;
    }
  };

  return {
    async judge(entry, keepDetail) {
      const outcome = await settle(entry, keepDetail, false);
      return outcome.ok ? succeed(outcome.value.summary) : outcome;
    },
    async detail(entry) {
      const kept = isCurrent(entry) ? details.get(entry.id) : undefined;
      if (kept !== undefined) return succeed(kept);
      // An input that could not be read has no bytes to judge; its line says why.
      if (entry.row.sha256 === null && entry.row.error !== null) {
        return refuse('not-readable', entry.row.error.message, { evidence: entry.row.path });
      }
      const outcome = await settle(entry, true, true);
      if (!outcome.ok) return outcome;
      return outcome.value.detail === null ? refuse('internal', 'A bug in Waybill: no detail came back.') : succeed(outcome.value.detail);
    },
    isCurrent,
    adopt(entry, stillHolds) {
      entry.judgedBy = stillHolds ? basisOf(entry) : 'a saved case';
      entry.judgedAt = stillHolds ? book.version() : 0;
    },
    forget(id) {
      details.delete(id);
      book.forget(id);
    },
    clear: () => details.clear(),
  };
}
