/** A file that a verb writes: beside its place first, then moved there as a whole, so that nobody finds half of it. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { fileRefusal } from '../engine/walk.ts';

export interface OutputFile {
  write(text: string): Promise<void>;
  /** Everything that was written so far, in pieces. */
  readBack(): AsyncIterable<string>;
  /** Moves it into place. */
  finish(): Promise<void>;
  /** Removes what was written; nothing after `finish`. */
  discard(): Promise<void>;
}

/** Text that is held before it is written: one system call for some hundred rows. */
const heldCharacters = 64 * 1024;

/** `shown` is the path as given, `directory` where it starts from. Refuses where nothing can be written there; an older file is replaced at `finish`. */
export async function openOutput(shown: string, directory: string): Promise<Outcome<OutputFile>> {
  const path = resolve(directory, shown);
  const beside = `${path}.part`;
  let handle: FileHandle;
  try {
    handle = await open(beside, 'w');
  } catch (fault) {
    return refuse(fileRefusal(fault, shown).code, 'It cannot be written.', { evidence: shown });
  }
  let held: string[] = [];
  let size = 0;
  let isDone = false;
  const flush = async (): Promise<void> => {
    const text = held.join('');
    held = [];
    size = 0;
    await handle.appendFile(text);
  };
  return succeed({
    async write(text) {
      held.push(text);
      size += text.length;
      if (size >= heldCharacters) await flush();
    },
    async *readBack() {
      await flush();
      for await (const chunk of createReadStream(beside, 'utf8')) yield String(chunk);
    },
    async finish() {
      await flush();
      await handle.close();
      await rename(beside, path);
      isDone = true;
    },
    async discard() {
      if (isDone) return;
      isDone = true;
      await handle.close();
      await rm(beside, { force: true });
    },
  });
}
