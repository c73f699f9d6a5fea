/** Opens a file that holds one aggregate report, plain, in gzip or alone in a zip, as a stream of the report's bytes. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { crc32 } from '../../../shared/intake/crc32.ts';
import { readGzip } from '../../../shared/intake/gzip.ts';
import { type InputKind, sniff } from '../../../shared/intake/sniff.ts';
import { soleMember } from '../../../shared/intake/zip.ts';
import type { Note } from '../../../shared/reports/notes.ts';
import { isSystemLitter, nameNotes } from '../../../shared/reports/open.ts';
import { labelOf } from '../../../shared/reports/opening.ts';
import { readFileWithin } from '../read-file.ts';

export interface ReportStream {
  readonly path: string;
  /** What was noted on the way to the report. */
  readonly notes: readonly Note[];
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes of the file that were read so far. */
  position(): number;
  /** Once the chunks are over: whether they ended because the file cannot be read or unpacked further, or are not what was packed. */
  isDamaged(): boolean;
}

const headSize = 64 * 1024;
const chunkSize = 256 * 1024;
/** What a container may unpack to: absolute, because an honest report of this size compresses as well as a bomb. */
const largestUnpacked = 64 * 1024 * 1024 * 1024;

/** Null where the file is something else: an archive of several members, a mailbox, a report of another kind. */
export async function openReportStream(file: string, shownAs: string): Promise<ReportStream | null> {
  const source = createReadStream(file, { highWaterMark: chunkSize });
  const outer = await startOf(source);
  if (outer === null) return null;
  const kind = sniff(outer.head);
  if (kind === 'aggregate-report') {
    const notes = nameNotes(basename(shownAs), kind);
    return { path: shownAs, notes, chunks: outer.all(), position: () => source.bytesRead, isDamaged: outer.isDamaged };
  }
  await outer.cancel();
  if (kind === 'gzip') return await openGzip(file, shownAs, outer.head);
  return kind === 'zip' ? await openZip(file, shownAs) : null;
}

async function openGzip(file: string, shownAs: string, head: Uint8Array): Promise<ReportStream | null> {
  const packed = createReadStream(file, { highWaterMark: chunkSize });
  const unpacked = packed.pipe(zlib.createGunzip({ chunkSize }));
  packed.on('error', (fault) => unpacked.destroy(fault));
  const { name } = readGzip(head, basename(shownAs));
  return await openMember(unpacked, { shownAs, kind: 'gzip', name, position: () => packed.bytesRead, end: () => packed.destroy() });
}

/** The directory stands at the end of a zip, so that the file is read as a whole: a packed report is a fiftieth of its size. */
async function openZip(file: string, shownAs: string): Promise<ReportStream | null> {
  const read = await readFileWithin(file, shownAs);
  const member = read.ok ? soleMember(read.value) : null;
  if (member === null || isSystemLitter(member.name)) return null;
  const { name, isDeflated, packed, checksum } = member;
  let position = 0;
  function* pieces(): Generator<Uint8Array> {
    for (; position < packed.length; position += chunkSize) yield packed.subarray(position, position + chunkSize);
  }
  const source = Readable.from(pieces(), { objectMode: false });
  const unpacked = isDeflated ? source.pipe(zlib.createInflateRaw({ chunkSize })) : source;
  const at = { shownAs, kind: 'zip', name, position: () => position, end: () => source.destroy() } as const;
  return await openMember(checked(unpacked, checksum), at);
}

interface Container {
  readonly shownAs: string;
  readonly kind: 'gzip' | 'zip';
  readonly name: string;
  position(): number;
  end(): void;
}

async function openMember(source: AsyncIterable<Uint8Array>, container: Container): Promise<ReportStream | null> {
  const { shownAs, position } = container;
  const kind: InputKind = 'aggregate-report';
  const inner = await startOf(withinLimit(source));
  if (inner === null || sniff(inner.head) !== kind) {
    await inner?.cancel();
    container.end();
    return null;
  }
  const name = labelOf(container.name, 1);
  const notes = [...nameNotes(basename(shownAs), container.kind), ...nameNotes(name, kind)];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      if (inner !== null) yield* inner.all();
    } finally {
      // Closes the file also where nobody wants the rest.
      container.end();
    }
  }
  return { path: `${shownAs}!${name}`, notes, chunks: chunks(), position, isDamaged: inner.isDamaged };
}

/** A stream of which the beginning was looked at. */
async function startOf(source: AsyncIterable<Uint8Array>) {
  let damaged = false;
  const iterator = untilDamage(source, () => {
    damaged = true;
  })[Symbol.asyncIterator]();
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
      try {
        yield* first;
        for (;;) {
          const step = await iterator.next();
          if (step.done === true) return;
          yield step.value;
        }
      } finally {
        await iterator.return?.(undefined);
      }
    },
    cancel: async (): Promise<void> => {
      await iterator.return?.(undefined);
    },
    isDamaged: () => damaged,
  };
}

/** Ends where the file cannot be read or unpacked further: what came through is a report that is cut short, and is read as one. */
async function* untilDamage(source: AsyncIterable<Uint8Array>, onDamage: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (fault) {
    if (!(fault instanceof Error) || !('code' in fault)) throw fault;
    onDamage();
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

/** Node has a fast checksum of its own from 22.2 on. */
const checksumOf: typeof crc32 = (zlib as { readonly crc32?: typeof crc32 }).crc32 ?? crc32;

/** Ends with an error, as zlib does, where the whole is not what was packed (APPNOTE 4.4.7). */
async function* checked(source: AsyncIterable<Uint8Array>, checksum: number): AsyncGenerator<Uint8Array> {
  let value = 0;
  for await (const chunk of source) {
    value = checksumOf(chunk, value);
    yield chunk;
  }
  if (value !== checksum) throw Object.assign(new Error('incorrect data check'), { code: 'Z_DATA_ERROR' });
}
