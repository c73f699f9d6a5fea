import { describe, expect, it } from 'vitest';
import type { HashedRange } from '../../../../renderer/hashed-ranges.ts';
import { cutLine, layoutLines } from '../../../../renderer/views/source/lines.ts';
import { markOf, markPieces } from '../../../../renderer/views/source/margin.ts';
import { bodyLeftOut, wholeSource } from '../../../../renderer/views/source/whole-source.ts';
import { composeSource } from '../../fixtures/source.ts';

const source = composeSource([
  ['signature', 'DKIM-Signature', 'v=1; b=abc; d=a.example'],
  ['other', 'X-Other', 'not signed'],
  ['from', 'From', 'a\r\n\tb'],
]).fields;
const start = (source.at(-1)?.span.end ?? 0) + 2;
const body = 'one\r\n\r\ntwo three\r\nfour\r\n';
const detail = { source, bodySpan: { start, end: start + body.length } };
const lines = layoutLines(wholeSource(detail, { start, text: body }), 80);
const range = (kind: HashedRange['kind'], header: number, from: number, to: number, label = ''): HashedRange => ({
  kind,
  header,
  start: from,
  end: to,
  label,
});
const signature = source[0];
const b = (signature?.text.indexOf('abc') ?? 0) + (signature?.span.start ?? 0);
const cut = start + body.indexOf('three');
const ranges = [
  range('field', 0, signature?.span.start ?? 0, signature?.valueSpan.end ?? 0, '2'),
  range('emptied', 0, b, b + 3),
  range('field', 2, source[2]?.span.start ?? 0, source[2]?.valueSpan.end ?? 0, '1'),
  range('body', 3, start, cut, 'B'),
  range('unsigned', 3, cut, start + body.length, 'l='),
];

describe('the whole source', () => {
  it('is the header fields, the empty line, and the body, with the offsets of the evidence', () => {
    expect(lines.map(({ header, number, start: at, text }) => [header, number, at - start, text]).slice(3)).toEqual([
      [2, 4, (source[2]?.span.start ?? 0) + 8 - start + 1, '\tb'],
      [3, 5, -2, ''],
      [3, 6, 0, 'one'],
      [3, 7, 5, ''],
      [3, 8, 7, 'two three'],
      [3, 9, 18, 'four'],
    ]);
  });

  it('is the header fields alone until the body is there', () => {
    expect(wholeSource(detail, undefined)).toBe(source);
    expect(wholeSource(detail, { start, text: '' })).toBe(source);
    expect([bodyLeftOut(detail, undefined), bodyLeftOut(detail, { start, text: body.slice(0, 5) })]).toEqual([0, body.length - 5]);
  });

  it('reads octets that are UTF-8 as text, and counts them as octets', () => {
    const octets = 'caf\u00c3\u00a9\r\nx\r\n';
    const texts = layoutLines(wholeSource({ source, bodySpan: { start, end: start + octets.length } }, { start, text: octets }), 80);
    expect(texts.slice(-2).map(({ text, start: at, end }) => [text, at - start, end - start])).toEqual([
      ['café', 0, 5],
      ['x', 7, 8],
    ]);
    const latin = layoutLines(wholeSource({ source, bodySpan: { start, end: start + 3 } }, { start, text: '\u00e9\r\n' }), 80);
    expect(latin.at(-1)?.text).toBe('\u00e9');
  });
});

describe('the margin of the source', () => {
  it('says of each line whether it was hashed, and where in the hash', () => {
    expect(lines.map((line) => markOf(line, ranges))).toEqual([
      { kind: 'field', label: '2' },
      null,
      { kind: 'field', label: '1' },
      { kind: 'field', label: '' },
      null,
      { kind: 'body', label: 'B' },
      { kind: 'body', label: '' },
      { kind: 'body', label: 'l=' },
      { kind: 'unsigned', label: '' },
    ]);
  });

  it('cuts out what was left out of the hash', () => {
    const pieces = (index: number) => {
      const line = lines[index];
      return line === undefined ? [] : markPieces(line, cutLine(line, []), ranges).map(({ text, mark }) => [text, mark]);
    };
    expect(pieces(0)).toEqual([
      ['DKIM-Signature: v=1; b=', null],
      ['abc', 'emptied'],
      ['; d=a.example', null],
    ]);
    expect(pieces(7)).toEqual([
      ['two ', null],
      ['three', 'unsigned'],
    ]);
    expect(pieces(8)).toEqual([['four', 'unsigned']]);
    expect(pieces(1)).toEqual([['X-Other: not signed', null]]);
  });

  it('keeps what is lit', () => {
    const [line] = lines;
    if (line === undefined) throw new Error('no line');
    const lit = cutLine(line, [{ header: 0, start: b - 2, end: b + 1 }]);
    expect(markPieces(line, lit, ranges).map(({ text, lit: isLit, mark }) => [text, isLit, mark])).toEqual([
      ['DKIM-Signature: v=1; ', false, null],
      ['b=', true, null],
      ['a', true, 'emptied'],
      ['bc', false, 'emptied'],
      ['; d=a.example', false, null],
    ]);
  });
});
