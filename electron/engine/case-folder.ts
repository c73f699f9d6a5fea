/** The folder in which this person's cases live: what is in it, and where a case of a name belongs. A name never leads out of it. */
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { fileRefusal } from './walk.ts';

export const caseEnding = '.waybill';

export interface CaseFolder {
  readonly path: string;
  /** Newest first. Empty where the folder does not exist yet. */
  list(): Promise<readonly { readonly name: string; readonly bytes: number; readonly modified: string }[]>;
  /** Where the case of this name is or would be. Refuses with `bad-request` what is no name for a file on every system. */
  fileOf(name: string): Outcome<string>;
  /** Makes the folder, for this person alone, where it does not exist. Refuses with `not-readable`. */
  make(): Promise<Outcome<null>>;
}

/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** In: the process's environment. Out: the folder named by `WAYBILL_CASES`, else `Waybill` in the home of this person. */
export function caseFolderPath(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment.WAYBILL_CASES ?? '';
  return named === '' ? join(homedir(), 'Waybill') : resolve(named);
}

export function createCaseFolder(path: string): CaseFolder {
  return {
    path,
    async list() {
      const cases: { name: string; bytes: number; modified: string }[] = [];
      for (const file of await namesIn(path)) {
        const name = nameOfCase(file);
        if (!file.endsWith(caseEnding) || !isName(name)) continue;
        const found = await lstat(join(path, file)).catch(() => null);
        if (found?.isFile() === true) cases.push({ name, bytes: found.size, modified: secondOf(found.mtime) });
      }
      return cases.sort((one, other) =>
        one.modified === other.modified ? (one.name < other.name ? -1 : 1) : one.modified < other.modified ? 1 : -1,
      );
    },
    fileOf: (name) =>
      isName(name)
        ? succeed(join(path, `${name}${caseEnding}`))
        : refuse(
            'bad-request',
            'A case is named with letters, digits, spaces, dots, hyphens and underscores, and begins and ends with a letter or a digit.',
            {
              at: 'name',
            },
          ),
    async make() {
      try {
        await mkdir(path, { recursive: true, mode: 0o700 });
        return succeed(null);
      } catch (error) {
        return { ok: false, error: fileRefusal(error, path) };
      }
    },
  };
}

/** The name of the case in a file: of `…/acme.waybill`, `acme`. */
export function nameOfCase(file: string): string {
  return basename(file, caseEnding);
}

function isName(name: string): boolean {
  return /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,98}[\p{L}\p{N}])?$/u.test(name) && !name.includes('..') && !devices.test(name);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    fileRefusal(error, folder);
    return [];
  }
}

function secondOf(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
