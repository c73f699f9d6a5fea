/** The snapshot that a capture writes: each answer as soon as it is there, so that whatever stops the capture, what was answered is kept. */
import { constants } from 'node:fs';
import { access, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { formatHeader, formatRrSet } from '../../shared/dns/formats/native.ts';
import type { RrSet, SnapshotFile } from '../../shared/dns/rr-set.ts';
import { parseSnapshot, serializeSnapshot } from '../../shared/dns/snapshot.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';

export interface CaptureFile {
  /** What it held before: answers only. Failures are dropped, so that they are asked again. */
  readonly before: SnapshotFile;
  append(sets: readonly RrSet[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens `path` to go on with what it holds, or makes it. `shown` is its name in messages. Refuses a file that is something else. */
export async function openCaptureFile(path: string, shown: string): Promise<Outcome<CaptureFile>> {
  const held = await readHeld(path, shown);
  if (!held.ok) return held;
  const before = held.value;
  const text = before.rrsets.length === 0 ? `${formatHeader(false, [])}\n` : serializeSnapshot([before]);
  // Written beside and moved into place: a capture that is broken off here has lost nothing.
  const beside = `${path}.part`;
  await writeFile(beside, text);
  await rename(beside, path);
  const handle = await open(path, 'a');
  return succeed({
    before,
    append: async (sets) => {
      if (sets.length > 0) await handle.appendFile(sets.map((set) => `${formatRrSet(set, shown)}\n`).join(''));
    },
    close: () => handle.close(),
  });
}

/** Whether something can be written there, before anybody is asked anything. */
export async function isWritable(path: string): Promise<boolean> {
  const probe = `${path}.part`;
  try {
    await access(path, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await writeFile(probe, '');
    await rm(probe);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

async function readHeld(path: string, shown: string): Promise<Outcome<SnapshotFile>> {
  const nothing: SnapshotFile = { name: shown, format: 'native', rrsets: [], complete: false, origins: [], notes: [] };
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null || found.size === 0) return succeed(nothing);
  const parsed = parseSnapshot(await readFile(path), shown);
  if (!parsed.ok) {
    return refuse('snapshot-damaged', 'The output file exists and is no DNS snapshot: name another.', { evidence: shown });
  }
  const file = parsed.value;
  if (file.complete) return refuse('bad-request', 'The output file is a whole world: nothing is missing in it.', { evidence: shown });
  if (file.format !== 'native')
    return refuse('bad-request', 'The output file is of another format: convert it first.', { evidence: shown });
  return succeed({ ...file, rrsets: file.rrsets.filter(({ rcode }) => rcode === 'NOERROR' || rcode === 'NXDOMAIN') });
}
