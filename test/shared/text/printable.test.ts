import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableBytes } from '../../../shared/text/printable.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('printable text', () => {
  it.each([
    ['\u001b[31mred', '\\x1b[31mred'],
    ['\u009b31mred', '\\x9b31mred'],
    ['a\r\nb\tc\u0000', 'a\\x0d\\x0ab\\x09c\\x00'],
    ['invoice\u202efdp.exe', 'invoice\\u{202e}fdp.exe'],
    ['a\u200bb\ufeffc\u2028d\u{e0041}', 'a\\u{200b}b\\u{feff}c\\u{2028}d\\u{e0041}'],
    ['Grüße, 世界 🙂', 'Grüße, 世界 🙂'],
  ])('%j becomes %j', (text, expected) => expect(printable(text)).toBe(expected));

  it('never lets a control or bidirectional character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const character of printable(text)) {
          const code = character.codePointAt(0) ?? 0;
          expect(
            code < 0x20 || (code >= 0x7f && code <= 0x9f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069),
          ).toBe(false);
        }
      }),
    );
  });
});

describe('printable bytes', () => {
  it.each([
    [bytes('From: a\r\n\tb  c\r\n'), 'From: a b c'],
    [bytes('Grüße'), 'Grüße'],
    [Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65), 'Grüße'],
    [Uint8Array.of(0x41, 0x1b, 0x42), 'A\\x1bB'],
    [new Uint8Array(), ''],
  ])('%j read as %j', (given, expected) => expect(printableBytes(given)).toBe(expected));
});
