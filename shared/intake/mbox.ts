/** Finds the messages of an mbox file (RFC 4155), as byte ranges: nothing is unquoted, so every message stays as it was stored. */
import type { Span } from '../facts/evidence.ts';
import { bufferOver } from '../message/decode.ts';

const longestPostmark = 512;

/**
 * Byte ranges of the messages in order, without their `From ` lines and without the one empty line that mbox puts behind each.
 * Quoted lines (`>From `, mboxrd) are content. Empty where the bytes do not start with a `From ` line. Linear in the size.
 *
 * A line inside a body may start with `From ` too, since many writers quote badly. It parts two messages only where an empty line precedes
 * it, it looks like a postmark (a time, a year, or a lone address), and a header field follows. A sender who writes all three into
 * a body can still split an unquoted mbox: the format has no way to tell.
 */
export function* splitMbox(bytes: Uint8Array): Generator<Span> {
  let start = isFromAt(bytes, 0) ? lineEndAfter(bytes, 0) : -1;
  while (start !== -1) {
    const next = findPostmark(bytes, start);
    const end = next === -1 ? bytes.length : next;
    yield { start, end: Math.max(start, next === -1 ? end : withoutEmptyLine(bytes, end)) };
    start = next === -1 ? -1 : lineEndAfter(bytes, next);
  }
}

/** True where the bytes start with a `From ` line and hold a second message. One message with such a line is just a message. */
export function isMbox(bytes: Uint8Array): boolean {
  return isFromAt(bytes, 0) && findPostmark(bytes, lineEndAfter(bytes, 0)) !== -1;
}

function isFromAt(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x46 && bytes[at + 1] === 0x72 && bytes[at + 2] === 0x6f && bytes[at + 3] === 0x6d && bytes[at + 4] === 0x20;
}

function lineEndAfter(bytes: Uint8Array, at: number): number {
  const found = bytes.indexOf(0x0a, at);
  return found === -1 ? bytes.length : found + 1;
}

/** Offset of the next `From ` line that parts two messages, or -1. */
function findPostmark(bytes: Uint8Array, from: number): number {
  const buffer = bufferOver(bytes);
  // One byte back, because an empty message has its postmark right at `from`.
  for (let found = buffer.indexOf('\nFrom ', from - 1); found !== -1; found = buffer.indexOf('\nFrom ', found + 1)) {
    const at = found + 1;
    const lineEnd = Math.min(lineEndAfter(bytes, at), at + longestPostmark);
    if (
      (at === from || isEmptyLineBefore(bytes, at)) &&
      isPostmark(buffer.toString('latin1', at + 5, lineEnd)) &&
      isFieldAt(bytes, lineEnd)
    ) {
      return at;
    }
  }
  return -1;
}

function isEmptyLineBefore(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 2] === 0x0d ? at - 3 : at - 2;
  return before < 0 || bytes[before] === 0x0a;
}

function isPostmark(rest: string): boolean {
  return /\d:\d\d/.test(rest) || /\b(19|20)\d\d\b/.test(rest) || /^(\S+@\S+|-|MAILER-DAEMON)\s*$/.test(rest);
}

/** The start of a header: a field name of letters, digits and hyphens up to a colon, or a quoted `>From ` line before it. */
function isFieldAt(bytes: Uint8Array, at: number): boolean {
  const line = bufferOver(bytes).toString('latin1', at, at + 100);
  return /^[A-Za-z][A-Za-z0-9-]*[ \t]*:/.test(line) || line.startsWith('>From ');
}

function withoutEmptyLine(bytes: Uint8Array, end: number): number {
  if (bytes[end - 1] !== 0x0a || !isEmptyLineBefore(bytes, end)) {
    return end;
  }
  return bytes[end - 2] === 0x0d ? end - 2 : end - 1;
}
