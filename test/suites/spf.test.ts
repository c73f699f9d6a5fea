/** The public SPF conformance suites, whole: every case runs. */
import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../shared/authentication/spf/query.ts';
import type { SpfResult } from '../../shared/facts/authentication.ts';
import { hasCorpora } from '../helpers/corpora.ts';
import { readSuite } from '../helpers/spf-suite.ts';

const suites = [
  'pyspf/rfc7208-tests.yml',
  'mailauth/rfc7208-tests.yml',
  'mailauth/rfc7208-tests-2014-05.yml',
  'pyspf/rfc4408-tests.yml',
  'pyspf/test.yml',
];

/**
 * Two cases of pyspf's own suite are against RFC 7208: they test modes of pyspf in which `default=` sets the result. They run like all others, and
 * what the RFC says is asserted, with the difference from the file and its reason. Nothing is left out.
 */
const againstRfc: Readonly<Record<string, { readonly file: string; readonly rfc: SpfResult; readonly because: string }>> = {
  'pyspf/test.yml default-modifier': {
    file: 'fail',
    rfc: 'neutral',
    because: 'section 6: unrecognised modifiers MUST be ignored; section 4.7: where nothing matches, the result is neutral',
  },
  'pyspf/test.yml default-modifier-harsh': {
    file: 'ambiguous',
    rfc: 'neutral',
    because: 'section 2.6 has no result "ambiguous"; sections 6 and 4.7 as above',
  },
};
/** RFC 7208 section 2.6. */
const results: readonly string[] = ['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror'];

describe.skipIf(!hasCorpora)('SPF conformance suites (needs ../shared/corpora)', () => {
  for (const suite of hasCorpora ? suites : []) {
    describe(suite, () => {
      for (const test of readSuite(suite)) {
        const against = againstRfc[`${suite} ${test.id}`];
        if (against !== undefined) {
          it(`${test.scenario}: ${test.id} is ${against.rfc}, not ${against.file} (RFC 7208 ${against.because})`, () => {
            const evaluation = evaluateSpf(mailFromQuery(test), test.snapshot.at(0));
            expect([test.accepts, evaluation.result]).toEqual([[against.file], against.rfc]);
            // The modifier is all that the file and the RFC differ about: it is read, passed over, and alone in the record.
            expect(evaluation.trace.terms.map(({ term, outcome }) => [term.split('=')[0], outcome])).toEqual([['default', 'ignored']]);
            expect([evaluation.reason, results.includes(evaluation.result)]).toEqual(['no-match', true]);
          });
          continue;
        }
        it(`${test.scenario}: ${test.id}`, () => {
          const evaluation = evaluateSpf(mailFromQuery(test), test.snapshot.at(0));
          expect(test.accepts).toContain(evaluation.result);
          if (test.explanation !== null) expect(evaluation.explanation ?? 'DEFAULT').toBe(test.explanation);
        });
      }
    });
  }
});
