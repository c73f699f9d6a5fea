/** What holds for every SPF record and every snapshot, however hostile or incomplete. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../shared/authentication/spf/query.ts';
import { parseSpfRecord } from '../../shared/authentication/spf/record.ts';
import type { SpfEvaluation, SpfRecordTrace } from '../../shared/facts/authentication.ts';
import { type DnsAnswer, type DnsLookup, formatQuestion, type Resolver } from '../../shared/facts/dns.ts';
import { hasCorpora } from '../helpers/corpora.ts';
import { readSuite } from '../helpers/spf-suite.ts';

/** All lookups that the result rests on: those of an explanation do not decide. */
function decidingLookups(trace: SpfRecordTrace): DnsLookup[] {
  return [
    ...trace.lookups,
    ...trace.terms.flatMap((term) =>
      term.term.toLowerCase().startsWith('exp=') ? [] : [...term.lookups, ...(term.child === null ? [] : decidingLookups(term.child))],
    ),
  ];
}

function without(resolver: Resolver, question: string): Resolver {
  return { resolve: (asked) => (formatQuestion(asked) === question ? { kind: 'not-captured' } : resolver.resolve(asked)) };
}

const suites = [
  'pyspf/rfc7208-tests.yml',
  'mailauth/rfc7208-tests.yml',
  'mailauth/rfc7208-tests-2014-05.yml',
  'pyspf/rfc4408-tests.yml',
  'pyspf/test.yml',
];

describe.skipIf(!hasCorpora)('taking one answer away, over all suite cases (needs ../shared/corpora)', () => {
  for (const suite of hasCorpora ? suites : []) {
    it(`${suite}: the result becomes unknown and names exactly that question`, () => {
      let removed = 0;
      for (const test of readSuite(suite)) {
        const query = mailFromQuery(test);
        const resolver = test.snapshot.at(0);
        const used = new Set(decidingLookups(evaluateSpf(query, resolver).trace).map((lookup) => formatQuestion(lookup.question)));
        for (const question of used) {
          const { result, reason, missing } = evaluateSpf(query, without(resolver, question));
          expect({ id: test.id, result, reason, missing: missing.map(formatQuestion) }).toEqual({
            id: test.id,
            result: 'unknown',
            reason: 'not-captured',
            missing: [question],
          });
          removed++;
        }
      }
      expect(removed).toBeGreaterThan(20);
    });

    it(`${suite}: an explanation that is missing leaves the result as it was`, () => {
      for (const test of readSuite(suite)) {
        const query = mailFromQuery(test);
        const resolver = test.snapshot.at(0);
        const whole = evaluateSpf(query, resolver);
        const deciding = new Set(decidingLookups(whole.trace).map((lookup) => formatQuestion(lookup.question)));
        const evaluation = evaluateSpf(query, {
          resolve: (question) => (deciding.has(formatQuestion(question)) ? resolver.resolve(question) : { kind: 'not-captured' }),
        });
        expect({ id: test.id, ...outcomeOf(evaluation) }).toEqual({ id: test.id, ...outcomeOf(whole) });
      }
    });
  }
});

function outcomeOf({ result, reason, mechanism, path, missing }: SpfEvaluation) {
  return { result, reason, mechanism, path, missing };
}

const names = ['a.example', 'b.example', 'c.example', 'mail.a.example', 'host.b.example'];
const domainSpec = fc.oneof(
  fc.constantFrom(...names),
  fc.constantFrom(
    '%{d}',
    '%{h}',
    '%{i}.a.example',
    '%{ir}.%{v}.arpa',
    '%{p}.a.example',
    '%{l1r-}.b.example',
    '%{S}.c.example',
    '%{o2}',
    '%{d0}',
    '%',
    '%{x}',
    '..',
    '',
  ),
  fc.string({ maxLength: 20 }),
);
const prefix = fc.constantFrom('', '', '/0', '/8', '/24', '/33', '//64', '/24//64', '/');
const term = fc.oneof(
  fc
    .tuple(fc.constantFrom('', '+', '-', '~', '?'), fc.constantFrom('a', 'mx'), fc.constantFrom('', ':'), domainSpec, prefix)
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('', '-', '?'), fc.constantFrom('include:', 'exists:', 'ptr:', 'redirect=', 'exp=', 'moo='), domainSpec)
    .map((parts) => parts.join('')),
  fc.constantFrom(
    'all',
    '-all',
    '~all',
    'ptr',
    'a',
    'mx',
    'ip4:192.0.2.0/24',
    'ip4:192.0.2.1',
    'ip6:2001:db8::/32',
    'ip4:1.2.3',
    'ALL',
    'IP4:198.51.100.0/24',
  ),
  fc.string({ maxLength: 12 }),
);
const record = fc
  .tuple(fc.constantFrom('v=spf1', 'V=SPF1', 'v=spf1 ', 'v=spf10', ''), fc.array(term, { maxLength: 8 }), fc.constantFrom(' ', '  ', '\t'))
  .map(([version, terms, space]) => [version, ...terms].join(space));
const answer = (records: fc.Arbitrary<string>): fc.Arbitrary<DnsAnswer> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .array(records, { minLength: 1, maxLength: 3 })
        .map((list): DnsAnswer => ({ kind: 'records', records: list, source: null })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<DnsAnswer>(
        { kind: 'absent', reason: 'nxdomain', source: null },
        { kind: 'absent', reason: 'nodata', source: null },
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom<DnsAnswer>({ kind: 'failed', rcode: 'SERVFAIL', source: null }, { kind: 'not-captured' }) },
  );
const address = fc.constantFrom('192.0.2.1', '192.0.2.99', '198.51.100.7', '2001:db8::1', '::ffff:192.0.2.1', 'no address', '');
const world = fc.dictionary(
  fc.tuple(fc.constantFrom(...names), fc.constantFrom('TXT', 'A', 'AAAA', 'MX')).map((parts) => parts.join(' ')),
  fc.oneof(
    answer(record),
    answer(record),
    answer(address),
    answer(fc.constantFrom('10 mail.a.example', '0 .', '20 host.b.example', 'garbage', '')),
  ),
  { maxKeys: 20 },
);
const pointers = answer(fc.constantFrom(...names, '', 'x..y'));
const session = fc.record({
  ip: fc.oneof(address, fc.string({ maxLength: 12 })),
  mailFrom: fc.oneof(
    fc.constantFrom('user@a.example', '', '<>', '@a.example', 'müller@a.example', 'x@[192.0.2.1]', '"a@b"@b.example'),
    fc.string({ maxLength: 30 }),
  ),
  helo: fc.oneof(fc.constantFrom(...names, '[192.0.2.1]', 'host'), fc.string({ maxLength: 20 })),
});

describe('random records, sessions and answers', () => {
  it('never throws, keeps the limits, tells what is missing, and says the same twice', () => {
    fc.assert(
      fc.property(session, world, pointers, (smtp, answers, pointer) => {
        const resolver: Resolver = {
          resolve: (question) => (question.type === 'PTR' ? pointer : (answers[formatQuestion(question)] ?? { kind: 'not-captured' })),
        };
        const query = mailFromQuery(smtp);
        const evaluation = evaluateSpf(query, resolver);
        expect(evaluateSpf(query, resolver)).toEqual(evaluation);
        expect(evaluation.lookupCount).toBeLessThanOrEqual(11);
        expect(evaluation.voidLookupCount).toBeLessThanOrEqual(3);
        expect(evaluation.missing.length > 0).toBe(evaluation.result === 'unknown');
        expect(evaluation.reason === 'not-captured').toBe(evaluation.result === 'unknown');
        expect(evaluation.mechanism !== null).toBe(evaluation.reason === 'matched');
        expect(evaluation.text).not.toBe('');
      }),
      { numRuns: 3_000 },
    );
  });

  it('a decided result never rests on an answer that is not there', () => {
    fc.assert(
      fc.property(session, world, pointers, (smtp, answers, pointer) => {
        const resolver: Resolver = {
          resolve: (question) => (question.type === 'PTR' ? pointer : (answers[formatQuestion(question)] ?? { kind: 'not-captured' })),
        };
        const query = mailFromQuery(smtp);
        const whole = evaluateSpf(query, resolver);
        if (whole.result === 'unknown') return;
        for (const { question } of decidingLookups(whole.trace)) {
          const evaluation = evaluateSpf(query, without(resolver, formatQuestion(question)));
          expect([evaluation.result, evaluation.missing.map(formatQuestion)]).toEqual(['unknown', [formatQuestion(question)]]);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('record text', () => {
  it('parses to terms whose ranges give back their text, in order and without overlap', () => {
    fc.assert(
      fc.property(record, (text) => {
        const parsed = parseSpfRecord(text);
        if (parsed === null) return;
        let end = 6;
        for (const each of parsed.terms) {
          expect(text.slice(each.start, each.end)).toBe(each.text);
          expect(text.slice(end, each.start)).toMatch(/^ +$/);
          end = each.end;
        }
        expect(text.slice(end)).toMatch(/^ *$/);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is read in time linear in its length', () => {
    const hostile = [
      `v=spf1 ${'a '.repeat(32_000)}`,
      `v=spf1 a:${'-'.repeat(60_000)}`,
      `v=spf1 a:${'%{d'.repeat(20_000)}`,
      `v=spf1 exists:${'%{l}'.repeat(16_000)}.a.example`,
      `v=spf1 a:${'%%'.repeat(30_000)}`,
      `v=spf1 mx/${'1'.repeat(60_000)}`,
      `v=spf1 ${'a'.repeat(65_000)}`,
      `v=spf1${' '.repeat(60_000)}x`,
    ];
    for (const text of hostile) {
      const resolver: Resolver = {
        resolve: ({ type }) => (type === 'TXT' ? { kind: 'records', records: [text], source: null } : { kind: 'not-captured' }),
      };
      const mailFrom = `${'x'.repeat(60_000)}@a.example`;
      expect(['permerror', 'unknown', 'neutral']).toContain(
        evaluateSpf(mailFromQuery({ ip: '192.0.2.1', mailFrom, helo: 'h.example' }), resolver).result,
      );
    }
  }, 5_000);
});
