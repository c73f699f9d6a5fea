/**
 * Finds the MIME parts of a message (RFC 2046 section 5.1) and the byte ranges of each, in one pass over the body.
 *
 * mailparser and its mailsplit build the same tree but give no offsets, and Waybill must be able to point at the bytes of a part. So
 * the delimiter lines are found here, and mailparser only decodes the content of one part (body.ts). Nothing is copied or decoded, and only
 * lines that begin with `--` are looked at: fifty megabytes of base64 cost one search.
 */
import { Buffer } from 'node:buffer';
import type { Span } from '../facts/evidence.ts';
import type { Message, MimePart } from '../facts/message.ts';
import { bufferOver } from './decode.ts';
import { readHeaderLines } from './header-lines.ts';
import { type PartHeader, readPartHeader } from './mime-part.ts';

/** Deeper parts are leaves, and parts beyond the number belong to the last one. Real messages have some dozens. */
const largestDepth = 50;
const largestPartCount = 1_000;
/** RFC 2046 allows 70 characters; writers do not keep to it. */
const longestBoundary = 250;
const largestFieldCount = 1_000;

/** A part with what its header says. */
export interface ScannedPart extends MimePart {
  readonly charset: string | null;
  readonly children: readonly ScannedPart[];
}

interface OpenPart extends ScannedPart {
  readonly children: OpenPart[];
  bodySpan: Span;
  /** Null in a part that holds no parts of its own, or only an attached message. */
  boundary: Uint8Array | null;
}

interface Scan {
  readonly bytes: Uint8Array;
  readonly buffer: Buffer;
  readonly lineEndByte: number;
  readonly end: number;
  /** From the root to the part that is being read. */
  readonly open: OpenPart[];
  count: number;
}

/** The tree from its root, whose path is `1`; the first child of `1.2` is `1.2.1`. An attached message is the child of its message/rfc822 part. */
export function scanParts(message: Message): ScannedPart {
  const { bytes } = message;
  const lineEndByte = message.lineEnd === 'cr' ? 0x0d : 0x0a;
  const scan: Scan = { bytes, buffer: bufferOver(bytes), lineEndByte, end: message.body.end, open: [], count: 0 };
  const fields = readHeaderLines(bytes, message.headerBlock.start, lineEndByte, largestFieldCount).fields;
  const header = readPartHeader(bytes, message.headers.length > 0 ? fields : [], 'text/plain');
  const root = openPart(scan, header, message.headerBlock, message.body.start);
  let position = readAttachedMessage(scan, header, message.body.start);
  while (scan.count < largestPartCount) {
    const delimiter = findDelimiter(scan, position);
    if (delimiter === null) {
      break;
    }
    closeBelow(scan, delimiter.index, delimiter.contentEnd);
    position = delimiter.lineEnd;
    if (delimiter.isClosing) {
      // What follows is the epilogue, up to the next delimiter of a part further out.
      const [closed] = scan.open.slice(delimiter.index);
      if (closed !== undefined) {
        closed.boundary = null;
      }
    } else {
      position = readPart(scan, position);
    }
  }
  closeBelow(scan, -1, scan.end);
  return root;
}

function openPart(scan: Scan, header: PartHeader, headerSpan: Span, bodyStart: number): OpenPart {
  const parent = scan.open.at(-1);
  const isContainer = header.contentType.startsWith('multipart/') && scan.open.length < largestDepth - 1;
  const boundary = header.boundary?.trimEnd() ?? '';
  const part: OpenPart = {
    path: parent === undefined ? '1' : `${parent.path}.${parent.children.length + 1}`,
    contentType: header.contentType,
    filename: header.filename,
    encoding: header.encoding,
    charset: header.charset,
    headerSpan,
    bodySpan: { start: bodyStart, end: bodyStart },
    children: [],
    boundary: isContainer && boundary !== '' && boundary.length <= longestBoundary ? Buffer.from(boundary, 'utf8') : null,
  };
  parent?.children.push(part);
  scan.open.push(part);
  scan.count += 1;
  return part;
}

/** Closes all open parts inside the one with this index; their bodies end at `end`. */
function closeBelow(scan: Scan, index: number, end: number): void {
  while (scan.open.length > index + 1) {
    const part = scan.open.pop();
    if (part !== undefined) {
      // An empty body, or a header without its empty line, reaches over the line end that belongs to the delimiter; so do its parents then.
      part.bodySpan = { start: part.bodySpan.start, end: Math.max(part.bodySpan.start, end, part.children.at(-1)?.bodySpan.end ?? 0) };
    }
  }
}

/** Reads a part's header at `start`; gives where the search for delimiters goes on. */
function readPart(scan: Scan, start: number): number {
  const lines = readHeaderLines(
    scan.bytes,
    start,
    scan.lineEndByte,
    largestFieldCount,
    (lineStart) => matchDelimiter(scan, lineStart) !== null,
  );
  // Without any field, all is body behind the empty line that should be there.
  const headerEnd = lines.hasName ? lines.headerEnd : start;
  const bodyStart = lines.hasName || lines.headerEnd === start ? lines.bodyStart : start;
  const isDigest = scan.open.at(-1)?.contentType === 'multipart/digest';
  const header = readPartHeader(scan.bytes, lines.hasName ? lines.fields : [], isDigest ? 'message/rfc822' : 'text/plain');
  openPart(scan, header, { start, end: headerEnd }, bodyStart);
  return readAttachedMessage(scan, header, bodyStart);
}

/** A message inside a message/rfc822 part has a header of its own. Encoded ones, which RFC 2046 section 5.2.1 forbids, stay leaves. */
function readAttachedMessage(scan: Scan, header: PartHeader, bodyStart: number): number {
  const isReadable = header.contentType === 'message/rfc822' && ['7bit', '8bit', 'binary'].includes(header.encoding);
  return isReadable && scan.open.length < largestDepth && scan.count < largestPartCount ? readPart(scan, bodyStart) : bodyStart;
}

interface Delimiter {
  /** Of the open part that the delimiter belongs to. */
  readonly index: number;
  readonly isClosing: boolean;
  /** Behind the delimiter line. */
  readonly lineEnd: number;
}

/** The next delimiter line of any open part. The line end before it belongs to the delimiter (RFC 2046 section 5.1.1). */
function findDelimiter(scan: Scan, from: number): (Delimiter & { contentEnd: number }) | null {
  // Where no part is open for more parts, there is nothing to search for: the usual case of a plain message.
  if (scan.open.every((part) => part.boundary === null)) {
    return null;
  }
  const mark = scan.lineEndByte === 0x0a ? '\n--' : '\r--';
  for (let found = scan.buffer.indexOf(mark, Math.max(0, from - 1)); found !== -1; found = scan.buffer.indexOf(mark, found + 1)) {
    const delimiter = matchDelimiter(scan, found + 1);
    if (delimiter !== null) {
      const hasReturn = scan.lineEndByte === 0x0a && scan.bytes[found - 1] === 0x0d;
      return { ...delimiter, contentEnd: hasReturn ? found - 1 : found };
    }
  }
  return null;
}

/** The innermost open part whose boundary stands in the line that starts here. Bytes are compared where they lie: this runs for every `--`. */
function matchDelimiter(scan: Scan, start: number): Delimiter | null {
  if (scan.bytes[start] !== 0x2d || scan.bytes[start + 1] !== 0x2d) {
    return null;
  }
  for (let index = scan.open.length - 1; index >= 0; index -= 1) {
    const boundary = scan.open[index]?.boundary ?? null;
    if (boundary === null || !startsAt(scan.bytes, start + 2, boundary)) {
      continue;
    }
    const end = start + 2 + boundary.length;
    const isClosing = scan.bytes[end] === 0x2d && scan.bytes[end + 1] === 0x2d;
    const lineEnd = skipPadding(scan, isClosing ? end + 2 : end);
    if (lineEnd !== null) {
      return { index, isClosing, lineEnd };
    }
  }
  return null;
}

function startsAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  let offset = 0;
  while (offset < wanted.length && bytes[start + offset] === wanted[offset]) {
    offset += 1;
  }
  return offset === wanted.length;
}

/** Offset behind the line end where only white space stands before it, else null: `--boundary1` is no delimiter of `boundary`. */
function skipPadding(scan: Scan, start: number): number | null {
  for (let index = start; index < scan.end; index += 1) {
    const byte = scan.bytes[index];
    if (byte === scan.lineEndByte) {
      return index + 1;
    }
    // A delimiter line is short; a limit keeps lines of blanks from being read again for each open part.
    if ((byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) || index - start > longestBoundary) {
      return null;
    }
  }
  return scan.end;
}
