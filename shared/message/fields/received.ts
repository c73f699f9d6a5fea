/**
 * Reads a Received field: who handed the message to whom, and when.
 *
 * Every product writes its own dialect, and they disagree on the one thing that matters most here: which name the client gave (HELO) and
 * which name the writer resolved (reverse name). So a dialect is recognised first and then read; see `received/dialects/`.
 */
import type { Place } from '../../facts/evidence.ts';
import type { HeaderField } from '../../facts/message.ts';
import { parseAddressLiteral } from './address-literal.ts';
import { readCommonParts } from './received/clauses.ts';
import type { Peer, ReceivedDialect, ReceivedParts } from './received/dialect.ts';
import { type ReceivedLine, readReceivedLine } from './received/line.ts';
import { unknownPeer } from './received/peer.ts';

/** One Received field, read. Names stand as the writer printed them; addresses in their short form. */
export interface ReceivedField extends ReceivedParts {
  /** The file under `received/dialects/` that read it; null where none did, and only certain fragments are filled. */
  readonly dialect: string | null;
  readonly from: Peer;
  /** When the writer took it over: UTC, ISO 8601 to the second; null where no date is readable. */
  readonly at: string | null;
  readonly comments: readonly string[];
  /** The field body in the evidence. */
  readonly place: Place;
}

const modules = import.meta.glob<ReceivedDialect>('./received/dialects/*.ts', { eager: true, import: 'default' });

/** All dialects, the most specific first; equals by id, so that the order never depends on the file system. */
export const receivedDialects: readonly ReceivedDialect[] = Object.values(modules).sort(
  (one, other) => other.specificity - one.specificity || (one.id < other.id ? -1 : 1),
);

/** Takes one header field (RFC 5321 section 4.4). Never throws, and is linear in its length. */
export function parseReceived(field: HeaderField): ReceivedField {
  const line = readReceivedLine(field.value);
  const dialect = receivedDialects.find((candidate) => candidate.recognize(line));
  const parts = dialect === undefined ? fragments(line) : { ...readCommonParts(line), ...dialect.read(line) };
  const place = { header: field.index, start: field.valueSpan.start, end: field.valueSpan.end };
  return { dialect: dialect?.id ?? null, ...parts, at: line.at, comments: line.comments, place };
}

/** What is certain of a line that no grammar reads: an address if there is exactly one in brackets, and the time. */
function fragments(line: ReceivedLine): ReceivedParts {
  const inBrackets = line.text.slice(0, 4096).match(/\[[^[\]\s]{2,60}\]/g) ?? [];
  const addresses = new Set(inBrackets.map(parseAddressLiteral).filter((address) => address !== null));
  const [ip] = addresses;
  return {
    from: addresses.size === 1 && ip !== undefined ? { ...unknownPeer, ip } : unknownPeer,
    by: null,
    byIp: null,
    via: null,
    with: null,
    tls: null,
    id: null,
    for: null,
    envelopeFrom: null,
    authenticatedUser: null,
  };
}
