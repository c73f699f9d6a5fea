/** Builds small zip and tar archives for tests, sound or broken on purpose. */
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../shared/intake/crc32.ts';
import { utf8 } from './message-text.ts';

export interface ZipMember {
  readonly name: string;
  readonly content: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  /** Replaces the packed bytes. */
  readonly packed?: Uint8Array;
  readonly nameBytes?: Uint8Array;
  readonly extra?: Uint8Array;
  /** Writes the sizes behind the data only, as streaming writers do (flag bit 3). */
  readonly streamed?: boolean;
}

export function zipOf(members: readonly ZipMember[], comment = ''): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const method = member.method ?? 8;
    const packed = Buffer.from(member.packed ?? (method === 8 ? deflateRawSync(member.content) : member.content));
    const name = Buffer.from(member.nameBytes ?? utf8(member.name));
    const extra = Buffer.from(member.extra ?? new Uint8Array(0));
    const flags = (member.flags ?? 0x0800) | (member.streamed === true ? 8 : 0);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(member.crc ?? crc32(member.content), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(member.content.length, 8);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    (member.streamed === true ? Buffer.alloc(12) : sizes).copy(local, 14);
    local.writeUInt16LE(name.length, 26);
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(flags, 8);
    header.writeUInt16LE(method, 10);
    sizes.copy(header, 16);
    header.writeUInt16LE(name.length, 28);
    header.writeUInt16LE(extra.length, 30);
    header.writeUInt32LE(offset, 42);
    const descriptor = member.streamed === true ? Buffer.concat([Buffer.from([0x50, 0x4b, 7, 8]), sizes]) : Buffer.alloc(0);
    locals.push(local, name, packed, descriptor);
    central.push(header, name, extra);
    offset += local.length + name.length + packed.length + descriptor.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Uint8Array.from(Buffer.concat([...locals, directory, end, Buffer.from(comment)]));
}

/** The same archive with the numbers of its directory moved into zip64 records. */
export function zip64Of(name: string, content: Uint8Array): Uint8Array {
  const extra = Buffer.alloc(4 + 24);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  const packed = deflateRawSync(content);
  extra.writeBigUInt64LE(BigInt(content.length), 4);
  extra.writeBigUInt64LE(BigInt(packed.length), 12);
  extra.writeBigUInt64LE(0n, 20);
  const plain = Buffer.from(zipOf([{ name, content, extra }]));
  const endAt = plain.length - 22;
  const size = plain.readUInt32LE(endAt + 12);
  const start = plain.readUInt32LE(endAt + 16);
  for (const at of [20, 24, 42]) {
    plain.writeUInt32LE(0xffffffff, start + at);
  }
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(endAt), 8);
  const end = plain.subarray(endAt);
  end.writeUInt32LE(0xffffffff, 12);
  end.writeUInt32LE(0xffffffff, 16);
  return Uint8Array.from(Buffer.concat([plain.subarray(0, endAt), record, locator, end]));
}

export interface TarMember {
  readonly name: string;
  readonly content: Uint8Array;
  readonly type?: string;
  readonly prefix?: string;
}

export function tarOf(members: readonly TarMember[]): Uint8Array {
  const blocks = members.flatMap(({ name, content, type, prefix }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write(`${content.length.toString(8).padStart(11, '0')} `, 124);
    header.write(' '.repeat(8), 148);
    header.write(type ?? '0', 156);
    header.write('ustar\x0000', 257);
    header.write(prefix ?? '', 345, 155);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    return [header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Uint8Array.from(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
