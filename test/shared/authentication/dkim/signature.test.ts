import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSignature } from '../../../../shared/authentication/dkim/signature.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';

const sound: Readonly<Record<string, string>> = {
  v: '1',
  a: 'rsa-sha256',
  c: 'relaxed/simple',
  d: 'a.example',
  s: 's1',
  h: 'From:To',
  bh: 'AAAA',
  b: 'BBBB',
};

function fieldOf(value: string) {
  const field = scanMessage(new TextEncoder().encode(`DKIM-Signature: ${value}\r\n\r\n`)).headers[0];
  if (field === undefined) throw new Error('no field');
  return field;
}

/** A sound signature with some tags changed; undefined removes one. */
function read(changes: Readonly<Record<string, string | undefined>>, kind: 'dkim' | 'arc' = 'dkim') {
  const tags = Object.entries({ ...sound, ...changes }).filter(([, value]) => value !== undefined);
  return readSignature(fieldOf(tags.map(([name, value]) => `${name}=${value}`).join('; ')), kind);
}

describe('readSignature', () => {
  it('reads every tag', () => {
    const signature = read({ i: 'joe=20smith@mail.A.example', t: '1000', x: '2000', l: '7', q: 'dns/txt', d: 'A.Example', s: 'S1' });
    expect(signature).toMatchObject({
      domain: 'a.example',
      selector: 's1',
      keyName: 's1._domainkey.a.example',
      algorithm: 'rsa-sha256',
      keyType: 'rsa',
      hash: 'sha256',
      headerCanonicalization: 'relaxed',
      bodyCanonicalization: 'simple',
      namesCanonicalization: true,
      signedHeaders: ['from', 'to'],
      auid: 'joe smith@mail.A.example',
      isBelowDomain: true,
      signedAt: 1000,
      expiresAt: 2000,
      bodyLength: 7,
      fault: null,
    });
    expect([signature.bodyHash.toString('base64'), signature.signature.toString('base64')]).toEqual(['AAAA', 'BBBB']);
  });

  it('fills in what the standard does', () => {
    expect(read({ c: undefined })).toMatchObject({
      headerCanonicalization: 'simple',
      bodyCanonicalization: 'simple',
      namesCanonicalization: false,
    });
    expect(read({ c: 'relaxed' })).toMatchObject({ headerCanonicalization: 'relaxed', bodyCanonicalization: 'simple' });
    expect(read({})).toMatchObject({ auid: '@a.example', isBelowDomain: false, signedAt: null, expiresAt: null, bodyLength: null });
  });

  it.each([
    [{ v: undefined }, 'tag-missing'],
    [{ bh: undefined }, 'tag-missing'],
    [{ v: '2' }, 'version-unknown'],
    [{ a: 'rsa-md5' }, 'algorithm-unknown'],
    [{ a: 'toString' }, 'algorithm-unknown'],
    [{ c: 'loose/simple' }, 'canonicalization-unknown'],
    [{ c: 'simple/simple/simple' }, 'canonicalization-unknown'],
    [{ c: '' }, 'canonicalization-unknown'],
    [{ d: 'not a domain' }, 'domain-malformed'],
    [{ s: '' }, 'domain-malformed'],
    // The grammar of a domain name has no final dot.
    [{ d: 'a.example.' }, 'domain-malformed'],
    [{ s: 's1.' }, 'domain-malformed'],
    [{ s: `${'x'.repeat(60)}.`.repeat(4) + 'x'.repeat(60) }, 'domain-malformed'],
    [{ b: 'phishing@pot' }, 'signature-syntax'],
    [{ bh: '' }, 'signature-syntax'],
    [{ t: 'soon' }, 'signature-syntax'],
    [{ l: '-1' }, 'signature-syntax'],
    [{ i: 'joe' }, 'signature-syntax'],
    [{ i: 'a=-b@a.example' }, 'signature-syntax'],
    [{ i: 'joe@b.example' }, 'identity-outside-domain'],
    [{ i: 'joe@nota.example' }, 'identity-outside-domain'],
    [{ h: 'To:Subject' }, 'from-not-signed'],
    [{ h: '' }, 'from-not-signed'],
    [{ q: 'carrier/pigeon' }, 'query-method-unknown'],
    [{ t: '2000', x: '2000' }, 'expiration-before-signing'],
    [{ 'b ad': '1' }, 'signature-syntax'],
  ] as const)('%j is %s', (changes, code) => {
    expect(read(changes).fault?.code).toBe(code);
  });

  it.each([
    { i: '@a.example' },
    { i: '@mail.a.example' },
    { q: 'x/y:dns/txt' },
    { n: 'unknown tags are ignored' },
    { a: 'RSA-SHA256' },
    { c: 'Relaxed/RELAXED' },
    { d: 'bücher.example' },
  ])('%j is sound', (changes) => {
    expect(read(changes).fault).toBeNull();
  });

  it('of ARC needs no v=, reads no identity and knows no SHA-1 (RFC 8617 section 4.1.2)', () => {
    expect(read({ v: undefined, i: '1' }, 'arc')).toMatchObject({ fault: null, auid: null, isBelowDomain: false });
    expect(read({ v: undefined, i: '1', a: 'rsa-sha1' }, 'arc').fault?.code).toBe('algorithm-unknown');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('dkim' as const, 'arc' as const),
        (text, kind) => readSignature(fieldOf(text.replace(/[\r\n]/g, ' ')), kind).domain.length >= 0,
      ),
    );
    const tag = fc.tuple(fc.constantFrom(...Object.keys(sound), 'i', 't', 'x', 'l', 'q'), fc.string({ unit: 'binary', maxLength: 12 }));
    fc.assert(
      fc.property(
        fc.array(tag),
        (tags) => read(Object.fromEntries(tags.map(([name, value]) => [name, value.replace(/[\r\n]/g, '')]))).domain.length >= 0,
      ),
    );
  });
});
