/** The DNS snapshot that `--dns FILE…` names. */
import type { SnapshotFile } from '../../shared/dns/rr-set.ts';
import { parseSnapshot } from '../../shared/dns/snapshot.ts';
import type { Refusal } from '../../shared/outcome.ts';
import { printable } from '../../shared/text/printable.ts';
import { sha256Of } from '../engine/evidence-bytes.ts';
import type { CliIo } from './io.ts';
import { findInputs } from './sources.ts';

/** A file that was read to judge by, as it was read. */
export interface ReadSource {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface ReadSnapshots {
  readonly files: readonly SnapshotFile[];
  /** Of each of the files, in the same order. */
  readonly sources: readonly ReadSource[];
  readonly refused: readonly { readonly path: string; readonly error: Refusal }[];
}

/** Reads every file (of any snapshot format; also folders and containers of them). What was passed over in them is noted on standard error. */
export async function readSnapshots(paths: readonly string[], io: CliIo): Promise<ReadSnapshots> {
  const files: SnapshotFile[] = [];
  const sources: ReadSource[] = [];
  const refused: { path: string; error: Refusal }[] = [];
  for await (const found of findInputs(paths, io)) {
    const outcome =
      found.kind === 'refused' && found.error.code !== 'not-a-message'
        ? { ok: false as const, error: found.error }
        : found.kind === 'refused'
          ? { ok: false as const, error: notASnapshot(found.path) }
          : parseSnapshot(found.bytes, found.path);
    if (!outcome.ok) {
      refused.push({ path: found.path, error: outcome.error });
      continue;
    }
    files.push(outcome.value);
    if (found.kind !== 'refused') sources.push(sourceOf(found.path, found.bytes));
    for (const note of outcome.value.notes) await io.stderr.write(`waybill: ${printable(`${found.path}: ${note}`)}\n`);
  }
  return { files, sources, refused };
}

export function sourceOf(path: string, bytes: Uint8Array): ReadSource {
  return { path, sha256: sha256Of(bytes), bytes: bytes.length };
}

function notASnapshot(path: string): Refusal {
  return { code: 'snapshot-damaged', message: 'This is no DNS snapshot of a known format.', evidence: path };
}

/** Refusals as diagnostics, one line each. */
export async function reportRefused(refused: ReadSnapshots['refused'], io: CliIo): Promise<void> {
  for (const { path, error } of refused) await io.stderr.write(`waybill: ${printable(`${path}: ${error.message}`)} (${error.code})\n`);
}
