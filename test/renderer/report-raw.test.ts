import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPiece, drawnLines, findInLines, noLines, type RawLines } from '../../renderer/report-raw.ts';

const read = (...pieces: readonly string[]): RawLines => pieces.reduce(addPiece, noLines);
const shown = (lines: RawLines): readonly string[] =>
  drawnLines(lines).map(({ number, isStart, text }) => `${isStart ? number : '-'}|${text}`);

describe('the lines of a raw report', () => {
  it('are the same however the pieces are cut, even within a line end', () => {
    const expected = ['1|<a>', '2|<b/>', '3|</a>'];
    expect(shown(read('<a>\r\n<b/>\r\n</a>'))).toEqual(expected);
    expect(shown(read('<a>\r', '\n<b', '/>\r\n', '</a>'))).toEqual(expected);
  });

  it('show the last line while it is not complete', () => {
    expect(shown(read('one\ntw'))).toEqual(['1|one', '2|tw']);
    expect(shown(read(''))).toEqual([]);
  });

  it('go on below where a line is long, behind a tag where one ends', () => {
    const record = `<r>${'1'.repeat(90)}</r>`;
    expect(shown(read(record.repeat(3)))).toEqual([`1|${record}<r>`, `-|${'1'.repeat(90)}</r><r>`, `-|${'1'.repeat(90)}</r>`]);
    expect(shown(read('x'.repeat(400))).map((line) => line.length)).toEqual([182, 182, 42]);
  });

  it('lose no character, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 500, unit: fc.constantFrom('a', '>', '<', '\n', 'é') }), { maxLength: 6 }), (pieces) => {
        const lines = drawnLines(read(...pieces));
        const text = lines.reduce((all, { isStart, text: part }, index) => `${all}${isStart && index > 0 ? '\n' : ''}${part}`, '');
        expect(text).toBe(pieces.join('').replace(/\n$/, ''));
      }),
    );
  });

  it('are found by any part of them, whatever its case', () => {
    const lines = drawnLines(read('<Count>1</Count>\n<x/>\n<count/>'));
    expect([findInLines(lines, 'COUNT'), findInLines(lines, 'nothing'), findInLines(lines, '')]).toEqual([[0, 2], [], []]);
  });
});
