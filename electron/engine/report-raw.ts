/** Reads the bytes of a report again, from where they came or were kept, and gives them only where they are still the same. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Evidence } from '../../shared/facts/evidence.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { readReports } from '../../shared/reports/open.ts';
import type { Source } from './intake.ts';
import { readFileWithin } from './read-file.ts';
import { openReportStream } from './report-ingest/report-stream.ts';

/** Bytes that one call hands out. */
const pieceLimit = 1024 * 1024;
/** Files from this size on are read as a stream, the same as when they were added. */
const streamedFrom = 32 * 1024 * 1024;
/** The longest character of UTF-8. */
const longestCharacter = 4;

export interface RawPiece {
  readonly start: number;
  readonly text: string;
  readonly size: number;
}

/** Where the bytes of a report may be. */
export interface RawPlaces {
  /** The file or upload that a path stands for; null where there is none. */
  readonly findSource: (path: string) => Promise<Source | null>;
  /** The report's own bytes where the case keeps them. */
  readonly original: (sha256: string) => Promise<Uint8Array | null>;
}

/**
 * `findSource` is asked for the report's path and for every container in it.
 * A character belongs to the piece in which it begins, so that pieces one after the other make the whole text. Refuses with `not-kept`.
 */
export async function readRawReport(
  evidence: Evidence,
  { start, end }: { readonly start: number; readonly end: number },
  places: RawPlaces,
): Promise<Outcome<RawPiece>> {
  const size = evidence.bytes ?? 0;
  const from = Math.min(start, size);
  const to = Math.max(from, Math.min(end, from + pieceLimit, size));
  const bytes = await rangeOf(evidence, { from: Math.max(0, from - longestCharacter), to: Math.min(size, to + longestCharacter) }, places);
  if (bytes === null) {
    return refuse(
      'not-kept',
      `The bytes of this report are neither in the case nor, with the SHA-256 ${evidence.sha256}, at ${evidence.path} any more.`,
      {
        evidence: evidence.path,
      },
    );
  }
  const before = from - Math.max(0, from - longestCharacter);
  return succeed({ start: from, text: textOf(bytes, before, before + to - from), size });
}

/** All bytes of a report, null where they are gone. */
export function readRawWhole(evidence: Evidence, places: RawPlaces): Promise<Uint8Array | null> {
  return rangeOf(evidence, { from: 0, to: evidence.bytes ?? 0 }, places);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

async function rangeOf(evidence: Evidence, range: Range, { findSource, original }: RawPlaces): Promise<Buffer | null> {
  const kept = evidence.sha256 === null ? null : await original(evidence.sha256);
  if (kept !== null) return Buffer.from(kept.subarray(range.from, range.to));
  for (const path of [...containersOf(evidence.path), evidence.path]) {
    const source = await findSource(path);
    const found = source === null ? null : await rangeIn(source, evidence, range);
    if (found !== null) return found;
  }
  return null;
}

/** The outermost first: `a.zip` and `a.zip!b.xml` of `a.zip!b.xml!c`. */
function containersOf(path: string): readonly string[] {
  return [...path.matchAll(/!/g)].map(({ index }) => path.slice(0, index)).filter((container) => container !== '');
}

async function rangeIn(source: Source, { path, sha256 }: Evidence, range: Range): Promise<Buffer | null> {
  if (source.kind === 'refused') return null;
  if (source.kind === 'file' && (await sizeOf(source.file)) >= streamedFrom) {
    const stream = await openReportStream(source.file, source.shownAs);
    if (stream !== null) return stream.path === path ? await rangeOfStream(stream.chunks, sha256, range) : null;
  }
  const read = source.kind === 'bytes' ? succeed(source.bytes) : await readFileWithin(source.file, source.shownAs);
  if (!read.ok) return null;
  for await (const opened of readReports(source.shownAs, read.value)) {
    if (opened.kind !== 'report' || opened.report.evidence.path !== path || opened.report.evidence.sha256 !== sha256) continue;
    return Buffer.from(opened.bytes.subarray(range.from, range.to));
  }
  return null;
}

/** All of it is read, because only all of it tells whether it is the same. */
async function rangeOfStream(chunks: AsyncIterable<Uint8Array>, sha256: string | null, { from, to }: Range): Promise<Buffer | null> {
  const hash = createHash('sha256');
  const kept: Uint8Array[] = [];
  let at = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    if (at < to && at + chunk.length > from) kept.push(chunk.slice(Math.max(0, from - at), to - at));
    at += chunk.length;
  }
  return hash.digest('hex') === sha256 ? Buffer.concat(kept) : null;
}

/** `bytes` hold a little more than the piece at both ends. Text that is no UTF-8 is shown a character a byte. */
function textOf(bytes: Buffer, from: number, to: number): string {
  const isInside = (at: number): boolean => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  let [start, end] = [from, to];
  while (start < to && start < from + longestCharacter && isInside(start)) start += 1;
  while (end < bytes.length && end < to + longestCharacter && isInside(end)) end += 1;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(start, end));
  } catch {
    // TypeError: the bytes are another encoding, whatever the report says of itself.
    return bytes.toString('latin1', from, to);
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0;
}
