/** Which files the app was asked to open: by its command line, by "open with", by a second start, or by a drop on its icon. */
import { isAbsolute, resolve } from 'node:path';

export interface StartArguments {
  readonly paths: readonly string[];
  /** Whether to open the sample case where no path was given. */
  readonly sample: boolean;
}

/**
 * Reads a command line. In: all of `process.argv`, the folder that relative paths start from, and whether the second word is the app's own folder
 * (as in `electron . a.eml`, in a checkout). Words that start with a hyphen are switches of Chromium or ours; a file of such a name is given by a path with a folder.
 */
export function readArguments(argv: readonly string[], directory: string, hasAppArgument: boolean): StartArguments {
  const words = argv.slice(hasAppArgument ? 2 : 1);
  return {
    paths: words.filter((word) => word !== '' && !word.startsWith('-')).map((word) => resolve(directory, word)),
    sample: words.includes('--sample'),
  };
}

/** What a second start hands to the first: checked, as any program of this user can send it. */
export function readHandedOver(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || !('paths' in data) || !Array.isArray(data.paths)) return [];
  return data.paths.filter((path): path is string => typeof path === 'string' && isAbsolute(path)).slice(0, 10_000);
}
