/**
 * Remembers what rows say that differ in nothing but their address and their number of messages.
 *
 * An archive holds millions of rows that are the same text but for these two. What stands behind them in a row (its *tail*) is read once;
 * after that the text alone tells what it means, because nothing outside of a row changes how it is read, but the report's dialect.
 */
import type { RowStory } from './record.ts';

export interface RowMemory {
  find(dialect: string, tail: string): RowStory | null;
  /** `tail` is kept as it is: it must stand alone, and be no piece of something long. */
  keep(dialect: string, tail: string, story: RowStory): void;
  /** False where so little comes back that remembering costs more than it saves. */
  isWorthwhile(): boolean;
}

/** Characters of all tails together; then everything is forgotten. */
const mostCharacters = 8 * 1024 * 1024;
/** Tails that are kept although none came back yet. */
const patience = 5_000;

export function createRowMemory(): RowMemory {
  const dialects = new Map<string, Map<string, RowStory>>();
  let characters = 0;
  let kept = 0;
  let found = 0;
  return {
    find(dialect, tail) {
      const story = dialects.get(dialect)?.get(tail) ?? null;
      if (story !== null) found += 1;
      return story;
    },
    keep(dialect, tail, story) {
      if (characters > mostCharacters) {
        dialects.clear();
        characters = 0;
        // What comes may be of another kind than what was.
        kept = 0;
        found = 0;
      }
      const tails = dialects.get(dialect) ?? new Map<string, RowStory>();
      dialects.set(dialect, tails);
      tails.set(tail, story);
      characters += tail.length;
      kept += 1;
    },
    isWorthwhile: () => kept < patience + found,
  };
}
