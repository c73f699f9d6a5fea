/** A message as it stands in the evidence: header fields with their exact bytes, and where the body begins. */
import type { Span } from './evidence.ts';

/** One header field (RFC 5322 section 2.2), in the order and spelling of the evidence. */
export interface HeaderField {
  /** 0 is the topmost field. */
  readonly index: number;
  /** Field name as written, and in lower case for look-ups. A line without a colon has the empty name. */
  readonly name: string;
  readonly key: string;
  /** The whole field with its continuation lines and the final line end. Spans of all fields tile the header block. */
  readonly span: Span;
  /** The field body: after the colon and the white space behind it, up to (not including) the final line end. */
  readonly valueSpan: Span;
  /** Exactly the bytes of `span`. */
  readonly raw: Uint8Array;
  /** The field body unfolded (RFC 5322 section 2.2.3): UTF-8 where the bytes are valid UTF-8, else one character a byte (latin-1). */
  readonly value: string;
  /** `value` with RFC 2047 encoded words decoded. For people to read; never parsed as syntax. */
  readonly decoded: string;
}

export type MessageDefectCode =
  | 'byte-order-mark'
  | 'mbox-from-line'
  | 'mixed-line-ends'
  | 'bare-carriage-return'
  | 'line-without-colon'
  | 'space-before-colon'
  | 'raw-8-bit-header'
  | 'nul-byte'
  | 'no-header-body-separator'
  | 'no-headers'
  | 'leading-continuation-line'
  | 'leading-empty-line'
  | 'too-many-fields';

/** Something in the message that the standard forbids; it was read all the same. */
export interface MessageDefect {
  readonly code: MessageDefectCode;
  readonly message: string;
  readonly span: Span;
}

export interface Message {
  readonly bytes: Uint8Array;
  /** What stands before the first field: a byte order mark or an mbox `From ` line. Usually empty. */
  readonly preamble: Span;
  readonly headers: readonly HeaderField[];
  /** All header fields, without the empty line that ends them. */
  readonly headerBlock: Span;
  readonly body: Span;
  readonly lineEnd: 'crlf' | 'lf' | 'cr' | 'mixed' | 'none';
  readonly defects: readonly MessageDefect[];
}

/** A node of the MIME tree (RFC 2046), decoded only on demand. */
export interface MimePart {
  readonly path: string;
  readonly contentType: string;
  readonly filename: string | null;
  readonly encoding: string;
  /** The part's own header block and its body, as byte ranges of the evidence. */
  readonly headerSpan: Span;
  readonly bodySpan: Span;
  readonly children: readonly MimePart[];
}
