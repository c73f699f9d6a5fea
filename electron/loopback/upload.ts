/** Reads the files of one upload from a request body: for each file a line of JSON with its name and size, then exactly so many bytes. */
import { z } from 'zod';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface UploadLimits {
  readonly bytesAFile: number;
  readonly bytesInAll: number;
  readonly files: number;
}

export const uploadLimits: UploadLimits = { bytesAFile: 512 * 1024 * 1024, bytesInAll: 1024 * 1024 * 1024, files: 10_000 };

const Heading = z.strictObject({ name: z.string().max(4_096), size: z.int().min(0) });
/** A heading line holds one name of at most 4,096 characters; escaped in JSON each takes 6 bytes at most. */
const longestHeading = 6 * 4_096 + 64;
const lineFeed = 0x0a;

/**
 * In: the body as it arrives, in pieces of any size. Out: the files, or a refusal (`too-large`, `bad-request`).
 * A file's memory is taken as its bytes arrive, never on the word of its heading alone.
 */
export async function readUpload(body: AsyncIterable<Uint8Array>, limits: UploadLimits = uploadLimits): Promise<Outcome<UploadedFile[]>> {
  const files: UploadedFile[] = [];
  let heading: z.infer<typeof Heading> | null = null;
  let pieces: Uint8Array[] = [];
  let held = 0;
  let total = 0;

  for await (const chunk of body) {
    total += chunk.length;
    if (total > limits.bytesInAll) return refuse('too-large', 'Too much in one upload: add the files in smaller groups.');
    let rest: Uint8Array = chunk;
    while (rest.length > 0 || (heading !== null && heading.size === held)) {
      if (heading === null) {
        const end = rest.indexOf(lineFeed);
        pieces.push(end === -1 ? rest : rest.subarray(0, end));
        held += end === -1 ? rest.length : end;
        if (held > longestHeading) return refuse('bad-request', 'The heading of an uploaded file is too long.');
        if (end === -1) break;
        rest = rest.subarray(end + 1);
        heading = readHeading(Buffer.concat(pieces).toString('utf8'));
        if (heading === null) return refuse('bad-request', 'The heading of an uploaded file is not readable.');
        if (heading.size > limits.bytesAFile)
          return refuse('too-large', `${heading.name} is larger than ${limits.bytesAFile} bytes.`, { evidence: heading.name });
        if (files.length === limits.files) return refuse('too-large', `More than ${limits.files} files in one upload.`);
      } else {
        const piece = rest.subarray(0, heading.size - held);
        pieces.push(piece);
        held += piece.length;
        rest = rest.subarray(piece.length);
        if (held < heading.size) break;
        files.push({ name: heading.name, bytes: new Uint8Array(Buffer.concat(pieces)) });
        heading = null;
      }
      pieces = [];
      held = 0;
    }
  }
  return heading === null && held === 0 ? succeed(files) : refuse('bad-request', 'The upload ended in the middle of a file.');
}

function readHeading(line: string): z.infer<typeof Heading> | null {
  try {
    return Heading.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null; // SyntaxError: not JSON.
  }
}
