import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openMailauth } from '../../../shared/authentication/mailauth.ts';
import { keyRecord, testKeys } from '../../helpers/sign.ts';

describe('mailauth behind its one door', () => {
  it('is loaded once', () => {
    expect(openMailauth()).toBe(openMailauth());
  });

  it('makes the relaxed form of a field (RFC 6376 section 3.4.2)', async () => {
    const { relaxField } = await openMailauth();
    const relaxed = relaxField(Buffer.from('SubJect \t:  one\r\n\ttwo  \t three \xc4 ', 'latin1'));
    expect(relaxed.toString('latin1')).toBe('subject:one two three \xc4\r\n');
  });

  it.each([
    ['simple', 'DKIM-Signature: v=1; b= AB\r\n\tCD ; bh=b=c;\r\n d=a.example', 'DKIM-Signature: v=1; b=; bh=b=c;\r\n d=a.example'],
    ['relaxed', 'DKIM-Signature: v=1; b= AB\r\n\tCD ; bh=b=c;\r\n d=a.example', 'dkim-signature:v=1; b=; bh=b=c; d=a.example'],
    ['simple', 'DKIM-Signature: z=b=x; B=upper; b=AB', 'DKIM-Signature: z=b=x; B=upper; b='],
  ] as const)('empties b= and nothing else (%s)', async (canonicalization, field, expected) => {
    const { blankSignature } = await openMailauth();
    expect(blankSignature(Buffer.from(field), canonicalization).toString()).toBe(expected);
  });

  it.each([
    [keyRecord(testKeys.rsa), { ok: true, type: 'rsa', bits: 2048 }],
    [keyRecord(testKeys.ed25519), { ok: true, type: 'ed25519', bits: 256 }],
    [`p=${keyRecord(testKeys.rsa).split('p=')[1]}`, { ok: true, type: 'rsa', bits: 2048 }],
    ['v=DKIM1; p=', { ok: false, fault: 'syntax' }],
    ['v=DKIM1', { ok: false, fault: 'syntax' }],
    ['', { ok: false, fault: 'syntax' }],
    ['v=DKIM1; p=not-base64!', { ok: false, fault: 'syntax' }],
    ['v=DKIM1; p=AAAA', { ok: false, fault: 'syntax' }],
    [keyRecord(testKeys.rsa).replace('DKIM1', 'DKIM2'), { ok: false, fault: 'version' }],
    [keyRecord(testKeys.rsa).replace('k=rsa', 'k=ed25519'), { ok: false, fault: 'type' }],
    [keyRecord(testKeys.rsa).replace('k=rsa', 's=tlsrpt'), { ok: false, fault: 'service' }],
  ])('reads the key record %s', async (record, expected) => {
    const { readPublicKey } = await openMailauth();
    expect(await readPublicKey(record)).toMatchObject(expected);
  });
});

describe('mailauth and the network', () => {
  it('has no other way to it in the entry that we load than the two that the bundles cut off', () => {
    const source = readFileSync(fileURLToPath(import.meta.resolve('mailauth/lib/tools.js')), 'utf8');
    expect(source.match(/require\('node:(?:dns|https?|net|tls|dgram)'\)[.\w]*/g)).toEqual([
      "require('node:dns').promises",
      "require('node:https')",
    ]);
    expect(source.match(/\bdns\.\w+|\bhttps\s*\.\w+/g)?.map((use) => use.replace(/\s+/, ''))).toEqual(['dns.resolve', 'https.get']);
  });
});
