import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTagList, splitColonList, withoutFoldingSpace } from '../../../../shared/authentication/dkim/tag-list.ts';

describe('parseTagList', () => {
  it.each([
    ['a=1; b=2', { a: '1', b: '2' }, null],
    [' a = 1 ;\r\n\tb= x y ;', { a: '1', b: 'x y' }, null],
    ['a=', { a: '' }, null],
    ['a=b=c', { a: 'b=c' }, null],
    // Names are case-sensitive (RFC 6376 section 3.2).
    ['A=1; a=2', { A: '1', a: '2' }, null],
    ['a=1;; b=2', { a: '1', b: '2' }, 'an empty tag'],
    ['a=1; ; ', { a: '1' }, 'an empty tag'],
    ['', {}, 'an empty tag'],
    ['a=1; a=2', { a: '1' }, 'the tag a= stands twice'],
    ['a=1; lonely', { a: '1' }, '“lonely” is not a tag'],
    ['1a=1', {}, '“1a=1” is not a tag'],
    ['=1', {}, '“=1” is not a tag'],
  ])('%j', (text, tags, fault) => {
    const list = parseTagList(text);
    expect([Object.fromEntries(list.tags), list.fault]).toEqual([tags, fault]);
  });

  it('keeps the order of names', () => {
    expect(parseTagList('b=1; a=2; c=3').names).toEqual(['b', 'a', 'c']);
  });

  it('never throws, and reads a sound list written in any folding as the same', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseTagList(text).names.length >= 0));
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/);
    const value = fc.stringMatching(/^[!-:<-~]{0,12}$/);
    const fold = fc.constantFrom('', ' ', '\t', '\r\n ', ' \r\n\t');
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, minLength: 1 }), fold, (tags, space) => {
        const text = tags.map(([key, content]) => `${space}${key}${space}=${space}${content}${space}`).join(';');
        expect(Object.fromEntries(parseTagList(text).tags)).toEqual(Object.fromEntries(tags));
        expect(parseTagList(text).fault).toBeNull();
      }),
    );
  });
});

describe('values', () => {
  it('are freed of folding white space', () => {
    expect(withoutFoldingSpace(' AB\r\n\tCD ==')).toBe('ABCD==');
  });

  it('are split at colons, lower case, empty entries left out', () => {
    expect(splitColonList('From : To:\r\n Subject::from')).toEqual(['from', 'to', 'subject', 'from']);
  });
});
