/** Signed messages of other verifiers' suites, whole, with the results that those suites expect. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDkim } from '../../shared/authentication/dkim/check.ts';
import type { DkimReasonCode } from '../../shared/facts/authentication.ts';
import { scanMessage } from '../../shared/message/header-scanner.ts';
import { corporaPath, hasCorpora } from '../helpers/corpora.ts';
import { type TxtRecords, txtResolver } from '../helpers/resolver.ts';
import { keyRecord } from '../helpers/sign.ts';

const today = Date.UTC(2026, 0, 1);

function read(path: string): Buffer {
  return readFileSync(`${corporaPath}dkim/${path}`);
}

function readText(path: string): string {
  return read(path).toString('latin1').trim();
}

async function check(path: string, records: TxtRecords, time = today) {
  return checkDkim(scanMessage(read(path)), txtResolver(records), time);
}

interface Expectations {
  readonly dns: Readonly<Record<string, string>>;
  readonly cases: readonly {
    readonly name: string;
    readonly file: string;
    readonly dns_override: Readonly<Record<string, string>> | null;
    readonly signatures: readonly string[];
  }[];
}

/** The reasons of lieser/dkim_verifier in our words. */
const reasonOf: Readonly<Record<string, DkimReasonCode>> = {
  DKIM_SIGERROR_MISSING_V: 'tag-missing',
  DKIM_SIGERROR_KEY_REVOKED: 'key-revoked',
  DKIM_SIGERROR_KEY_HASHNOTINCLUDED: 'key-hash-excluded',
  DKIM_SIGERROR_KEY_MISMATCHED_K: 'key-type-mismatch',
  DKIM_SIGERROR_KEY_NOTEMAILKEY: 'key-not-for-email',
  DKIM_SIGERROR_DOMAIN_I: 'key-identity-mismatch',
  DKIM_SIGERROR_CORRUPT_BH: 'body-hash-mismatch',
  DKIM_SIGERROR_BADSIG: 'signature-mismatch',
};

describe.skipIf(!hasCorpora)('dkim_verifier (needs ../shared/corpora)', () => {
  const { cases, dns } = hasCorpora ? (JSON.parse(readText('dkim_verifier/expected.json')) as Expectations) : { cases: [], dns: {} };
  for (const { name, file, dns_override, signatures } of cases) {
    it(`${name} (${file})`, async () => {
      const checks = await check(`dkim_verifier/${file}`, { ...dns, ...dns_override });
      const errors = signatures.filter((line) => line.includes('.errorType=')).map((line) => line.split('=')[1] ?? '');
      if (errors.includes('DKIM_POLICYERROR_UNSIGNED_HEADER_ADDED')) {
        // That verifier's own policy: cryptographically the message verifies, and we say so and name the added field.
        expect(checks.map((each) => [each.result, each.unsignedDuplicates.length])).toEqual([['pass', 1]]);
      } else if (errors.length > 0) {
        expect(checks.map((each) => each.code)).toEqual(errors.map((error) => reasonOf[error]));
      } else {
        expect(checks.map((each) => each.result)).toEqual(checks.map(() => 'pass'));
        expect(checks.length).toBeGreaterThan(0);
      }
    });
  }

  const originals = hasCorpora ? readdirSync(`${corporaPath}dkim/dkim_verifier/original`) : [];
  for (const file of originals) {
    it(`original/${file}: every signature with a known key passes at the time of receipt`, async () => {
      const received = Date.UTC(2023, 0, 1);
      const checks = await check(`dkim_verifier/original/${file}`, dns, received);
      const known = checks.filter((each) => Object.hasOwn(dns, `${each.selector}._domainkey.${each.domain}`));
      expect(known.map((each) => [each.result, each.bodyHash])).toEqual(known.map(() => ['pass', 'match']));
      expect(known.length).toBeGreaterThan(0);
      const others = checks.filter((each) => !known.includes(each));
      expect(others.map((each) => [each.result, each.bodyHash])).toEqual(others.map(() => ['unknown', 'match']));
    });
  }
});

/** DNS facts of their day (public keys), as the suites' own test code holds them. */
const kitterman2007 =
  'v=DKIM1; g=*; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCp9+s7hHTlMje842UBfd8nBYvX0I1CJzltQJ9bLGAKHbyCBTKei/dYuuDICKArbcVZ+05UbJzxU6cstPOaEoPM+FMD/lUiGpJYLYUuzRP7Pd82YHKoAZbYflGYTck2e7x8vB7l8WeEgRJ0cJdHm871HbQmv67LZiN+9donmjl93wIDAQAB;';
const jamesKeys: TxtRecords = {
  'gamma._domainkey.gmail.com':
    'k=rsa; t=y; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDIhyR3oItOy22ZOaBrIVe9m/iME3RqOJeasANSpg2YTHTYV+Xtp4xwf5gTjCmHQEMOs0qYu0FYiNQPQogJ2t0Mfx9zNu06rfRBDjiIU9tpx2T+NGlWZ8qhbiLo5By8apJavLyqTLavyPSrvsx0B3YzC63T4Age2CDqZYA+OwSMWQIDAQAB',
  's1024._domainkey.yahoo.com':
    'k=rsa; t=y; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDrEee0Ri4Juz+QfiWYui/E9UGSXau/2P8LjnTD8V4Unn+2FAZVGE3kL23bzeoULYv4PeleB3gfmJiDJOKU3Ns5L4KJAUUHjFwDebt0NP+sBK0VKeTATL2Yr/S3bT/xhy+1xtj4RkdV7fVxTn56Lb4udUnwuxK4V5b5PdOKj/+XcwIDAQAB; n=A 1024 bit key;',
  'pmta._domainkey.myspace.com':
    'k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQChRebhcm4h8BkIYHRxg1GlKLsDkwdrqkFJ8f88xHQ5Gf3NH4I4e06M3XQ+B4tWWK/rX0srwXFgrJPzKZK+x7gN89nmqyM+NNaM+Wm2C0GjTpx6639zK3bAAGYCm0L9lGD7PgDxpWok+YogH0Ml4acEwDw/cnhErAWAnX8doPliawIDAQAB',
  'mail._domainkey.sqli.com':
    'k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC1CTqmkuRWkxlHcv1peAz3c0RuXHthVO1xx1Hy4HryZUJwSJo/R3cnEwKorQvlRuDSMgXSLLxI8u6n7h6mzRmHdsS/A+pKc7nx/6WS4N6U57PSNqOclxfwa27m/EIL6KTk9KDhaKsXxquQUBkP1CQEUZHPhQ/t7s4dmU/kvGFgNQIDAQAB',
};

describe.skipIf(!hasCorpora)('james-jdkim (needs ../shared/corpora)', () => {
  const folder = 'james-jdkim/corpus/';
  for (const file of hasCorpora ? readdirSync(`${corporaPath}dkim/${folder}`) : []) {
    it(`${file} ${file.startsWith('FAIL_') ? 'does not pass' : 'passes'} by the rules of its day`, async () => {
      const checks = await check(folder + file, jamesKeys, Date.UTC(2017, 6, 1));
      const passes = checks.map((each) => each.result === 'pass');
      expect(passes).toEqual([!file.startsWith('FAIL_')]);
    });
  }

  it('rsa-sha1 passed in 2009 and does not count since January 2018, though it still verifies', async () => {
    const file = `${folder}pmta_myspace.com.eml`;
    const at = async (time: number) => (await check(file, jamesKeys, time)).map((each) => [each.result, each.code, each.headerSignature]);
    expect(await at(Date.UTC(2009, 8, 28))).toEqual([['pass', 'verified', 'pass']]);
    expect(await at(Date.UTC(2018, 0, 1))).toEqual([['policy', 'algorithm-historic', 'pass']]);
  });
});

describe.skipIf(!hasCorpora)('mimekit (needs ../shared/corpora)', () => {
  const gmail = hasCorpora ? keyRecord(readText('mimekit/gmail.pub')) : '';
  it.each(['gmail.msg', 'related.msg', 'multipart-no-end-boundary.msg'])('%s passes with gmail.pub', async (file) => {
    const checks = await check(`mimekit/${file}`, { '20120113._domainkey.gmail.com': gmail });
    expect(checks.map((each) => each.result)).toEqual(['pass']);
  });

  it('rfc8463-example.msg passes with both algorithms', async () => {
    const { dns } = JSON.parse(readText('dkim_verifier/expected.json')) as Expectations;
    const checks = await check('mimekit/rfc8463-example.msg', dns);
    expect(checks.map((each) => [each.algorithm, each.result])).toEqual([
      ['ed25519-sha256', 'pass'],
      ['rsa-sha256', 'pass'],
    ]);
  });
});

describe.skipIf(!hasCorpora)('dkimpy (needs ../shared/corpora)', () => {
  const rfc6376Keys = (rsa: string): TxtRecords => ({
    'test._domainkey.football.example.com': readText(`dkimpy/${rsa}`),
    'brisbane._domainkey.football.example.com': 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
  });

  it.each([
    ['test.txt', 'verified'],
    ['test2.txt', 'verified'],
    ['badversion.txt', 'key-version-unknown'],
    ['badk.txt', 'key-type-mismatch'],
    ['test_tlsrpt.txt', 'key-not-for-email'],
  ] as const)('rfc6376.signed.msg with the key of %s: %s', async (file, code) => {
    const checks = await check('dkimpy/rfc6376.signed.msg', rfc6376Keys(file));
    expect(checks.map((each) => each.code)).toEqual(['verified', code]);
  });

  it('rfc6376.signed.msg with the key of test_bad.txt does not pass', async () => {
    const checks = await check('dkimpy/rfc6376.signed.msg', rfc6376Keys('test_bad.txt'));
    expect(checks.map((each) => each.result === 'pass')).toEqual([true, false]);
  });

  it('ed25519test2.msg, signed by a prototype of Exim, passes', async () => {
    const checks = await check('dkimpy/ed25519test2.msg', { 'sed._domainkey.test.ex': readText('dkimpy/eximtest.dns') });
    expect(checks.map((each) => each.result)).toEqual(['pass']);
  });

  it('test2.message, folded in the ugliest way, passes', async () => {
    const { dns } = JSON.parse(readFileSync(`${corporaPath}dmarc/authheaders/expected.json`, 'utf8')) as { dns: Record<string, string> };
    const checks = await check('dkimpy/test2.message', { '20120113._domainkey.gmail.com': dns['20120113._domainkey.gmail.com.'] ?? '' });
    expect(checks.map((each) => each.result)).toEqual(['pass']);
  });

  it('message.mbox passes: repeated fields are taken from the bottom up', async () => {
    const checks = await check('dkimpy/message.mbox', { '2007-00._domainkey.kitterman.com': kitterman2007 });
    expect(checks.map((each) => [each.domain, each.result])).toEqual([['kitterman.com', 'pass']]);
  });

  it.each(['test.message', 'test_extra.message', 'test_nofrom.message', 'rfc6376.msg', 'ed25519test.msg'])(
    '%s is not signed',
    async (file) => {
      expect(await check(`dkimpy/${file}`, {})).toEqual([]);
    },
  );
});

describe.skipIf(!hasCorpora)('mailauth (needs ../shared/corpora)', () => {
  it('ec/fixtures/signed.eml passes with the keys of its dns.json', async () => {
    const dns = JSON.parse(readText('mailauth/test/dkim/ec/fixtures/dns.json')) as Record<string, { TXT?: readonly (readonly string[])[] }>;
    const records = Object.fromEntries(
      Object.entries(dns).map(([name, { TXT }]) => [name, (TXT ?? []).map((strings) => strings.join(''))]),
    );
    const checks = await check('mailauth/test/dkim/ec/fixtures/signed.eml', records);
    expect(checks.map((each) => each.result)).toEqual(['pass', 'pass']);
  });

  // Real messages whose keys are not stored: the body hash needs none, and the open question is named.
  const fixtures = 'mailauth/test/fixtures/';
  it.each([
    ['authtest.eml', ['match']],
    ['bimi.eml', ['match', 'match']],
    ['message1.eml', []],
    ['message2.eml', ['match']],
    ['message3.eml', ['match', 'match']],
    ['message4.eml', ['match']],
    ['zbimi.eml', ['match']],
    ['zproov.eml', ['match']],
  ] as const)('%s: body hashes and open questions', async (file, bodyHashes) => {
    const checks = await check(fixtures + file, {}, Date.UTC(2021, 0, 1));
    expect(checks.map((each) => each.bodyHash)).toEqual(bodyHashes);
    for (const each of checks) {
      expect(each.result).toBe('unknown');
      expect(each.missing).toEqual([{ name: `${each.selector}._domainkey.${each.domain}`, type: 'TXT' }]);
    }
  });
});

interface Index {
  readonly messages: readonly {
    readonly file: string;
    /** One a DKIM-Signature; left out where there is none. */
    readonly body_hash_matches?: readonly boolean[];
  }[];
}

describe.skipIf(!hasCorpora)('body hashes of real phishing, which no key is needed for (needs ../shared/corpora)', () => {
  const folder = `${corporaPath}messages/phishing_pot/`;
  const { messages } = hasCorpora ? (JSON.parse(readFileSync(`${folder}INDEX.json`, 'utf8')) as Index) : { messages: [] };
  for (const { file, body_hash_matches: matches } of messages.filter((message) => message.body_hash_matches !== undefined)) {
    it(file, async () => {
      const checks = await checkDkim(scanMessage(readFileSync(folder + file)), txtResolver({}), today);
      expect(checks.map((each) => each.bodyHash === 'match')).toEqual(matches);
    });
  }
});
