import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTagList, tagListOf } from '../../../../shared/message/fields/tag-list.ts';
import { fieldOf } from './field-of.ts';

describe('parseTagList', () => {
  it.each<[string, string, Record<string, string>]>([
    ['tags in order', 'v=1; a=rsa-sha256; d=a.example', { v: '1', a: 'rsa-sha256', d: 'a.example' }],
    ['values without the white space of folding', 'bh=ab\r\n\t cd =;\r\n h=from : to\r\n  :date;', { bh: 'abcd=', h: 'from:to:date' }],
    ['white space around names and equals signs', ' s = sel ; \t d\r\n =a.example', { s: 'sel', d: 'a.example' }],
    ['equals signs inside a value', 'b=ab==;z=From:x=3Dy', { b: 'ab==', z: 'From:x=3Dy' }],
    ['an empty value', 'p=;k=rsa', { p: '', k: 'rsa' }],
    ['notes with their words', 'n=keep  these\r\n words;k=rsa', { n: 'keep these words', k: 'rsa' }],
    ['names in their own case', 'D=x;d=y', { D: 'x', d: 'y' }],
    ['the first of a name that occurs twice', 'd=a.example;d=b.example', { d: 'a.example' }],
    ['nothing from what is no tag', 'no tag; =x; 1a=y; a b=z;;', {}],
    ['nothing from nothing', '', {}],
  ])('reads %s', (_, text, expected) => {
    expect(Object.fromEntries(parseTagList(text))).toEqual(expected);
  });

  it('reads a folded field', () => {
    const tags = tagListOf(fieldOf('DKIM-Signature', 'v=1; d=a.example;\r\n\ts=sel; b=ab\r\n\tcd'));
    expect([...tags]).toEqual([
      ['v', '1'],
      ['d', 'a.example'],
      ['s', 'sel'],
      ['b', 'abcd'],
    ]);
  });

  it('never throws and never gives white space in a value', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const [name, value] of parseTagList(text)) if (name !== 'n') expect(value).not.toMatch(/[ \t\r\n]/);
      }),
    );
  });
});
