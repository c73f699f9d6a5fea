/** Every signal and every rule is needed: leaving one out breaks at least one scenario. */
import { describe, expect, it } from 'vitest';
import type { Detail } from '../../shared/facts/detail.ts';
import { decide } from '../../shared/verdict/decide.ts';
import { rules } from '../../shared/verdict/policy.ts';
import { signals } from '../../shared/verdict/registry.ts';
import type { VerdictOptions } from '../../shared/verdict/verdict.ts';
import { judge, judgeWithoutDns, scenarios, tell } from './language/registry.ts';
import type { Expectation, Scenario } from './language/scenario.ts';
import { isAsExpected } from './language/seen.ts';

/** Whether the scenario still holds when only a part of the signals and rules takes part in the judgement. */
async function survives(scenario: Scenario, judging: VerdictOptions): Promise<boolean> {
  const story = await tell(scenario);
  if (!isAsExpected(await judge(story, { judging }), scenario.expect)) return false;
  return isAsExpected(await judgeWithoutDns(story, { judging }), scenario.expectWithoutDns ?? scenario.expect);
}

/** Likely scenarios first, so that the first break is found soon. */
async function firstBroken(judging: VerdictOptions, likely: (scenario: Scenario) => boolean): Promise<string | null> {
  for (const scenario of [...scenarios].sort((a, b) => Number(likely(b)) - Number(likely(a)))) {
    if (!(await survives(scenario, judging))) return scenario.id;
  }
  return null;
}

const speaksOf = (expected: Expectation | undefined, signal: string): boolean => expected?.signals?.includes(signal) === true;

describe('leaving one signal out', () => {
  it.each(signals.map(({ id }) => id))('%s breaks a scenario', async (id) => {
    const likely = (scenario: Scenario): boolean => speaksOf(scenario.expect, id) || speaksOf(scenario.expectWithoutDns, id);
    expect(await firstBroken({ enabled: (signal) => signal !== id }, likely)).not.toBeNull();
  });
});

describe('leaving one rule out', () => {
  it.each(rules)('$id breaks a scenario', async ({ id, kind, confidence }) => {
    const likely = (scenario: Scenario): boolean => scenario.expect.kind === kind && scenario.expect.confidence === confidence;
    expect(await firstBroken({ rules: rules.filter((rule) => rule.id !== id) }, likely)).not.toBeNull();
  });
});

describe('the rules', () => {
  it('each decide at least one scenario', async () => {
    const ruleOf = ({ analysis }: Detail): string | null => decide(analysis.verdict.reasons).rule;
    const deciding = new Set<string | null>();
    for (const scenario of scenarios) {
      const story = await tell(scenario);
      deciding.add(ruleOf(await judge(story))).add(ruleOf(await judgeWithoutDns(story)));
    }
    expect(rules.map(({ id }) => id).filter((id) => !deciding.has(id))).toEqual([]);
  });

  it('each say why', () => {
    expect(rules.filter(({ rationale }) => rationale.length < 30)).toEqual([]);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});
