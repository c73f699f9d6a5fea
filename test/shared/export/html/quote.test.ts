import { describe, expect, it } from 'vitest';
import { quoteBytes } from '../../../../shared/export/html/quote.ts';
import { utf8 } from '../../../helpers/message-text.ts';

const quote = (bytes: Uint8Array, start = 0, end = bytes.length) => quoteBytes(bytes, { start, end }).html;

describe('a quotation of bytes', () => {
  it('keeps the folding and shows what would act', () => {
    expect(quote(utf8('X-A: <one>\r\n\ttwo \u202e\r\n'))).toBe(
      '<pre class="quote">X-A: &lt;one&gt;\n    two <span class="escape">\\u{202e}</span></pre>',
    );
  });

  it('is the place and nothing beside it', () => {
    expect(quote(utf8('abcdef'), 2, 4)).toBe('<pre class="quote">cd</pre>');
  });

  it('reads bytes that are not UTF-8 one by one', () => {
    expect(quote(Uint8Array.of(0x41, 0xe4, 0xff))).toBe('<pre class="quote">Aäÿ</pre>');
  });

  it('ends after 2,400 bytes and says how many are left, without breaking a character', () => {
    const text = `${'a'.repeat(2_399)}ä${'b'.repeat(1_000)}`;
    expect(quote(utf8(text))).toBe(`<pre class="quote">${'a'.repeat(2_399)}<span class="more"> … 1,001 more bytes</span></pre>`);
  });
});
