/** A pool of worker threads: one task a worker at a time, with a time and a memory limit, so that no input can stop the rest. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Outcome, refuse } from '../../shared/outcome.ts';
import type { FromWorker, ToWorker } from './pool-protocol.ts';

export interface PoolOptions {
  readonly script: URL;
  readonly size: number;
  /** Milliseconds that one task may take from when its worker begins with it. */
  readonly taskTimeout: number;
  /** Milliseconds that a worker may take to load and to set up before it begins with a task. */
  readonly startTimeout: number;
  /** JavaScript heap of a worker in MiB. */
  readonly memory: number;
  /** Told about every bug with its stack. */
  readonly onBug: (stack: string) => void;
}

export interface Pool<SetUp, Task, Result> {
  readonly size: number;
  /** Starts a worker before there is work, so that the first task does not wait for its code to load. */
  warm(): void;
  /** Hands parts of the shared state to every worker, before any task that is run later. Each replaces what was handed over before of that part. */
  setUp(parts: Partial<SetUp>): void;
  /**
   * Runs a task on the next free worker; an urgent one before all that wait. `transfer` moves buffers instead of copying them.
   * Refuses with `timed-out`, `too-large` (out of memory) or `internal`; never rejects.
   */
  run(task: Task, options?: { readonly transfer?: readonly ArrayBuffer[]; readonly urgent?: boolean }): Promise<Outcome<Result>>;
  /** Stops every worker; tasks that are still open are refused. */
  dispose(): Promise<void>;
}

/** One worker a core, at least 1 and at most 8: beyond that the messages are too small to be worth the memory. */
export function poolSize(cores: number = availableParallelism()): number {
  return Math.max(1, Math.min(8, cores));
}

interface Job<Task, Result> {
  readonly id: number;
  readonly task: Task;
  readonly transfer: readonly ArrayBuffer[];
  readonly settle: (outcome: Outcome<Result>) => void;
}

interface Seat<Task, Result> {
  worker: Worker;
  job: Job<Task, Result> | null;
  timer: NodeJS.Timeout | null;
  /** The version of the shared state that this worker knows. */
  version: number;
}

export function createPool<SetUp extends object, Task, Result>(options: PoolOptions): Pool<SetUp, Task, Result> {
  const seats = new Set<Seat<Task, Result>>();
  const waiting: Job<Task, Result>[] = [];
  let shared: Partial<SetUp> = {};
  let version = 0;
  /** In which version each part changed last. */
  const changedIn = new Map<string, number>();
  let nextId = 1;
  let disposed = false;

  /** Ends a seat with its worker; what it was working on gets `outcome`. The next task opens a fresh one. */
  const vacate = (seat: Seat<Task, Result>, outcome: Outcome<Result>): void => {
    if (!seats.delete(seat)) return;
    if (seat.timer !== null) clearTimeout(seat.timer);
    const { job } = seat;
    seat.job = null;
    void seat.worker.terminate();
    job?.settle(outcome);
    if (!disposed) fill();
  };

  const limit = (seat: Seat<Task, Result>, milliseconds: number): void => {
    if (seat.timer !== null) clearTimeout(seat.timer);
    seat.timer = setTimeout(() => vacate(seat, refuse('timed-out', `No result within ${Math.ceil(milliseconds / 1000)} s.`)), milliseconds);
  };

  const open = (): Seat<Task, Result> => {
    const worker = new Worker(options.script, { resourceLimits: { maxOldGenerationSizeMb: options.memory }, stdin: false });
    const seat: Seat<Task, Result> = { worker, job: null, timer: null, version: 0 };
    worker.on('message', (message: FromWorker<Result>) => {
      if (seat.job?.id !== message.id) return;
      if (message.kind === 'started') {
        limit(seat, options.taskTimeout);
        return;
      }
      if (seat.timer !== null) clearTimeout(seat.timer);
      const { job } = seat;
      seat.job = null;
      seat.timer = null;
      if (message.bug !== null) options.onBug(message.bug);
      job.settle(message.outcome);
      fill();
    });
    worker.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        vacate(seat, refuse('too-large', 'It needs more memory than one input may use.'));
        return;
      }
      options.onBug(error.stack ?? error.message);
      vacate(seat, refuse('internal', 'A bug in Waybill stopped this input.'));
    });
    worker.on('exit', () => vacate(seat, refuse('internal', 'The worker ended before it had a result.')));
    seats.add(seat);
    return seat;
  };

  const assign = (seat: Seat<Task, Result>, job: Job<Task, Result>): void => {
    seat.job = job;
    limit(seat, options.startTimeout);
    const post = (message: ToWorker<SetUp, Task>, transfer: readonly ArrayBuffer[]) => seat.worker.postMessage(message, [...transfer]);
    if (seat.version !== version) {
      post({ kind: 'set-up', parts: changedSince(seat.version) }, []);
      seat.version = version;
    }
    post({ kind: 'task', id: job.id, task: job.task }, job.transfer);
  };

  const changedSince = (known: number): Partial<SetUp> => {
    const parts = Object.entries(shared).filter(([name]) => (changedIn.get(name) ?? 0) > known);
    return Object.fromEntries(parts) as Partial<SetUp>;
  };

  const fill = (): void => {
    while (waiting.length > 0) {
      const free = [...seats].find((seat) => seat.job === null) ?? (seats.size < options.size ? open() : null);
      if (free === null) return;
      const job = waiting.shift();
      if (job !== undefined) assign(free, job);
    }
  };

  return {
    size: options.size,
    warm() {
      if (!disposed && seats.size === 0) open();
    },
    setUp(parts) {
      version += 1;
      shared = { ...shared, ...parts };
      for (const name of Object.keys(parts)) changedIn.set(name, version);
    },
    run(task, { transfer = [], urgent = false } = {}) {
      if (disposed) return Promise.resolve(refuse('internal', 'The engine is closed.'));
      return new Promise((settle) => {
        const job: Job<Task, Result> = { id: nextId++, task, transfer, settle };
        if (urgent) waiting.unshift(job);
        else waiting.push(job);
        fill();
      });
    },
    async dispose() {
      disposed = true;
      for (const job of waiting.splice(0)) job.settle(refuse('internal', 'The engine is closed.'));
      const workers = [...seats].map((seat) => seat.worker);
      for (const seat of [...seats]) vacate(seat, refuse('internal', 'The engine is closed.'));
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
