/** The PATHs of a command line as sources: files and walked folders as they were given, and standard input for `-`. */

import { resolve } from 'node:path';
import { type Found, type FoundReport, findSources, openAnySource, type Source } from '../engine/intake.ts';
import { largestFile } from '../engine/read-file.ts';
import { type CliIo, readAll } from './io.ts';
import { UsageError } from './verb.ts';

/** Everything in the PATHs, containers opened, in the order given. Reads only as far as it is asked to. */
export async function* findInputs(paths: readonly string[], io: CliIo): AsyncGenerator<Found | FoundReport> {
  for (const path of paths) {
    const sources = path === '-' ? [await standardInput(io)] : findSources([{ path: resolve(io.directory, path), shownAs: path }]);
    for await (const source of sources) yield* openAnySource(source);
  }
}

async function standardInput(io: CliIo): Promise<Source> {
  const bytes = await readAll(io.stdin, largestFile);
  if (bytes !== null) return { kind: 'bytes', bytes, shownAs: '-' };
  return { kind: 'refused', shownAs: '-', error: { code: 'too-large', message: 'Standard input holds more than 512 MiB.', evidence: '-' } };
}

export function requirePaths(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) throw new UsageError('A PATH is missing. Name a file or a folder, or - for standard input.');
  if (paths.filter((path) => path === '-').length > 1) throw new UsageError('Standard input can be read once only.');
  return paths;
}
