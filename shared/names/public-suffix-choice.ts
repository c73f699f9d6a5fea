/**
 * Which public suffix list is in use: the bundled one, or the user's while something runs under it.
 *
 * Nearly everything asks for organizational domains, so the list is no argument of everything: it holds for as long as a function runs, and the one
 * before it comes back by itself. Nothing can leave another list behind. Results name the list that they rest on.
 */
import { bundledSuffixList } from './public-suffix-bundled.ts';
import type { SuffixList } from './public-suffix-list.ts';

let current: SuffixList = bundledSuffixList;
/** What runs under `current` and has not ended; only what is asynchronous can overlap. */
let running = 0;

/** Runs something that is over when it returns; null stands for the bundled list. */
export function underSuffixList<T>(list: SuffixList | null, run: () => T): T {
  const before = current;
  current = list ?? bundledSuffixList;
  try {
    return run();
  } finally {
    current = before;
  }
}

/**
 * Runs something that takes turns with others; null stands for the bundled list. What overlaps must go by the same list: two lists at a time would
 * make an analysis differ by more than its evidence, so that is a bug of the caller and throws.
 */
export async function whileUnderSuffixList<T>(list: SuffixList | null, run: () => Promise<T>): Promise<T> {
  const wanted = list ?? bundledSuffixList;
  if (running > 0 && wanted !== current) throw new Error('Two public suffix lists cannot be in use at the same time.');
  current = wanted;
  running += 1;
  try {
    return await run();
  } finally {
    running -= 1;
    if (running === 0) current = bundledSuffixList;
  }
}

export function currentSuffixList(): SuffixList {
  return current;
}

/** `tldts 7.5.5, public suffix list of 2026-11-19` */
export function describeSuffixList({ name, date }: SuffixList): string {
  return `${name}, public suffix list of ${date ?? 'an unknown date'}`;
}
