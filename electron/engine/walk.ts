/** Finds the files that a path stands for: itself, or everything in its folder, in the same order on every machine. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Refusal } from '../../shared/outcome.ts';

export type WalkStep =
  /** `file` is to be opened; `shownAs` is the path as given, and below a folder the given folder and the relative path. */
  | { readonly kind: 'file'; readonly file: string; readonly shownAs: string }
  | { readonly kind: 'refused'; readonly shownAs: string; readonly error: Refusal };

/** What systems leave in folders by themselves. Nobody put it there as evidence. */
const droppings = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** Depth of folders at which a tree is no evidence folder any more. */
const deepest = 64;

/** Walks lazily, names in code point order. Links to files are read; links to folders are not followed, since they can lead in circles. */
export async function* walk(file: string, shownAs: string, depth = 0): AsyncGenerator<WalkStep> {
  const kind = await kindOf(file);
  if (typeof kind !== 'string') {
    yield { kind: 'refused', shownAs, error: kind };
    return;
  }
  if (kind === 'file') yield { kind: 'file', file, shownAs };
  else yield* walkFolder(file, shownAs, depth);
}

async function* walkFolder(file: string, shownAs: string, depth: number): AsyncGenerator<WalkStep> {
  if (depth === deepest) {
    yield refusedStep(shownAs, `Folders are walked ${deepest} levels deep.`);
    return;
  }
  let entries: Dirent[];
  try {
    entries = await readdir(file, { withFileTypes: true });
  } catch (error) {
    yield { kind: 'refused', shownAs, error: fileRefusal(error, shownAs) };
    return;
  }
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  const folder = shownAs.endsWith(sep) || shownAs.endsWith('/') ? shownAs : `${shownAs}${sep}`;
  for (const entry of entries) {
    if (droppings.has(entry.name)) continue;
    const child = join(file, entry.name);
    if (entry.isSymbolicLink() && (await kindOf(child)) === 'folder') {
      yield refusedStep(`${folder}${entry.name}`, 'A link to a folder is not followed.');
    }
    // The folder has told what most of its entries are: asking again costs as much as reading a small file.
    else if (entry.isFile()) yield { kind: 'file', file: child, shownAs: `${folder}${entry.name}` };
    else if (entry.isDirectory()) yield* walkFolder(child, `${folder}${entry.name}`, depth + 1);
    else yield* walk(child, `${folder}${entry.name}`, depth + 1);
  }
}

/** Pipes count as files: `<(…)` of a shell is one. Devices and sockets do not. */
async function kindOf(file: string): Promise<'file' | 'folder' | Refusal> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return 'folder';
    if (found.isFile() || found.isFIFO()) return 'file';
    return refusalOf('not-readable', 'It is neither a file nor a folder.', file);
  } catch (error) {
    return fileRefusal(error, file);
  }
}

function refusedStep(shownAs: string, message: string): WalkStep {
  return { kind: 'refused', shownAs, error: refusalOf('not-readable', message, shownAs) };
}

function refusalOf(code: 'not-found' | 'not-readable', message: string, evidence: string): Refusal {
  return { code, message, evidence };
}

/** The refusal for an error of the file system; anything else is a bug and is thrown on. */
export function fileRefusal(error: unknown, evidence: string): Refusal {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return refusalOf('not-found', 'There is no such file.', evidence);
  return refusalOf('not-readable', `It cannot be read (${String(error.code)}).`, evidence);
}
