import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSmimeContent } from '../../../shared/reports/smime.ts';
import { utf8 } from '../../helpers/message-text.ts';
import { type Form, otherData, signedData } from './smime-objects.ts';

const forms: readonly Form[] = ['definite', 'indefinite'];
const text = (content: Uint8Array): string => Buffer.from(content).toString('latin1');

describe('the content of an opaque S/MIME object', () => {
  it.each(forms)('is what was signed, in the %s form', (form) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), (content) => {
        const read = readSmimeContent(signedData(content, form));
        expect(read.kind === 'content' && text(read.bytes)).toBe(text(content));
      }),
    );
  });

  it.each([3, 6])('cannot be had from data of type 1.2.840.113549.1.7.%i', (type) => {
    expect(readSmimeContent(otherData(type))).toEqual({ kind: 'sealed' });
  });

  it.each(forms)('is never taken from an object that ends early, in the %s form', (form) => {
    const whole = signedData(utf8('Content-Type: text/plain\r\n\r\nHello.\r\n'), form);
    const end = Buffer.from(whole).indexOf('Hello.');
    for (let length = 0; length < end; length += 1) {
      expect(readSmimeContent(whole.subarray(0, length)).kind, `${length} octets`).not.toBe('content');
    }
  });

  it('is looked for in any bytes without a fault', () => {
    const whole = signedData(utf8('x'.repeat(200)), 'indefinite');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (offset, octet) => {
        const changed = Uint8Array.from(whole);
        changed[offset] = octet;
        expect(['content', 'sealed', 'damaged']).toContain(readSmimeContent(changed).kind);
      }),
    );
    expect(readSmimeContent(Buffer.alloc(200_000, '\x24\x80', 'latin1'))).toEqual({ kind: 'damaged' });
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('an object that OpenSSL signed (needs openssl)', () => {
  it.each([[], ['-stream']])('is read %s', (...options) => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-smime-'));
    const at = (name: string): string => join(folder, name);
    const openssl = (...words: string[]): void => {
      expect(spawnSync('openssl', words, { encoding: 'utf8' }).status).toBe(0);
    };
    try {
      const content = `Content-Type: text/plain\r\n\r\n${'A line of a report.\r\n'.repeat(500)}`;
      writeFileSync(at('content'), content);
      openssl(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-subj',
        '/CN=reporter.example',
        '-keyout',
        at('key'),
        '-out',
        at('certificate'),
      );
      openssl(
        'cms',
        '-sign',
        '-nodetach',
        '-binary',
        '-outform',
        'DER',
        ...options,
        '-in',
        at('content'),
        '-signer',
        at('certificate'),
        '-inkey',
        at('key'),
        '-out',
        at('object'),
      );
      const read = readSmimeContent(readFileSync(at('object')));
      expect(read.kind === 'content' && text(read.bytes)).toBe(content);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
