/** Reads a gzip file (RFC 1952) as an archive with one member, also where its end is missing, wrong or followed by junk. */
import { bufferOver } from '../message/decode.ts';
import { type Outcome, refuse, succeed } from '../outcome.ts';
import type { ArchiveMember, MemberContent } from './archive-member.ts';
import { crc32 } from './crc32.ts';
import { gunzip, inflateRaw } from './inflate.ts';

const longestName = 1_024;

/** `outerName` is the file's own name; without a name inside, its last ending is taken off (`report.xml.gz` holds `report.xml`). */
export function readGzip(bytes: Uint8Array, outerName: string): ArchiveMember {
  const header = readHeader(bytes);
  return {
    name: header?.name ?? nameWithin(outerName),
    read: (limit) => {
      const inflated = gunzip(bytes, limit);
      if (!inflated.ok) {
        const start = header?.end ?? bytes.length;
        return inflated.error.code === 'archive-damaged' && start < bytes.length ? readFirstStream(bytes.subarray(start), limit) : inflated;
      }
      const damage = { code: 'archive-damaged', message: 'The gzip file is cut short; what could be read was read.' } as const;
      return succeed({ bytes: inflated.value.bytes, damage: inflated.value.isCut ? damage : null });
    },
  };
}

/** zlib gives nothing where the checksum is wrong or junk follows, though all the content is there: then the deflate stream is read alone. */
function readFirstStream(data: Uint8Array, limit: number): Outcome<MemberContent> {
  const inflated = inflateRaw(data, limit);
  if (!inflated.ok) {
    return inflated;
  }
  const { bytes, isCut, consumed } = inflated.value;
  if (isCut) {
    return refuse('archive-damaged', 'The compressed data is damaged.');
  }
  const trailer = data.subarray(consumed, consumed + 8);
  const isSound = trailer.length === 8 && bufferOver(trailer).readUInt32LE(0) === crc32(bytes);
  return succeed({ bytes, damage: isSound ? null : { code: 'archive-damaged', message: 'The checksum of the gzip file is wrong.' } });
}

/** Where the header ends and the name in it (latin-1); null where it is cut short or not of this format. Section 2.3. */
function readHeader(bytes: Uint8Array): { name: string | null; end: number } | null {
  const flags = bytes[3] ?? 0;
  let end = 10;
  let name: string | null = null;
  if ((flags & 0x04) !== 0) {
    end += 2 + (bytes[10] ?? 0) + (bytes[11] ?? 0) * 256;
  }
  if ((flags & 0x08) !== 0) {
    const nul = bytes.indexOf(0, end);
    name = nul > end && nul - end <= longestName ? bufferOver(bytes).toString('latin1', end, nul) : null;
    end = nul === -1 ? bytes.length : nul + 1;
  }
  if ((flags & 0x10) !== 0) {
    const nul = bytes.indexOf(0, end);
    end = nul === -1 ? bytes.length : nul + 1;
  }
  end += (flags & 0x02) !== 0 ? 2 : 0;
  return bytes[2] === 8 && end < bytes.length ? { name, end } : null;
}

function nameWithin(outerName: string): string {
  const name = outerName.slice(Math.max(outerName.lastIndexOf('/'), outerName.lastIndexOf('\\')) + 1);
  return /\.tgz$/i.test(name) ? name.replace(/\.tgz$/i, '.tar') : name.replace(/(?<=.)\.[^.]*$/, '');
}
