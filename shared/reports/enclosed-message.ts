/** The message that a failure report encloses: evidence of its own, byte for byte as the reporter attached it. */
import type { MimePart } from '../facts/message.ts';
import { readPartBytes, readParts } from '../message/body.ts';
import { scanMessage } from '../message/header-scanner.ts';

/** In: the e-mail that is a failure report. Out: the message attached to it whole (RFC 5965 section 2), null where there is none or its header only. */
export async function readEnclosedMessage(bytes: Uint8Array): Promise<Uint8Array | null> {
  const message = scanMessage(bytes);
  const [root] = readParts(message);
  const part = root === undefined ? null : findMessage(root);
  if (part === null) return null;
  const content = await readPartBytes(message, part.path);
  return scanMessage(content.bytes).headers.length === 0 ? null : content.bytes;
}

function findMessage(part: MimePart): MimePart | null {
  if (part.contentType === 'message/rfc822' || part.contentType === 'message/global') return part;
  for (const child of part.children) {
    const found = findMessage(child);
    if (found !== null) return found;
  }
  return null;
}
