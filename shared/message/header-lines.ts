/** Cuts the header of a message into lines and gathers the lines of each field: offsets only, one pass, no text. */
import type { FieldOffsets } from './header-field.ts';

export interface FieldLines extends FieldOffsets {
  readonly start: number;
  end: number;
  bodyEnd: number;
  /** `field`: has a name. `stray`: cannot be a field. `orphan`: a continuation line with nothing to continue. `rest`: all beyond the limit. */
  readonly kind: 'field' | 'stray' | 'orphan' | 'rest';
  readonly orphan: boolean;
  hasHighBytes: boolean;
}

export interface HeaderLines {
  readonly fields: readonly FieldLines[];
  /** Where the header ends and the body starts; an empty line lies between the two where there is one. */
  readonly headerEnd: number;
  readonly bodyStart: number;
  readonly hasName: boolean;
  /** Offsets of the first of each, or -1. */
  readonly firstCrlf: number;
  readonly firstLf: number;
  readonly firstBareReturn: number;
  readonly firstNul: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const colon = 0x3a;
const hyphen = 0x2d;
/** The longest field names in real mail have some 70 characters. Without a limit a line of base64 with a colon far out would be a name. */
const longestName = 256;

/**
 * Reads from `start` up to the first empty line, or to where the body must have begun without one (see header-scanner.ts). For the header
 * of a MIME part, `isBoundary` knows the delimiters that end it in any case; without it, any line that looks like one counts.
 */
export function readHeaderLines(
  bytes: Uint8Array,
  start: number,
  lineEndByte: number,
  limit: number,
  isBoundary?: (lineStart: number) => boolean,
): HeaderLines {
  const fields: FieldLines[] = [];
  const firsts = { firstCrlf: -1, firstLf: -1, firstBareReturn: -1, firstNul: -1 };
  let hasName = false;
  /** Index of the first field in the current run of stray lines, or -1. */
  let runStart = -1;
  let current: FieldLines | undefined;
  let lineStart = start;
  const endedAt = (headerEnd: number, bodyStart: number): HeaderLines => ({ fields, headerEnd, bodyStart, hasName, ...firsts });
  const bodyFromRun = (): HeaderLines => {
    const bodyStart = fields[runStart]?.start ?? lineStart;
    fields.length = runStart;
    return endedAt(bodyStart, bodyStart);
  };

  while (lineStart < bytes.length) {
    let index = lineStart;
    let colonAt = -1;
    let hasHighBytes = false;
    for (; index < bytes.length; index += 1) {
      const byte = bytes[index] ?? 0;
      if (byte === lineEndByte) {
        break;
      }
      if (byte === colon) {
        colonAt = colonAt === -1 ? index : colonAt;
      } else if (byte >= 0x80) {
        hasHighBytes = true;
      } else if (byte === carriageReturn) {
        if (bytes[index + 1] !== lineFeed && firsts.firstBareReturn === -1) {
          firsts.firstBareReturn = index;
        }
      } else if (byte === 0 && firsts.firstNul === -1) {
        firsts.firstNul = index;
      }
    }
    const hasReturn = lineEndByte === lineFeed && index < bytes.length && index > lineStart && bytes[index - 1] === carriageReturn;
    const contentEnd = hasReturn ? index - 1 : index;
    const lineEnd = Math.min(index + 1, bytes.length);
    if (index < bytes.length && lineEndByte === lineFeed) {
      if (hasReturn && firsts.firstCrlf === -1) {
        firsts.firstCrlf = contentEnd;
      } else if (!hasReturn && firsts.firstLf === -1) {
        firsts.firstLf = contentEnd;
      }
    }
    if (isEmptyLine(bytes, lineStart, contentEnd)) {
      return endedAt(lineStart, lineEnd);
    }
    const first = bytes[lineStart];
    if (first === hyphen && isBoundary?.(lineStart)) {
      return runStart > 0 ? bodyFromRun() : endedAt(lineStart, lineStart);
    }
    const isContinuation = first === 0x20 || first === 0x09;
    if (current !== undefined && (isContinuation || current.kind === 'rest')) {
      current.end = lineEnd;
      current.bodyEnd = contentEnd;
      current.hasHighBytes ||= hasHighBytes;
    } else {
      current = startField(bytes, lineStart, lineEnd, contentEnd, colonAt, hasHighBytes, fields.length >= limit);
      if (current.kind === 'field') {
        hasName = true;
        runStart = -1;
      } else if (runStart === -1) {
        runStart = fields.length;
      }
      fields.push(current);
      if (isBoundary === undefined && current.kind === 'stray' && isDelimiter(bytes, lineStart, contentEnd)) {
        return bodyFromRun();
      }
    }
    lineStart = lineEnd;
  }
  return hasName && runStart !== -1 && current?.kind !== 'rest' ? bodyFromRun() : endedAt(bytes.length, bytes.length);
}

/** A line of CRs alone is empty: `CR CR LF` comes from tools that turned every LF of a CRLF message into CRLF. */
function isEmptyLine(bytes: Uint8Array, start: number, end: number): boolean {
  let index = start;
  while (index < end && bytes[index] === carriageReturn) {
    index += 1;
  }
  return index === end;
}

function startField(
  bytes: Uint8Array,
  start: number,
  end: number,
  contentEnd: number,
  colonAt: number,
  hasHighBytes: boolean,
  isBeyondLimit: boolean,
): FieldLines {
  let nameStart = start;
  while (bytes[nameStart] === 0x20 || bytes[nameStart] === 0x09) {
    nameStart += 1;
  }
  const orphan = nameStart > start;
  const nameEnd = isBeyondLimit ? -1 : findNameEnd(bytes, nameStart, colonAt, orphan);
  const line = { start, end, bodyEnd: contentEnd, hasHighBytes, orphan };
  return nameEnd === -1
    ? { ...line, kind: isBeyondLimit ? 'rest' : orphan ? 'orphan' : 'stray', nameStart: start, nameEnd: start, bodyStart: start }
    : { ...line, kind: 'field', nameStart, nameEnd, bodyStart: colonAt + 1 };
}

/** End of the field name, or -1 where the line cannot be a field. White space before the colon is obsolete but allowed (RFC 5322 section 4.5). */
function findNameEnd(bytes: Uint8Array, start: number, colonAt: number, orphan: boolean): number {
  let end = colonAt;
  while (end > start && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0x09)) {
    end -= 1;
  }
  if (end <= start || end - start > longestName) {
    return -1;
  }
  // `--boundary:1` is a MIME delimiter and `https://…` a line of text, though both would pass as names.
  if ((bytes[start] === hyphen && bytes[start + 1] === hyphen) || (bytes[colonAt + 1] === 0x2f && bytes[colonAt + 2] === 0x2f)) {
    return -1;
  }
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    // 8-bit names are against section 2.2 but told apart safely. An orphan such as ` h=From:To` must look like a name in full.
    if (byte <= 0x20 || byte === 0x7f || (orphan && !isNameLetter(byte))) {
      return -1;
    }
  }
  return end;
}

function isNameLetter(byte: number): boolean {
  return byte === hyphen || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** `--boundary` (RFC 2046 section 5.1.1): two hyphens and then no white space, as in the delimiters that mailers write. */
function isDelimiter(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== hyphen || bytes[start + 1] !== hyphen || end - start < 3 || end - start > 2 + 70 + 2) {
    return false;
  }
  for (let index = start + 2; index < end; index += 1) {
    if ((bytes[index] ?? 0) <= 0x20) {
      return false;
    }
  }
  return true;
}
