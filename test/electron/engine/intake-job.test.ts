import { describe, expect, it } from 'vitest';
import { createAnalyst } from '../../../electron/engine/analyst.ts';
import { createCase } from '../../../electron/engine/case.ts';
import { createCaseDatabase } from '../../../electron/engine/case-database.ts';
import { createEvidenceBytes } from '../../../electron/engine/evidence-bytes.ts';
import { createIntakeJob } from '../../../electron/engine/intake-job.ts';
import type { Job } from '../../../electron/engine/jobs.ts';
import { createJudge } from '../../../electron/engine/judge.ts';
import { createLessonBook } from '../../../electron/engine/lesson-book.ts';
import { createReferences } from '../../../electron/engine/references.ts';
import { createReportContext } from '../../../electron/engine/report-context.ts';
import { createSessionReports } from '../../../electron/engine/session-reports.ts';
import { folder, message } from '../evidence.ts';

/** The parts of an engine without workers, with room for this many bytes that exist nowhere else. */
function intake(mostPinned: number) {
  const emit = () => undefined;
  const held = createCase();
  const bytes = createEvidenceBytes(0, mostPinned);
  const analyst = createAnalyst(null, (stack) => expect.unreachable(stack));
  const book = createLessonBook();
  const references = createReferences(analyst, book, emit);
  const judge = createJudge({ held, bytes, analyst, book, referenceVersion: references.version, emit });
  const database = createCaseDatabase(folder({}));
  const context = createReportContext(references.reportGrounds, '1');
  const reports = createSessionReports({ database, context, worker: null, emit, onBug: (bug) => expect.unreachable(String(bug)) });
  const keeper = { isOpen: async () => false, openSource: () => expect.unreachable('No case is among the inputs.') };
  return { held, ...createIntakeJob({ held, bytes, references, judge, reports, keepUpload: () => undefined, keeper, emit, atATime: 1 }) };
}

function job(): Job & { counts: () => { done: number; failed: number; total: number } } {
  const counts = { done: 0, failed: 0, total: 0 };
  return {
    id: 'job-1',
    signal: new AbortController().signal,
    isCancelled: () => false,
    expect: (more) => {
      counts.total += more;
    },
    finish: (failed) => {
      counts.done += 1;
      counts.failed += failed ? 1 : 0;
    },
    advance: () => undefined,
    counts: () => counts,
  };
}

describe('taking inputs into the case', () => {
  it('shows uploads that no longer fit into memory as failed lines, with what to do', async () => {
    const size = message().length;
    const { held, load } = intake(size * 2);
    const names = ['a', 'b', 'c', 'a'];
    const started = job();
    await load(
      names.map((name) => ({ name, bytes: message() })),
      started,
    );
    expect(started.counts()).toEqual({ done: 4, failed: 1, total: 4 });
    expect(held.entries().map(({ row }) => [row.path, row.state, row.error?.code ?? null])).toEqual([
      ['a', 'done', null],
      ['b', 'done', null],
      ['c', 'failed', 'too-large'],
    ]);
    expect(held.entries()[2]?.row.error?.message).toContain('Remove some of them');
    const again = job();
    await load([{ name: 'c', bytes: message() }], again);
    expect(again.counts()).toEqual({ done: 1, failed: 1, total: 1 });
  });
});
