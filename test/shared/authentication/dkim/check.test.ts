import { Buffer } from 'node:buffer';
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import verifier from 'mailauth/lib/dkim/verify.js';
import { describe, expect, it } from 'vitest';
import { checkDkim } from '../../../../shared/authentication/dkim/check.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';
import { type TxtRecords, txtResolver } from '../../../helpers/resolver.ts';
import { type DkimSigning, keyRecord, signDkim, testKeys } from '../../../helpers/sign.ts';

const signedAt = Date.UTC(2026, 0, 2, 3, 4, 5);
const receivedAt = signedAt + 5_000;
const keyName = 's1._domainkey.a.example';
const keys: TxtRecords = { [keyName]: keyRecord(testKeys.rsa) };
const plain =
  'From: Ann <ann@a.example>\r\nTo: bob@b.example\r\nSubject: Lunch\r\nDate: Fri, 2 Jan 2026 03:04:05 +0000\r\n\r\nAt noon?\r\n\r\nAnn\r\n';

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

async function sign(text: string, changes: Partial<DkimSigning> = {}): Promise<string> {
  const signed = await signDkim(bytesOf(text), {
    domain: 'a.example',
    selector: 's1',
    privateKey: testKeys.rsa,
    time: signedAt,
    ...changes,
  });
  return Buffer.from(signed).toString('latin1');
}

async function check(text: string, records: TxtRecords = keys, time = receivedAt) {
  return checkDkim(scanMessage(bytesOf(text)), txtResolver(records), time);
}

/** The one check of a message with one signature, cut down to what the test is about. */
async function outcome(text: string, records: TxtRecords = keys, time = receivedAt) {
  const [only] = await check(text, records, time);
  return only === undefined ? null : [only.result, only.code, only.bodyHash, only.headerSignature];
}

describe('checkDkim on a sound signature', () => {
  it('tells everything about it', async () => {
    const text = await sign(plain, { identity: 'ann@mail.a.example', headers: ['From', 'To', 'Subject'] });
    const end = text.indexOf('From: Ann');
    expect(await check(text)).toEqual([
      {
        header: 0,
        domain: 'a.example',
        selector: 's1',
        result: 'pass',
        code: 'verified',
        reason: 'The signature verifies: the signed header fields and the body are as they were signed.',
        bodyHash: 'match',
        headerSignature: 'pass',
        algorithm: 'rsa-sha256',
        canonicalization: 'relaxed/relaxed',
        auid: 'ann@mail.a.example',
        signedHeaders: ['subject', 'to', 'from'],
        unsignedDuplicates: [],
        overSigned: [],
        signedAt: '2026-01-02T03:04:05Z',
        expiresAt: null,
        keyBits: 2048,
        key: {
          name: keyName,
          record: keyRecord(testKeys.rsa),
          recordCount: 1,
          hashes: null,
          services: ['*'],
          flags: [],
          note: null,
          granularity: null,
          firstSeen: null,
          lastSeen: null,
        },
        testing: false,
        signatureStart: /[;\s]b=([A-Za-z0-9+/\s]+)/.exec(text)?.[1]?.replace(/\s/g, '').slice(0, 32) ?? '',
        bodyLength: null,
        unsignedOctets: 0,
        unsignedSpan: null,
        warnings: [],
        missing: [],
        place: { header: 0, start: 0, end },
      },
    ]);
  });

  it('gives nothing for a message without signatures, and asks nothing', async () => {
    const resolver = txtResolver({});
    expect(await checkDkim(scanMessage(bytesOf(plain)), resolver, receivedAt)).toEqual([]);
    expect(resolver.asked).toEqual([]);
  });

  it.each([
    ['rsa', 'simple/simple'],
    ['rsa', 'simple/relaxed'],
    ['rsa', 'relaxed/simple'],
    ['ed25519', 'simple/simple'],
    ['ed25519', 'relaxed/relaxed'],
  ] as const)('%s with %s passes', async (type, canonicalization) => {
    const text = await sign(plain, { privateKey: testKeys[type], canonicalization });
    expect(await outcome(text, { [keyName]: keyRecord(testKeys[type]) })).toEqual(['pass', 'verified', 'match', 'pass']);
  });

  it('passes when the evidence was saved with LF or CR alone', async () => {
    const text = await sign(plain, { canonicalization: 'simple/simple' });
    expect(await outcome(text.replaceAll('\r\n', '\n'))).toEqual(['pass', 'verified', 'match', 'pass']);
    expect(await outcome(text.replaceAll('\r\n', '\r'))).toEqual(['pass', 'verified', 'match', 'pass']);
  });

  it('takes each of several signatures on its own, top to bottom', async () => {
    const inner = await sign(plain, { domain: 'a.example' });
    const outer = await sign(`X-Trace: 1\r\n${inner}`, { domain: 'relay.example', privateKey: testKeys.ed25519 });
    const checks = await check(outer.replace('At noon?', 'At one?'), { ...keys, 's1._domainkey.relay.example': 'v=DKIM1; p=' });
    expect(checks.map(({ header, domain, code }) => [header, domain, code])).toEqual([
      [0, 'relay.example', 'key-revoked'],
      [2, 'a.example', 'body-hash-mismatch'],
    ]);
  });
});

describe('checkDkim keeps body and header fields apart', () => {
  it('a changed body leaves the header signature as it is', async () => {
    const text = await sign(plain);
    expect(await outcome(text.replace('noon', 'nine'))).toEqual(['fail', 'body-hash-mismatch', 'mismatch', 'pass']);
  });

  it('a changed header field leaves the body hash as it is', async () => {
    const text = await sign(plain);
    expect(await outcome(text.replace('Lunch', 'Launch'))).toEqual(['fail', 'signature-mismatch', 'match', 'fail']);
  });

  it('without the key the body is checked all the same', async () => {
    const text = await sign(plain);
    const [sound] = await check(text, {});
    expect([sound?.result, sound?.code, sound?.bodyHash, sound?.headerSignature, sound?.missing]).toEqual([
      'unknown',
      'key-not-captured',
      'match',
      'unknown',
      [{ name: keyName, type: 'TXT' }],
    ]);
    expect(sound?.reason).toBe('The snapshot does not hold the key (s1._domainkey.a.example TXT).');
    expect(await outcome(text.replace('noon', 'nine'), {})).toEqual(['unknown', 'key-not-captured', 'mismatch', 'unknown']);
  });
});

describe('checkDkim and keys', () => {
  const rsa = keyRecord(testKeys.rsa);
  it.each([
    [[], ['permerror', 'key-absent', 'match', 'unknown']],
    [null, ['permerror', 'key-absent', 'match', 'unknown']],
    ['SERVFAIL', ['temperror', 'key-lookup-failed', 'match', 'unknown']],
    ['v=DKIM1; p=', ['permerror', 'key-revoked', 'match', 'unknown']],
    ['v=DKIM1; p=!', ['permerror', 'key-syntax', 'match', 'unknown']],
    [rsa.replace('DKIM1', 'DKIM2'), ['permerror', 'key-version-unknown', 'match', 'unknown']],
    [rsa.replace('k=rsa', 'h=sha1'), ['permerror', 'key-hash-excluded', 'match', 'pass']],
    [rsa.replace('k=rsa', 's=tlsrpt'), ['permerror', 'key-not-for-email', 'match', 'unknown']],
    [keyRecord(testKeys.ed25519), ['permerror', 'key-type-mismatch', 'match', 'unknown']],
    // Several records at one selector: the one that verifies decides, wherever it stands.
    [
      ['v=spf1 -all', keyRecord(testKeys.ed25519), rsa],
      ['pass', 'verified', 'match', 'pass'],
    ],
    [
      ['v=spf1 -all', 'v=DKIM1; p='],
      ['permerror', 'key-revoked', 'match', 'unknown'],
    ],
  ] as const)('%j gives %j', async (record, expected) => {
    expect(await outcome(await sign(plain), { [keyName]: record })).toEqual(expected);
  });

  it('t=s forbids an identity below the signing domain, and only that', async () => {
    const strict = { [keyName]: rsa.replace('k=rsa', 't=s') };
    expect(await outcome(await sign(plain, { identity: 'ann@mail.a.example' }), strict)).toEqual([
      'permerror',
      'key-identity-mismatch',
      'match',
      'pass',
    ]);
    expect(await outcome(await sign(plain, { identity: 'ann@a.example' }), strict)).toEqual(['pass', 'verified', 'match', 'pass']);
  });

  it('RSA keys below 1024 bits do not count, though the signature verifies (RFC 8301)', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1023 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    // mailauth signs with 1024 bits and more only, so a message signed with another key stands in; the key alone decides.
    const [only] = await check(await sign(plain), { [keyName]: keyRecord(pem) });
    expect([only?.result, only?.code, only?.keyBits, only?.headerSignature]).toEqual(['policy', 'key-too-short', 1023, 'fail']);
  });

  it('says what a reader should know about the key', async () => {
    const [only] = await check(await sign(plain), { [keyName]: [rsa.replace('k=rsa', 't=y'), 'v=spf1 -all'] });
    expect([only?.result, only?.testing]).toEqual(['pass', true]);
    expect(only?.warnings).toEqual([
      'The key is published for tests (t=y): its owner asks that the signature count for nothing.',
      '2 TXT records stand at the selector, where one key is expected; each was tried.',
    ]);
  });
});

describe('checkDkim and time', () => {
  it('judges x= at the time of receipt, not now', async () => {
    const text = await sign(plain, { expires: signedAt + 60_000 });
    expect(await outcome(text, keys, signedAt + 60_000)).toEqual(['pass', 'verified', 'match', 'pass']);
    expect(await outcome(text, keys, signedAt + 61_000)).toEqual(['neutral', 'expired', 'match', 'pass']);
    // What has expired has expired, with or without the key.
    expect(await outcome(text, {}, signedAt + 61_000)).toEqual(['neutral', 'expired', 'match', 'unknown']);
    expect((await check(text, {}, signedAt + 61_000))[0]?.missing).toEqual([]);
    // An unknown time expires nothing.
    expect(await outcome(text, keys, 0)).toEqual(['pass', 'verified', 'match', 'pass']);
  });

  it('wonders at signatures from the future, beyond what clocks differ', async () => {
    const text = await sign(plain);
    const warningsAt = async (time: number) => (await check(text, keys, time))[0]?.warnings;
    expect(await warningsAt(signedAt - 3_600_000)).toEqual([]);
    expect(await warningsAt(signedAt - 3_601_000)).toEqual([
      'The signature says that it was made after the message was received (2026-01-02T03:04:05Z).',
    ]);
    expect(await warningsAt(0)).toEqual([]);
  });
});

describe('checkDkim and what a signature leaves open', () => {
  it('octets behind l= are counted', async () => {
    const text = await sign(plain, { bodyLength: 10 });
    const [only] = await check(`${text}Visit evil.example\r\n`);
    expect([only?.result, only?.bodyLength, only?.unsignedOctets]).toEqual(['pass', 10, 27]);
    expect(only?.warnings).toEqual(['27 octets at the end of the body are not signed (l=10).']);
  });

  it('more octets in l= than the body has are a fault', async () => {
    const text = await sign(plain, { bodyLength: 17 });
    expect(await outcome(text.replace('l=17;', 'l=18;'))).toEqual(['neutral', 'body-length-too-large', 'match', 'fail']);
  });

  it('a second From above a signed one still verifies, and is named', async () => {
    const text = await sign(plain, { headers: ['From', 'Subject'] });
    const [only] = await check(`From: evil@c.example\r\n${text}`);
    expect([only?.result, only?.unsignedDuplicates]).toEqual(['pass', ['from']]);
    expect(only?.warnings).toEqual(['The message holds further fields of the same name that are not signed: from.']);
  });

  it('over-signing closes that door', async () => {
    // mailauth cannot over-sign, so we do: an h= that names From once more than there are.
    const { createSign } = await import('node:crypto');
    const bare =
      'DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=a.example; s=s1; h=From:From; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; l=0; b=';
    const from = 'From: Ann <ann@a.example>\r\n';
    const signature = createSign('sha256').update(from).update(bare).sign(testKeys.rsa, 'base64');
    const text = `${bare}${signature}\r\n${from}\r\nHello\r\n`;
    const [only] = await check(text);
    expect([only?.result, only?.overSigned]).toEqual(['pass', ['from']]);
    expect(await outcome(`From: evil@c.example\r\n${text}`)).toEqual(['fail', 'signature-mismatch', 'match', 'fail']);
    // The same at the bottom: fields are taken from there.
    expect(await outcome(text.replace('\r\n\r\n', '\r\nFrom: evil@c.example\r\n\r\n'))).toEqual([
      'fail',
      'signature-mismatch',
      'match',
      'fail',
    ]);
  });

  it('a signature does not cover itself twice when h= lists DKIM-Signature', async () => {
    const inner = await sign(plain);
    const outer = await sign(inner, { domain: 'b.example', headers: ['From', 'DKIM-Signature'] });
    const checks = await check(outer, { ...keys, 's1._domainkey.b.example': keyRecord(testKeys.rsa) });
    expect(checks.map((each) => [each.result, each.unsignedDuplicates])).toEqual([
      ['pass', []],
      ['pass', []],
    ]);
  });
});

describe('checkDkim on hostile input', () => {
  it('looks at 64 signatures and leaves the rest out, by name', async () => {
    const signature = (await sign(plain)).slice(0, -plain.length);
    const checks = await check(signature.repeat(70) + plain);
    expect(checks.slice(0, 64).every((each) => each.result === 'pass')).toBe(true);
    expect(checks.slice(64).map((each) => [each.result, each.code, each.domain])).toEqual(
      Array(6).fill(['policy', 'too-many-signatures', 'a.example']),
    );
  });

  it('does not hash a body again for every l= that a message makes up', async () => {
    const signature = (await sign(plain, { bodyLength: 10 })).slice(0, -plain.length);
    const many = Array.from({ length: 40 }, (_, index) => signature.replace('l=10;', `l=${index};`)).join('');
    const checks = await check(many + plain);
    expect(checks.filter((each) => each.code === 'too-many-signatures')).toHaveLength(24);
  });

  it('never throws on a signed message with bytes changed, added or cut', async () => {
    const signed = Buffer.from(await sign(plain), 'latin1');
    const edit = fc.record({ at: fc.nat(signed.length - 1), byte: fc.nat(255), cut: fc.nat(20), add: fc.uint8Array({ maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        let bytes = Buffer.from(signed);
        for (const { at, byte, cut, add } of edits) {
          bytes[at % Math.max(1, bytes.length)] = byte;
          bytes = Buffer.concat([bytes.subarray(0, at), add, bytes.subarray(at + cut)]);
        }
        for (const each of await checkDkim(scanMessage(bytes), txtResolver(keys), receivedAt)) {
          expect(each.reason).toMatch(/\.$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('checkDkim, for any message that mailauth signs', () => {
  const name = fc.constantFrom('Subject', 'To', 'X-Note', 'Date', 'subject');
  const text = fc.stringMatching(/^[!-~]{1,12}( [!-~]{0,9}){0,4}$/);
  const message = fc
    .tuple(
      fc.array(fc.tuple(name, text), { maxLength: 6 }),
      fc.array(fc.constantFrom('word', ' ', '\t', '  ', '\r\n', '\r\n', 'é'), { minLength: 1, maxLength: 30 }),
    )
    .map(
      ([fields, body]) => `From: ann@a.example\r\n${fields.map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\nx${body.join('')}`,
    );
  const canonicalization = fc.constantFrom('simple/simple', 'simple/relaxed', 'relaxed/simple', 'relaxed/relaxed');

  it('it passes; a flipped body byte breaks the body hash alone; without the key it is unknown with that one question', async () => {
    await fc.assert(
      fc.asyncProperty(message, canonicalization, async (unsigned, form) => {
        const signed = await sign(unsigned, { canonicalization: form });
        expect(await outcome(signed)).toEqual(['pass', 'verified', 'match', 'pass']);
        const body = signed.indexOf('\r\n\r\n') + 4;
        const flipped = `${signed.slice(0, body)}y${signed.slice(body + 1)}`;
        expect(await outcome(flipped)).toEqual(['fail', 'body-hash-mismatch', 'mismatch', 'pass']);
        const [open] = await check(signed, {});
        expect([open?.result, open?.missing]).toEqual(['unknown', [{ name: keyName, type: 'TXT' }]]);
      }),
      { numRuns: 60 },
    );
  });

  it('mailauth verifies whatever we verify, also after a change, and nothing else', async () => {
    const resolver = async () => [[keyRecord(testKeys.rsa)]];
    await fc.assert(
      fc.asyncProperty(
        message,
        canonicalization,
        fc.nat(),
        fc.constantFrom(' ', '\t', 'z', '\r\n', ''),
        async (unsigned, form, position, insert) => {
          const signed = await sign(unsigned, { canonicalization: form });
          // In the value of From or in the body only: the two parsers differ, on purpose, in how they read broken headers.
          const value = signed.indexOf('From:') + 6;
          const valueLength = signed.indexOf('\r\n', value) - value;
          const body = signed.indexOf('\r\n\r\n') + 4;
          const inValue = position % 3 === 0 && insert !== '\r\n';
          const at = inValue ? value + (position % valueLength) : body + (position % (signed.length - body));
          const changed = `${signed.slice(0, at)}${insert}${signed.slice(at)}`;
          const [ours] = await check(changed);
          const { results } = await verifier.dkimVerify(Buffer.from(changed, 'latin1'), {
            resolver,
            curTime: new Date(receivedAt),
            strict: true,
          });
          expect(ours?.result === 'pass', JSON.stringify(changed)).toBe(results[0]?.status.result === 'pass');
        },
      ),
      { numRuns: 200 },
    );
  });
});
