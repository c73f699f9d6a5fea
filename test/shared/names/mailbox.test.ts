import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNullReversePath, splitMailbox, unquoteLocalPart } from '../../../shared/names/mailbox.ts';

describe('splitMailbox', () => {
  it.each([
    ['user@a.example', 'user', 'a.example'],
    ['<user@a.example>', 'user', 'a.example'],
    [' <User@A.Example> ', 'User', 'A.Example'],
    ['"a@b"@c.example', '"a@b"', 'c.example'],
    ['Macro Error@e8.example.com', 'Macro Error', 'e8.example.com'],
    ['foo@[192.0.2.1]', 'foo', '[192.0.2.1]'],
    ['@a.example', '', 'a.example'],
    ['<@relay.example,@other.example:user@a.example>', 'user', 'a.example'],
    ['<@relay.example>', '', 'relay.example'],
    ['user@A...example', 'user', 'A...example'],
  ])('%j is %j at %j', (text, localPart, domain) => {
    expect(splitMailbox(text)).toEqual({ localPart, domain });
  });

  it.each([[''], ['<>'], ['a.example'], ['user@'], ['<user@>']])('%j is no address', (text) => {
    expect(splitMailbox(text)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('@', ':', '<', '>', '"', 'a', '.', ' ') }), (text) => void splitMailbox(text)));
  });
});

it.each([
  ['', true],
  ['<>', true],
  [' <> ', true],
  ['<a@b.example>', false],
])('%j is the null reverse-path: %s', (text, expected) => {
  expect(isNullReversePath(text)).toBe(expected);
});

it.each([
  ['"a b"', 'a b'],
  ['"a\\"b"', 'a"b'],
  ['plain', 'plain'],
  ['"', '"'],
])('the local part %j stands for %j', (localPart, expected) => {
  expect(unquoteLocalPart(localPart)).toBe(expected);
});
