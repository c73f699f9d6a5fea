/** Decodes RFC 2047 encoded words (`=?utf-8?B?…?=`) in header text, for people to read; the result is never parsed as syntax. */
import { Buffer } from 'node:buffer';
import { decodeCharset } from './decode.ts';

interface EncodedWord {
  readonly charset: string;
  readonly bytes: Buffer;
}

// Every part stops at the next `?`, so the search is linear. Spaces inside the text are against section 2 but common in Q words.
const encodedWord = /=\?([^?\s]+)\?([bBqQ])\?([^?\r\n]*)\?=/g;

/**
 * Text with its encoded words decoded. White space between two encoded words is dropped (section 6.2), and neighbours in one charset
 * are joined as bytes before decoding, because many writers split a multi-byte character across them. What is malformed stays as it stands.
 */
export function decodeEncodedWords(text: string): string {
  if (!text.includes('=?')) {
    return text;
  }
  let decoded = '';
  let position = 0;
  let pending: EncodedWord[] = [];
  for (const match of text.matchAll(encodedWord)) {
    const between = text.slice(position, match.index);
    if (pending.length === 0 || !/^\s*$/.test(between)) {
      decoded += joinWords(pending) + between;
      pending = [];
    }
    pending.push(readWord(match[1] ?? '', match[2] ?? '', match[3] ?? ''));
    position = match.index + match[0].length;
  }
  return decoded + joinWords(pending) + text.slice(position);
}

function readWord(charset: string, encoding: string, text: string): EncodedWord {
  // RFC 2231 section 5: a language may follow the charset (`us-ascii*en`).
  const name = charset.replace(/\*.*$/, '').toLowerCase();
  return { charset: name, bytes: encoding.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : decodeQ(text) };
}

/** The "Q" encoding (section 4.2): `_` is a space, `=XX` a byte; a `=` without two hex digits stands for itself. */
function decodeQ(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('_', ' '), 'utf8');
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    const value = byte === 0x3d && index + 2 < bytes.length ? Number.parseInt(hexPair(bytes, index + 1), 16) : Number.NaN;
    bytes[length] = Number.isNaN(value) ? byte : value;
    index += Number.isNaN(value) ? 0 : 2;
    length += 1;
  }
  return bytes.subarray(0, length);
}

function hexPair(bytes: Buffer, start: number): string {
  const pair = bytes.toString('latin1', start, start + 2);
  return /^[0-9a-f]{2}$/i.test(pair) ? pair : '';
}

function joinWords(words: readonly EncodedWord[]): string {
  let text = '';
  for (let start = 0; start < words.length; ) {
    const charset = words[start]?.charset ?? '';
    let end = start + 1;
    while (words[end]?.charset === charset) {
      end += 1;
    }
    text += decodeCharset(Buffer.concat(words.slice(start, end).map((word) => word.bytes)), charset);
    start = end;
  }
  return text;
}
