import { describe, expect, it } from 'vitest';
import { decodeEncodedWords } from '../../../shared/message/encoded-words.ts';

describe('decodeEncodedWords', () => {
  it.each([
    ['a B word', '=?UTF-8?B?w6Q=?=', 'ä'],
    ['a Q word', '=?iso-8859-1?q?a=E4_b?=', 'aä b'],
    ['text around', 'Re: =?utf-8?Q?=C3=A4?= x', 'Re: ä x'],
    ['two words without the space between', '=?utf-8?Q?a?= =?utf-8?Q?b?=', 'ab'],
    ['two words across folding', '=?utf-8?Q?a?=\r\n\t=?utf-8?Q?b?=', 'ab'],
    ['a character split across two words', '=?utf-8?Q?=C3?= =?utf-8?Q?=A4?=', 'ä'],
    ['a character split across B words with padding', '=?utf-8?B?4oI=?= =?utf-8?B?rA==?=', '€'],
    ['two charsets side by side', '=?utf-8?Q?=C3=A4?= =?iso-8859-1?Q?=E4?=', 'ää'],
    ['words with no space between', '=?utf-8?Q?a?==?utf-8?Q?b?=', 'ab'],
    ['a language tag (RFC 2231)', '=?us-ascii*en?Q?a?=', 'a'],
    ['a charset nobody knows', '=?NONE?B?VEVTVA==?=', 'TEST'],
    ['spaces inside a Q word', '=?utf-8?Q?a b=C3=A4?=', 'a bä'],
    ['a decoded comma and bracket', '=?utf-8?Q?Doe=2C_J_=3Cx=3E?=', 'Doe, J <x>'],
    ['an empty word', 'a =?UTF-8?B??= b', 'a  b'],
    ['a stray = in Q', '=?utf-8?Q?a=b=?=', 'a=b='],
    ['an unknown encoding', '=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
    ['a word without its end', '=?utf-8?Q?abc', '=?utf-8?Q?abc'],
    ['a word without its charset', '=??Q?abc?=', '=??Q?abc?='],
    ['no word', 'plain', 'plain'],
  ])('reads %s', (_, text, decoded) => {
    expect(decodeEncodedWords(text)).toBe(decoded);
  });

  it.each(['=?', '=?a?Q?', '=?a', '?='])('stays linear on a million characters of %j', (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    const start = performance.now();
    decodeEncodedWords(text);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
