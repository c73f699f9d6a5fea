/** Runs one signal alone, through the same door as the engine. */
import type { Reason } from '../../../shared/facts/verdict.ts';
import type { VerdictFacts } from '../../../shared/facts/verdict-facts.ts';
import { examineAll } from '../../../shared/verdict/registry.ts';

/** What the signal says, whole. */
export function reasonsOf(id: string, facts: VerdictFacts): readonly Reason[] {
  return examineAll(facts, (signal) => signal === id).reasons;
}

/** What the signal says in short: `KIND WEIGHT TRUST SOURCE` each. Empty where it has nothing to say. */
export function findings(id: string, facts: VerdictFacts): readonly string[] {
  return reasonsOf(id, facts).map(({ points, weight, trust, source }) => `${points} ${weight} ${trust} ${source}`);
}

/** The questions that keep the signal from being examined; empty where it was. */
export function openFor(id: string, facts: VerdictFacts): readonly string[] {
  return examineAll(facts, (signal) => signal === id).notExamined.flatMap(({ questions }) => questions);
}
