/** Turns the bytes of an XML report into text: byte order mark, declaration, wrong labels, and bytes that are in no encoding at all. */
import { isAscii, isUtf8 } from 'node:buffer';
import { bufferOver } from '../message/decode.ts';
import type { NoteBook } from './notes.ts';
import { quote } from './notes.ts';

/** Bytes that decide the encoding; the declaration of XML is shorter. */
const headSize = 1_024;

export interface TextReader {
  write(chunk: Uint8Array): string;
  end(): string;
}

/** Decodes a stream. Nothing is dropped: a byte that the encoding does not know is read as windows-1252 and noted. */
export function createTextReader(notes: NoteBook): TextReader {
  let held: Uint8Array = new Uint8Array(0);
  let decode: ((bytes: Uint8Array, last: boolean) => string) | null = null;
  const start = (bytes: Uint8Array): string => {
    const { decoder, skip } = chooseDecoder(bytes, notes);
    decode = decoder;
    return decode(bytes.subarray(skip), false);
  };
  return {
    write(chunk) {
      if (decode !== null) return decode(chunk, false);
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      if (held.length < headSize) return '';
      return start(held);
    },
    end() {
      const head = decode === null ? start(held) : '';
      return head + (decode?.(new Uint8Array(0), true) ?? '');
    },
  };
}

function chooseDecoder(bytes: Uint8Array, notes: NoteBook): { decoder: (bytes: Uint8Array, last: boolean) => string; skip: number } {
  const head = bufferOver(bytes.subarray(0, headSize));
  const mark = head.toString('hex', 0, 4);
  if (mark.startsWith('efbbbf')) {
    notes.add('byte-order-mark', 'The report starts with a byte order mark of UTF-8.', '');
    return { decoder: utf8Decoder(notes), skip: 3 };
  }
  if (mark.startsWith('fffe') || mark.startsWith('feff')) {
    const label = mark.startsWith('fffe') ? 'utf-16le' : 'utf-16be';
    notes.add('encoding-utf-16', `The report is written in ${label.toUpperCase()}.`, '');
    return { decoder: labelledDecoder(label), skip: 2 };
  }
  // `<?` or `<f` in two bytes each, without a mark (XML 1.0 appendix F.1).
  if (/^3c00[0-9a-f]{2}00$/.test(mark) || /^003c00[0-9a-f]{2}$/.test(mark)) {
    const label = mark.startsWith('3c') ? 'utf-16le' : 'utf-16be';
    notes.add('encoding-utf-16', `The report is written in ${label.toUpperCase()}, without a byte order mark.`, '');
    return { decoder: labelledDecoder(label), skip: 0 };
  }
  const declared =
    /<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"'<>]{1,40})["']/i.exec(head.toString('latin1'))?.[1]?.toLowerCase() ?? 'utf-8';
  if (/^utf-?(?:16|32)/.test(declared) || /^(?:ucs|iso-10646)/.test(declared)) {
    notes.add('encoding-label-wrong', `It says ${quote(declared)}, but its bytes are not; they are read as UTF-8.`, '');
    return { decoder: utf8Decoder(notes), skip: 0 };
  }
  if (/^(?:utf-?8|us-?ascii|ascii)$/.test(declared)) return { decoder: utf8Decoder(notes), skip: 0 };
  try {
    return { decoder: labelledDecoder(declared), skip: 0 };
  } catch (fault) {
    // TextDecoder knows no such label.
    if (!(fault instanceof RangeError)) throw fault;
    notes.add('encoding-label-unknown', `The encoding ${quote(declared)} is not known; the bytes are read as UTF-8.`, '');
    return { decoder: utf8Decoder(notes), skip: 0 };
  }
}

function labelledDecoder(label: string): (bytes: Uint8Array, last: boolean) => string {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

/** UTF-8; sequences that are not valid are windows-1252, byte for byte (old systems write an author's name so). */
function utf8Decoder(notes: NoteBook): (bytes: Uint8Array, last: boolean) => string {
  const legacy = new TextDecoder('windows-1252');
  let tail: Uint8Array = new Uint8Array(0);
  const mixed = (bytes: Uint8Array): string => {
    let text = '';
    let invalid = 0;
    let start = 0;
    for (let at = 0; at < bytes.length; ) {
      const length = sequenceLength(bytes, at);
      if (length > 0) {
        at += length;
        continue;
      }
      text += bufferOver(bytes).toString('utf8', start, at) + legacy.decode(bytes.subarray(at, at + 1));
      invalid += 1;
      at += 1;
      start = at;
    }
    if (invalid > 0) {
      const what = invalid === 1 ? 'One byte is' : `${invalid} bytes are`;
      notes.add('encoding-invalid-bytes', `${what} not UTF-8 and read as windows-1252.`, '');
    }
    return text + bufferOver(bytes).toString('utf8', start);
  };
  return (chunk, last) => {
    const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    const buffer = bufferOver(bytes);
    if (isAscii(buffer)) {
      tail = new Uint8Array(0);
      return buffer.toString('latin1');
    }
    const cut = last ? bytes.length : completeLength(bytes);
    tail = Buffer.from(bytes.subarray(cut));
    const whole = buffer.subarray(0, cut);
    return isUtf8(whole) ? whole.toString('utf8') : mixed(whole);
  };
}

/** Length without the first bytes of a character that the next chunk may complete. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? bytes.length - back : bytes.length;
    }
    if (byte < 0x80) break;
  }
  return bytes.length;
}

/** Bytes of the valid UTF-8 sequence at an offset (RFC 3629 section 4), 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
  return length > 0 && isUtf8(bufferOver(bytes.subarray(at, at + length))) && at + length <= bytes.length ? length : 0;
}
