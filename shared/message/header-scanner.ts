/**
 * Finds the header fields of a message and the exact bytes of each: the only place where offsets are born.
 *
 * It reads what real evidence looks like, not only what RFC 5322 section 2.2 allows, in one pass over the header:
 * - A line ends at LF (with the CR before it). CR alone ends a line only where the evidence holds no LF at all: one LF proves that its
 *   writer knew LF, and then a bare CR is a byte inside a line, as for every SMTP server (RFC 5321 section 2.3.8). Reading it as a line
 *   end would let a sender hide a second From field in a Subject.
 * - A line that cannot be a field (no colon, or white space inside the name) is kept as a field with the empty name and does not end the
 *   header. It is body only where the standard's own mark is missing too: a MIME delimiter follows in the same run of such lines,
 *   or nothing but such lines is left up to the end of the evidence, or no field at all stands above the first empty line.
 * - What stands before the first field (byte order mark, mbox `From ` line, empty lines) is the preamble.
 */
import { isUtf8 } from 'node:buffer';
import type { Span } from '../facts/evidence.ts';
import type { Message, MessageDefect, MessageDefectCode } from '../facts/message.ts';
import { bufferOver } from './decode.ts';
import { ScannedField, type ScanSource } from './header-field.ts';
import { type FieldLines, type HeaderLines, readHeaderLines } from './header-lines.ts';
import { findPreamble, type Preamble } from './header-preamble.ts';

/** More fields than this are kept together as one last field with the empty name. Real messages have some hundred. */
export const largestFieldCount = 10_000;
/** A message of nothing but defects must not cost more than it tells. */
const largestDefectCount = 100;

/**
 * Reads the whole evidence of one message; never throws, never refuses. Linear in the size of the header; the body is not looked at, so
 * `lineEnd` speaks of the header. Spans of the fields tile `headerBlock`. Text is decoded when `value` or `decoded` is first read.
 */
export function scanMessage(bytes: Uint8Array): Message {
  const preamble = findPreamble(bytes);
  const lines = readHeaderLines(bytes, preamble.end, preamble.lineEndByte, largestFieldCount);
  const lineEnd = nameLineEnd(preamble, lines);
  if (!lines.hasName) {
    return withoutHeader(bytes, preamble, lineEnd);
  }
  const source: ScanSource = { bytes, buffer: bufferOver(bytes) };
  return {
    bytes,
    preamble: { start: 0, end: preamble.end },
    headers: lines.fields.map((field, index) => new ScannedField(source, index, { start: field.start, end: field.end }, field)),
    headerBlock: { start: preamble.end, end: lines.headerEnd },
    body: { start: lines.bodyStart, end: bytes.length },
    lineEnd,
    defects: [...preamble.defects, ...findDefects(source, lines)].slice(0, largestDefectCount),
  };
}

/** No field anywhere: all is body, behind the empty line of an empty header where there is one (RFC 5322 section 2.1). */
function withoutHeader(bytes: Uint8Array, preamble: Preamble, lineEnd: Message['lineEnd']): Message {
  const start = preamble.markEnd;
  const lineLength = bytes[start] === 0x0d && bytes[start + 1] === 0x0a ? 2 : bytes[start] === preamble.lineEndByte ? 1 : 0;
  const span = { start, end: start };
  return {
    bytes,
    preamble: { start: 0, end: start },
    headers: [],
    headerBlock: span,
    body: { start: start + lineLength, end: bytes.length },
    lineEnd,
    defects: [
      ...preamble.defects.filter((defect) => defect.code === 'byte-order-mark'),
      { code: 'no-headers', message: 'The message has no header fields.', span },
    ],
  };
}

function nameLineEnd(preamble: Preamble, lines: HeaderLines): Message['lineEnd'] {
  if (preamble.lineEndByte === 0x0d) {
    return 'cr';
  }
  if (lines.firstCrlf !== -1) {
    return lines.firstLf === -1 ? 'crlf' : 'mixed';
  }
  return lines.firstLf === -1 ? 'none' : 'lf';
}

function findDefects(source: ScanSource, lines: HeaderLines): MessageDefect[] {
  const defects: MessageDefect[] = [];
  const report = (code: MessageDefectCode, message: string, span: Span) => {
    defects.push({ code, message, span });
  };
  if (lines.firstCrlf !== -1 && lines.firstLf !== -1) {
    const start = Math.max(lines.firstCrlf, lines.firstLf);
    report('mixed-line-ends', 'Some header lines end with CRLF and some with LF alone.', {
      start,
      end: start + (start === lines.firstCrlf ? 2 : 1),
    });
  }
  if (lines.firstBareReturn !== -1) {
    const span = { start: lines.firstBareReturn, end: lines.firstBareReturn + 1 };
    report('bare-carriage-return', 'The header holds a carriage return that ends no line.', span);
  }
  if (lines.firstNul !== -1) {
    report('nul-byte', 'The header holds a NUL byte.', { start: lines.firstNul, end: lines.firstNul + 1 });
  }
  if (lines.headerEnd === lines.bodyStart && lines.bodyStart < source.bytes.length) {
    const span = { start: lines.bodyStart, end: lines.bodyStart };
    report('no-header-body-separator', 'No empty line separates the header from the body.', span);
  }
  const raw = lines.fields.find((field) => field.hasHighBytes && !isUtf8(source.buffer.subarray(field.start, field.end)));
  if (raw !== undefined) {
    report('raw-8-bit-header', 'A header field holds bytes above 127 that are not UTF-8 (RFC 6532).', { start: raw.start, end: raw.end });
  }
  for (const field of lines.fields) {
    if (defects.length >= largestDefectCount) {
      break;
    }
    reportField(source.bytes, field, report);
  }
  return defects;
}

function reportField(bytes: Uint8Array, field: FieldLines, report: (code: MessageDefectCode, message: string, span: Span) => void): void {
  const span = { start: field.start, end: field.end };
  if (field.kind === 'stray') {
    report('line-without-colon', 'This line of the header is not a field: it has no colon behind a name.', span);
  } else if (field.kind === 'rest') {
    report('too-many-fields', `The header has more than ${largestFieldCount} fields; the rest is kept as one.`, span);
  } else if (field.orphan) {
    report('leading-continuation-line', 'The header starts with a continuation line.', span);
  }
  if (field.kind === 'field' && bytes[field.nameEnd] !== 0x3a) {
    report('space-before-colon', 'White space stands between the field name and the colon (obsolete, RFC 5322 section 4.5).', span);
  }
}
