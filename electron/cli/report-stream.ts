/** Opens a large file that holds one aggregate report, plain or in gzip, as a stream of the report's bytes. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { sniff } from '../../shared/intake/sniff.ts';

export interface ReportStream {
  readonly path: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

const headSize = 64 * 1024;
/** What a gzip may unpack to: absolute, because an honest report of this size compresses as well as a bomb. */
const largestUnpacked = 64 * 1024 * 1024 * 1024;

/** Null where the file is something else: a zip, a mailbox, a report of another kind. */
export async function openReportStream(file: string, shownAs: string): Promise<ReportStream | null> {
  const plain = await startOf(createReadStream(file, { highWaterMark: 256 * 1024 }));
  if (plain === null) return null;
  const kind = sniff(plain.head);
  if (kind === 'aggregate-report') return { path: shownAs, chunks: plain.all() };
  await plain.cancel();
  if (kind !== 'gzip') return null;
  const packed = createReadStream(file, { highWaterMark: 256 * 1024 });
  const unpacked = packed.pipe(createGunzip());
  packed.on('error', (fault) => unpacked.destroy(fault));
  const inner = await startOf(withinLimit(unpacked));
  if (inner === null || sniff(inner.head) !== 'aggregate-report') {
    await inner?.cancel();
    packed.destroy();
    return null;
  }
  return { path: `${shownAs}!${basename(shownAs).replace(/(?<=.)\.[^.]*$/, '')}`, chunks: inner.all() };
}

/** A stream of which the beginning was looked at. */
async function startOf(source: AsyncIterable<Uint8Array>) {
  const iterator = untilDamage(source)[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < headSize) {
    const step = await iterator.next();
    if (step.done === true) break;
    first.push(step.value);
    size += step.value.length;
  }
  if (size === 0) return null;
  return {
    head: new Uint8Array(Buffer.concat(first).subarray(0, headSize)),
    async *all(): AsyncGenerator<Uint8Array> {
      yield* first;
      for (;;) {
        const step = await iterator.next();
        if (step.done === true) return;
        yield step.value;
      }
    },
    cancel: async (): Promise<void> => {
      await iterator.return?.(undefined);
    },
  };
}

/** Ends where the file cannot be read or unpacked further: what came through is a report that is cut short, and is read as one. */
async function* untilDamage(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (fault) {
    if (!(fault instanceof Error) || !('code' in fault)) throw fault;
  }
}

async function* withinLimit(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > largestUnpacked) return;
    yield chunk;
  }
}
