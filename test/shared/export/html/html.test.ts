import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, visible } from '../../../../shared/export/html/html.ts';

/** What makes trouble in pages: markup, quotes, entities, controls, bidirectional and invisible characters, halves of characters. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        '<script>',
        '</style>',
        '<!--',
        '-->',
        'javascript:',
        '&lt;',
        '\u202e',
        '\u0000',
        '\u001b[31m',
        '\ud800',
        '\ufeff',
        '\u200b',
        '\r\n',
        '`',
        '${',
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get through.
const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff\ud800-\udbff](?![\udc00-\udfff])/;

describe('a template', () => {
  it('escapes texts and leaves HTML', () => {
    expect(html`<p title="${'"><b>'}">${'<i>&'}${html`<b>${1}</b>`}${null}${false}${['a', html`<br>`, 'b']}</p>`.html).toBe(
      '<p title="&quot;&gt;&lt;b&gt;">&lt;i&gt;&amp;<b>1</b>a<br>b</p>',
    );
  });

  it('shows what would act, and marks it where it stands between tags', () => {
    expect(html`${'a\u202eb\u001b[1m'}`.html).toBe('a\\u{202e}b\\x1b[1m');
    expect(visible('a\u202e<b>').html).toBe('a<span class="escape">\\u{202e}</span>&lt;b&gt;');
    expect(visible('plain & simple').html).toBe('plain &amp; simple');
  });

  it('lets nothing through, whatever the text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const piece of [html`${text}`.html, visible(text).html.replaceAll('<span class="escape">', '').replaceAll('</span>', '')]) {
          expect(piece).not.toMatch(/[<>"']/);
          expect(piece).not.toMatch(acting);
          expect(piece.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
          expect(piece).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });
});
