/** DNS snapshots: reads files of any known format, answers questions from them, and writes them down again. */
import type { DnsSnapshot } from '../facts/dns.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { indexAnswers } from './answer-index.ts';
import type { SnapshotFormat } from './format.ts';
import { formatHeader, formatRrSet } from './formats/native.ts';
import { resolverAt } from './resolver.ts';
import type { SnapshotFile } from './rr-set.ts';
import { seenAtAnyTime } from './seen.ts';
import { describeWorld } from './world.ts';

/** V8 cannot hold a longer text in one piece with room to spare. */
const largestFile = 256 * 1024 * 1024;
const headLength = 64 * 1024;

/** All formats, by id. A new one is a new file in `formats/`. */
export const snapshotFormats: readonly SnapshotFormat[] = Object.values(
  import.meta.glob<SnapshotFormat>('./formats/*.ts', { eager: true, import: 'default' }),
).sort((one, other) => (one.id < other.id ? -1 : 1));

/**
 * Reads a snapshot file. What it is, is decided by its content; `name` is used in messages and as the source of its answers.
 * Refuses what no format knows and what is damaged such that absence could not be told from loss.
 */
export function parseSnapshot(bytes: Uint8Array, name: string): Outcome<SnapshotFile> {
  if (bytes.length > largestFile) return refuse('too-large', 'A snapshot file may have 256 MiB.', { evidence: name });
  const text = decode(bytes);
  if (text.trim() === '') return refuse('empty', 'The file is empty.', { evidence: name });
  const head = text.slice(0, headLength);
  let best: SnapshotFormat | null = null;
  let sureness = 0;
  for (const format of snapshotFormats) {
    const claim = format.recognize(head);
    if (claim > sureness) {
      best = format;
      sureness = claim;
    }
  }
  return best === null
    ? refuse('snapshot-damaged', 'This is no DNS snapshot of a known format.', { evidence: name })
    : best.parse(text, name);
}

/** Makes one snapshot of several files. Where two say something of the same question and time, the later file wins. */
export function buildSnapshot(files: readonly SnapshotFile[]): DnsSnapshot {
  const index = indexAnswers(files);
  const world = describeWorld(files);
  return { size: index.size, at: (time) => resolverAt(index, world, time), seen: (question) => seenAtAnyTime(index, question) };
}

/** No DNS at hand: every answer is `not-captured`. */
export const emptySnapshot: DnsSnapshot = buildSnapshot([]);

/** Writes files as one file of the native format, final line end included. The same files give the same bytes, and the same answers when read back. */
export function serializeSnapshot(files: readonly SnapshotFile[]): string {
  const complete = files.filter((file) => file.complete);
  const origins = complete.some((file) => file.origins.length === 0) ? [] : [...new Set(complete.flatMap((file) => file.origins))].sort();
  const lines = [formatHeader(complete.length > 0, origins)];
  for (const file of files) {
    for (const set of file.rrsets) lines.push(formatRrSet(set, file.name));
  }
  return `${lines.join('\n')}\n`;
}

/** UTF-8, or UTF-16 by its byte order mark: what a redirect in PowerShell writes. */
function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
