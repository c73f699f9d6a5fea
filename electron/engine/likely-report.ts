/** Guesses which files hold reports, so that these are read first of all and on all cores. A wrong guess costs time and nothing else. */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Source } from './intake.ts';

const ofReports = new Set(['.xml', '.json', '.gz', '.zip', '.tar', '.tgz']);
const archives = new Set(['.zip', '.tar']);
const ofMessages = new Set(['.eml', '.msg', '.mbox', '.txt', '']);
/** Archives from this size on are always looked into: opening one of messages as one of reports would take them all apart in vain. */
const largeArchive = 256 * 1024;
const headSize = 1_024;

/** `few` sources are looked into whatever their size. */
export async function isLikelyReport(source: Source, few: boolean): Promise<boolean> {
  const ending = extname(source.shownAs).toLowerCase();
  if (source.kind === 'refused' || !ofReports.has(ending)) return false;
  const inner = extname(source.shownAs.slice(0, -ending.length)).toLowerCase();
  if (ending === '.gz' && inner !== '' && ofMessages.has(inner)) return false;
  if (!archives.has(ending)) return true;
  const from = few ? 0 : largeArchive;
  const head = source.kind === 'bytes' ? headOf(source.bytes, from) : await headOfFile(source.file, from);
  const first = head === null ? null : firstNameIn(head);
  return first === null || !ofMessages.has(extname(first).toLowerCase());
}

/** The name of the first member of a zip or tar; null where the head does not say, or says that a folder comes first. */
function firstNameIn(head: Buffer): string | null {
  const name =
    head.toString('latin1', 0, 4) === 'PK\u0003\u0004'
      ? head.toString('latin1', 30, 30 + head.readUInt16LE(26))
      : head.toString('latin1', 257, 262) === 'ustar'
        ? (head.toString('latin1', 0, 100).split('\0')[0] ?? '')
        : '';
  return name === '' || name.endsWith('/') ? null : name;
}

function headOf(bytes: Uint8Array, from: number): Buffer | null {
  return bytes.length < from ? null : Buffer.from(bytes.subarray(0, headSize));
}

/** Null where it is small, or cannot be read: then reading it says why. */
async function headOfFile(file: string, from: number): Promise<Buffer | null> {
  try {
    const handle = await open(file, 'r');
    try {
      if (from > 0 && (await handle.stat()).size < from) return null;
      const head = Buffer.alloc(headSize);
      await handle.read(head, 0, headSize, 0);
      return head;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
