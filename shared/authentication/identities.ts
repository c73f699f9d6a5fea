/** The SMTP identities of the final delivery, from whoever recorded them best. */

import type { Place } from '../facts/evidence.ts';
import type { Identities } from '../facts/identity.ts';
import type { HeaderField, Message } from '../facts/message.ts';
import type { Boundary, Hop } from '../facts/route.ts';
import { readFrom } from '../message/fields/address.ts';
import type { Records } from '../message/records.ts';

/** The identities, and the field that the MAIL FROM was read from. */
export interface ReadIdentities extends Identities {
  readonly mailFromField: HeaderField | null;
}

interface RecordedSender {
  readonly value: string;
  readonly field: HeaderField;
  readonly place: Place;
}

/**
 * Takes a message, its records, boundary and hops. MAIL FROM is what the receiver recorded with its SPF check; the Return-Path field
 * (RFC 5321 section 4.4) adds the local part where its domain agrees, and stands alone where nothing was recorded and the receiver wrote it:
 * one below the boundary is the sender's own word, and would choose what is checked.
 * A value without `@` means that only the domain is known; the empty string is the null reverse-path.
 */
export function readIdentities(message: Message, records: Records, boundary: Boundary, hops: readonly Hop[]): ReadIdentities {
  const recorded = recordedSender(records, boundary);
  const returnPath = message.headers.find((field) => field.key === 'return-path') ?? null;
  const address = returnPath === null ? null : reversePathOf(returnPath);
  const final = boundary.hop === null ? hops.at(-1) : hops[boundary.hop];
  const isBelieved = (field: HeaderField, path: string): boolean =>
    recorded === null
      ? isWrittenByReceiver(field, boundary) || (path === '' && checkedHeloOnly(records, boundary))
      : agrees(path, recorded.value);
  const common = { from: readFrom(message), helo: final?.from.helo ?? null };
  if (returnPath !== null && address !== null && isBelieved(returnPath, address)) {
    return {
      ...common,
      mailFrom: address,
      mailFromPlace: { header: returnPath.index, ...returnPath.valueSpan },
      mailFromField: returnPath,
    };
  }
  if (recorded === null) return { ...common, mailFrom: null, mailFromPlace: null, mailFromField: null };
  return { ...common, mailFrom: recorded.value, mailFromPlace: recorded.place, mailFromField: recorded.field };
}

/** Without a boundary nobody wrote anything, and no connection is there to be checked: then the field is shown for what it says. */
function isWrittenByReceiver(field: HeaderField, boundary: Boundary): boolean {
  return boundary.hop === null || field.index <= boundary.header;
}

/** Where MAIL FROM is the null reverse-path, SPF is of the HELO (RFC 7208 section 2.4), and that is what receivers record. */
function checkedHeloOnly(records: Records, boundary: Boundary): boolean {
  return records.results.some(
    ({ field, parsed }) =>
      field.index <= boundary.header &&
      parsed.results.some((result) => result.method === 'spf' && result.properties['smtp.helo'] !== undefined),
  );
}

/** The receiver's own `smtp.mailfrom` or envelope-from, above the boundary. */
function recordedSender(records: Records, boundary: Boundary): RecordedSender | null {
  for (const { field, parsed } of records.results) {
    if (field.index > boundary.header) continue;
    for (const result of parsed.results) {
      const value = result.method === 'spf' ? result.properties['smtp.mailfrom'] : undefined;
      if (value !== undefined && value !== '') return { value: unbracket(value), field, place: { header: field.index, ...result.span } };
    }
  }
  for (const { field, parsed } of records.receivedSpf) {
    if (field.index > boundary.header || parsed.envelopeFrom === null) continue;
    return { value: unbracket(parsed.envelopeFrom), field, place: { header: field.index, ...parsed.span } };
  }
  return null;
}

/** The address between the angle brackets; some systems write it bare. Null for a value that is no path. */
function reversePathOf(field: HeaderField): string | null {
  const value = field.value.trim();
  if (value === '<>') return '';
  const path = unbracket(value);
  return path.length > 0 && path.length <= 1_000 && !/\s/.test(path) ? path : null;
}

function unbracket(value: string): string {
  const open = value.lastIndexOf('<');
  const close = value.indexOf('>', open + 1);
  return (open >= 0 && close > open ? value.slice(open + 1, close) : value).trim();
}

function agrees(address: string, recorded: string): boolean {
  const domainOf = (value: string): string => value.slice(value.lastIndexOf('@') + 1).toLowerCase();
  return domainOf(address) === domainOf(recorded);
}
