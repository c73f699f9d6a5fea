/** Reads the members of a zip archive from its central directory (APPNOTE 6.3), zip64 included, over node:zlib. */
import { bytesToText } from '../message/decode.ts';
import { type Outcome, refuse, succeed } from '../outcome.ts';
import type { ArchiveMember, MemberContent } from './archive-member.ts';
import { crc32 } from './crc32.ts';
import { inflateRaw } from './inflate.ts';

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const largestComment = 0xffff;

interface Directory {
  readonly start: number;
  readonly end: number;
  /** What stands before the archive, as in a self-extracting one; all offsets count from behind it. */
  readonly shift: number;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly localOffset: number;
  readonly next: number;
}

/** Members in the order of the directory, lazily; folders are left out. One damaged member without a name where there is no directory. */
export function* readZip(bytes: Uint8Array): Generator<ArchiveMember> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  let position = directory?.start ?? 0;
  while (directory !== null && position < directory.end) {
    const entry = readEntry(bytes, view, position);
    if (entry === null) {
      break;
    }
    position = entry.next;
    // Sizes stand in the directory, so that data descriptors behind the data (flag bit 3) need no attention.
    if (!entry.name.endsWith('/') && !entry.name.endsWith('\\')) {
      yield memberOf(bytes, view, entry, directory.shift);
    }
  }
  if (directory === null || position < directory.end) {
    yield {
      name: '',
      problem: { code: 'archive-damaged', message: 'The zip archive is damaged or cut short: its directory cannot be read.' },
    };
  }
}

/** A member that can be unpacked as a stream. */
export interface PackedMember {
  readonly name: string;
  /** Raw deflate (RFC 1951), or stored as it is. */
  readonly isDeflated: boolean;
  readonly packed: Uint8Array;
  readonly checksum: number;
}

/** The member of an archive that holds one alone, still packed. Null where there are more, or where `readZip` has a problem with it. */
export function soleMember(bytes: Uint8Array): PackedMember | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  const entry = directory === null ? null : readEntry(bytes, view, directory.start);
  if (directory === null || entry === null || entry.next < directory.end || /[/\\]$/.test(entry.name)) return null;
  if ((entry.flags & 1) !== 0 || (entry.method !== 0 && entry.method !== 8)) return null;
  const packed = packedData(bytes, view, entry, entry.localOffset + directory.shift);
  return packed === null ? null : { name: entry.name, isDeflated: entry.method === 8, packed, checksum: entry.checksum };
}

function memberOf(bytes: Uint8Array, view: DataView, entry: Entry, shift: number): ArchiveMember {
  const { name } = entry;
  if ((entry.flags & 1) !== 0) {
    return { name, problem: { code: 'archive-encrypted', message: 'It is encrypted; Waybill asks for no passwords.' } };
  }
  if (entry.method !== 0 && entry.method !== 8) {
    return { name, problem: { code: 'not-readable', message: `It is compressed with zip method ${entry.method}, which is not read.` } };
  }
  return { name, read: (limit) => readData(bytes, view, entry, entry.localOffset + shift, limit) };
}

/** Null where it lies outside the archive. */
function packedData(bytes: Uint8Array, view: DataView, entry: Entry, local: number): Uint8Array | null {
  if (local < 0 || local + 30 > bytes.length || view.getUint32(local, true) !== localSignature) {
    return null;
  }
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  return start + entry.packedSize > bytes.length ? null : bytes.subarray(start, start + entry.packedSize);
}

function readData(bytes: Uint8Array, view: DataView, entry: Entry, local: number, limit: number): Outcome<MemberContent> {
  const packed = packedData(bytes, view, entry, local);
  if (packed === null) {
    return refuse('archive-damaged', 'Its data lies outside the zip archive.');
  }
  if (entry.method === 0 && packed.length > limit) {
    return refuse('too-large', `It holds more than ${limit} bytes.`);
  }
  const unpacked = entry.method === 0 ? succeed({ bytes: packed, isCut: false, consumed: packed.length }) : inflateRaw(packed, limit);
  if (!unpacked.ok) {
    return unpacked;
  }
  const isSound = !unpacked.value.isCut && crc32(unpacked.value.bytes) === entry.checksum;
  const damage = { code: 'archive-damaged', message: 'Its checksum is wrong: the data is not what was packed.' } as const;
  return succeed({ bytes: unpacked.value.bytes, damage: isSound ? null : damage });
}

/** The end record stands behind all else, with a comment of up to 64 KiB behind it (section 4.3.16). */
function findDirectory(view: DataView): Directory | null {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - largestComment; at -= 1) {
    if (view.getUint32(at, true) === endSignature) {
      const size = view.getUint32(at + 12, true);
      const offset = view.getUint32(at + 16, true);
      const wide =
        size === 0xffffffff || offset === 0xffffffff || view.getUint16(at + 10, true) === 0xffff ? findDirectory64(view, at) : null;
      const directory = wide ?? { start: at - size, end: at, shift: at - size - offset };
      if (directory.start >= 0 && directory.shift >= 0) {
        return directory;
      }
    }
  }
  return null;
}

/** Zip64 (sections 4.3.14 and 4.3.15): a locator before the end record leads to a record with wide numbers. */
function findDirectory64(view: DataView, end: number): Directory | null {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== locator64Signature) {
    return null;
  }
  // The record itself stands right before its locator; reading it from there works behind prepended data too.
  const record = locator - 56;
  if (record < 0 || view.getUint32(record, true) !== end64Signature) {
    return null;
  }
  const size = Number(view.getBigUint64(record + 40, true));
  const offset = Number(view.getBigUint64(record + 48, true));
  return { start: record - size, end: record, shift: record - size - offset };
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): Entry | null {
  if (at + 46 > bytes.length || view.getUint32(at, true) !== centralSignature) {
    return null;
  }
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > bytes.length) {
    return null;
  }
  const extras = readExtras(view, nameEnd, extraEnd);
  const [size, packedSize, offset] = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  // Zip64 numbers stand in this order, each only where its short field is full (section 4.5.3).
  const wide = extras.get(0x0001);
  let wideAt = (wide?.start ?? 0) + (size === 0xffffffff ? 8 : 0);
  const readWide = (short: number) => {
    if (short !== 0xffffffff || wide === undefined || wideAt + 8 > wide.end) {
      return short;
    }
    wideAt += 8;
    return Number(view.getBigUint64(wideAt - 8, true));
  };
  // Info-ZIP's Unicode path: a version byte and a checksum of the plain name precede it (section 4.6.9).
  const unicode = extras.get(0x7075);
  const hasUnicode = unicode !== undefined && unicode.end > unicode.start + 5;
  return {
    name: bytesToText(hasUnicode ? bytes.subarray(unicode.start + 5, unicode.end) : bytes.subarray(at + 46, nameEnd)),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    packedSize: readWide(packedSize),
    localOffset: readWide(offset),
    next,
  };
}

function readExtras(view: DataView, start: number, end: number): ReadonlyMap<number, { start: number; end: number }> {
  const extras = new Map<number, { start: number; end: number }>();
  for (let at = start; at + 4 <= end; ) {
    const dataEnd = at + 4 + view.getUint16(at + 2, true);
    if (dataEnd > end) {
      break;
    }
    extras.set(view.getUint16(at, true), { start: at + 4, end: dataEnd });
    at = dataEnd;
  }
  return extras;
}
