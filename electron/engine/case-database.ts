/**
 * The database of a session's case: opened when the first report arrives or a case is opened or saved, because the native library costs
 * time to load. Until the case has a file of its own it lives in a private one that goes with the session.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { isSameFile, placeCopy, writePrivateFile } from './case-file.ts';
import { isCaseFile } from './case-inputs.ts';
import type { Database } from './case-store/database.ts';
import { makeSessionFolder, type SessionFolder } from './session-folder.ts';
import { createTurns } from './turns.ts';

/** A case that is open, with a connection for each kind of work: they see what others have committed, and do not wait for each other. */
export interface OpenCase {
  /** Null while the case lives in a private file. */
  readonly file: string | null;
  /** For reports, whose transactions are long. */
  readonly reports: Database;
  /** For messages, notes and references. */
  readonly records: Database;
  /** For the questions of the window. */
  readonly questions: Database;
}

export interface CaseDatabase {
  /** What is open now; null while nothing needed it. */
  present(): OpenCase | null;
  /** Uses what is open, beside others; opens a private case where there is none. */
  use<T>(work: (open: OpenCase) => Promise<T>): Promise<Outcome<T>>;
  /** The same, without opening any: gives `otherwise` where there is none. */
  ifOpen<T>(work: (open: OpenCase) => Promise<T>, otherwise: T): Promise<T>;
  /** Closes what is open; a private file is removed. Waits until nobody uses it. */
  discard(): Promise<void>;
  /** Opens a file in the place of what is open, which stays open where that is refused. */
  open(file: string): Promise<Outcome<OpenCase>>;
  /** The same for bytes, which get a private file. */
  openBytes(bytes: Uint8Array): Promise<Outcome<OpenCase>>;
  /** Copies what is open to a new file, whole or not at all, and goes on there. Refuses with `already-there` or `not-readable`. */
  moveTo(file: string): Promise<Outcome<OpenCase>>;
}

interface Held {
  readonly database: Database;
  readonly path: string;
  readonly folder: SessionFolder | null;
  readonly open: OpenCase;
}

// The native library loads with the first of these calls.
const openCaseFile = async (path: string): Promise<Outcome<Database>> => (await import('./case-store/open-case.ts')).openCase(path);

/** `temporary` is the folder for private files. */
export function createCaseDatabase(temporary: string): CaseDatabase {
  const turns = createTurns();
  let held: Held | null = null;
  let opening: Promise<Outcome<Held>> | null = null;

  const hold = async (path: string, folder: SessionFolder | null): Promise<Outcome<Held>> => {
    const opened = await openCaseFile(path);
    if (!opened.ok) return opened;
    const database = opened.value;
    const [reports, records, questions] = [await database.session(), await database.session(), await database.session()];
    return succeed({ database, path, folder, open: { file: folder === null ? path : null, reports, records, questions } });
  };
  /** A file that came from elsewhere: whatever is wrong with it, it must not end this session. */
  const holdOther = async (file: string): Promise<Outcome<Held>> => {
    if ((await stat(file).catch(() => null))?.isFile() !== true) return refuse('not-found', 'There is no such case.', { evidence: file });
    // The library would make a new case out of an empty file.
    if (!(await isCaseFile(file))) return refuse('case-damaged', 'The file is no case of Waybill, or it is damaged.', { evidence: file });
    return await unlessDamaged(file, () => hold(file, null));
  };
  const makePrivate = async (bytes: Uint8Array | null): Promise<Outcome<Held>> => {
    const folder = await makeSessionFolder(temporary);
    const path = join(folder.path, 'case.waybill');
    if (bytes !== null) await writePrivateFile(path, bytes);
    const made = await (bytes === null ? hold(path, folder) : unlessDamaged(path, () => hold(path, folder)));
    if (!made.ok) await folder.remove();
    return made;
  };
  const need = async (): Promise<Outcome<Held>> => {
    if (held !== null) return succeed(held);
    opening ??= makePrivate(null).finally(() => {
      opening = null;
    });
    const made = await opening;
    if (made.ok) held = made.value;
    return made;
  };
  const close = async (): Promise<void> => {
    const closing = held;
    held = null;
    closing?.database.close();
    await closing?.folder?.remove();
  };
  const replace = async (made: Outcome<Held>): Promise<Outcome<OpenCase>> => {
    if (!made.ok) return made;
    await close();
    held = made.value;
    return succeed(made.value.open);
  };

  return {
    present: () => held?.open ?? null,
    use: (work) =>
      turns.beside(async () => {
        const made = await need();
        return made.ok ? succeed(await work(made.value.open)) : made;
      }),
    ifOpen: (work, otherwise) => turns.beside(async () => (held === null ? otherwise : await work(held.open))),
    discard: () => turns.alone(close),
    open: (file) =>
      turns.alone(async () => {
        // One process must not open a file twice: the system's lock holds between processes only.
        if (held !== null && (await isSameFile(held.path, file))) return succeed(held.open);
        return await replace(await holdOther(file));
      }),
    openBytes: (bytes) => turns.alone(async () => await replace(await makePrivate(bytes))),
    moveTo: (file) =>
      turns.alone(async () => {
        const made = await need();
        if (!made.ok) return made;
        const { database, path, folder } = made.value;
        await database.run('CHECKPOINT');
        database.close();
        held = null;
        const placed = await placeCopy(path, file);
        if (!placed.ok) {
          const again = await hold(path, folder);
          held = again.ok ? again.value : null;
          return placed;
        }
        const moved = await hold(file, null);
        if (!moved.ok) return moved;
        held = moved.value;
        await folder?.remove();
        return succeed(held.open);
      }),
  };
}

/** The library tells what is wrong with a file in many ways, and some of them only once it is read. */
async function unlessDamaged<T>(file: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (fault) {
    const why = fault instanceof Error ? fault.message.split('\n', 1)[0] : String(fault);
    return refuse('case-damaged', `The case is damaged: ${why}`, { evidence: file });
  }
}
