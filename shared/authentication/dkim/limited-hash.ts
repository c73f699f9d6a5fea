/** A hash that counts all octets and takes only the first of them (`l=`, RFC 6376 section 3.5). */
import { Buffer } from 'node:buffer';
import type { Hash } from 'node:crypto';

/** Short pieces are copied together here: one call into the hash costs more than copying a line. Used by one hash at a time. */
const scratch = Buffer.allocUnsafe(65_536);
const largestCopy = 4_096;

/** Write all octets in order, then take the digest. Everything between happens without a pause, so the scratch space is not shared. */
export class LimitedHash {
  readonly #hash: Hash;
  readonly #limit: number;
  #used = 0;
  #octets = 0;

  constructor(hash: Hash, limit: number | null) {
    this.#hash = hash;
    this.#limit = limit ?? Number.POSITIVE_INFINITY;
  }

  write(piece: Buffer): void {
    const { length } = piece;
    if (length > largestCopy) {
      this.#flush();
      this.#update(piece);
      return;
    }
    if (this.#used + length > scratch.length) {
      this.#flush();
    }
    if (length > 32) {
      scratch.set(piece, this.#used);
      this.#used += length;
      return;
    }
    for (let index = 0; index < length; index++) {
      scratch[this.#used++] = piece[index] as number;
    }
  }

  /** Octets written up to now, whatever the limit is. */
  get octets(): number {
    return this.#octets + this.#used;
  }

  digest(): Buffer {
    this.#flush();
    return this.#hash.digest();
  }

  #flush(): void {
    this.#update(scratch.subarray(0, this.#used));
    this.#used = 0;
  }

  #update(piece: Buffer): void {
    const room = this.#limit - this.#octets;
    if (room > 0 && piece.length > 0) {
      this.#hash.update(room < piece.length ? piece.subarray(0, room) : piece);
    }
    this.#octets += piece.length;
  }
}
