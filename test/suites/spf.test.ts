/** The public SPF conformance suites, whole. What is left out is listed with its reason. */
import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../shared/authentication/spf/query.ts';
import { hasCorpora } from '../helpers/corpora.ts';
import { readSuite } from '../helpers/spf-suite.ts';

const suites = [
  'pyspf/rfc7208-tests.yml',
  'mailauth/rfc7208-tests.yml',
  'mailauth/rfc7208-tests-2014-05.yml',
  'pyspf/rfc4408-tests.yml',
  'pyspf/test.yml',
];

/** By suite and id. Both cases test a mode of pyspf in which `default=` has an effect; RFC 7208 section 6 says that unknown modifiers have none. */
const excluded: Readonly<Record<string, string>> = {
  'pyspf/test.yml default-modifier': 'pyspf lax mode, against RFC 7208 section 6',
  'pyspf/test.yml default-modifier-harsh': 'pyspf harsh mode: "ambiguous" is no result of RFC 7208',
};

describe.skipIf(!hasCorpora)('SPF conformance suites (needs ../shared/corpora)', () => {
  for (const suite of hasCorpora ? suites : []) {
    describe(suite, () => {
      for (const test of readSuite(suite)) {
        const reason = excluded[`${suite} ${test.id}`];
        it.skipIf(reason !== undefined)(`${test.scenario}: ${test.id}${reason === undefined ? '' : ` (${reason})`}`, () => {
          const evaluation = evaluateSpf(mailFromQuery(test), test.snapshot.at(0));
          expect(test.accepts).toContain(evaluation.result);
          if (test.explanation !== null) expect(evaluation.explanation ?? 'DEFAULT').toBe(test.explanation);
        });
      }
    });
  }
});
