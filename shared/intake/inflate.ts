/** Decompression with a hard limit on what comes out: the guard against archives that unpack to more than the machine holds. */
import { constants, gunzipSync, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { type Outcome, refuse, succeed } from '../outcome.ts';

export interface Inflated {
  readonly bytes: Uint8Array;
  /** The stream ended early: `bytes` is all that could be read. */
  readonly isCut: boolean;
  /** Bytes of the input up to the end of the stream. */
  readonly consumed: number;
}

/** The gzip streams of RFC 1952, several joined ones too. */
export function gunzip(bytes: Uint8Array, limit: number): Outcome<Inflated> {
  return inflate(gunzipSync, bytes, limit);
}

/** The bare deflate stream of RFC 1951, as zip holds it. What follows it does not count. */
export function inflateRaw(bytes: Uint8Array, limit: number): Outcome<Inflated> {
  return inflate(inflateRawSync, bytes, limit);
}

/** What zlib's functions give with `info: true`; the types of Node describe only the plain result. */
interface InfoResult {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

function inflate(decompress: (bytes: Uint8Array, options: ZlibOptions) => unknown, bytes: Uint8Array, limit: number): Outcome<Inflated> {
  const run = (isCut: boolean): Outcome<Inflated> => {
    const options = { maxOutputLength: Math.max(1, limit), info: true, ...(isCut ? { finishFlush: constants.Z_SYNC_FLUSH } : {}) };
    const { buffer, engine } = decompress(bytes, options) as InfoResult;
    return succeed({ bytes: buffer, isCut, consumed: engine.bytesWritten });
  };
  try {
    return run(false);
  } catch (error) {
    if (codeOf(error) !== 'Z_BUF_ERROR') {
      return refusalOf(error, limit);
    }
  }
  try {
    // Reports that lost their tail in transit are common; what came through is worth reading.
    return run(true);
  } catch (error) {
    return refusalOf(error, limit);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function refusalOf(error: unknown, limit: number): Outcome<never> {
  return codeOf(error) === 'ERR_BUFFER_TOO_LARGE'
    ? refuse('too-large', `It unpacks to more than ${limit} bytes.`)
    : refuse('archive-damaged', 'The compressed data is damaged.');
}
