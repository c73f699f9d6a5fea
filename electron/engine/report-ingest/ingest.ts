/**
 * Adds reports to a case at the speed of an archive, for the command line and the window alike.
 *
 *     const ingest = createReportIngest({ store, operators, worker: builtReportWorker(), onBug });
 *     for await (const event of ingest(findSources(inputs), { signal, onProgress })) …
 *
 * Threads read, and the caller's thread stores: a large report is cut into parcels of rows while it streams, small ones are read by the
 * dozen on all cores, and everything is stored in the order of the sources. Without a worker, or where there is little to do, the caller's
 * thread does both. Memory grows neither with a report nor with their number.
 *
 * Whole reports or nothing: a report that is announced as `added` is durable when the generator ends, at the latest; a process that is
 * killed leaves whole reports only. Whoever stops early (by the signal, or by leaving the loop) keeps the whole reports that were read
 * until then, and the generator ends without an error. Adding the same again changes nothing. The rows are not judged yet: `store.judge()`.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import type { OperatorEntry } from '../../../shared/infrastructure/operator.ts';
import type { ReportStore } from '../case-store/report-store.ts';
import { mapInOrder } from '../concurrent.ts';
import type { Source } from '../intake.ts';
import { type IngestEvent, keepParcel } from './keep-parcel.ts';
import type { Parcel } from './parcel.ts';
import { createProgressMeter, type IngestProgress } from './progress.ts';
import { createReaderThreads, type ReaderThreads, type Reading, refusalCodeOf } from './reader-threads.ts';
import { createSourceFeed, type SizedSource } from './source-feed.ts';
import { createSourceReader } from './source-reader.ts';

export interface ReportIngestOptions {
  readonly store: ReportStore;
  /** The user's own entries of the catalogue, the same as in the store's context. */
  readonly operators: readonly OperatorEntry[];
  /** The built `report-worker.js`; null reads on the caller's thread. */
  readonly worker: URL | null;
  /** Threads that read; one a core where it is left out. */
  readonly threads?: number;
  /** Told about every bug with its stack. The source that it stopped is refused as `internal`. */
  readonly onBug: (stack: string) => void;
}

export interface IngestRun {
  readonly signal?: AbortSignal;
  /** At most five times a second, and once more at the end. */
  readonly onProgress?: (progress: IngestProgress) => void;
}

export type ReportIngest = (sources: AsyncIterable<Source>, run?: IngestRun) => AsyncGenerator<IngestEvent>;

const mostThreads = 8;
/** Portions that are under way for each thread: one that it reads, one that waits, and those that were read before their turn. */
const portionsPerThread = 4;

/** The built worker, which stands beside every bundle; null where this code was not built (tests). */
export function builtReportWorker(): URL | null {
  const worker = new URL('../engine/report-worker.js', import.meta.url);
  return existsSync(worker) ? worker : null;
}

export function createReportIngest(options: ReportIngestOptions): ReportIngest {
  const { store, operators, worker, onBug, threads: size = Math.max(1, Math.min(mostThreads, availableParallelism())) } = options;
  const { writer } = store;

  async function* ingest(sources: AsyncIterable<Source>, { signal, onProgress }: IngestRun = {}): AsyncGenerator<IngestEvent> {
    const stop = new AbortController();
    const stopped = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
    const feed = createSourceFeed(sources, stopped);
    const meter = createProgressMeter(feed.totalBytes, onProgress);
    const threads = worker === null || (await feed.isSmall()) ? null : createReaderThreads({ script: worker, size, operators, onBug });
    const endThreads = (): void => void threads?.stop();
    stopped.addEventListener('abort', endThreads, { once: true });
    try {
      if (threads === null) yield* readHere(feed.portions(), meter, stopped);
      else yield* readInThreads(threads, feed.portions(), meter, stopped);
    } finally {
      stop.abort();
      await threads?.stop();
      // What a large report had before it was cut off is taken back; whole ones stay.
      await writer.withdraw();
      await writer.commit();
      meter.finish();
    }
  }

  type Meter = ReturnType<typeof createProgressMeter>;
  type Portions = AsyncGenerator<readonly SizedSource[]>;

  async function* readHere(portions: Portions, meter: Meter, stopped: AbortSignal): AsyncGenerator<IngestEvent> {
    const reader = createSourceReader(createInfrastructure(operators));
    for await (const sources of portions) {
      for await (const parcel of reader.read(sources)) {
        if (stopped.aborted) return;
        yield* keep(parcel, meter, stopped);
      }
    }
  }

  async function* readInThreads(
    threads: ReaderThreads,
    portions: Portions,
    meter: Meter,
    stopped: AbortSignal,
  ): AsyncGenerator<IngestEvent> {
    const readings = mapInOrder(portions, size * portionsPerThread, async (sources) => threads.read(sources));
    for await (const reading of readings) yield* keepReading(reading, threads, meter, stopped);
  }

  /** A portion of which the thread was lost is read again source by source, so that the one that is to blame is refused alone. */
  async function* keepReading(reading: Reading, threads: ReaderThreads, meter: Meter, stopped: AbortSignal): AsyncGenerator<IngestEvent> {
    let done = 0;
    for await (const parcel of reading.parcels()) {
      if (stopped.aborted) return;
      for (const { kind } of parcel.steps) if (kind === 'source-over') done += 1;
      yield* keep(parcel, meter, stopped);
    }
    const failure = reading.failure();
    if (failure === null || stopped.aborted) return;
    await writer.withdraw();
    const [first, ...rest] = reading.sources.slice(done);
    if (first === undefined) return;
    if (reading.sources.length === 1) {
      const path = first.source.shownAs;
      const message = failure === 'bug' ? 'A bug in Waybill stopped this input.' : 'It needs more memory than one input may use.';
      yield { kind: 'refused', path, error: { code: refusalCodeOf(failure), message, evidence: path }, evidence: null };
      meter.skip(first.bytes);
      return;
    }
    for (const source of [first, ...rest]) yield* keepReading(threads.read([source]), threads, meter, stopped);
  }

  async function* keep(parcel: Parcel, meter: Meter, stopped: AbortSignal): AsyncGenerator<IngestEvent> {
    for await (const step of keepParcel(parcel, writer)) {
      if (stopped.aborted) return;
      if (step.kind === 'rows' || step.kind === 'read' || step.kind === 'source-over') meter.note(step);
      else yield step;
    }
  }

  return ingest;
}
