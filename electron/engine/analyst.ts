/** Where messages are analysed: in a pool of worker threads, or in this process where no built worker is at hand. */
import { existsSync } from 'node:fs';
import type { SnapshotFile } from '../../shared/dns/rr-set.ts';
import { type Outcome, refuse } from '../../shared/outcome.ts';
import { createPool, poolSize } from './pool.ts';
import type { WorkerRole } from './pool-protocol.ts';
import { ownBuffer } from './read-file.ts';
import type { Grounds, Task, TaskKind, TaskResults } from './task.ts';

export interface Analyst {
  /** How many tasks it works on at the same time. */
  readonly size: number;
  /** What every task run from now on is judged by; parts that are left out stay as they are. */
  setGrounds(parts: Partial<Grounds>): void;
  /** The DNS answers alone. */
  setSnapshot(files: readonly SnapshotFile[]): void;
  /**
   * Refuses with `timed-out`, `too-large` or `internal`; never rejects. `urgent` goes before all that waits. `handOver` gives the
   * bytes away instead of copying them: they are empty here afterwards.
   */
  run<K extends TaskKind>(
    task: Extract<Task, { kind: K }>,
    options?: { readonly urgent?: boolean; readonly handOver?: boolean },
  ): Promise<Outcome<TaskResults[K]>>;
  dispose(): Promise<void>;
}

/** Milliseconds for one message: a hundred times what the largest takes, and short enough to wait for. */
const taskTimeout = 20_000;
const startTimeout = 60_000;
/** MiB of heap for one worker; the bytes of a message lie outside of it. */
const memory = 1_024;

export type ReportStack = (stack: string) => void;

/** The built worker, which stands beside every bundle; null where this code was not built (tests). */
export function builtWorker(): URL | null {
  const worker = new URL('../engine/worker.js', import.meta.url);
  return existsSync(worker) ? worker : null;
}

/** `worker` is the built `worker.js`; null runs tasks in this process, without limits on time and memory. */
export function createAnalyst(worker: URL | null, onBug: ReportStack, size = poolSize()): Analyst {
  return worker === null ? createInProcessAnalyst(onBug) : createPooledAnalyst(worker, onBug, size);
}

function createPooledAnalyst(script: URL, onBug: ReportStack, size: number): Analyst {
  const pool = createPool<Grounds, Task, TaskResults[TaskKind]>({ script, size, taskTimeout, startTimeout, memory, onBug });
  pool.warm();
  return {
    size,
    setGrounds: (parts) => pool.setUp(parts),
    setSnapshot: (snapshot) => pool.setUp({ snapshot }),
    async run<K extends TaskKind>(task: Extract<Task, { kind: K }>, { urgent = false, handOver = false } = {}) {
      const owned = handOver ? { ...task, bytes: ownBuffer(task.bytes) } : task;
      const transfer = handOver && owned.bytes.buffer instanceof ArrayBuffer ? [owned.bytes.buffer] : [];
      // The worker answers a task of kind K with the result of kind K: `perform.ts` is one switch over both.
      return (await pool.run(owned, { transfer, urgent })) as Outcome<TaskResults[K]>;
    },
    dispose: () => pool.dispose(),
  };
}

function createInProcessAnalyst(onBug: ReportStack): Analyst {
  let role: WorkerRole<Grounds, Task, TaskResults[TaskKind]> | null = null;
  let grounds: Partial<Grounds> = {};
  /** One task at a time, as in a worker: what they share, such as the public suffix list in use, must not change between two steps of one. */
  let queue: Promise<unknown> = Promise.resolve();
  const perform = async (task: Task): Promise<Outcome<TaskResults[TaskKind]>> => {
    try {
      if (role === null) {
        // Loaded late: a process with workers never needs the product's mind itself, and starts faster without.
        const { createPerformer } = await import('./perform.ts');
        role ??= createPerformer();
        role.setUp(grounds);
      }
      // A turn of the event loop between messages keeps calls and cancellation alive.
      await new Promise((resolve) => setImmediate(resolve));
      return await role.perform(task);
    } catch (error) {
      onBug(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return refuse('internal', 'A bug in Waybill stopped this input.');
    }
  };
  const setGrounds = (parts: Partial<Grounds>): void => {
    grounds = { ...grounds, ...parts };
    role?.setUp(parts);
  };
  return {
    size: 1,
    setGrounds,
    setSnapshot: (snapshot) => setGrounds({ snapshot }),
    async run<K extends TaskKind>(task: Extract<Task, { kind: K }>) {
      const done = queue.then(() => perform(task));
      queue = done;
      return (await done) as Outcome<TaskResults[K]>;
    },
    dispose: () => Promise.resolve(),
  };
}
