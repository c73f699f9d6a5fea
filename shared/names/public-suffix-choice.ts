/** Which public suffix list is in use: the bundled one, or the user's from the start of the process on. */
import { bundledSuffixList } from './public-suffix-bundled.ts';
import type { SuffixList } from './public-suffix-list.ts';

let current: SuffixList = bundledSuffixList;

/**
 * Puts a list in place of the bundled one; null brings that back. To be called when a process or worker starts and before the first
 * analysis: a change between two analyses would make them differ by more than their evidence. Results name the list that they rest on.
 */
export function usePublicSuffixList(list: SuffixList | null): void {
  current = list ?? bundledSuffixList;
}

export function currentSuffixList(): SuffixList {
  return current;
}

/** `tldts 7.5.5, public suffix list of 2026-11-19` */
export function describeSuffixList({ name, date }: SuffixList): string {
  return `${name}, public suffix list of ${date ?? 'an unknown date'}`;
}
