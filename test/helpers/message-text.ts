/** Small messages written in the test itself: lines in, bytes out. */

/** Latin-1, one character a byte, so that raw 8-bit and NUL bytes can be written as escapes. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

/** UTF-8. */
export function utf8(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'utf8'));
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
