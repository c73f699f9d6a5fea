/** Reads one file whole, within the limit, without trusting what its directory entry says. */
import { open } from 'node:fs/promises';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { fileRefusal } from './walk.ts';

/** Bytes of the largest input that is taken. */
export const largestFile = 512 * 1024 * 1024;

/** The bytes in an array buffer of their own, so that they can be moved to a worker. Refuses with `not-found`, `not-readable` or `too-large`. */
export async function readFileWithin(file: string, shownAs: string, limit = largestFile): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const tooLarge = () => refuse('too-large', `It is larger than ${Math.floor(limit / (1024 * 1024))} MiB.`, { evidence: shownAs });
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > limit) return tooLarge();
      // One byte more than the file should have shows whether it grew; a pipe says size 0 and grows as it likes.
      let buffer = new Uint8Array(size + 1);
      let filled = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, null);
        if (bytesRead === 0) return succeed(buffer.slice(0, filled));
        filled += bytesRead;
        if (filled > limit) return tooLarge();
        if (filled === buffer.length) {
          const larger = new Uint8Array(Math.min(limit + 1, buffer.length * 2 + 65_536));
          larger.set(buffer);
          buffer = larger;
        }
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, error: fileRefusal(error, shownAs) };
  }
}

/** The same bytes in an array buffer that holds nothing else: a view into a container would keep the whole of it in memory. */
export function ownBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength && !Buffer.isBuffer(bytes)) {
    return bytes as Uint8Array<ArrayBuffer>;
  }
  return new Uint8Array(bytes);
}
