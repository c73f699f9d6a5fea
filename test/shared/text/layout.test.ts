import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, padEnd, table, width, wrap } from '../../../shared/text/layout.ts';

describe('width', () => {
  it.each([
    ['abc', 3],
    ['世界', 4],
    ['e\u0301', 1],
    ['🙂', 2],
    ['\u001b[1mbold\u001b[22m', 4],
    ['', 0],
  ])('of %j is %i', (text, columns) => expect(width(text)).toBe(columns));
});

describe('fitting', () => {
  it('pads and cuts by columns, not by characters', () => {
    expect([padEnd('世', 4), padEnd('long', 2), cut('abcdef', 4), cut('世界人', 4), cut('abc', 3)]).toEqual([
      '世  ',
      'long',
      'abc…',
      '世…',
      'abc',
    ]);
  });

  it('breaks lines at spaces, and long words where it must', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('aaaaaaaaaa b', 4)).toEqual(['aaaa', 'aaaa', 'aa b']);
    expect(wrap('  ', 4)).toEqual([]);
  });

  it('never makes a line too wide, and loses nothing but spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 2, max: 20 }), (text, columns) => {
        const lines = wrap(text, columns);
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
      }),
    );
  });
});

describe('table', () => {
  it('aligns columns, paints after it fitted, and leaves no white space behind', () => {
    const rows = [
      [{ text: 'a' }, { text: 'bb' }, { text: 'c' }],
      [{ text: 'aaa' }, { text: 'b', paint: (text: string) => `<${text}>` }, { text: '' }],
    ];
    expect(table(rows, 40)).toEqual(['a    bb  c', 'aaa  <b >']);
  });

  it('takes room from the widest columns', () => {
    const [line] = table([[{ text: 'short' }, { text: 'x'.repeat(60) }, { text: 'y'.repeat(40) }]], 50);
    expect(width(line ?? '')).toBeLessThanOrEqual(50);
    expect(line).toMatch(/^short {2}x+… {2}y+…$/);
  });
});
