/** All signals, found by listing their folder: adding one is adding a file. */
import type { NotExamined, Reason } from '../facts/verdict.ts';
import type { VerdictFacts } from '../facts/verdict-facts.ts';
import { openQuestions } from './open-questions.ts';
import type { Signal } from './signal.ts';

const modules = import.meta.glob<Signal>('./signals/*.ts', { eager: true, import: 'default' });

/** Sorted by id, so that the order of reasons never depends on the file system. */
export const signals: readonly Signal[] = Object.values(modules).sort((a, b) => (a.id < b.id ? -1 : 1));

/**
 * Takes the gathered facts; gives all reasons, and the signals that found nothing while evidence they need is missing.
 * `enabled` exists so that a test can leave one signal out and see what breaks.
 */
export function examineAll(
  facts: VerdictFacts,
  enabled: (id: string) => boolean = () => true,
): { readonly reasons: readonly Reason[]; readonly notExamined: readonly NotExamined[] } {
  const reasons: Reason[] = [];
  const notExamined: NotExamined[] = [];
  for (const signal of signals) {
    if (!enabled(signal.id)) continue;
    const found = signal.examine(facts).map((reason) => ({ signal: signal.id, ...reason }));
    reasons.push(...found);
    const questions = found.length > 0 ? [] : openQuestions(facts, signal.needs, signal.heedsStrangers);
    if (questions.length > 0) notExamined.push({ signal: signal.id, questions });
  }
  return { reasons, notExamined };
}
