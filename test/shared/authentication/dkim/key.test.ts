import { Buffer } from 'node:buffer';
import { createHash, createSign, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type SignedWith, tryKey } from '../../../../shared/authentication/dkim/key.ts';
import { openMailauth } from '../../../../shared/authentication/mailauth.ts';
import type { Resolver } from '../../../../shared/facts/dns.ts';
import { type TxtRecords, txtResolver } from '../../../helpers/resolver.ts';
import { keyRecord, testKeys } from '../../../helpers/sign.ts';

const name = 's1._domainkey.a.example';
const data = [Buffer.from('from:ann\r\n'), Buffer.from('dkim-signature:b=')];
const rsa: SignedWith = {
  keyType: 'rsa',
  hash: 'sha256',
  isBelowDomain: false,
  signature: createSign('sha256').update(Buffer.concat(data)).sign(testKeys.rsa),
};
const ed25519: SignedWith = {
  ...rsa,
  keyType: 'ed25519',
  signature: sign(null, createHash('sha256').update(Buffer.concat(data)).digest(), testKeys.ed25519),
};
const rsaRecord = keyRecord(testKeys.rsa);
const otherRecord = keyRecord(
  generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
);

async function attempt(records: TxtRecords, signedWith = rsa, octets = data) {
  return tryKey(name, signedWith, () => octets, txtResolver(records), await openMailauth());
}

describe('tryKey', () => {
  it('tells everything about a key that verifies', async () => {
    expect(await attempt({ [name]: rsaRecord })).toEqual({
      code: 'verified',
      detail: '',
      headerSignature: 'pass',
      keyBits: 2048,
      testing: false,
      record: rsaRecord,
      recordCount: 1,
      seen: null,
      missing: [],
    });
  });

  it.each([
    ['an Ed25519 key, over the hash of the data', ed25519, keyRecord(testKeys.ed25519), ['verified', 'pass']],
    ['changed data', rsa, rsaRecord, ['signature-mismatch', 'fail']],
    ['another key', rsa, otherRecord, ['signature-mismatch', 'fail']],
    ['a key of another type', rsa, keyRecord(testKeys.ed25519), ['key-type-mismatch', 'unknown']],
    [
      'a key that may not be used with this hash, though it verifies',
      rsa,
      rsaRecord.replace('k=rsa', 'h=sha1'),
      ['key-hash-excluded', 'pass'],
    ],
    ['a key for tests', rsa, rsaRecord.replace('k=rsa', 't=y'), ['verified', 'pass']],
    ['an empty selector', rsa, [], ['key-absent', 'unknown']],
    ['a name that does not exist', rsa, null, ['key-absent', 'unknown']],
    ['a failing server', rsa, 'SERVFAIL', ['key-lookup-failed', 'unknown']],
    ['a revoked key', rsa, 'v=DKIM1; p=', ['key-revoked', 'unknown']],
  ] as const)('%s', async (what, signedWith, record, expected) => {
    const octets = what === 'changed data' ? [Buffer.from('from:bob\r\n')] : data;
    const { code, headerSignature } = await attempt({ [name]: record }, signedWith, octets);
    expect([code, headerSignature]).toEqual(expected);
  });

  it('t=s forbids an identity below the domain, and allows the domain itself', async () => {
    const records = { [name]: rsaRecord.replace('k=rsa', 't=y:s') };
    expect((await attempt(records, { ...rsa, isBelowDomain: true })).code).toBe('key-identity-mismatch');
    expect(await attempt(records)).toMatchObject({ code: 'verified', testing: true });
  });

  it('asks the snapshot once, names what is missing, and does not touch the data without a key', async () => {
    const resolver = txtResolver({});
    const octets = (): never => {
      throw new Error('No key: nothing to verify.');
    };
    const verdict = await tryKey(name, rsa, octets, resolver, await openMailauth());
    expect([verdict.code, verdict.missing, verdict.record]).toEqual(['key-not-captured', [{ name, type: 'TXT' }], null]);
    expect(resolver.asked).toEqual([{ name, type: 'TXT' }]);
  });

  it.each([
    // Whichever verifies decides, wherever it stands; else the one that comes furthest.
    [
      [otherRecord, rsaRecord],
      ['verified', rsaRecord, 2],
    ],
    [
      [rsaRecord, 'v=DKIM1; p='],
      ['verified', rsaRecord, 2],
    ],
    [
      ['v=DKIM1; p=', otherRecord],
      ['signature-mismatch', otherRecord, 2],
    ],
    [
      ['v=spf1 -all', 'v=DKIM1; p='],
      ['key-revoked', 'v=DKIM1; p=', 2],
    ],
    [
      [rsaRecord.replace('k=rsa', 'h=sha1'), otherRecord],
      ['key-hash-excluded', rsaRecord.replace('k=rsa', 'h=sha1'), 2],
    ],
    // The same record twice is one.
    [
      [rsaRecord, rsaRecord],
      ['verified', rsaRecord, 1],
    ],
  ] as const)('of several records %#', async (records, expected) => {
    const { code, record, recordCount } = await attempt({ [name]: records });
    expect([code, record, recordCount]).toEqual(expected);
  });

  it('looks at no more than eight records', async () => {
    const fillers = Array.from({ length: 8 }, (_, index) => `v=DKIM1; n=${index}; p=`);
    expect((await attempt({ [name]: [...fillers, rsaRecord] })).code).toBe('key-revoked');
    expect((await attempt({ [name]: [...fillers.slice(1), rsaRecord] })).code).toBe('verified');
  });

  it('says when the snapshot saw the answer, also where there is no key', async () => {
    const seen = { first: 1_000, last: 2_000 };
    const resolver: Resolver = { resolve: () => ({ kind: 'absent', reason: 'nxdomain', source: null }), seen: () => seen };
    const verdict = await tryKey(name, rsa, () => data, resolver, await openMailauth());
    expect([verdict.code, verdict.seen]).toEqual(['key-absent', seen]);
  });
});
