import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfPasted } from '../../../electron/engine/paste.ts';

const pasted = (text: string): string => new TextDecoder().decode(bytesOfPasted(text));
const source = 'Received: from a.example\n\tby b.example\nFrom: Alice <alice@a.example>\n\nHello > world\n';

describe('pasted source', () => {
  it.each([
    ['as it is', source, source],
    ['behind empty lines', `\n  \n${source}`, source],
    ['behind a byte order mark', `\ufeff${source}`, source],
    ['quoted once', source.replace(/^/gm, '> ').replace(/> $/, ''), source],
    ['quoted without a space', 'X-A: 1\nFrom: a@a.example\n\nHello'.replace(/^/gm, '>'), 'X-A: 1\nFrom: a@a.example\n\nHello'],
    ['quoted twice', 'From: a@a.example\n\nHello'.replace(/^/gm, '> > '), 'From: a@a.example\n\nHello'],
    ['indented', source.replace(/^(?=.)/gm, '    '), source],
    ['escaped for HTML', 'From: Alice &lt;alice@a.example&gt;\nSubject: a &amp; b\n', 'From: Alice <alice@a.example>\nSubject: a & b\n'],
  ])('%s', (_, given, expected) => expect(pasted(given)).toBe(expected));

  it.each([
    ['a message whose body alone is quoted', 'From: a@a.example\n\n> he said\n> so\n'],
    ['escapes in a message that has angle brackets of its own', 'From: <a@a.example>\n\n&lt;b@b.example&gt;\n'],
    ['folded lines under a field', 'Received: from a.example\n by b.example\nFrom: a@a.example\n'],
    ['CRLF line ends', 'From: a@a.example\r\n\r\nHello\r\n'],
    ['prose', '  It began\n    like this.\n'],
  ])('leaves %s alone', (_, text) => expect(pasted(text)).toBe(text));

  it('takes any text, and never makes it longer than its UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(bytesOfPasted(text).length).toBeLessThanOrEqual(new TextEncoder().encode(text).length);
      }),
    );
  });
});
