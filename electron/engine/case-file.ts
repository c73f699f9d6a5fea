/** Puts the file of a case where it belongs: whole, on the disk, and never in the place of another. */
import { constants } from 'node:fs';
import { copyFile, link, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { fileRefusal } from './walk.ts';

/**
 * Copies `from`, which nobody writes, to a new file `to`. A crash leaves either nothing under that name or all of it. Refuses with
 * `already-there` whatever has the name, a link too, and with `not-readable` where the folder cannot be written.
 */
export async function placeCopy(from: string, to: string): Promise<Outcome<null>> {
  const folder = dirname(to);
  const part = join(folder, `.${basename(to)}.${process.pid}-${Date.now().toString(36)}.part`);
  try {
    if (await exists(to)) return alreadyThere(to);
    await copyFile(from, part, constants.COPYFILE_EXCL);
    await onDisk(part, 0o600);
    try {
      // Unlike renaming, this never takes the place of a file that came meanwhile.
      await link(part, to);
      await rm(part);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return alreadyThere(to);
      // File systems without hard links.
      if (await exists(to)) return alreadyThere(to);
      await rename(part, to);
    }
    if (process.platform !== 'win32') await onDisk(folder);
    return succeed(null);
  } catch (error) {
    return { ok: false, error: fileRefusal(error, to) };
  } finally {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** Writes bytes to a new file for this user alone. */
export async function writePrivateFile(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
  } finally {
    await handle.close();
  }
}

/** False where either does not exist. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((file) => stat(file).catch(() => null)));
  return first !== null && second !== null && first?.dev === second?.dev && first?.ino === second?.ino;
}

/** Whether it is a file, and no link to one. */
export async function isPlainFile(file: string): Promise<boolean> {
  return (await lstat(file).catch(() => null))?.isFile() === true;
}

async function exists(file: string): Promise<boolean> {
  return (await lstat(file).catch(() => null)) !== null;
}

async function onDisk(path: string, mode?: number): Promise<void> {
  const handle = await open(path, 'r');
  try {
    if (mode !== undefined) await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function alreadyThere(file: string): Outcome<never> {
  return refuse('already-there', 'There is a case of that name already. Choose another name, or open that one.', { evidence: file });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
