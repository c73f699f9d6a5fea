/**
 * Whole SPF evaluations, pinned: trace, sentences, and every DNS question with its answer. Each file `spf/<case>.expected.json` is a case of the
 * openspf suite for RFC 7208; to pin another, make an empty file of its name and run `npm run golden`.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../shared/authentication/spf/query.ts';
import { type DnsAnswer, type DnsLookup, formatQuestion, type Resolver } from '../../shared/facts/dns.ts';
import { hasCorpora } from '../helpers/corpora.ts';
import { expectGolden } from '../helpers/golden.ts';
import { readSuite } from '../helpers/spf-suite.ts';

const folder = fileURLToPath(new URL('spf/', import.meta.url));
const pinned = readdirSync(folder)
  .filter((name) => name.endsWith('.expected.json'))
  .map((name) => name.replace('.expected.json', ''));

describe('pinned SPF cases', () => {
  it('are 50 or more', () => {
    expect(pinned.length).toBeGreaterThanOrEqual(50);
  });
});

describe.skipIf(!hasCorpora)('pinned SPF evaluations (needs ../shared/corpora)', () => {
  const cases = new Map((hasCorpora ? readSuite('pyspf/rfc7208-tests.yml') : []).map((test) => [test.id, test]));

  it.each(pinned)('%s', (id) => {
    const test = cases.get(id);
    if (test === undefined) throw new Error(`The suite has no case ${id}.`);
    const asked: DnsLookup[] = [];
    const resolver = logged(test.snapshot.at(0), asked);
    const { query, ...evaluation } = evaluateSpf(mailFromQuery(test), resolver);
    const questions = asked.map(({ question, answer }) => `${formatQuestion(question)}: ${describeAnswer(answer)}`);
    expectGolden({ query, questions, ...evaluation }, `${folder}${id}.expected.json`);
  });
});

/** In the order asked, repetitions too. */
function logged(resolver: Resolver, lookups: DnsLookup[]): Resolver {
  return {
    resolve(question) {
      const answer = resolver.resolve(question);
      lookups.push({ question, answer });
      return answer;
    },
  };
}

function describeAnswer(answer: DnsAnswer): string {
  switch (answer.kind) {
    case 'records':
      return answer.records.join(' | ');
    case 'absent':
      return answer.reason;
    case 'failed':
      return answer.rcode;
    case 'not-captured':
      return answer.kind;
  }
}
