/** What we show as hashed, on every signed message of the corpora: it hashes to what the signatures claim, and reads as the standard words it. */
import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, createVerify, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkArc } from '../../shared/authentication/arc/check.ts';
import { readCanonicalForm } from '../../shared/authentication/canonical-form.ts';
import { checkDkim } from '../../shared/authentication/dkim/check.ts';
import type { CanonicalForm } from '../../shared/facts/canonical.ts';
import type { Message } from '../../shared/facts/message.ts';
import { scanMessage } from '../../shared/message/header-scanner.ts';
import { corporaPath, hasCorpora } from '../helpers/corpora.ts';
import { txtResolver } from '../helpers/resolver.ts';
import { canonicalBody, canonicalField } from '../peers/dkim-canonical.ts';

const time = Date.UTC(2017, 6, 1);
const isMessage = /\.(?:eml|msg|message|mbox)$/;
const files = hasCorpora
  ? ['dkim', 'arc/mailauth', 'messages'].flatMap((folder) =>
      readdirSync(corporaPath + folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => isMessage.test(name))
        .map((name) => `${folder}/${name}`)
        .sort(),
    )
  : [];

/** Every key that the corpora hold, by name; several texts of one name are all tried, as several records are. */
function allKeys(): Record<string, string[]> {
  const keys: Record<string, string[]> = {};
  const add = (name: string, text: string): void => {
    const plain = name.replace(/\.$/, '');
    keys[plain] = [...(keys[plain] ?? []), text];
  };
  const read = (path: string): string => readFileSync(corporaPath + path, 'utf8');
  const { dns } = JSON.parse(read('dkim/dkim_verifier/expected.json')) as { dns: Record<string, string> };
  for (const [name, text] of Object.entries(dns)) add(name, text);
  const { records } = JSON.parse(read('provider-dns/observed-keys.json')) as { records: { name: string; txt: string }[] };
  for (const { name, txt } of records) add(name, txt);
  add('test._domainkey.football.example.com', read('dkim/dkimpy/test.txt').trim());
  return keys;
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** CRLF at every line end, one at the end. */
function wire(field: string): string {
  return `${field.replace(/\r?\n$|\r$/, '').replace(/\r?\n/g, '\r\n')}\r\n`;
}

/** RFC 6376 section 3.7, on text. */
function withoutSignature(field: string): string {
  return field.replace(/([;:]\s*b\s*=)[^;]*/, '$1');
}

function signatureOf(message: Message, header: number): Buffer {
  const value = (message.headers[header]?.value ?? '').replace(/\s/g, '');
  return Buffer.from(/(?:^|;)b=([^;]*)/.exec(value)?.[1] ?? '', 'base64');
}

/** By node:crypto alone, from the text that is shown. */
function verifies(message: Message, form: CanonicalForm, records: readonly string[]): boolean {
  const octets = Buffer.from(form.pieces.map((piece) => piece.text).join(''), 'latin1');
  const signature = signatureOf(message, form.header);
  return records.some((record) => {
    const key = Buffer.from(/(?:^|;)\s*p=([^;]*)/.exec(record)?.[1]?.replace(/\s/g, '') ?? '', 'base64');
    try {
      if (form.algorithm?.startsWith('rsa')) {
        const pem = createPublicKey({ key, format: 'der', type: 'spki' });
        return createVerify(form.hash ?? 'sha256')
          .update(octets)
          .verify(pem, signature);
      }
      const raw = createPublicKey({
        key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]),
        format: 'der',
        type: 'spki',
      });
      return verify(null, createHash('sha256').update(octets).digest(), raw, signature);
    } catch {
      return false;
    }
  });
}

describe.skipIf(!hasCorpora)('canonical forms of real signatures (needs ../shared/corpora)', () => {
  const keys = hasCorpora ? allKeys() : {};
  const resolver = txtResolver(keys);
  const seen = { signatures: 0, verified: 0, bodies: 0 };

  it.each(files)('%s', async (file) => {
    const message = scanMessage(readFileSync(corporaPath + file));
    const checks = await checkDkim(message, resolver, time);
    const { sets } = await checkArc(message, resolver, time);
    const expected = [
      ...checks.map((check) => ({
        header: check.header,
        body: check.bodyHash,
        key: check.headerSignature,
        domain: check.domain,
        selector: check.selector,
      })),
      ...sets.flatMap((set) =>
        set.signatureHeader === null
          ? []
          : [{ header: set.signatureHeader, body: set.bodyHash, key: null, domain: set.sealedBy, selector: set.selector }],
      ),
      ...sets.flatMap((set) =>
        set.sealHeader === null
          ? []
          : [{ header: set.sealHeader, body: null, key: set.seal, domain: set.sealedBy, selector: set.selector }],
      ),
    ];
    for (const { header, body, key, domain, selector } of expected) {
      const outcome = await readCanonicalForm(message, header, resolver);
      if (!outcome.ok) throw new Error(outcome.error.message);
      const form = outcome.value;
      seen.signatures += 1;
      if (form.body !== null && body !== null) {
        seen.bodies += 1;
        expect(form.body.claimed === null ? 'unknown' : form.body.computed === form.body.claimed ? 'match' : 'mismatch').toBe(body);
        if (!form.body.isCut) {
          const digest = createHash(form.hash ?? 'sha256')
            .update(Buffer.from(form.body.text, 'latin1'))
            .digest('base64');
          expect(digest).toBe(form.body.computed);
          const whole = latin1(message.bytes.subarray(message.body.start, message.body.end)).replace(/\r?\n/g, '\r\n');
          expect(form.body.text).toBe(canonicalBody(whole, form.body.canonicalization).slice(0, form.body.hashedOctets));
        }
      }
      if (form.canonicalization === null || form.pieces.some((piece) => piece.isCut)) continue;
      const octets = Buffer.from(form.pieces.map((piece) => piece.text).join(''), 'latin1');
      expect(
        createHash(form.hash ?? 'sha256')
          .update(octets)
          .digest('base64'),
      ).toBe(form.digest ?? createHash('sha256').update(octets).digest('base64'));
      for (const piece of form.pieces) {
        const raw = latin1(message.headers[piece.header ?? -1]?.raw ?? new Uint8Array());
        if (piece.role === 'field') expect(piece.text).toBe(canonicalField(wire(raw), form.canonicalization));
        if (piece.role === 'own') expect(`${piece.text}\r\n`).toBe(canonicalField(wire(withoutSignature(raw)), form.canonicalization));
      }
      const known = keys[`${selector}._domainkey.${domain}`] ?? [];
      const proven = verifies(message, form, known);
      if (proven) seen.verified += 1;
      expect(proven).toBe(form.signature === 'pass');
      if (key !== null && form.signature !== 'unknown') expect(form.signature).toBe(key);
      // What an RSA signature that verifies holds is the hash of the octets shown.
      if (proven && form.algorithm?.startsWith('rsa')) expect(form.signedDigest).toBe(form.digest);
    }
  });

  it('there were many', () => {
    expect(seen.signatures).toBeGreaterThan(200);
    expect(seen.verified).toBeGreaterThan(50);
    expect(seen.bodies).toBeGreaterThan(150);
  });
});
