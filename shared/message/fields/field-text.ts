/** A header field body as text in which every character has a place in the evidence. */
import { Buffer } from 'node:buffer';
import type { Span } from '../../facts/evidence.ts';
import type { HeaderField } from '../../facts/message.ts';
import { bufferOver, bytesToText, unfold } from '../decode.ts';
import { decodeEncodedWords } from '../encoded-words.ts';

export interface FieldText {
  /** One character a byte (latin-1), folded as it stands; decoded where the whole body is encoded words. */
  readonly text: string;
  /** Byte range in the evidence of a character range of `text`. Of decoded text: the encoded words that hold it. */
  spanOf(start: number, end: number): Span;
}

interface Piece {
  readonly textEnd: number;
  readonly span: Span;
}

const onlyEncodedWords = /^(?:=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=\s*)+$/i;
const encodedWord = /=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=/gi;

/**
 * Exchange Online wraps long results in RFC 2047 encoded words, the whole body of them. Only then are they decoded: an encoded word
 * between plain tokens is somebody's address, and decoding it would let a sender write syntax.
 */
export function textOfField(field: HeaderField): FieldText {
  const { start } = field.valueSpan;
  const offset = start - field.span.start;
  const text = bufferOver(field.raw).toString('latin1', offset, field.valueSpan.end - field.span.start);
  if (!text.startsWith('=?') || !onlyEncodedWords.test(text)) {
    return { text, spanOf: (from, to) => ({ start: start + from, end: start + to }) };
  }
  const pieces: Piece[] = [];
  let decoded = '';
  for (const match of text.matchAll(encodedWord)) {
    decoded += Buffer.from(decodeEncodedWords(match[0]), 'utf8').toString('latin1');
    pieces.push({ textEnd: decoded.length, span: { start: start + match.index, end: start + match.index + match[0].length } });
  }
  return { text: decoded, spanOf: (from, to) => spanOfPieces(pieces, from, to) };
}

function spanOfPieces(pieces: readonly Piece[], from: number, to: number): Span {
  const first = pieces.find((piece) => from < piece.textEnd) ?? pieces.at(-1);
  const last = pieces.find((piece) => to <= piece.textEnd) ?? pieces.at(-1);
  return { start: first?.span.start ?? 0, end: last?.span.end ?? 0 };
}

/** A slice of field text for people: UTF-8 where its bytes are, unfolded. */
export function readableText(text: string): string {
  return unfold(bytesToText(Buffer.from(text, 'latin1')));
}
