/** Reasons to a verdict: a pure fold over the policy table. */
import { trustRank } from '../facts/evidence.ts';
import { type Reason, type Verdict, type VerdictKind, verdictKinds, type Weight } from '../facts/verdict.ts';
import { rules as allRules, type Rule } from './policy.ts';

const weightRank: Readonly<Record<Weight, number>> = { countering: -1, supporting: 0, strong: 1, decisive: 2 };

export interface Decision {
  readonly kind: VerdictKind;
  readonly confidence: Verdict['confidence'];
  /** The rule that held, or null for `indeterminate`. */
  readonly rule: string | null;
}

/** Takes all reasons; gives the first kind in order of precedence that a rule carries. `rules` can be narrowed by tests. */
export function decide(reasons: readonly Reason[], rules: readonly Rule[] = allRules): Decision {
  for (const kind of verdictKinds) {
    const pointing = reasons.filter((reason) => reason.points === kind);
    const rule = rules.find((candidate) => candidate.kind === kind && pointing.some((reason) => carries(reason, candidate, pointing)));
    if (rule !== undefined) return { kind, confidence: rule.confidence, rule: rule.id };
  }
  return { kind: 'indeterminate', confidence: null, rule: null };
}

function carries(reason: Reason, rule: Rule, pointing: readonly Reason[]): boolean {
  if (weightRank[reason.weight] < weightRank[rule.weight] || trustRank[reason.trust] < trustRank[rule.trust]) return false;
  // Better evidence against a kind than for it takes the kind away; claims counter nothing.
  return !pointing.some(
    (counter) => counter.weight === 'countering' && counter.trust !== 'claimed' && trustRank[counter.trust] >= trustRank[reason.trust],
  );
}

/** Reasons in reading order: those for the verdict first, the weightier and better vouched before the rest. */
export function orderReasons(reasons: readonly Reason[], kind: VerdictKind): readonly Reason[] {
  const side = (reason: Reason): number => (reason.points === kind ? (reason.weight === 'countering' ? 1 : 0) : 2);
  return reasons
    .map((reason, index) => ({ reason, index }))
    .sort(
      (a, b) =>
        side(a.reason) - side(b.reason) ||
        weightRank[b.reason.weight] - weightRank[a.reason.weight] ||
        trustRank[b.reason.trust] - trustRank[a.reason.trust] ||
        a.index - b.index,
    )
    .map(({ reason }) => reason);
}
