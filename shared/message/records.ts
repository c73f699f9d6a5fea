/** Every field in which somebody recorded an authentication check, read once for the boundary and for the claims. */
import type { Place } from '../facts/evidence.ts';
import type { HeaderField, Message } from '../facts/message.ts';
import { type AuthenticationResults, parseAuthenticationResults } from './fields/authentication-results.ts';
import { parseReceivedSpf, type ReceivedSpf } from './fields/received-spf.ts';

export type ResultsFieldKind = 'authentication-results' | 'arc-authentication-results' | 'operator-results';

export interface Records {
  readonly results: readonly { readonly field: HeaderField; readonly kind: ResultsFieldKind; readonly parsed: AuthenticationResults }[];
  readonly receivedSpf: readonly { readonly field: HeaderField; readonly parsed: ReceivedSpf }[];
}

/** An address that a record names as the client of its check. */
export interface RecordedClient {
  readonly ip: string;
  readonly field: 'authentication-results' | 'arc-authentication-results' | 'received-spf';
  readonly place: Place;
}

/** Names under which operators keep the results of their own ingress check when a message leaves them (standards.md 3.1). */
const kinds: ReadonlyMap<string, ResultsFieldKind> = new Map([
  ['authentication-results', 'authentication-results'],
  ['arc-authentication-results', 'arc-authentication-results'],
  ['x-ms-exchange-authentication-results', 'operator-results'],
  ['authentication-results-original', 'operator-results'],
]);

/** Takes a scanned message; gives its records from top to bottom. Never throws: what cannot be read has no results. */
export function readRecords(message: Message): Records {
  const results: Records['results'][number][] = [];
  const receivedSpf: Records['receivedSpf'][number][] = [];
  for (const field of message.headers) {
    const kind = kinds.get(field.key);
    if (kind !== undefined) results.push({ field, kind, parsed: parseAuthenticationResults(field) });
    else if (field.key === 'received-spf') receivedSpf.push({ field, parsed: parseReceivedSpf(field) });
  }
  return { results, receivedSpf };
}

/**
 * The clients that Authentication-Results, ARC-Authentication-Results and Received-SPF fields name, from top to bottom. Google writes only
 * the second above its own Received line. What operators kept of their ingress check speaks of another connection and is left out.
 */
export function recordedClients(records: Records): readonly RecordedClient[] {
  const clients: RecordedClient[] = [];
  for (const { field, kind, parsed } of records.results) {
    if (kind !== 'operator-results' && parsed.senderIp !== null) {
      clients.push({ ip: parsed.senderIp, field: kind, place: { header: field.index, ...field.valueSpan } });
    }
  }
  for (const { field, parsed } of records.receivedSpf) {
    if (parsed.clientIp !== null) {
      clients.push({ ip: parsed.clientIp, field: 'received-spf', place: { header: field.index, ...field.valueSpan } });
    }
  }
  return clients.sort((a, b) => a.place.header - b.place.header);
}
