import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, createVerify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCanonicalForm } from '../../../shared/authentication/canonical-form.ts';
import type { CanonicalForm } from '../../../shared/facts/canonical.ts';
import type { Message } from '../../../shared/facts/message.ts';
import { scanMessage } from '../../../shared/message/header-scanner.ts';
import { type TxtRecords, txtResolver } from '../../helpers/resolver.ts';
import { type ArcSealing, type DkimSigning, keyRecord, sealArc, signDkim, testKeys } from '../../helpers/sign.ts';

const time = Date.UTC(2026, 0, 2, 3, 4, 5);
const keys: TxtRecords = {
  's1._domainkey.a.example': keyRecord(testKeys.rsa),
  'arc._domainkey.one.example': keyRecord(testKeys.rsa),
  'arc._domainkey.two.example': keyRecord(testKeys.ed25519),
};
const plain = 'From: Ann  <ann@a.example>\r\nTo: bob@b.example\r\nSubject:  Lunch\r\n\tat noon \r\n\r\nAt  noon? \r\n\r\nAnn\r\n\r\n';

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

async function sign(text: string, changes: Partial<DkimSigning> = {}): Promise<string> {
  const signing = { domain: 'a.example', selector: 's1', privateKey: testKeys.rsa, time, headers: ['From', 'Subject'], ...changes };
  return Buffer.from(await signDkim(bytesOf(text), signing)).toString('latin1');
}

async function seal(text: string, changes: Partial<ArcSealing> = {}): Promise<string> {
  const sealing = { instance: 1, domain: 'one.example', selector: 'arc', privateKey: testKeys.rsa, cv: 'none', time, ...changes } as const;
  const results = 'mx.one.example; spf=pass smtp.mailfrom=a.example';
  return Buffer.from(await sealArc(bytesOf(text), { authenticationResults: results, ...sealing })).toString('latin1');
}

function scan(text: string): Message {
  return scanMessage(bytesOf(text));
}

async function form(message: Message, name = 'dkim-signature', records: TxtRecords = keys): Promise<CanonicalForm> {
  const header = message.headers.findIndex((field) => field.key === name);
  const outcome = await readCanonicalForm(message, header, txtResolver(records));
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

function octets({ pieces }: CanonicalForm): Buffer {
  return Buffer.from(pieces.map((piece) => piece.text).join(''), 'latin1');
}

function tagOf(message: Message, header: number, tag: string): Buffer {
  const value = (message.headers[header]?.value ?? '').replace(/\s/g, '');
  return Buffer.from(new RegExp(`(?:^|;)${tag}=([^;]*)`).exec(value)?.[1] ?? '', 'base64');
}

/** The proof, by node:crypto alone: the octets shown hash to `bh=`, and the key verifies the signature over the header octets shown. */
function isProven(message: Message, shown: CanonicalForm, pem = testKeys.rsa): readonly boolean[] {
  const body = createHash('sha256')
    .update(Buffer.from(shown.body?.text ?? '', 'latin1'))
    .digest();
  const verifier = createVerify('sha256').update(octets(shown));
  return [body.equals(tagOf(message, shown.header, 'bh')), verifier.verify(createPublicKey(pem), tagOf(message, shown.header, 'b'))];
}

describe('readCanonicalForm of a DKIM-Signature', () => {
  it('shows each field as it is hashed, in hash order, and where it stands', async () => {
    const message = scan(await sign(plain));
    const shown = await form(message);
    expect(shown.pieces.map(({ role, name, header, text }) => [role, name, header, role === 'own' ? '' : text])).toEqual([
      ['field', 'Subject', 3, 'subject:Lunch at noon\r\n'],
      ['field', 'From', 1, 'from:Ann <ann@a.example>\r\n'],
      ['own', 'DKIM-Signature', 0, ''],
    ]);
    const own = shown.pieces[2];
    expect(own?.text).toMatch(/^dkim-signature:v=1; a=rsa-sha256; .*; b=$/);
    const subject = message.headers[3];
    expect(shown.pieces[0]?.span).toEqual({ start: subject?.span.start, end: subject?.valueSpan.end });
    expect(
      Buffer.from(message.bytes.subarray(own?.emptied?.start ?? 0, own?.emptied?.end ?? 0))
        .toString('latin1')
        .replace(/\s/g, ''),
    ).toBe(tagOf(message, 0, 'b').toString('base64'));
  });

  it('shows the body as it is hashed, with the hash that the signature claims', async () => {
    const message = scan(await sign(plain));
    const { body } = await form(message);
    expect(body).toEqual({
      canonicalization: 'relaxed',
      text: 'At noon?\r\n\r\nAnn\r\n',
      isCut: false,
      tail: '',
      hashedOctets: 17,
      octets: 17,
      length: null,
      span: message.body,
      unsigned: null,
      computed: tagOf(message, 0, 'bh').toString('base64'),
      claimed: tagOf(message, 0, 'bh').toString('base64'),
    });
  });

  it.each(['relaxed/relaxed', 'relaxed/simple', 'simple/relaxed', 'simple/simple'])('proves itself with c=%s', async (canonicalization) => {
    const text = await sign(plain, { canonicalization });
    for (const lineEnd of ['\r\n', '\n', '\r']) {
      const message = scan(text.replaceAll('\r\n', lineEnd));
      const shown = await form(message);
      expect(isProven(message, shown)).toEqual([true, true]);
      expect([shown.signature, shown.reason]).toEqual(['pass', 'The key verifies the signature over exactly these octets.']);
      expect(shown.digest).toBe(createHash('sha256').update(octets(shown)).digest('base64'));
      // An RSA signature holds the hash that the signer signed.
      expect(shown.signedDigest).toBe(shown.digest);
    }
  });

  it('proves itself with a key that holds no hash', async () => {
    const message = scan(await sign(plain, { privateKey: testKeys.ed25519 }));
    const shown = await form(message, 'dkim-signature', { 's1._domainkey.a.example': keyRecord(testKeys.ed25519) });
    expect([shown.signature, shown.signedDigest]).toEqual(['pass', null]);
  });

  it('shows which octets lie behind l=', async () => {
    const text = `${(await sign(plain, { bodyLength: 12 })).trimEnd()}\r\nPay here!\r\n`;
    const message = scan(text);
    const shown = await form(message);
    expect(isProven(message, shown)).toEqual([true, true]);
    const start = text.indexOf('Ann\r\nPay');
    expect(shown.body).toMatchObject({
      text: 'At noon?\r\n\r\n',
      length: 12,
      hashedOctets: 12,
      octets: 28,
      span: { start: message.body.start, end: start },
      unsigned: { text: 'Ann\r\nPay here!\r\n', octets: 16, isCut: false, span: { start, end: text.length } },
    });
  });

  it('names what is signed as absent', async () => {
    const signed = await sign(plain, { headers: ['From'] });
    const shown = await form(scan(signed.replace(/h=from/i, 'h=cc:from:from')));
    expect(shown.pieces.map(({ role, name, octets: amount }) => [role, name, amount > 0])).toEqual([
      ['absent', 'cc', false],
      ['field', 'From', true],
      ['absent', 'from', false],
      ['own', 'DKIM-Signature', true],
    ]);
  });

  it('shows both hashes where a field or the body was changed', async () => {
    const signed = await sign(plain);
    const before = await form(scan(signed));
    const changed = await form(scan(signed.replace('Lunch', 'Dinner').replace('noon?', 'seven?')));
    expect([changed.signature, changed.reason]).toEqual(['fail', 'The key does not verify the signature over these octets.']);
    expect(changed.signedDigest).toBe(before.digest);
    expect(changed.digest).not.toBe(before.digest);
    expect([changed.body?.claimed, changed.body?.computed === changed.body?.claimed]).toEqual([before.body?.computed, false]);
  });

  it.each([
    [{}, 'unknown', 'The snapshot does not hold the key (s1._domainkey.a.example TXT).'],
    [{ 's1._domainkey.a.example': 'v=DKIM1; p=' }, 'unknown', 'The key at s1._domainkey.a.example has been revoked (empty p=).'],
    [
      { 's1._domainkey.a.example': `${keyRecord(testKeys.rsa)}; h=sha1` },
      'pass',
      "The key at s1._domainkey.a.example does not allow the signature's hash (h=). It verifies the signature over exactly these octets all the same.",
    ],
  ] as const)('says what the key says: %#', async (records, signature, reason) => {
    const shown = await form(scan(await sign(plain)), 'dkim-signature', records);
    expect([shown.signature, shown.reason]).toEqual([signature, reason]);
    expect(shown.body?.computed).toBe(shown.body?.claimed);
  });

  it('shows what it can of a signature that cannot be used', async () => {
    const signed = await sign(plain);
    const unknownForm = await form(scan(signed.replace('c=relaxed/relaxed', 'c=loose/loose')));
    expect([unknownForm.pieces, unknownForm.digest, unknownForm.body, unknownForm.signature]).toEqual([[], null, null, 'unknown']);
    expect(unknownForm.reason).toContain('c=loose/loose');
    const unknownHash = await form(scan(signed.replace('rsa-sha256', 'rsa-md5')));
    expect([unknownHash.pieces.length, unknownHash.digest, unknownHash.body]).toEqual([3, null, null]);
    const noDomain = await form(scan(signed.replace('d=a.example', 'd=a..example')));
    expect(noDomain.reason).toBe('The signature names no usable domain and selector, so it has no key.');
  });

  it('bounds what it shows, and never what it hashes', async () => {
    const body = `${'x'.repeat(76)}\r\n`.repeat(2_000);
    const message = scan(await sign(`From: a@a.example\r\nSubject: ${'y '.repeat(20_000)}\r\n\r\n${body}`, { bodyLength: 100_000 }));
    const shown = await form(message);
    expect(shown.signature).toBe('pass');
    expect(shown.pieces.map((piece) => [piece.isCut, piece.text.length < 16_385])).toEqual([
      [true, true],
      [false, true],
      [false, true],
    ]);
    expect(shown.pieces[0]?.octets).toBe('subject:'.length + 39_999 + 2);
    expect(shown.body).toMatchObject({ isCut: true, hashedOctets: 100_000, octets: 156_000, computed: shown.body?.claimed });
    expect([shown.body?.text.length, shown.body?.tail, shown.body?.unsigned?.text.length]).toEqual([
      16_384,
      body.slice(100_000 - 1_024, 100_000),
      8_192,
    ]);
    const many = scan(
      `DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s1; h=${'x:'.repeat(2_000)}from; bh=AA==; b=AA==\r\nFrom: a\r\n\r\n`,
    );
    const { pieces, piecesLeftOut } = await form(many);
    expect([pieces.length, piecesLeftOut]).toEqual([400, 1_602]);
  });

  it('refuses what is no signature', async () => {
    const refused = { ok: false, error: { code: 'bad-request', message: 'This field is no signature.', at: 'header 0' } };
    expect(await readCanonicalForm(scan(plain), 0, txtResolver({}))).toEqual(refused);
    expect((await readCanonicalForm(scan(plain), 99, txtResolver({}))).ok).toBe(false);
  });
});

describe('readCanonicalForm of an ARC set', () => {
  it('shows the message signature like one of DKIM', async () => {
    const message = scan(await seal(plain));
    const shown = await form(message, 'arc-message-signature');
    expect(isProven(message, shown)).toEqual([true, true]);
    expect([shown.kind, shown.signature, shown.body?.computed === shown.body?.claimed]).toEqual(['arc-message-signature', 'pass', true]);
  });

  it('shows the seal over all ARC fields up to its own, and no body', async () => {
    const message = scan(await seal(await seal(plain), { instance: 2, domain: 'two.example', privateKey: testKeys.ed25519, cv: 'pass' }));
    const shown = await form(message, 'arc-seal');
    expect(shown.pieces.map(({ role, name, header }) => [role, name, header])).toEqual([
      ['field', 'ARC-Authentication-Results', 5],
      ['field', 'ARC-Message-Signature', 4],
      ['field', 'ARC-Seal', 3],
      ['field', 'ARC-Authentication-Results', 2],
      ['field', 'ARC-Message-Signature', 1],
      ['own', 'ARC-Seal', 0],
    ]);
    expect([shown.signature, shown.algorithm, shown.body, shown.notes]).toEqual(['pass', 'ed25519-sha256', null, []]);
    const first = await readCanonicalForm(message, 3, txtResolver(keys));
    expect(first.ok && [first.value.pieces.length, first.value.signature, first.value.signedDigest === first.value.digest]).toEqual([
      3,
      'pass',
      true,
    ]);
    const verifier = createVerify('sha256').update(first.ok ? octets(first.value) : '');
    expect(verifier.verify(createPublicKey(testKeys.rsa), tagOf(message, 3, 'b'))).toBe(true);
  });

  it('knows that a seal with cv=fail covers its own set alone', async () => {
    const broken = (await seal(plain)).replace('spf=pass', 'spf=fail');
    const message = scan(await seal(broken, { instance: 2, domain: 'two.example', privateKey: testKeys.ed25519, cv: 'fail' }));
    const shown = await form(message, 'arc-seal');
    expect([shown.pieces.length, shown.signature, shown.notes]).toEqual([
      3,
      'pass',
      ['A seal with cv=fail covers its own set alone, as if there were no other (RFC 8617 section 5.1.2).'],
    ]);
  });

  it('says where a seal covers fields that are not there', async () => {
    const message = scan((await seal(plain)).replace(/ARC-Authentication-Results:[\s\S]*?\r\n(?=\S)/, ''));
    const shown = await form(message, 'arc-seal');
    expect([shown.pieces, shown.signature, shown.reason]).toEqual([[], 'unknown', 'The seal signs fields that the message does not have.']);
  });
});

describe('any message', () => {
  it('has octets that hash to the digest, whatever the field holds', async () => {
    const text = fc.string({ unit: fc.constantFrom(...' \t\r\n;:=bhc/fromv1simplerelaxed'), maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(text, text, async (tags, body) => {
        const message = scan(`DKIM-Signature: a=rsa-sha256; c=relaxed; h=from;${tags}\r\nFrom: a\r\n\r\n${body}`);
        const shown = await form(message);
        const expected = shown.canonicalization === null ? null : createHash('sha256').update(octets(shown)).digest('base64');
        expect(shown.digest).toBe(expected);
      }),
    );
  });
});
