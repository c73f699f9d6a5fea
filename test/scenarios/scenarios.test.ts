import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AnalysisSchema } from '../../shared/analysis-schema.ts';
import type { Reason } from '../../shared/facts/verdict.ts';
import { shippedOperators } from '../../shared/infrastructure/match.ts';
import { unquotedWords } from '../corpus/quotes.ts';
import { judge, judgeWithoutDns, scenarios, tell } from './language/registry.ts';
import { seen } from './language/seen.ts';

const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
const operatorNames = shippedOperators().map(({ name }) => name);
const operatorFiles = readdirSync(fileURLToPath(new URL('../../shared/infrastructure/operators/', import.meta.url)));

describe('the scenarios', () => {
  it('are at least 60, each with an id and a story of its own', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(60);
    expect(byId.size).toBe(scenarios.length);
  });

  it('cover every operator of the catalogue', () => {
    const told = new Set(scenarios.flatMap((scenario) => scenario.operators));
    // cPanel is software at many hosters: it has hosts and addresses of nobody.
    const untold = operatorFiles
      .map((file) => file.replace('.json', ''))
      .filter((operator) => !told.has(operator) && operator !== 'cpanel');
    expect(untold).toEqual([]);
  });

  it('cover the ten scenarios and the edge tests of the fact base, and its attack family', () => {
    const heads = [...Array.from({ length: 9 }, (_, index) => `0${index + 1}`), '10', 'e1', 'e2', 'e3', 'e4', 'e5'];
    expect(heads.filter((head) => !scenarios.some(({ id }) => new RegExp(`^${head}[a-z]?-`).test(id)))).toEqual([]);
    const family = Array.from({ length: 16 }, (_, index) => `A${index}`);
    expect(family.filter((attack) => !scenarios.some(({ reference }) => new RegExp(`\\b${attack}\\b`).test(reference)))).toEqual([]);
  });
});

describe('the verdict of each scenario', () => {
  it.each(scenarios)('$id with DNS: $expect.kind', async (scenario) => {
    expect(seen(await judge(await tell(scenario)), scenario.expect)).toEqual(scenario.expect);
  });

  it.each(scenarios)('$id without DNS', async (scenario) => {
    const expected = scenario.expectWithoutDns ?? scenario.expect;
    expect(seen(await judgeWithoutDns(await tell(scenario)), expected)).toEqual(expected);
  });

  it.each(scenarios)('$id publishes what keeps the schema, and quotes only what its bytes hold', async (scenario) => {
    const story = await tell(scenario);
    const detail = await judge(story);
    expect(AnalysisSchema.safeParse(detail.analysis).error).toBeUndefined();
    const { reasons } = detail.analysis.verdict;
    expect(reasons.flatMap((reason) => unquotedWords(withoutNames(reason), Buffer.from(story.message), detail.source))).toEqual([]);
  });
});

/** Two services are called like a domain (`WEB.DE`, `Security.cloud`); a name is no quotation. */
function withoutNames(reason: Reason): Reason {
  return { ...reason, text: operatorNames.reduce((text, name) => text.replaceAll(name, 'the service'), reason.text) };
}

describe('twins', () => {
  const twins = scenarios.filter((scenario) => scenario.twin !== undefined);

  it('stand beside at least half of all scenarios', () => {
    const paired = new Set(twins.flatMap(({ id, twin }) => [id, twin?.of]));
    expect(paired.size).toBeGreaterThan(scenarios.length / 2);
  });

  it.each(twins)('$id differs from $twin.of in $twin.differs alone', (scenario) => {
    const original = byId.get(scenario.twin?.of ?? '');
    expect(original?.plan).toBe(scenario.plan);
    const names = new Set([...Object.keys(scenario.options), ...Object.keys(original?.options ?? {})]);
    const different = [...names].filter((name) => JSON.stringify(scenario.options[name]) !== JSON.stringify(original?.options[name]));
    expect(different).toEqual([scenario.twin?.differs]);
  });

  it('every accusation has a twin that is none', () => {
    const accusing = (kind: string): boolean => kind === 'cross-tenant-spoof' || kind === 'laundered-pass';
    const neighbours = new Map<string, Set<string>>();
    for (const { id, twin } of twins) {
      if (twin === undefined) continue;
      neighbours.set(id, (neighbours.get(id) ?? new Set()).add(twin.of));
      neighbours.set(twin.of, (neighbours.get(twin.of) ?? new Set()).add(id));
    }
    /** Twins of twins count: each step changes one thing. */
    const hasInnocent = (id: string, visited: Set<string>): boolean => {
      visited.add(id);
      return [...(neighbours.get(id) ?? [])].some((other) => {
        if (visited.has(other)) return false;
        return !accusing(byId.get(other)?.expect.kind ?? '') || hasInnocent(other, visited);
      });
    };
    const alone = scenarios.filter(({ id, expect: { kind } }) => accusing(kind) && !hasInnocent(id, new Set()));
    expect(alone.map(({ id }) => id)).toEqual([]);
  });
});

it('every family file exports its scenarios', () => {
  const folder = fileURLToPath(new URL('./families/', import.meta.url));
  const without = readdirSync(folder).filter((file) => !/export const scenarios\b/.test(readFileSync(`${folder}${file}`, 'utf8')));
  expect(without).toEqual([]);
});
