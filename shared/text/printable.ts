/** Makes text from a message harmless and honest on a terminal: what would steer the terminal or reorder the line is shown as an escape. */

/**
 * C0 and C1 controls (an attacker's ANSI sequences), DEL, line and paragraph separators, and the characters that reorder or
 * hide text: bidirectional controls (UAX #9 section 2), zero-width characters, tags and the byte order mark.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** The text with every such character as `\x1b` or `\u{202e}`. Line breaks and tabs count: give one line at a time. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** Bytes of a header field as one readable line: UTF-8 where valid, else one character a byte; folding (RFC 5322 section 2.2.3) and runs of white space become one space. */
export function printableBytes(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // Only a decoding error is expected: the bytes are not UTF-8.
    if (!(error instanceof TypeError)) throw error;
    text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
  return printable(text.replace(/[\r\n\t ]+/g, ' ').trim());
}
