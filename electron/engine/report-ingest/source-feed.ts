/** Looks ahead over the sources of an ingest: how large they are, so that progress has an end and work can be cut into equal portions. */
import { stat } from 'node:fs/promises';
import type { Source } from '../intake.ts';

export interface SizedSource {
  readonly source: Source;
  /** Bytes of the file; 0 where they cannot be told, and then reading it says why. */
  readonly bytes: number;
}

export interface SourceFeed {
  /** Portions in the order of the sources: some small ones together, or a large one alone. */
  portions(): AsyncGenerator<readonly SizedSource[]>;
  /** Bytes of all sources, null as long as some may not be known. */
  totalBytes(): number | null;
  /** Resolves to true as soon as the sources turn out to be few and small: then threads are not worth their start. */
  isSmall(): Promise<boolean>;
}

/** Sources that are looked at before they are needed: enough for every folder that a person keeps, few enough for the memory. */
const longestQueue = 200_000;
const portionSources = 32;
const portionBytes = 512 * 1024;
const smallSources = 8;
const smallBytes = 1024 * 1024;

/** Begins to look at once. Ends early when `signal` says so. A source iterable that throws makes `portions` throw. */
export function createSourceFeed(sources: AsyncIterable<Source>, signal: AbortSignal | null): SourceFeed {
  const queue: SizedSource[] = [];
  let taken = 0;
  let total = 0;
  let count = 0;
  let isOver = false;
  let bug: unknown = null;
  let waiting: (() => void)[] = [];

  const isStopped = (): boolean => signal?.aborted === true;
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  const change = (): Promise<void> => new Promise((resume) => waiting.push(resume));

  async function look(): Promise<void> {
    for await (const source of sources) {
      if (isStopped()) break;
      const bytes = await sizeOf(source);
      total += bytes;
      count += 1;
      queue.push({ source, bytes });
      if (waiting.length > 0) wake();
      while (queue.length - taken >= longestQueue && !isStopped()) await change();
    }
  }
  const looking = look()
    .catch((error: unknown) => {
      bug = error;
    })
    .finally(() => {
      isOver = true;
      wake();
    });
  signal?.addEventListener('abort', wake, { once: true });

  function next(): SizedSource | null {
    const found = queue[taken];
    if (found === undefined) return null;
    taken += 1;
    if (taken >= 4_096) {
      queue.splice(0, taken);
      taken = 0;
      wake();
    }
    return found;
  }

  return {
    async *portions() {
      for (;;) {
        if (isStopped()) return;
        const portion: SizedSource[] = [];
        let bytes = 0;
        while (portion.length < portionSources && bytes < portionBytes) {
          const upcoming = queue[taken];
          if (upcoming === undefined) {
            if (isOver) break;
            await change();
            if (isStopped()) return;
            continue;
          }
          if (portion.length > 0 && upcoming.bytes >= portionBytes) break;
          const source = next();
          if (source === null) break;
          portion.push(source);
          bytes += source.bytes;
        }
        if (portion.length > 0) yield portion;
        else if (isOver) {
          await looking;
          if (bug !== null) throw bug;
          return;
        }
      }
    },
    totalBytes: () => (isOver && bug === null ? total : null),
    async isSmall() {
      while (!isOver && count <= smallSources && total <= smallBytes) await change();
      return isOver && count <= smallSources && total <= smallBytes;
    },
  };
}

async function sizeOf(source: Source): Promise<number> {
  if (source.kind === 'refused') return 0;
  if (source.kind === 'bytes') return source.bytes.length;
  try {
    return (await stat(source.file)).size;
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault) return 0;
    throw fault;
  }
}
