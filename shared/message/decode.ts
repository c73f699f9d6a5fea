/** Turns the bytes of header fields and parts into text, without ever failing and without losing a byte unseen. */
import { Buffer, isAscii, isUtf8 } from 'node:buffer';

/** Names that mail uses for a charset and that the Encoding Standard behind `TextDecoder` does not know. */
const charsetAliases: ReadonlyMap<string, string> = new Map([
  ['iso-8859-8-i', 'iso-8859-8'],
  ['cp932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['utf8mb4', 'utf-8'],
]);

/** A `Buffer` over the same memory, for its fast conversions. */
export function bufferOver(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Bytes of a header field as text: UTF-8 (RFC 6532) where they are valid UTF-8, else one character a byte (latin-1),
 * so that a legacy 8-bit header is readable and no byte turns into a replacement character.
 */
export function bytesToText(bytes: Uint8Array): string {
  const buffer = bufferOver(bytes);
  return isAscii(buffer) || !isUtf8(buffer) ? buffer.toString('latin1') : buffer.toString('utf8');
}

/** Removes the line ends of folding and keeps the white space behind them (RFC 5322 section 2.2.3). A CR that folds nothing stays. */
export function unfold(text: string): string {
  return text.includes('\n') || text.includes('\r') ? text.replace(/\r?\n|\r(?=[ \t])/g, '') : text;
}

/** Bytes in a named charset as text; what the runtime does not know is read as UTF-8 where valid, else as latin-1. */
export function decodeCharset(bytes: Uint8Array, charset: string): string {
  const label = charset.trim().toLowerCase();
  try {
    return new TextDecoder(charsetAliases.get(label) ?? label, { ignoreBOM: true }).decode(bytes);
  } catch {
    // RangeError: a label outside the Encoding Standard (`=?NONE?B?…?=`, `unknown-8bit`, `x-unknown`).
    return bytesToText(bytes);
  }
}
