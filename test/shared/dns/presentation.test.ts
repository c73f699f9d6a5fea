import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absoluteName, eachLine, readEntries, readRecordFields, tokenize } from '../../../shared/dns/presentation.ts';

function texts(line: string): string[] {
  return tokenize(line).map((token) => token.text);
}

describe('tokens', () => {
  it.each([
    ['a  b\tc', ['a', 'b', 'c']],
    ['"a b" "c"', ['a b', 'c']],
    ['"a""b"', ['a', 'b']],
    ['a"b"', ['a', 'b']],
    ['a ; comment', ['a']],
    ['"a ; b"', ['a ; b']],
    ['a\\;b "\\"" \\065 \\\\', ['a;b', '"', 'A', '\\']],
    ['\\999 \\25', ['999', '25']],
    ['"open', ['open']],
    ['a(b)c', ['a', 'b', 'c']],
    ['\\', ['']],
    ['', []],
  ])('of %j are %j', (line, expected) => {
    expect(texts(line)).toEqual(expected);
  });
});

describe('entries', () => {
  it('go over lines within parentheses, and tell where they start', () => {
    const entries = [...readEntries('a (\n b ; c\n )\n\n; nothing\n\td\ne (open')].map(({ line, indented, tokens }) => [
      line,
      indented,
      ...tokens.map(({ text }) => text),
    ]);
    expect(entries).toEqual([
      [1, false, 'a', 'b'],
      [6, true, 'd'],
      [7, false, 'e', 'open'],
    ]);
  });

  it('of any text end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('(', ')', '"', ';', '\\', '\n', 'a', ' ', '0') }),
        (text) => void [...readEntries(text)],
      ),
    );
  });
});

describe('record fields', () => {
  it.each([
    ['300 IN TXT "x"', 'TXT', 'IN', ['x']],
    ['IN 1h30m a 192.0.2.1', 'A', 'IN', ['192.0.2.1']],
    ['CH TXT x', 'TXT', 'CH', ['x']],
    ['TYPE99 x', 'TYPE99', 'IN', ['x']],
  ])('of %j', (text, type, recordClass, data) => {
    const fields = readRecordFields(tokenize(text), 0);
    expect([fields?.type, fields?.recordClass, fields?.data.map((token) => token.text)]).toEqual([type, recordClass, data]);
  });

  it.each([['300 IN'], ['is no record'], ['']])('are not in %j', (text) => {
    expect(readRecordFields(tokenize(text), 0)).toBeNull();
  });
});

it.each([
  ['mail', 'a.example', 'mail.a.example'],
  ['mail.', 'a.example', 'mail.'],
  ['@', 'a.example', 'a.example'],
  ['mail', '', 'mail'],
  ['mail', null, 'mail'],
])('%j in %j is %j', (name, origin, expected) => {
  expect(absoluteName(name, origin)).toBe(expected);
});

it('lines end in LF or CRLF, the last one in nothing', () => {
  expect([...eachLine('a\r\nb\n\nc')]).toEqual(['a', 'b', '', 'c']);
});
