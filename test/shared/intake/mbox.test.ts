import { describe, expect, it } from 'vitest';
import { isMbox, splitMbox } from '../../../shared/intake/mbox.ts';
import { textOf, utf8 } from '../../helpers/message-text.ts';

const split = (text: string) => {
  const bytes = utf8(text);
  return [...splitMbox(bytes)].map(({ start, end }) => textOf(bytes.subarray(start, end)));
};
const mark = 'From a@a.example Sat Jan  3 01:05:34 2026';

describe('splitMbox', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('gives each message as it was stored, with %s line ends', (_, end) => {
    const text = [mark, 'A: 1', '', 'one', '>From the start', '', mark, 'B: 2', '', 'two', '', '', mark, 'C: 3', '', ''].join(end);
    expect(split(text)).toEqual([
      ['A: 1', '', 'one', '>From the start', ''].join(end),
      ['B: 2', '', 'two', '', ''].join(end),
      ['C: 3', '', ''].join(end),
    ]);
  });

  it.each([
    ['a sentence', `${mark}\nA: 1\n\nFrom one solid piece of aluminium comes this.\n\nBye`],
    ['a sentence with a colon behind it', `${mark}\nA: 1\n\nFrom my side two questions:\nFirst: why?\n`],
    ['a postmark in the middle of a paragraph', `${mark}\nA: 1\n\ntext\n${mark}\nB: 2\n`],
    ['a postmark with no header behind it', `${mark}\nA: 1\n\n${mark}\nwrote me\n`],
    ['a quoted postmark', `${mark}\nA: 1\n\n>${mark}\nB: 2\n`],
  ])('does not split at %s', (_, text) => {
    expect(split(text)).toEqual([text.slice(mark.length + 1)]);
    expect(isMbox(utf8(text))).toBe(false);
  });

  it.each([
    ['a date and no address', 'From () 2019-10-02 05:04:34 +0000'],
    ['a lone address', 'From a@a.example'],
    ['Thunderbird’s hyphen', 'From - Sat Jan 03 01:05:34 2026'],
    ['a bounce', 'From MAILER-DAEMON'],
  ])('splits at a postmark with %s', (_, postmark) => {
    expect(split(`${mark}\nA: 1\n\none\n\n${postmark}\nB: 2\n\ntwo`)).toEqual(['A: 1\n\none\n', 'B: 2\n\ntwo']);
  });

  it('reads an empty message between two others', () => {
    expect(split(`${mark}\n${mark}\nA: 1\n\nx`)).toEqual(['', 'A: 1\n\nx']);
  });

  it.each(['', 'A: 1\n\nx', `\n${mark}\nA: 1\n`])('gives nothing where no mbox line comes first: %j', (text) => {
    expect(split(text)).toEqual([]);
  });
});
