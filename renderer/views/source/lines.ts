/** Cuts header fields into the lines of the source view, and lines into lit and unlit pieces. Byte offsets in, characters out. */
import type { SourceField } from '../../../shared/facts/detail.ts';
import type { Place } from '../../../shared/facts/evidence.ts';

export interface SourceLine {
  /** Header index. */
  readonly header: number;
  /** Number of the line in the message, from 1; null where a long line goes on. */
  readonly number: number | null;
  /** Byte offset of its first character, and the one behind its last. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** True where every character is one byte. */
  readonly plain: boolean;
}

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** Bytes of a piece of text: one a character, or UTF-8. */
function byteLength(text: string, plain: boolean): number {
  if (plain) return text.length;
  let length = 0;
  for (const character of text) length += bytesOf(character);
  return length;
}

/** Pieces of at most `columns` characters; never inside a surrogate pair. */
function fold(text: string, columns: number): readonly string[] {
  if (text.length <= columns) return [text];
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    let end = Math.min(at + columns, text.length);
    const code = text.charCodeAt(end - 1);
    if (end < text.length && code >= 0xd800 && code < 0xdc00) end += end - at > 1 ? -1 : 1;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

/** All lines of the header block, long ones folded at `columns` characters. Linear in the size of the fields. */
export function layoutLines(fields: readonly SourceField[], columns: number): readonly SourceLine[] {
  const lines: SourceLine[] = [];
  let number = 0;
  for (const field of fields) {
    const plain = field.text.length === field.span.end - field.span.start;
    let start = field.span.start;
    for (const [written, text, lineEnd] of splitLines(field.text)) {
      number += 1;
      let first = true;
      for (const piece of fold(text, Math.max(20, columns))) {
        const end = start + byteLength(piece, plain);
        lines.push({ header: field.index, number: first ? number : null, start, end, text: piece, plain });
        start = end;
        first = false;
      }
      start += written ? lineEnd : 0;
    }
  }
  return lines;
}

/** Each line without its end, and how many bytes the end takes (a bare CR, LF, or CRLF). */
function* splitLines(text: string): Generator<readonly [written: boolean, text: string, lineEnd: number]> {
  const ends = /\r\n|\n|\r/g;
  let at = 0;
  for (const match of text.matchAll(ends)) {
    yield [true, text.slice(at, match.index), match[0].length];
    at = match.index + match[0].length;
  }
  if (at < text.length) yield [false, text.slice(at), 0];
}

export interface Piece {
  readonly start: number;
  readonly text: string;
  readonly lit: boolean;
}

/** Index of the character at a byte offset of the line. */
export function characterAt(line: SourceLine, offset: number): number {
  if (line.plain) return Math.min(Math.max(offset - line.start, 0), line.text.length);
  let byte = line.start;
  let index = 0;
  for (const character of line.text) {
    if (byte >= offset) break;
    byte += bytesOf(character);
    index += character.length;
  }
  return index;
}

/** The line in pieces, lit where one of the places covers it. Places may overlap. */
export function cutLine(line: SourceLine, places: readonly Place[]): readonly Piece[] {
  const spans = places
    .filter((place) => place.start < place.end && place.start < line.end && place.end > line.start)
    .map((place) => [characterAt(line, place.start), characterAt(line, place.end)] as const)
    .toSorted(([one], [other]) => one - other);
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) pieces.push({ start: at, text: line.text.slice(at, from), lit: false });
    pieces.push({ start: from, text: line.text.slice(from, end), lit: true });
    at = end;
  }
  if (at < line.text.length || pieces.length === 0) pieces.push({ start: at, text: line.text.slice(at), lit: false });
  return pieces;
}

/** Index of the first line that shows a byte of these places; -1 where none does. */
export function firstLitLine(lines: readonly SourceLine[], places: readonly Place[]): number {
  return lines.findIndex((line) =>
    places.some((place) => place.start < Math.max(line.end, line.start + 1) && place.end > line.start && place.header === line.header),
  );
}
