/** Canonical body hashes (RFC 6376 sections 3.4.3, 3.4.4 and 3.7), straight from the evidence bytes in one pass and without a copy of the body. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { LimitedHash } from './limited-hash.ts';
import type { Canonicalization, HashName } from './signature.ts';

export interface BodyVariant {
  readonly canonicalization: Canonicalization;
  readonly hash: HashName;
  /** Octets of the canonical body to hash (`l=`), or null for all. */
  readonly length: number | null;
}

export interface BodyHash {
  readonly digest: Buffer;
  /** Octets of the whole canonical body, whatever `length` is. */
  readonly canonicalOctets: number;
}

const space = 0x20;
const tab = 0x09;
const cr = 0x0d;
const lf = 0x0a;
const lineEnd = Buffer.from([cr, lf]);
const oneSpace = Buffer.from([space]);

/**
 * Hashes a body. Every line end counts as CRLF, as it does on the wire: saved messages often have LF alone. A CR alone is content,
 * unless `bareReturnEndsLine` says that the evidence knows no LF (old Macintosh files).
 */
export function hashBody(body: Uint8Array, variant: BodyVariant, bareReturnEndsLine: boolean): BodyHash {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const sink = new LimitedHash(createHash(variant.hash), variant.length);
  const terminator = bareReturnEndsLine ? cr : lf;
  if (variant.canonicalization === 'simple') {
    writeSimple(bytes, sink, terminator);
  } else {
    writeRelaxed(bytes, sink, terminator);
  }
  return { digest: sink.digest(), canonicalOctets: sink.octets };
}

/** Takes the canonical body in pieces, in order. A piece is either a part of the body itself or a constant. */
interface Sink {
  write(piece: Buffer): void;
}

/**
 * Where the signed part of a body ends: the offset in `body` behind the octet with which the first `length` octets of its canonical form
 * end (`l=`, RFC 6376 section 3.5). The end of the body where the canonical form is no longer than that.
 */
export function findSignedEnd(body: Uint8Array, canonicalization: Canonicalization, length: number, bareReturnEndsLine: boolean): number {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let octets = 0;
  let end = length === 0 ? 0 : null;
  // A constant stands for bytes that end where the next part of the body starts.
  let isBehindConstant = false;
  const sink: Sink = {
    write(piece) {
      const isConstant = piece === lineEnd || piece === oneSpace;
      const start = piece.byteOffset - bytes.byteOffset;
      if (isBehindConstant && !isConstant && end === null) {
        end = start;
      }
      if (end === null && octets < length && octets + piece.length >= length) {
        isBehindConstant = isConstant;
        end = isConstant ? null : start + length - octets;
      }
      octets += piece.length;
    },
  };
  const terminator = bareReturnEndsLine ? cr : lf;
  (canonicalization === 'simple' ? writeSimple : writeRelaxed)(bytes, sink, terminator);
  return end ?? bytes.length;
}

/**
 * Octets `from` up to, not including, `to` of the canonical body: what `hashBody` hashes, to be looked at. Fewer where it ends before.
 * Memory is that of the excerpt, not of the body.
 */
export function excerptBody(
  body: Uint8Array,
  canonicalization: Canonicalization,
  from: number,
  to: number,
  bareReturnEndsLine: boolean,
): Buffer {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const pieces: Buffer[] = [];
  let octets = 0;
  const sink: Sink = {
    write(piece) {
      const start = Math.max(0, from - octets);
      const end = Math.min(piece.length, to - octets);
      if (start < end) {
        pieces.push(piece.subarray(start, end));
      }
      octets += piece.length;
    },
  };
  (canonicalization === 'simple' ? writeSimple : writeRelaxed)(bytes, sink, bareReturnEndsLine ? cr : lf);
  return Buffer.concat(pieces);
}

/** Section 3.4.3: nothing changes but the end, which is exactly one CRLF, even for an empty body. */
function writeSimple(bytes: Buffer, sink: Sink, terminator: number): void {
  const end = endOfContent(bytes, terminator, false);
  let start = 0;
  for (let bare = nextBareEnd(bytes, terminator, 0); bare < end; bare = nextBareEnd(bytes, terminator, start)) {
    sink.write(bytes.subarray(start, bare));
    sink.write(lineEnd);
    start = bare + 1;
  }
  sink.write(bytes.subarray(start, end));
  sink.write(lineEnd);
}

/**
 * Section 3.4.4: white space at line ends goes, runs of it become one space, empty lines at the end go, and an empty body is empty.
 * Most bodies are canonical nearly everywhere, so the next place that is not is searched for, and what stands before it is hashed as it is.
 */
function writeRelaxed(bytes: Buffer, sink: Sink, terminator: number): void {
  const end = endOfContent(bytes, terminator, true);
  if (end === 0) {
    return;
  }
  let start = 0;
  // The next tab, double space, and line end that is not CRLF or has a space before it.
  let tabbed = find(bytes, tab, 0);
  let doubled = findDoubled(bytes, 0);
  let faulty = nextFaultyEnd(bytes, terminator, 0);
  for (;;) {
    const contentEnd = terminator === lf && bytes[faulty - 1] === cr ? faulty - 1 : faulty;
    const spaced = faulty < bytes.length && contentEnd > start && bytes[contentEnd - 1] === space ? contentEnd - 1 : bytes.length;
    const fault = Math.min(tabbed, doubled, spaced);
    if (faulty < fault && faulty < end) {
      // What is before this line end is in order by now; the line end itself may not be.
      if (isBareEnd(bytes, faulty, terminator)) {
        sink.write(bytes.subarray(start, faulty));
        sink.write(lineEnd);
        start = faulty + 1;
      }
      faulty = nextFaultyEnd(bytes, terminator, faulty + 1);
      continue;
    }
    if (fault >= end) {
      break;
    }
    // A tab may follow a space that was in order until here.
    const runStart = fault > start && bytes[fault - 1] === space ? fault - 1 : fault;
    sink.write(bytes.subarray(start, runStart));
    start = skipSpace(bytes, fault, end);
    if (!isLineEnd(bytes, start, terminator)) {
      sink.write(oneSpace);
    }
    tabbed = tabbed < start ? find(bytes, tab, start) : tabbed;
    doubled = doubled < start ? findDoubled(bytes, start) : doubled;
  }
  sink.write(bytes.subarray(start, end));
  sink.write(lineEnd);
}

/** Beyond the end where there is none. */
function find(bytes: Buffer, octet: number, from: number): number {
  const index = bytes.indexOf(octet, from);
  return index < 0 ? bytes.length : index;
}

/** The next two spaces in a row. Of two neighbours one is looked at, so half of the octets are never read; `indexOf` stops at every single space. */
function findDoubled(bytes: Buffer, from: number): number {
  for (let index = from + 1; index < bytes.length; index += 2) {
    if (bytes[index] !== space) continue;
    if (bytes[index - 1] === space) return index - 1;
    if (bytes[index + 1] === space) return index;
  }
  return bytes.length;
}

function skipSpace(bytes: Buffer, from: number, end: number): number {
  let index = from;
  while (index < end && (bytes[index] === space || bytes[index] === tab)) {
    index += 1;
  }
  return index;
}

function isLineEnd(bytes: Buffer, index: number, terminator: number): boolean {
  return bytes[index] === terminator || (terminator === lf && bytes[index] === cr && bytes[index + 1] === lf);
}

/** The next line end that is not CRLF, at or behind `from`; beyond the end of the body where there is none. */
function nextBareEnd(bytes: Buffer, terminator: number, from: number): number {
  let index = bytes.indexOf(terminator, from);
  while (index >= 0 && !isBareEnd(bytes, index, terminator)) {
    index = bytes.indexOf(terminator, index + 1);
  }
  return index < 0 ? bytes.length : index;
}

/** The next line end that is not CRLF or has a space before it; one walk over the lines finds both. */
function nextFaultyEnd(bytes: Buffer, terminator: number, from: number): number {
  let index = bytes.indexOf(terminator, from);
  while (index >= 0 && !isBareEnd(bytes, index, terminator) && bytes[index - 2] !== space) {
    index = bytes.indexOf(terminator, index + 1);
  }
  return index < 0 ? bytes.length : index;
}

function isBareEnd(bytes: Buffer, index: number, terminator: number): boolean {
  return terminator === cr || bytes[index - 1] !== cr;
}

/** Where the last line that is not empty ends, before its line end; in relaxed form before its trailing white space, too. */
function endOfContent(bytes: Buffer, terminator: number, isRelaxed: boolean): number {
  let end = bytes.length;
  while (end > 0) {
    const last = bytes[end - 1];
    if (last === terminator) {
      end -= terminator === lf && end > 1 && bytes[end - 2] === cr ? 2 : 1;
    } else if (isRelaxed && (last === space || last === tab)) {
      end -= 1;
    } else {
      break;
    }
  }
  return end;
}
