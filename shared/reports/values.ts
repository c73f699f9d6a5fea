/** Reads the values of a report: trimmed, checked, canonical where a standard defines how, and noted where they are not what it says. */
import { normalizeDomainName } from '../names/domain-name.ts';
import { parseIp } from '../names/ip-network.ts';
import type { XmlElement } from './element.ts';
import { type NoteBook, quote } from './notes.ts';

/** Entries of a cache for values that come back in every row. */
const largestCache = 20_000;

/** The text of an element without the white space around it; null where there is no element, or nothing in it (which is noted). */
export function textOf(element: XmlElement | null, notes: NoteBook): string | null {
  if (element === null) return null;
  const { text } = element;
  const trimmed = text.trim();
  if (trimmed.length === 0) {
    notes.add('element-empty', `The element “${element.name}” is empty.`, element);
    return null;
  }
  if (trimmed.length !== text.length) notes.add('value-trimmed', `White space stands around ${quote(trimmed)}.`, element);
  return trimmed;
}

/** One of a closed list of words; null and a note for any other. */
export function wordOf<const Word extends string>(
  element: XmlElement | null,
  words: readonly Word[],
  notes: NoteBook,
  code: 'result-word-unknown' | 'value-unknown' = 'value-unknown',
): Word | null {
  const text = textOf(element, notes);
  if (text === null || element === null) return null;
  for (const word of words) if (word === text) return word;
  notes.add(code, `${quote(text)} is none of ${words.join(', ')}.`, element);
  return null;
}

/** A whole number from 0 on; null and a note for anything else. */
export function countOf(element: XmlElement | null, notes: NoteBook): number | null {
  const text = textOf(element, notes);
  if (text === null || element === null) return null;
  if (/^\d{1,15}$/.test(text)) {
    const count = Number(text);
    if (count === 0) notes.add('count-zero', 'The row stands for no message at all.', element);
    return count;
  }
  if (/^\d{1,15}\.0{1,10}$/.test(text)) {
    notes.add('count-decimal', `${quote(text)} is read as a whole number.`, element);
    return Number.parseInt(text, 10);
  }
  // A comma parts thousands for some and decimals for others: no number that two readers read alike.
  notes.add('count-invalid', `${quote(text)} is no number of messages.`, element);
  return null;
}

/** Names repeat from row to row; what they mean is found out once. */
export interface ValueReader {
  /** Canonical text (RFC 5952), IPv4-mapped addresses as the IPv4 addresses that they stand for; null and a note for anything else. */
  addressOf(element: XmlElement | null): string | null;
  /** Canonical name (lower case, A-labels); what is no domain name is kept as it stands, with a note. */
  domainOf(element: XmlElement | null): string | null;
}

export function createValueReader(notes: NoteBook): ValueReader {
  const domains = new Map<string, string | null>();
  return {
    addressOf(element) {
      const text = textOf(element, notes);
      if (text === null || element === null) return null;
      const address = parseIp(detached(text))?.text ?? null;
      if (address === null) notes.add('address-invalid', `${quote(text)} is no IP address.`, element);
      else if (address !== text && text.includes(':') && !address.includes(':')) {
        notes.add('address-mapped', `The IPv4-mapped address ${quote(text)} is read as ${address}.`, element);
      } else if (address !== text && /[[\]%]|ipv6:/i.test(text)) {
        notes.add('value-alias', `${quote(text)} is read as the address ${address}.`, element);
      }
      return address;
    },
    domainOf(element) {
      const text = textOf(element, notes);
      if (text === null || element === null) return null;
      const name = cached(domains, text, normalizeDomainName);
      if (name !== null) return name;
      notes.add('domain-invalid', `${quote(text)} is no domain name.`, element);
      return text;
    },
  };
}

function cached(cache: Map<string, string | null>, text: string, find: (text: string) => string | null): string | null {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const own = detached(text);
  const found = find(own);
  if (cache.size >= largestCache) cache.clear();
  cache.set(own, found);
  return found;
}

/**
 * A copy that stands alone. V8 keeps a piece of a string as a window on the whole: one address in a cache would hold a chunk of 64 KiB of
 * the report, and a hundred thousand of them the report.
 */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

/** The largest and smallest second that four digits of a year can show. */
const lastSecond = 253_402_300_799;
const firstSecond = -62_135_596_800;

/** Seconds since the epoch (RFC 7489 appendix C) as ISO 8601 UTC; fractions, signs and other ways to write a time are read and noted. */
export function timeOf(element: XmlElement | null, notes: NoteBook): string | null {
  const text = textOf(element, notes);
  if (text === null || element === null) return null;
  const at = element;
  const number = /^([+-]?\d{1,15})(\.\d{1,20})?$/.exec(text);
  const seconds = number === null ? secondsOfDate(text) : Number(number[1]);
  if (seconds === null || seconds > lastSecond || seconds < firstSecond) {
    notes.add('time-invalid', `${quote(text)} is no time.`, at);
    return null;
  }
  if (number === null) notes.add('value-alias', `The date ${quote(text)} is read as ${seconds} seconds since 1970.`, at);
  else if (number[2] !== undefined) notes.add('time-fractional', `The fraction of ${quote(text)} is dropped.`, at);
  if (seconds < 0) notes.add('time-negative', `${quote(text)} lies before 1970.`, at);
  if (seconds === 0) notes.add('time-zero', 'The time is zero: 1970.', at);
  return isoOf(seconds);
}

/** ISO 8601 date and time; without a zone it is UTC. */
function secondsOfDate(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text);
  if (match === null) return null;
  const time = Date.parse(`${match[1]}T${match[2] ?? '00:00'}${(match[3] ?? 'Z').toUpperCase()}`);
  return Number.isNaN(time) ? null : Math.floor(time / 1000);
}

export function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
