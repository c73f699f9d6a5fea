import { describe, expect, it } from 'vitest';
import { trustRank } from '../../../shared/facts/evidence.ts';
import { verdictKinds } from '../../../shared/facts/verdict.ts';
import { rules } from '../../../shared/verdict/policy.ts';

describe('the verdict policy', () => {
  it('names each rule once, and says why it holds', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    expect(rules.filter((rule) => !/^[A-Z].{30,}\.$/.test(rule.rationale)).map((rule) => rule.id)).toEqual([]);
  });

  it('has a rule for every kind but indeterminate, in the order of precedence', () => {
    expect([...new Set(rules.map((rule) => rule.kind))]).toEqual(verdictKinds.filter((kind) => kind !== 'indeterminate'));
  });

  it('confirms on vouched evidence only (product.md, principle 5)', () => {
    expect(rules.filter((rule) => rule.confidence === 'confirmed' && rule.trust !== 'vouched')).toEqual([]);
  });

  it('confirms an accusation on decisive evidence only', () => {
    const accusing = rules.filter((rule) => rule.kind === 'cross-tenant-spoof' || rule.kind === 'laundered-pass');
    expect(accusing.filter((rule) => rule.confidence === 'confirmed').map((rule) => rule.weight)).toEqual(['decisive', 'decisive']);
  });

  it('lists the stricter rule of a kind first, so that the first that holds gives the best confidence', () => {
    const confidences = { confirmed: 2, probable: 1 };
    for (const kind of verdictKinds) {
      const own = rules.filter((rule) => rule.kind === kind);
      const ranks = own.map((rule) => [trustRank[rule.trust], rule.confidence === null ? 0 : confidences[rule.confidence]] as const);
      expect(ranks, kind).toEqual(ranks.toSorted((one, other) => other[0] - one[0] || other[1] - one[1]));
    }
  });
});
