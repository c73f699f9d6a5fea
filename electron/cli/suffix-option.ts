/** The option `--psl FILE`: a public suffix list of the user's in place of the bundled one. */
import { resolve } from 'node:path';
import { bundledListVersion } from '../../shared/names/public-suffix-version.ts';
import { readFileWithin } from '../engine/read-file.ts';
import type { Grounds } from '../engine/task.ts';
import type { CliIo } from './io.ts';
import { type ReadSnapshots, type ReadSource, sourceOf } from './snapshots.ts';
import { type Arguments, textOption } from './verb.ts';

/** For `defineVerb`. */
export const suffixOptions = { psl: { type: 'string' } } as const;

/** Its lines in a verb's help; `width` is where the words begin. */
export function suffixHelp(width: number): string {
  const words = [
    'public suffix list, as publicsuffix.org writes it: decides which names are',
    `one organisation, in place of the bundled list of ${bundledListVersion.date}`,
  ];
  return words.map((line, index) => `${(index === 0 ? '  --psl FILE' : '').padEnd(width)}${line}`).join('\n');
}

export interface ReadSuffixes {
  /** Null is the bundled list. */
  readonly rules: Grounds['suffixes'];
  /** The file, with its hash. */
  readonly sources: readonly ReadSource[];
  readonly refused: ReadSnapshots['refused'];
}

/** Reads the file that the command line names. */
export async function readSuffixes(args: Arguments, io: CliIo): Promise<ReadSuffixes> {
  const path = textOption(args, 'psl');
  if (path === null) return { rules: null, sources: [], refused: [] };
  const read = await readFileWithin(resolve(io.directory, path), path);
  const parsed = read.ok ? (await import('../engine/suffix-file.ts')).readSuffixFile(read.value, path) : read;
  if (!parsed.ok) return { rules: null, sources: [], refused: [{ path, error: parsed.error }] };
  return { rules: parsed.value, sources: read.ok ? [sourceOf(path, read.value)] : [], refused: [] };
}

/** Runs what this process works out itself, without workers, by the list. */
export async function whileUnderSuffixes<T>(rules: Grounds['suffixes'], run: () => Promise<T>): Promise<T> {
  if (rules === null) return await run();
  const { createSuffixList } = await import('../../shared/names/public-suffix-list.ts');
  const { whileUnderSuffixList } = await import('../../shared/names/public-suffix-choice.ts');
  return await whileUnderSuffixList(createSuffixList(rules), run);
}
