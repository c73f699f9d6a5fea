/** Gives the parts of a message and their decoded content, on demand: nothing of this runs when a message is analysed. */
import { Buffer } from 'node:buffer';
import { simpleParser } from 'mailparser';
import type { Message, MimePart } from '../facts/message.ts';
import { bytesToText, decodeCharset } from './decode.ts';
import { type ScannedPart, scanParts } from './mime-tree.ts';

export interface PartText {
  readonly text: string;
  readonly truncated: boolean;
}

export interface PartBytes {
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
}

const defaultTextLimit = 1024 * 1024;
const defaultByteLimit = 512 * 1024 * 1024;
/** Encoded bytes for one decoded: base64 with line ends needs 1.4, quoted-printable 3.1 where every byte is encoded. */
const worstExpansion = 3.2;

/** The MIME tree: a list of one, the message itself (path `1`). Linear in the size of the message; no content is decoded or copied. */
export function readParts(message: Message): readonly MimePart[] {
  return [scanParts(message)].map(withoutInternals);
}

/**
 * The text of a part, at most `limit` characters: transfer encoding and charset decoded, HTML as its source, never rendered. A part that
 * holds parts gives its source. A path that does not exist gives the empty text. Never rejects.
 */
export async function readPartText(message: Message, path: string, limit: number = defaultTextLimit): Promise<PartText> {
  const part = findPart(scanParts(message), path);
  if (part === null) {
    return { text: '', truncated: false };
  }
  // Four bytes make a character at most, in the charsets of mail.
  const { bytes, truncated } = await decodePart(message, part, limit * 4);
  const text = decodeText(bytes, part.charset, truncated);
  return text.length > limit ? { text: text.slice(0, limit), truncated: true } : { text, truncated };
}

/** The content of a part, at most `limit` bytes, with its transfer encoding decoded. A path that does not exist gives none. Never rejects. */
export async function readPartBytes(message: Message, path: string, limit: number = defaultByteLimit): Promise<PartBytes> {
  const part = findPart(scanParts(message), path);
  return part === null ? { bytes: new Uint8Array(0), truncated: false } : decodePart(message, part, limit);
}

async function decodePart(message: Message, part: ScannedPart, limit: number): Promise<PartBytes> {
  const source = message.bytes.subarray(part.bodySpan.start, part.bodySpan.end);
  const isEncoded = (part.encoding === 'base64' || part.encoding === 'quoted-printable') && part.children.length === 0;
  if (!isEncoded) {
    return { bytes: source.subarray(0, limit), truncated: source.length > limit };
  }
  const enough = source.subarray(0, Math.ceil(limit * worstExpansion) + 1_024);
  const bytes = await decodeTransfer(enough, part.encoding);
  return { bytes: bytes.subarray(0, limit), truncated: enough.length < source.length || bytes.length > limit };
}

/**
 * mailparser sees one part only, under a header that we write, so that nothing in the message can change how it is read: as a nameless
 * attachment it comes back as bytes, without the conversions (line ends, HTML to text, links) that mailparser makes of text.
 */
async function decodeTransfer(source: Uint8Array, encoding: string): Promise<Uint8Array> {
  const header = `Content-Type: application/octet-stream\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
  const { attachments } = await simpleParser(Buffer.concat([Buffer.from(header), source]), { checksumAlgo: false });
  return attachments[0]?.content ?? new Uint8Array(0);
}

/** Without a charset, UTF-8 where valid and else one character a byte, because the default of RFC 2045 (us-ascii) is kept by few. */
function decodeText(bytes: Uint8Array, charset: string | null, truncated: boolean): string {
  const whole = truncated ? withoutCutCharacter(bytes) : bytes;
  return charset === null || /^(?:us-?ascii|unknown-8bit)$/i.test(charset) ? bytesToText(whole) : decodeCharset(whole, charset);
}

/** Takes off the start of a UTF-8 character whose rest was cut away: it would make the whole text invalid. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let length = 1; length <= 3 && length <= bytes.length; length += 1) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte >= 0xc0) {
      return bytes.subarray(0, bytes.length - length);
    }
    if (byte < 0x80) {
      break;
    }
  }
  return bytes;
}

function findPart(part: ScannedPart, path: string): ScannedPart | null {
  if (part.path === path) {
    return part;
  }
  const child = part.children.find((candidate) => path === candidate.path || path.startsWith(`${candidate.path}.`));
  return child === undefined ? null : findPart(child, path);
}

function withoutInternals(part: ScannedPart): MimePart {
  const { path, contentType, filename, encoding, headerSpan, bodySpan, children } = part;
  return { path, contentType, filename, encoding, headerSpan, bodySpan, children: children.map(withoutInternals) };
}
