/** Bytes of the evidence as a quotation: every character readable, none of them able to act. */
import type { Span } from '../../facts/evidence.ts';
import { type Html, html, visible } from './html.ts';
import { groupDigits } from './words.ts';

/** Bytes that are quoted at most: whole header fields almost always; the offsets lead to the rest. */
const longestQuote = 2_400;

/** UTF-8 where the bytes are valid UTF-8, else one character a byte. Folding stays visible as line breaks; a tab becomes spaces. */
export function quoteBytes(bytes: Uint8Array, { start, end }: Span): Html {
  const cutAt = Math.min(end, start + longestQuote);
  const text = decode(bytes.subarray(start, cutAt), cutAt < end)
    .replace(/\r\n/g, '\n')
    .replace(/\n+$/, '')
    .replaceAll('\t', '    ');
  const lines = text.split('\n').map((line, index) => html`${index === 0 ? '' : html`\n`}${visible(line)}`);
  return html`<pre class="quote">${lines}${cutAt < end && html`<span class="more"> … ${groupDigits(end - cutAt)} more bytes</span>`}</pre>`;
}

function decode(bytes: Uint8Array, isCut: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch (error) {
    // Only a decoding error is expected: the bytes are not UTF-8.
    if (!(error instanceof TypeError)) throw error;
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}
