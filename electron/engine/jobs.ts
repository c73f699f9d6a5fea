/** Work that takes a while: counted, reported as it goes, and cancelled on request. */
import type { EmitEvent } from '../../shared/contract.ts';

export interface Job {
  readonly id: string;
  /** Aborted once the job is cancelled. */
  readonly signal: AbortSignal;
  isCancelled(): boolean;
  /** Raises the number of inputs that are known to be ahead. */
  expect(count: number): void;
  /** Counts one input that is through, whether or not it could be read. */
  finish(failed: boolean): void;
  /** Counts rows of reports, and bytes of large files: `ofBytes` raises what is ahead, `bytes` what is through. */
  advance(by: Partial<Progress>): void;
}

export interface Progress {
  readonly records: number;
  readonly bytes: number;
  readonly ofBytes: number;
}

export interface Jobs {
  /** Starts work and gives the job's id at once. Every job ends in one progress event with `finished: true`, whatever becomes of it. */
  start(work: (job: Job) => Promise<void>): { readonly id: string; readonly ended: Promise<void> };
  /** A cancelled job begins nothing new; what it had begun is finished. Unknown ids are jobs that have ended: nothing to do. */
  cancel(id: string): void;
  cancelAll(): void;
  /** Cancels all but these, and resolves once they have ended. */
  quiet(except: ReadonlySet<string>): Promise<void>;
  isIdle(): boolean;
}

/** Milliseconds between two progress events: more is not seen. */
const interval = 50;

export function createJobs(emit: EmitEvent, onBug: (error: unknown) => void): Jobs {
  const running = new Map<string, AbortController>();
  const endings = new Map<string, Promise<void>>();
  let count = 0;
  return {
    start(work) {
      count += 1;
      const id = `job-${count}`;
      const control = new AbortController();
      let [done, total, failed, reported] = [0, 0, 0, Number.NEGATIVE_INFINITY];
      let progress: Progress = { records: 0, bytes: 0, ofBytes: 0 };
      const report = (finished: boolean): void => {
        const now = performance.now();
        if (!finished && now - reported < interval) return;
        reported = now;
        emit('job.progress', { job: id, done, total, failed, ...progress, finished });
      };
      running.set(id, control);
      const job: Job = {
        id,
        signal: control.signal,
        isCancelled: () => control.signal.aborted,
        expect(more) {
          total += more;
          report(false);
        },
        finish(hasFailed) {
          done += 1;
          failed += hasFailed ? 1 : 0;
          report(false);
        },
        advance({ records = 0, bytes = 0, ofBytes = 0 }) {
          progress = { records: progress.records + records, bytes: progress.bytes + bytes, ofBytes: progress.ofBytes + ofBytes };
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
        endings.delete(id);
        report(true);
      })();
      endings.set(id, ended);
      return { id, ended };
    },
    cancel(id) {
      running.get(id)?.abort();
    },
    cancelAll() {
      for (const control of running.values()) control.abort();
    },
    async quiet(except) {
      const others = [...endings].filter(([id]) => !except.has(id));
      for (const [id] of others) running.get(id)?.abort();
      await Promise.all(others.map(([, ended]) => ended));
    },
    isIdle: () => running.size === 0,
  };
}
