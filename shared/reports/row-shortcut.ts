/**
 * Takes rows past the XML reader whose text was read before, address and number of messages apart (row-memory.ts). It changes nothing of
 * what is read: every other character goes through the XML reader, and a row of which anything had to be noted is never remembered.
 *
 * A remembered row is exactly `<record> <row> <source_ip>…</source_ip> <count>…</count>`, with or without white space between, and a tail up to
 * the first `</record>`. It is compared where the XML reader stands between two children of the root, so that the same text means the same.
 */
import type { ReportRecord } from '../facts/report.ts';
import { isIpv4, parseIp } from '../names/ip-network.ts';
import type { NoteBook } from './notes.ts';
import type { RowStory } from './record.ts';
import type { ReportReader } from './report-reader.ts';
import type { RowMemory } from './row-memory.ts';
import type { XmlStream } from './xml.ts';

const recordTag = '<record>';
const recordEnd = '</record>';
const rowTag = '<row>';
const addressTag = '<source_ip>';
const addressEnd = '</source_ip>';
const countTag = '<count>';
const countEnd = '</count>';
/** A row is some hundred characters long; what is longer than this goes through the XML reader in pieces. */
const longestRow = 64 * 1024;

/** The stream with the shortcut before it. `reader` is what the stream's events go to. */
export function createRowShortcut(xml: XmlStream, reader: ReportReader, notes: NoteBook, memory: RowMemory): XmlStream {
  /** The beginning of a row of which the end has not come yet. */
  let held = '';
  /** The XML reader has just read the end of a child of the root, and nothing since. */
  let isBetween = false;

  /** Up to `end`, which is behind a `</record>`. Its last character alone shows whether that was the end of a child of the root. */
  function readTo(text: string, start: number, end: number): string | null {
    const fault = xml.write(text.slice(start, end - 1));
    if (fault !== null) return fault;
    const before = reader.sections();
    const last = xml.write('>');
    isBetween = last === null && reader.sections() === before + 1;
    return last;
  }

  function readAndLearn(text: string, start: number, end: number): string | null {
    const [rows, sections, noted] = [reader.rows(), reader.sections(), notes.count()];
    const fault = readTo(text, start, end);
    const record = reader.lastRecord();
    const isClean = isBetween && reader.rows() === rows + 1 && reader.sections() === sections + 1 && notes.count() === noted;
    if (fault !== null || !isClean || record === null || !memory.isWorthwhile()) return fault;
    const place = placeOf(text, start);
    if (place !== null) memory.keep(reader.dialect(), standingAlone(text.slice(place.tail, end)), storyOf(record));
    return fault;
  }

  /** Whether the row was known, and was given. */
  function giveRemembered(text: string, start: number, end: number): boolean {
    const place = placeOf(text, start);
    if (place === null || place.tail > end) return false;
    const count = plainCount(text, place.count, place.countEnd);
    if (count === 0) return false;
    const address = text.slice(place.address, place.addressEnd);
    if (!isCanonicalAddress(address)) return false;
    const story = memory.find(reader.dialect(), text.slice(place.tail, end));
    if (story === null) return false;
    reader.repeat(address.length < shortest ? address : standingAlone(address), count, story);
    return true;
  }

  function readFrom(text: string, from: number): string | null {
    let at = from;
    while (at < text.length) {
      const start = isBetween ? skipSpace(text, at) : at;
      if (isBetween && text.startsWith(recordTag, start)) {
        const end = text.indexOf(recordEnd, start) + recordEnd.length;
        if (end < recordEnd.length) {
          held = text.slice(start);
          return null;
        }
        if (!giveRemembered(text, start, end)) {
          const fault = readAndLearn(text, start, end);
          if (fault !== null) return fault;
        }
        at = end;
        continue;
      }
      if (isBetween && text.length - start < recordTag.length && recordTag.startsWith(text.slice(start))) {
        held = text.slice(start);
        return null;
      }
      isBetween = false;
      const end = text.indexOf(recordEnd, at) + recordEnd.length;
      if (end < recordEnd.length) return xml.write(text.slice(at));
      const fault = readTo(text, at, end);
      if (fault !== null) return fault;
      at = end;
    }
    return null;
  }

  return {
    write(piece) {
      if (held === '') return readFrom(piece, 0);
      // Only the row on the border is joined: joining two pieces would copy both.
      const end = endInPiece(held, piece);
      const text = held + (end === null ? piece : piece.slice(0, end));
      held = '';
      if (end === null && text.length > longestRow) {
        isBetween = false;
        return xml.write(text);
      }
      const fault = readFrom(text, 0);
      return fault !== null || end === null ? fault : readFrom(piece, end);
    },
    end() {
      const rest = held;
      held = '';
      const fault = rest === '' ? null : xml.write(rest);
      return fault ?? xml.end();
    },
  };
}

/** Where in the piece the first `</record>` of both together ends; null where there is none. `before` holds none by itself. */
function endInPiece(before: string, piece: string): number | null {
  const border = before.slice(1 - recordEnd.length);
  const onBorder = (border + piece.slice(0, recordEnd.length - 1)).indexOf(recordEnd);
  if (onBorder !== -1) return onBorder - border.length + recordEnd.length;
  const inside = piece.indexOf(recordEnd);
  return inside === -1 ? null : inside + recordEnd.length;
}

interface Place {
  readonly address: number;
  readonly addressEnd: number;
  readonly count: number;
  readonly countEnd: number;
  readonly tail: number;
}

/** Where address and number stand in a row that begins at `start`; null where it does not begin as most do. */
function placeOf(text: string, start: number): Place | null {
  const row = skipSpace(text, start + recordTag.length);
  if (!text.startsWith(rowTag, row)) return null;
  const addressAt = skipSpace(text, row + rowTag.length);
  if (!text.startsWith(addressTag, addressAt)) return null;
  const address = addressAt + addressTag.length;
  const addressStop = text.indexOf('<', address);
  if (addressStop === -1 || !text.startsWith(addressEnd, addressStop)) return null;
  const countAt = skipSpace(text, addressStop + addressEnd.length);
  if (!text.startsWith(countTag, countAt)) return null;
  const count = countAt + countTag.length;
  const countStop = text.indexOf('<', count);
  if (countStop === -1 || !text.startsWith(countEnd, countStop)) return null;
  return { address, addressEnd: addressStop, count, countEnd: countStop, tail: countStop + countEnd.length };
}

/** White space by XML 1.0 section 2.3. */
function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x09 && code !== 0x0d) return at;
    at += 1;
  }
}

/** One to fifteen digits as a number; 0 for zero and for all else, which the row's reader has something to say about. */
function plainCount(text: string, from: number, to: number): number {
  if (to === from || to - from > 15) return 0;
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return 0;
    count = count * 10 + digit;
  }
  return count;
}

/** Whether the address is written as we write it: then there is nothing to amend and nothing to note. */
function isCanonicalAddress(text: string): boolean {
  return text.includes(':') ? parseIp(text)?.text === text : isIpv4(text);
}

/** V8 keeps a piece of a string of this length or more as a window on the whole of it. */
const shortest = 13;

function standingAlone(text: string): string {
  return ` ${text}`.slice(1);
}

function storyOf({ disposition, dkim, spf, reasons, headerFrom, envelopeFrom, envelopeTo, authResults }: ReportRecord): RowStory {
  return { disposition, dkim, spf, reasons, headerFrom, envelopeFrom, envelopeTo, authResults };
}
