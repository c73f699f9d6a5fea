import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLine, firstLitLine, layoutLines } from '../../../../renderer/views/source/lines.ts';
import type { SourceField } from '../../../../shared/facts/detail.ts';
import { composeSource } from '../../fixtures/source.ts';
import { spoofSource } from '../../fixtures/spoof-source.ts';

const encoder = new TextEncoder();

/** A field with these characters, its bytes counted as UTF-8. */
function field(text: string): SourceField {
  const end = encoder.encode(text).length;
  return { index: 0, name: 'X', span: { start: 0, end }, valueSpan: { start: 0, end }, text, decoded: text };
}

describe('layoutLines', () => {
  it('numbers lines as the file does, and gives the byte offset of each', () => {
    const source = composeSource([
      ['a', 'Received', 'from x\r\n\tby y'],
      ['b', 'Subject', 'Grüße'],
      ['c', 'From', 'z'],
    ]);
    expect(layoutLines(source.fields, 100).map(({ number, start, end, text }) => [number, start, end, text])).toEqual([
      [1, 0, 16, 'Received: from x'],
      [2, 18, 23, '\tby y'],
      [3, 25, 41, 'Subject: Grüße'],
      [4, 43, 50, 'From: z'],
    ]);
  });

  it('folds a long line, and numbers only its first piece', () => {
    const lines = layoutLines([field(`X: ${'a'.repeat(50)}\r\n`)], 20);
    expect(lines.map(({ number, start, text }) => [number, start, text.length])).toEqual([
      [1, 0, 20],
      [null, 20, 20],
      [null, 40, 13],
    ]);
  });

  it('reads bare CR, bare LF and a missing last line end', () => {
    expect(layoutLines([field('a\rb\nc')], 100).map((line) => [line.number, line.start, line.text])).toEqual([
      [1, 0, 'a'],
      [2, 2, 'b'],
      [3, 4, 'c'],
    ]);
  });

  it('keeps every character and every byte of whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 60 }), (text, columns) => {
        const lines = layoutLines([field(text)], columns);
        expect(lines.map((line) => line.text).join('')).toBe(text.replace(/[\r\n]/g, ''));
        for (const line of lines) expect(line.end - line.start).toBe(encoder.encode(line.text).length);
      }),
    );
  });

  it('stays linear: a megabyte in one line takes no noticeable time', () => {
    const lines = layoutLines([field(`X: ${'w'.repeat(1_000_000)}\r\n`)], 100);
    expect(lines.length).toBe(10_001);
  });
});

describe('cutLine', () => {
  const [line] = layoutLines([field('Subject: Grüße an alle\r\n')], 100);
  if (line === undefined) throw new Error('no line');
  const lit = (start: number, end: number) => ({ header: 0, start, end });

  it.each([
    ['nothing', [], [['Subject: Grüße an alle', false]]],
    [
      'characters of two bytes whole',
      [lit(9, 16)],
      [
        ['Subject: ', false],
        ['Grüße', true],
        [' an alle', false],
      ],
    ],
    ['the whole line for a place that goes beyond it', [lit(0, 900)], [['Subject: Grüße an alle', true]]],
    [
      'places that overlap once',
      [lit(9, 13), lit(11, 16)],
      [
        ['Subject: ', false],
        ['Grü', true],
        ['ße', true],
        [' an alle', false],
      ],
    ],
    ['nothing for a place elsewhere', [lit(100, 120)], [['Subject: Grüße an alle', false]]],
  ] as const)('lights %s', (_what, places, expected) => {
    expect(cutLine(line, places).map((piece) => [piece.text, piece.lit])).toEqual(expected);
  });

  it('never loses a character', () => {
    const places = fc.array(fc.record({ header: fc.constant(0), start: fc.nat(40), end: fc.nat(40) }));
    fc.assert(
      fc.property(places, (all) => {
        expect(
          cutLine(line, all)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(line.text);
      }),
    );
  });
});

describe('firstLitLine', () => {
  const lines = layoutLines(spoofSource.fields, 100);

  it('finds the line of a place, and none for none', () => {
    expect(lines[firstLitLine(lines, [spoofSource.place('adcheck', '2')])]?.text).toBe('X-MS-Exchange-SenderADCheck: 2');
    expect(firstLitLine(lines, [])).toBe(-1);
  });
});
