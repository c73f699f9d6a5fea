import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKeyRecord } from '../../../../shared/authentication/dkim/record.ts';
import { openMailauth } from '../../../../shared/authentication/mailauth.ts';
import { keyRecord, testKeys } from '../../../helpers/sign.ts';

const rsa = keyRecord(testKeys.rsa);

async function read(text: string) {
  const reading = await readKeyRecord(text, await openMailauth());
  if (!reading.ok) return reading.code;
  const { type, bits, hashes, testing, strictIdentity } = reading.value;
  return { type, bits, hashes, testing, strictIdentity };
}

const plain = { type: 'rsa', bits: 2048, hashes: null, testing: false, strictIdentity: false };

describe('readKeyRecord', () => {
  it.each([
    [rsa, plain],
    [rsa.replace('v=DKIM1; k=rsa; ', ''), plain],
    [`${rsa}; n=a note; x_unknown=1;`, plain],
    [rsa.replace('k=rsa', 'h=sha1 : SHA256'), { ...plain, hashes: ['sha1', 'sha256'] }],
    [rsa.replace('k=rsa', 't=y:s'), { ...plain, testing: true, strictIdentity: true }],
    [rsa.replace('k=rsa', 's=email'), plain],
    [rsa.replace('k=rsa', 's=*'), plain],
    [keyRecord(testKeys.ed25519), { ...plain, type: 'ed25519', bits: 256 }],
    ['v=DKIM1; p=', 'key-revoked'],
    ['v=DKIM1; p= ; k=rsa', 'key-revoked'],
    ['v=DKIM1; k=rsa', 'key-syntax'],
    // Octets that are no key, and a type that is left empty.
    ['v=DKIM1; k=rsa; p=AAAA', 'key-syntax'],
    [rsa.replace('k=rsa', 'k='), 'key-syntax'],
    ['v=spf1 -all', 'key-syntax'],
    [rsa.replace('DKIM1', 'DKIM9'), 'key-version-unknown'],
    [rsa.replace('k=rsa', 'k=ed25519'), 'key-type-mismatch'],
    [rsa.replace('k=rsa', 's=other'), 'key-not-for-email'],
  ])('%s', async (text, expected) => {
    expect(await read(text)).toEqual(expected);
  });

  it('tells the size of short keys instead of hiding them', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 768 });
    expect(await read(keyRecord(publicKey.export({ type: 'spki', format: 'pem' }).toString()))).toEqual({ ...plain, bits: 768 });
  });

  it('reads a bare RSAPublicKey, as RFC 6376 section 3.6.1 has it', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(await read(`p=${publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')}`)).toEqual({ ...plain, bits: 1024 });
  });

  it('never rejects, whatever a record holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.base64String().map((text) => `v=DKIM1; p=${text}`),
        ),
        async (text) => {
          expect(await read(text)).toBeDefined();
        },
      ),
    );
  });
});
