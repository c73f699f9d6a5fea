/** Asking in rounds, over random worlds: nothing that is needed is left out, the number of rounds keeps its bound, and the result is that of the whole world. */
import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../shared/authentication/spf/check.ts';
import { predictSpf } from '../../shared/authentication/spf/prediction.ts';
import { mailFromQuery } from '../../shared/authentication/spf/query.ts';
import { type DnsQuestion, formatQuestion, type Resolver } from '../../shared/facts/dns.ts';
import { generateSpfCases, type SpfCase, worldResolver } from '../peers/spf-worlds.ts';

const cases = generateSpfCases(3_000, 7);

/** Answers what was asked before, and nothing else. */
function captured(world: Resolver, known: ReadonlySet<string>): Resolver {
  return { resolve: (question) => (known.has(formatQuestion(question)) ? world.resolve(question) : { kind: 'not-captured' }) };
}

interface Course {
  readonly result: string;
  readonly rounds: number;
  readonly bounds: readonly number[];
}

function askInRounds(
  session: SpfCase,
  choose: (missing: readonly DnsQuestion[], predicted: readonly DnsQuestion[]) => readonly DnsQuestion[],
): Course {
  const world = worldResolver(session.records);
  const known = new Set<string>();
  const query = mailFromQuery(session);
  const bounds: number[] = [];
  for (let rounds = 0; ; rounds++) {
    const resolver = captured(world, known);
    const { result, missing } = evaluateSpf(query, resolver);
    if (result !== 'unknown') return { result, rounds, bounds };
    const prediction = predictSpf(query, resolver);
    const predicted = new Set(prediction.questions.map(formatQuestion));
    expect(missing.map(formatQuestion).filter((question) => !predicted.has(question))).toEqual([]);
    const asked = choose(missing, prediction.questions);
    bounds.push(asked === missing ? prediction.roundsOneByOne : prediction.rounds);
    for (const question of asked) known.add(formatQuestion(question));
  }
}

describe('asking all that is predicted', () => {
  it('ends within the rounds announced, with the result of the whole world', () => {
    for (const session of cases) {
      const course = askInRounds(session, (_missing, predicted) => predicted);
      expect(course.result).toBe(evaluateSpf(mailFromQuery(session), worldResolver(session.records)).result);
      course.bounds.forEach((bound, index) => {
        expect(bound, JSON.stringify(session)).toBeGreaterThanOrEqual(course.rounds - index);
      });
    }
  });
});

describe('asking only what is needed', () => {
  it('ends within the rounds announced for that, and never in fewer than asking ahead', () => {
    for (const session of cases) {
      const course = askInRounds(session, (missing) => missing);
      course.bounds.forEach((bound, index) => {
        expect(bound, JSON.stringify(session)).toBeGreaterThanOrEqual(course.rounds - index);
      });
      expect(course.rounds).toBeGreaterThanOrEqual(askInRounds(session, (_missing, predicted) => predicted).rounds);
    }
  });
});
