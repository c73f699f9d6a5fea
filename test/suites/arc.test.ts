/** The public ARC suites, whole, and the real chains of the corpora. What is read otherwise than their authors did is listed with its reason. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { checkArc } from '../../shared/authentication/arc/check.ts';
import { scanMessage } from '../../shared/message/header-scanner.ts';
import { corporaPath, hasCorpora } from '../helpers/corpora.ts';
import { txtResolver } from '../helpers/resolver.ts';

const time = Date.UTC(2026, 0, 1);
const text = new TextEncoder();

interface SuiteScenario {
  readonly description: string;
  readonly 'txt-records': Readonly<Record<string, string>>;
  readonly tests: Readonly<Record<string, SuiteTest>>;
}

interface SuiteTest {
  readonly message: string | null;
  readonly cv?: string | null;
  readonly AS?: string;
  readonly AMS?: string;
  readonly AAR?: string;
}

function readScenarios(file: string): readonly SuiteScenario[] {
  return parseAllDocuments(readFileSync(`${corporaPath}arc/arc_test_suite/${file}`, 'utf8')).map(
    (document) => document.toJS() as SuiteScenario,
  );
}

/** The form that the suite's signatures were made over: no white space but one space behind each semicolon. */
function compact(tags: string | undefined): string {
  return (tags ?? '')
    .split(';')
    .map((tag) => tag.replace(/\s+/g, ''))
    .join('; ');
}

/** In the suite an empty text stands for a key record without a value. */
function suiteResolver(scenario: SuiteScenario) {
  return txtResolver(scenario['txt-records'], { complete: true });
}

describe.skipIf(!hasCorpora)('ARC validation suite (needs ../shared/corpora)', () => {
  for (const scenario of hasCorpora ? readScenarios('arc-draft-validation-tests.yml') : []) {
    describe(scenario.description, () => {
      for (const [id, test] of Object.entries(scenario.tests)) {
        // An empty cv stands where the newest seal itself says cv=fail: the chain has failed already (RFC 8617 section 5.2 step 2).
        const expected = test.cv === '' || test.cv === null || test.cv === undefined ? 'fail' : test.cv.toLowerCase();
        it(`${id} gives ${expected}`, async () => {
          const check = await checkArc(scanMessage(text.encode(test.message ?? '')), suiteResolver(scenario), time);
          expect(check.result).toBe(expected);
        });
      }
    });
  }
});

describe.skipIf(!hasCorpora)('ARC signing suite: what it expects signers to write verifies (needs ../shared/corpora)', () => {
  for (const scenario of hasCorpora ? readScenarios('arc-draft-sign-tests.yml') : []) {
    describe(scenario.description, () => {
      for (const [id, test] of Object.entries(scenario.tests)) {
        const fields = [
          ['ARC-Seal', compact(test.AS)],
          ['ARC-Message-Signature', compact(test.AMS)],
          ['ARC-Authentication-Results', (test.AAR ?? '').trim().replaceAll('\n', '\n  ')],
        ] as const;
        const isSealed = (test.AS ?? '').trim() !== '';
        const cv = /cv=([a-z]+)/.exec(test.AS ?? '')?.[1] ?? 'none';
        it(isSealed ? `${id}: the new set (cv=${cv})` : `${id}: the chain that is not sealed again`, async () => {
          const set = isSealed ? fields.map(([name, value]) => `${name}: ${value}\n`).join('') : '';
          const check = await checkArc(scanMessage(text.encode(set + (test.message ?? ''))), suiteResolver(scenario), time);
          expect(check.result).toBe(isSealed && cv !== 'fail' ? 'pass' : 'fail');
          if (isSealed) {
            const newest = check.sets.at(-1);
            expect([newest?.seal, newest?.messageSignature]).toEqual(['pass', 'pass']);
          }
        });
      }
    });
  }
});

interface ObservedKeys {
  readonly records: readonly { readonly name: string; readonly txt: string }[];
}

function observedKeys() {
  const { records } = JSON.parse(readFileSync(`${corporaPath}provider-dns/observed-keys.json`, 'utf8')) as ObservedKeys;
  return txtResolver(Object.fromEntries(records.map((record) => [record.name, record.txt])));
}

describe.skipIf(!hasCorpora)('real sealed messages with observed keys (needs ../shared/corpora)', () => {
  const folder = `${corporaPath}arc/mailauth/`;
  for (const file of hasCorpora ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : []) {
    it(file, async () => {
      const check = await checkArc(scanMessage(readFileSync(folder + file)), observedKeys(), time);
      expect(check.result).toBe(file.startsWith('arc-pass') ? 'pass' : 'fail');
    });
  }
});

interface VerifyCases {
  readonly cases: readonly {
    readonly file: string;
    readonly cv: string;
    readonly instances: readonly { readonly i: number; readonly seal_valid: boolean; readonly message_signature_valid: boolean }[];
  }[];
}

describe.skipIf(!hasCorpora)('chains of real phishing, instance by instance (needs ../shared/corpora)', () => {
  const folder = `${corporaPath}messages/phishing_pot/`;
  const { cases } = hasCorpora ? (JSON.parse(readFileSync(`${folder}ARC-VERIFY.json`, 'utf8')) as VerifyCases) : { cases: [] };
  for (const { file, cv, instances } of cases) {
    it(file, async () => {
      const check = await checkArc(scanMessage(readFileSync(folder + file)), observedKeys(), time);
      expect(check.result === 'pass').toBe(cv === 'pass');
      expect(check.sets.map((set) => set.instance)).toEqual(expect.arrayContaining(instances.map((instance) => instance.i)));
      const captured = observedKeyNames();
      for (const set of check.sets) {
        // The source stopped at seals that are not even base64, and lists nothing below them.
        const expected = instances.find((instance) => instance.i === set.instance) ?? { seal_valid: false, message_signature_valid: false };
        const isKeyKnown = captured.includes(`${set.selector}._domainkey.${set.sealedBy}`);
        // A seal with cv=fail signs its own set alone (RFC 8617 section 5.1.2). The source of this file hashed the whole chain for it and
        // says false; over its own set every one of them verifies.
        const sealed = expected.seal_valid || set.chainValidation === 'fail';
        expect(set.seal, `seal ${set.instance}`).toBe(sealed ? 'pass' : isKeyKnown ? 'fail' : 'unknown');
        expect(set.messageSignature === 'pass', `message signature ${set.instance}`).toBe(expected.message_signature_valid);
      }
    });
  }
});

function observedKeyNames(): string[] {
  const { records } = JSON.parse(readFileSync(`${corporaPath}provider-dns/observed-keys.json`, 'utf8')) as ObservedKeys;
  return records.map((record) => record.name);
}
