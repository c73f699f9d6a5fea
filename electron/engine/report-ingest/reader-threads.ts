/** The threads that read reports, seen from the one that stores them: portions go out to several at once, and their parcels come back in order. */
import { Worker } from 'node:worker_threads';
import type { OperatorEntry } from '../../../shared/infrastructure/operator.ts';
import type { RefusalCode } from '../../../shared/outcome.ts';
import type { Parcel } from './parcel.ts';
import type { FromReader, ToReader } from './reader-protocol.ts';
import type { SizedSource } from './source-feed.ts';

export interface ReaderThreadsOptions {
  readonly script: URL;
  readonly size: number;
  readonly operators: readonly OperatorEntry[];
  /** Told about every bug with its stack. */
  readonly onBug: (stack: string) => void;
}

/** A portion on its way. */
export interface Reading {
  readonly sources: readonly SizedSource[];
  /** Its parcels as they come. Each that is taken lets its thread send another. */
  parcels(): AsyncGenerator<Parcel>;
  /** Once there are no more: why some are missing, null where none is. */
  failure(): 'bug' | 'out-of-memory' | 'stopped' | null;
}

export interface ReaderThreads {
  /** Gives the portion to the thread with the least to do. */
  read(sources: readonly SizedSource[]): Reading;
  /** Stops all threads at once; what they read is lost. */
  stop(): Promise<void>;
}

/** MiB of JavaScript heap: a malformed report of 64 MiB is mended within it. */
const memory = 2_048;
/** MiB for what is young. Rows live for a moment; with more room for them a thread takes more memory and is no faster. */
const youngMemory = 16;

interface Portion extends Reading {
  readonly id: number;
  deliver(parcel: Parcel): void;
  finish(failure: ReturnType<Reading['failure']>): void;
}

interface Thread {
  readonly worker: Worker;
  readonly portions: Portion[];
}

export function createReaderThreads({ script, size, operators, onBug }: ReaderThreadsOptions): ReaderThreads {
  const threads = new Set<Thread>();
  /** Whom a portion was given to, also when it is done with it. */
  const threadOf = new WeakMap<Portion, Thread>();
  let nextId = 1;
  let isStopped = false;

  function post(thread: Thread, message: ToReader): void {
    thread.worker.postMessage(message);
  }

  /** The thread is gone; so is what it had begun. What waited for it goes to another. */
  function lose(thread: Thread, failure: 'bug' | 'out-of-memory' | 'stopped'): void {
    if (!threads.delete(thread)) return;
    void thread.worker.terminate();
    const [begun, ...waiting] = thread.portions.splice(0);
    begun?.finish(failure);
    for (const portion of waiting) {
      if (isStopped) portion.finish('stopped');
      else assign(portion);
    }
  }

  function start(): Thread {
    const worker = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: youngMemory },
      stdin: false,
    });
    const thread: Thread = { worker, portions: [] };
    worker.on('message', (message: FromReader) => {
      const portion = thread.portions[0];
      if (portion === undefined || portion.id !== message.id) return;
      if (message.kind === 'parcel') {
        portion.deliver(message.parcel);
        return;
      }
      thread.portions.shift();
      if (message.bug !== null) onBug(message.bug);
      portion.finish(message.bug === null ? null : 'bug');
    });
    worker.on('error', (error: Error & { code?: string }) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (!isMemory) onBug(error.stack ?? error.message);
      lose(thread, isMemory ? 'out-of-memory' : 'bug');
    });
    worker.on('exit', () => lose(thread, 'bug'));
    threads.add(thread);
    post(thread, { kind: 'set-up', operators });
    return thread;
  }

  function assign(portion: Portion): void {
    const idle = [...threads].sort((one, other) => one.portions.length - other.portions.length)[0];
    const thread = idle === undefined || (idle.portions.length > 0 && threads.size < size) ? start() : idle;
    thread.portions.push(portion);
    threadOf.set(portion, thread);
    post(thread, { kind: 'portion', id: portion.id, sources: portion.sources });
  }

  return {
    read(sources) {
      const portion = createPortion(nextId++, sources, (self) => {
        const thread = threadOf.get(self);
        if (thread !== undefined) post(thread, { kind: 'stored' });
      });
      if (isStopped) portion.finish('stopped');
      else assign(portion);
      return portion;
    },
    async stop() {
      isStopped = true;
      const workers = [...threads].map(({ worker }) => worker);
      for (const thread of [...threads]) lose(thread, 'stopped');
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function createPortion(id: number, sources: readonly SizedSource[], onTaken: (portion: Portion) => void): Portion {
  const arrived: Parcel[] = [];
  let isOver = false;
  let failure: ReturnType<Reading['failure']> = null;
  let wake: (() => void) | null = null;
  const portion: Portion = {
    id,
    sources,
    async *parcels() {
      for (;;) {
        const parcel = arrived.shift();
        if (parcel !== undefined) {
          yield parcel;
          onTaken(portion);
        } else if (isOver) return;
        else await new Promise<void>((resume) => (wake = resume));
      }
    },
    failure: () => failure,
    deliver(parcel) {
      arrived.push(parcel);
      wake?.();
    },
    finish(why) {
      isOver = true;
      failure = why;
      wake?.();
    },
  };
  return portion;
}

/** What a source is refused with whose thread was lost. */
export function refusalCodeOf(failure: 'bug' | 'out-of-memory' | 'stopped'): RefusalCode {
  return failure === 'out-of-memory' ? 'too-large' : 'internal';
}
