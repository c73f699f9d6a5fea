import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Token, tokenize } from '../../../../shared/message/fields/lexer.ts';

const brief = (tokens: readonly Token[]): readonly string[] => tokens.map((token) => `${token.kind}:${token.text}`);

describe('tokenize', () => {
  it.each<[string, string, readonly string[]]>([
    ['words and semicolons', 'a b;c', ['word:a', 'word:b', 'semicolon:;', 'word:c']],
    ['folding as white space', 'a\r\n\tb', ['word:a', 'word:b']],
    ['nested comments as one', 'a (b (c) d) e', ['word:a', 'comment:b (c) d', 'word:e']],
    ['a comment that touches a word', 'a(b)c', ['word:a', 'comment:b', 'word:c']],
    ['quoted strings with what they hide', '"a;(b" c', ['quoted:a;(b', 'word:c']],
    ['quoted pairs undone', '"a\\"b" (c\\)d)', ['quoted:a"b', 'comment:c)d']],
    ['a quoted value behind an equals sign', 'k="a b"@x', ['word:k=', 'quoted:a b', 'word:@x']],
    ['a quote inside a word as part of it', `a"b c"d`, ['word:a"b', 'word:c"d']],
    ['a quote that is never closed as part of a word', '"a b', ['word:"a', 'word:b']],
    ['a closing parenthesis too many', 'a) b', ['word:a', 'word:b']],
    ['a quoted local part inside a comment with its parenthesis', '(of "a) ; b=c ("@x) d', ['comment:of "a) ; b=c ("@x', 'word:d']],
    ['a lone quote inside a comment', '(5" tall) d', ['comment:5" tall', 'word:d']],
    ['nothing', '', []],
  ])('reads %s', (_, text, expected) => {
    expect(brief(tokenize(text))).toEqual(expected);
  });

  it('passes over a parenthesis that is never closed, or takes all behind it for a comment', () => {
    expect(brief(tokenize('a (b (c) d; e', 'skip'))).toEqual(['word:a', 'word:b', 'comment:c', 'word:d', 'semicolon:;', 'word:e']);
    expect(brief(tokenize('a (b (c) d; e', 'swallow'))).toEqual(['word:a', 'comment:b (c) d; e']);
  });

  it('gives positions in order, without overlap, that hold the text', () => {
    const piece = fc.oneof(fc.constantFrom('(', ')', '"', ';', ' ', '\\', '=', '@', 'a', '\r\n '), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.constantFrom('skip', 'swallow'), (pieces, unclosed) => {
        const text = pieces.join('');
        let end = 0;
        for (const token of tokenize(text, unclosed === 'skip' ? 'skip' : 'swallow')) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          if (token.kind === 'word' || token.kind === 'semicolon') expect(text.slice(token.start, token.end)).toBe(token.text);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
