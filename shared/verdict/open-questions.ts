/** Which DNS questions keep a fact open. Absence of an answer is never an answer (product.md, principle 2). */
import { formatQuestion } from '../facts/dns.ts';
import type { AlignedCheck, VerdictFacts } from '../facts/verdict-facts.ts';
import { type FactName, hasUndecidedSignature, hasUndecidedStranger } from './signal.ts';

/**
 * Takes the facts and the names of those that matter; gives the questions whose answers would settle them, each once, sorted. With
 * `heedsStrangers` the keys of signatures that are not aligned matter as well.
 */
export function openQuestions(facts: VerdictFacts, names: readonly FactName[], heedsStrangers = false): readonly string[] {
  const questions = new Set<string>();
  const addChecks = (checks: readonly AlignedCheck[]): void => {
    for (const check of checks) for (const question of check.missing) questions.add(formatQuestion(question));
  };
  for (const name of names) {
    if (name === 'receiver') addChecks(facts.receiver.checks);
    if (name === 'shared' && facts.shared !== null) {
      addChecks(facts.shared.ingress);
      addChecks(facts.shared.egress);
    }
    if (name === 'signatures') {
      const isOpen = {
        aligned: hasUndecidedSignature(facts.signatures, facts.receiver),
        other: heedsStrangers && hasUndecidedStranger(facts.signatures, facts.claims),
      };
      const aligned = new Set(facts.signatures.filter((signature) => signature.aligned).map(({ domain }) => domain));
      for (const check of facts.dkim) {
        if (!(check.domain !== null && aligned.has(check.domain) ? isOpen.aligned : isOpen.other)) continue;
        for (const question of check.missing) questions.add(formatQuestion(question));
      }
    }
    if (name === 'known') for (const question of facts.known.missing) questions.add(formatQuestion(question));
    if (name === 'arc') for (const question of facts.arc.missing) questions.add(formatQuestion(question));
  }
  return [...questions].sort();
}
