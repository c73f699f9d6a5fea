/** What may stand before the first header field of a stored message: a byte order mark, mbox `From ` lines, empty lines. */
import type { Span } from '../facts/evidence.ts';
import type { MessageDefect, MessageDefectCode } from '../facts/message.ts';

export interface Preamble {
  /** Offset behind the byte order mark, and behind everything that precedes the first field. */
  readonly markEnd: number;
  readonly end: number;
  /** The byte that ends a line in this evidence: LF, or CR where there is no LF at all. */
  readonly lineEndByte: number;
  readonly defects: readonly MessageDefect[];
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** A file of nothing but `From ` lines must not cost more than it tells. */
const largestDefectCount = 20;
const postmark = [0x46, 0x72, 0x6f, 0x6d, 0x20]; // `From `, RFC 4155

/** Reads from the start of the evidence; offsets are from there. */
export function findPreamble(bytes: Uint8Array): Preamble {
  const defects: MessageDefect[] = [];
  const markEnd = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (markEnd > 0) {
    defects.push({ code: 'byte-order-mark', message: 'The file starts with a UTF-8 byte order mark.', span: { start: 0, end: markEnd } });
  }
  const lineEndByte = bytes.includes(lineFeed) || !bytes.includes(carriageReturn) ? lineFeed : carriageReturn;
  let end = markEnd;
  const report = (code: MessageDefectCode, message: string, span: Span) => {
    if (defects.length < largestDefectCount) {
      defects.push({ code, message, span });
    }
  };
  for (;;) {
    const start = end;
    const afterEmpty = skipEmptyLines(bytes, start, lineEndByte);
    if (afterEmpty > start) {
      report('leading-empty-line', 'Empty lines stand before the header.', { start, end: afterEmpty });
    }
    end = afterEmpty;
    if (isPostmark(bytes, afterEmpty)) {
      const found = bytes.indexOf(lineEndByte, afterEmpty);
      end = found === -1 ? bytes.length : found + 1;
      report('mbox-from-line', 'An mbox "From " line stands before the header.', { start: afterEmpty, end });
    }
    if (end === start) {
      return { markEnd, end, lineEndByte, defects };
    }
  }
}

function skipEmptyLines(bytes: Uint8Array, start: number, lineEndByte: number): number {
  let lineStart = start;
  for (let index = start; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === lineEndByte) {
      lineStart = index + 1;
    } else if (byte !== carriageReturn && byte !== 0x20 && byte !== 0x09) {
      break;
    }
  }
  return lineStart;
}

/** `From ` or the quoted `>From ` that some stores leave; not `From : a@b`, an obsolete field (RFC 5322 section 4.5.2). */
function isPostmark(bytes: Uint8Array, start: number): boolean {
  const from = bytes[start] === 0x3e ? start + 1 : start;
  let index = from + postmark.length;
  while (bytes[index] === 0x20 || bytes[index] === 0x09) {
    index += 1;
  }
  return postmark.every((byte, offset) => bytes[from + offset] === byte) && bytes[index] !== 0x3a;
}
