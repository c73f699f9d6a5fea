/** Work that takes a while: counted, reported as it goes, and cancelled on request. */
import type { EmitEvent } from '../../shared/contract.ts';

export interface Job {
  readonly id: string;
  isCancelled(): boolean;
  /** Raises the number of inputs that are known to be ahead. */
  expect(count: number): void;
  /** Counts one input that is through, whether or not it could be read. */
  finish(failed: boolean): void;
}

export interface Jobs {
  /** Starts work and gives the job's id at once. Every job ends in one progress event with `finished: true`, whatever becomes of it. */
  start(work: (job: Job) => Promise<void>): { readonly id: string; readonly ended: Promise<void> };
  /** A cancelled job begins nothing new; what it had begun is finished. Unknown ids are jobs that have ended: nothing to do. */
  cancel(id: string): void;
  cancelAll(): void;
}

/** Milliseconds between two progress events: more is not seen. */
const interval = 50;

export function createJobs(emit: EmitEvent, onBug: (error: unknown) => void): Jobs {
  const running = new Map<string, { cancelled: boolean }>();
  let count = 0;
  return {
    start(work) {
      count += 1;
      const id = `job-${count}`;
      const state = { cancelled: false };
      let [done, total, failed, reported] = [0, 0, 0, Number.NEGATIVE_INFINITY];
      const report = (finished: boolean): void => {
        const now = performance.now();
        if (!finished && now - reported < interval) return;
        reported = now;
        emit('job.progress', { job: id, done, total, failed, finished });
      };
      running.set(id, state);
      const job: Job = {
        id,
        isCancelled: () => state.cancelled,
        expect(more) {
          total += more;
          report(false);
        },
        finish(hasFailed) {
          done += 1;
          failed += hasFailed ? 1 : 0;
          report(false);
        },
      };
      const ended = (async () => {
        // The reply with the job's id goes out before its first event.
        await new Promise((resolve) => setImmediate(resolve));
        try {
          await work(job);
        } catch (error) {
          onBug(error);
        }
        running.delete(id);
        report(true);
      })();
      return { id, ended };
    },
    cancel(id) {
      const state = running.get(id);
      if (state !== undefined) state.cancelled = true;
    },
    cancelAll() {
      for (const state of running.values()) state.cancelled = true;
    },
  };
}
