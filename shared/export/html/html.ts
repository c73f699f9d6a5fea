/** HTML that cannot be broken out of: every value that is put into a template is escaped, unless it is such HTML itself. */
import { printable } from '../../text/printable.ts';

/** A piece of a page. Made by `html` only. */
export interface Html {
  readonly html: string;
}

export type HtmlValue = Html | string | number | null | false | readonly HtmlValue[];

/**
 * The only way to HTML. Texts are somebody's: markup is escaped, and what would steer or reorder the line (controls, bidirectional and
 * invisible characters) is shown as an escape. Safe between tags and in quoted attributes. `null` and `false` are nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { html: parts.map((part, index) => (index === 0 ? part : written(values[index - 1] ?? null) + part)).join('') };
}

/** Text for people whose escapes stand out from what the text itself says. Between tags only. */
export function visible(text: string): Html {
  if (printable(text) === text) return { html: escapeMarkup(text) };
  const pieces: string[] = [];
  let plain = '';
  for (const character of text) {
    const shown = printable(character);
    if (shown === character) {
      plain += character;
      continue;
    }
    pieces.push(escapeMarkup(plain), `<span class="escape">${escapeMarkup(shown)}</span>`);
    plain = '';
  }
  return { html: pieces.join('') + escapeMarkup(plain) };
}

function written(value: HtmlValue): string {
  if (value === null || value === false) return '';
  if (typeof value === 'string') return escapeMarkup(printable(value));
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map(written).join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeMarkup(text: string): string {
  // A lone surrogate cannot be written as UTF-8.
  return text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
