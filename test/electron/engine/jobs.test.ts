import { describe, expect, it } from 'vitest';
import { createJobs } from '../../../electron/engine/jobs.ts';
import type { EmitEvent } from '../../../shared/contract.ts';

function jobsWithLog() {
  const log: unknown[] = [];
  const emit: EmitEvent = (_name, body) => log.push(body);
  const bugs: unknown[] = [];
  return { ...createJobs(emit, (bug) => bugs.push(bug)), log, bugs };
}

describe('jobs', () => {
  it('begin after their id was given, and end in one finished event with the counts', async () => {
    const { start, log } = jobsWithLog();
    const { id, ended } = start(async (job) => {
      job.expect(3);
      job.finish(false);
      job.advance({ ofBytes: 100 });
      job.advance({ records: 7, bytes: 60 });
      job.finish(true);
      job.advance({ records: 1, bytes: 40 });
      job.finish(false);
    });
    expect(log).toEqual([]);
    await ended;
    expect(log.at(-1)).toEqual({ job: id, done: 3, total: 3, failed: 1, records: 8, bytes: 100, ofBytes: 100, finished: true });
    expect(log.filter((event) => (event as { finished: boolean }).finished)).toHaveLength(1);
  });

  it('report what thousands of inputs do in few events', async () => {
    const { start, log } = jobsWithLog();
    await start(async (job) => {
      job.expect(5_000);
      for (let index = 0; index < 5_000; index += 1) job.finish(false);
    }).ended;
    expect(log.length).toBeLessThan(50);
  });

  it('know when they are cancelled, one or all, and ids that have ended are no error', async () => {
    const { start, cancel, cancelAll } = jobsWithLog();
    const seen: boolean[] = [];
    const watch = () =>
      start(async (job) => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        seen.push(job.isCancelled());
      });
    const first = watch();
    const second = watch();
    cancel(first.id);
    await Promise.all([first.ended, second.ended]);
    expect(seen).toEqual([true, false]);
    const third = watch();
    cancelAll();
    await third.ended;
    cancel(third.id);
    expect(seen[2]).toBe(true);
  });

  it('can be cancelled and waited for, except for some', async () => {
    const { start, quiet, cancel, isIdle } = jobsWithLog();
    const ended: string[] = [];
    const run = () =>
      start(async (job) => {
        while (!job.isCancelled()) await new Promise((resolve) => setTimeout(resolve, 5));
        ended.push(job.id);
      });
    const [first, second, third] = [run(), run(), run()];
    await quiet(new Set([second.id]));
    expect(ended.sort()).toEqual([first.id, third.id]);
    expect(isIdle()).toBe(false);
    cancel(second.id);
    await second.ended;
    expect(isIdle()).toBe(true);
  });

  it('end also when they have a bug, which is reported', async () => {
    const { start, log, bugs } = jobsWithLog();
    await start(() => Promise.reject(new Error('broken'))).ended;
    expect(log.at(-1)).toMatchObject({ finished: true });
    expect(bugs).toEqual([new Error('broken')]);
  });
});
