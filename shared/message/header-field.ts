/** One scanned header field: fixed offsets, and text that is decoded only when somebody reads it. */
import type { Buffer } from 'node:buffer';
import type { Span } from '../facts/evidence.ts';
import type { HeaderField } from '../facts/message.ts';
import { bytesToText, unfold } from './decode.ts';
import { decodeEncodedWords } from './encoded-words.ts';

/** The evidence twice over the same memory: as it was handed in, and as a `Buffer` for its fast conversions. */
export interface ScanSource {
  readonly bytes: Uint8Array;
  readonly buffer: Buffer;
}

/** Offsets in the evidence: the name, the field body behind the colon, and where the final line end begins. */
export interface FieldOffsets {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/** A message has some sixty fields and a check reads ten of them, so text is made on first use and kept. */
export class ScannedField implements HeaderField {
  readonly index: number;
  readonly span: Span;
  readonly #source: ScanSource;
  readonly #offsets: FieldOffsets;
  #name: string | undefined;
  #key: string | undefined;
  #valueSpan: Span | undefined;
  #value: string | undefined;
  #decoded: string | undefined;

  constructor(source: ScanSource, index: number, span: Span, offsets: FieldOffsets) {
    this.#source = source;
    this.#offsets = offsets;
    this.index = index;
    this.span = span;
  }

  get name(): string {
    this.#name ??= this.#text(this.#offsets.nameStart, this.#offsets.nameEnd);
    return this.#name;
  }

  get key(): string {
    this.#key ??= this.name.toLowerCase();
    return this.#key;
  }

  get raw(): Uint8Array {
    return this.#source.bytes.subarray(this.span.start, this.span.end);
  }

  get valueSpan(): Span {
    if (this.#valueSpan === undefined) {
      let start = this.#offsets.bodyStart;
      const end = this.#offsets.bodyEnd;
      // Folding right behind the colon is white space too (RFC 5322 section 2.2.3).
      while (start < end && isFoldingSpace(this.#source.bytes[start])) {
        start += 1;
      }
      this.#valueSpan = { start, end };
    }
    return this.#valueSpan;
  }

  get value(): string {
    this.#value ??= unfold(this.#text(this.valueSpan.start, this.valueSpan.end));
    return this.#value;
  }

  get decoded(): string {
    this.#decoded ??= decodeEncodedWords(this.value);
    return this.#decoded;
  }

  #text(start: number, end: number): string {
    return bytesToText(this.#source.buffer.subarray(start, end));
  }
}

function isFoldingSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a;
}
