import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { octetPieces } from '../../renderer/octet-text.ts';

const shown = (octets: string): string =>
  octetPieces(octets)
    .map(({ text, isMark }) => (isMark ? `[${text}]` : text))
    .join('');

describe('octets to look at', () => {
  it.each([
    ['subject:Lunch at noon\r\n', 'subject:Lunch[␣]at[␣]noon[↵\n]'],
    ['a  b\t\tc', 'a[␣␣]b[→→]c'],
    ['a\rb\nc', 'a[⟨CR⟩]b[⟨LF⟩\n]c'],
    ['\r\r\n', '[⟨CR⟩][↵\n]'],
    ['nul\0esc\x1bdel\x7f', 'nul[⟨00⟩]esc[⟨1B⟩]del[⟨7F⟩]'],
    ['caf\u00c3\u00a9!', 'caf[⟨C3 A9⟩]!'],
    ['', ''],
  ])('%j is shown as %j', (octets, expected) => {
    expect(shown(octets)).toBe(expected);
  });

  it('leaves nothing out and keeps what is visible', () => {
    const octet = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.string({ unit: octet, maxLength: 60 }), (octets) => {
        const visible = octetPieces(octets).flatMap(({ text, isMark }) => (isMark ? [] : [text]));
        expect(visible.join('')).toBe(octets.replace(/[^!-~]/g, ''));
        const marks = octetPieces(octets).flatMap(({ text, isMark }) => (isMark ? [text] : []));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: a line feed is the one control that stays, behind its mark
        expect(marks.join('')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\xff]/);
      }),
    );
  });
});
