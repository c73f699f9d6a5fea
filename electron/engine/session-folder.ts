/** Private folders for what a session must keep on disk without having been asked to save it. They go with the session; those of crashed ones are swept. */
import { rmSync } from 'node:fs';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

export interface SessionFolder {
  readonly path: string;
  remove(): Promise<void>;
}

const prefix = 'waybill-session-';

/** Makes a folder that this user alone can read. It is removed at the latest when the process exits. */
export async function makeSessionFolder(parent: string): Promise<SessionFolder> {
  const path = await mkdtemp(join(parent, `${prefix}${hostOf()}-${process.pid}-`));
  const atExit = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', atExit);
  return {
    path,
    async remove() {
      process.off('exit', atExit);
      await rm(path, { recursive: true, force: true });
    },
  };
}

/**
 * Removes what sessions left behind that were killed: folders of this user and this machine whose process is gone. Their names say so,
 * because machines may share the folder for temporary files while their process numbers differ.
 */
export async function sweepSessionFolders(parent: string, isRunning: (process: number) => boolean = runs): Promise<void> {
  const mine = new RegExp(`^${prefix}${hostOf()}-(\\d{1,10})-[^-]+$`);
  for (const name of await readdir(parent).catch(() => [])) {
    const owner = Number(mine.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(owner) || owner === process.pid || isRunning(owner)) continue;
    const path = join(parent, name);
    // A link of that name is none of ours, and neither is the folder of another user.
    const found = await lstat(path).catch(() => null);
    if (found?.isDirectory() !== true || (process.getuid !== undefined && found.uid !== process.getuid())) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function hostOf(): string {
  return (
    hostname()
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, 40) || 'here'
  );
}

function runs(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
