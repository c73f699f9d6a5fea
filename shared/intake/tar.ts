/** Reads the members of a tar archive (POSIX ustar and pax, GNU long names): regular files only. */
import { bufferOver, bytesToText } from '../message/decode.ts';
import { type Outcome, refuse, succeed } from '../outcome.ts';
import type { ArchiveMember, MemberContent } from './archive-member.ts';

const blockSize = 512;

/** True where the first block is a tar header: its checksum holds, which no other input does by chance. */
export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= blockSize && bytes[0] !== 0 && hasChecksum(bytes.subarray(0, blockSize));
}

/** Members in order, lazily; ends with one damaged member where the archive is cut short or a header is broken. */
export function* readTar(bytes: Uint8Array): Generator<ArchiveMember> {
  let position = 0;
  let longName: string | null = null;
  while (position + blockSize <= bytes.length) {
    const header = bytes.subarray(position, position + blockSize);
    if (header[0] === 0 && header.every((byte) => byte === 0)) {
      return;
    }
    const size = readNumber(header.subarray(124, 136));
    const dataStart = position + blockSize;
    const type = String.fromCharCode(header[156] ?? 0);
    const name = longName ?? nameOf(header);
    if (!hasChecksum(header) || size === null) {
      yield { name, problem: { code: 'archive-damaged', message: 'A header of the tar archive is broken; what follows it is not read.' } };
      return;
    }
    const data = bytes.subarray(dataStart, dataStart + size);
    if (type === 'L') {
      longName = untilNul(data);
    } else if (type === 'x') {
      longName = paxPath(data) ?? longName;
    } else if (type !== 'K' && type !== 'g') {
      longName = null;
      if (type === '0' || type === '\0' || type === '7') {
        const problem = { code: 'archive-damaged', message: 'The tar archive ends inside this member.' } as const;
        yield data.length < size ? { name, problem } : { name, read: (limit) => withinLimit(data, limit) };
      }
    }
    position = dataStart + Math.ceil(size / blockSize) * blockSize;
  }
}

function withinLimit(bytes: Uint8Array, limit: number): Outcome<MemberContent> {
  return bytes.length > limit ? refuse('too-large', `It holds more than ${limit} bytes.`) : succeed({ bytes, damage: null });
}

/** The sum of all bytes of the header with the checksum field itself taken as spaces. */
function hasChecksum(header: Uint8Array): boolean {
  let sum = 8 * 0x20;
  for (let index = 0; index < blockSize; index += 1) {
    sum += index >= 148 && index < 156 ? 0 : (header[index] ?? 0);
  }
  return readNumber(header.subarray(148, 156)) === sum;
}

/** Octal digits, or GNU's base 256 where the top bit is set; null where it is neither or too large to be true. */
function readNumber(field: Uint8Array): number | null {
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const value = field.subarray(1).reduce((total, byte) => total * 256 + byte, (field[0] ?? 0) & 0x7f);
    return Number.isSafeInteger(value) ? value : null;
  }
  const digits = untilNul(field).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

function nameOf(header: Uint8Array): string {
  const isUstar = bufferOver(header).toString('latin1', 257, 262) === 'ustar';
  const prefix = isUstar ? untilNul(header.subarray(345, 500)) : '';
  const name = untilNul(header.subarray(0, 100));
  return prefix === '' ? name : `${prefix}/${name}`;
}

function untilNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return bytesToText(end === -1 ? bytes : bytes.subarray(0, end));
}

/** `LENGTH path=NAME` in a pax extended header. */
function paxPath(data: Uint8Array): string | null {
  return /^\d+ path=(.*)$/m.exec(bytesToText(data.subarray(0, 64 * 1024)))?.[1] ?? null;
}
