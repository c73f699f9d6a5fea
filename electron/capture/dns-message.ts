/** DNS messages as octets (RFC 1035 section 4): one question out, one reply in. Whatever a stranger's server sends is read within its bounds. */

import { readOwnerName, readRecord } from '../../shared/dns/record-data.ts';
import type { OwnedRecord } from '../../shared/dns/reply.ts';
import type { DnsQuestion } from '../../shared/facts/dns.ts';

/** IANA, Resource Record TYPEs: those that a check asks for, and those that stand in answers to it. */
const typeNumbers: Readonly<Record<string, number>> = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, DNAME: 39 };
const typeNames = new Map(Object.entries(typeNumbers).map(([name, number]) => [number, name]));
const optType = 41;
const internetClass = 1;

/** IANA, DNS RCODEs; others are `RCODE` and their number. */
const rcodeNames = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
];

/** The flag day's size (dnsflagday.net/2020): what passes the Internet in one piece. */
const largestUdpReply = 1_232;

export interface ReplyMessage {
  readonly id: number;
  readonly rcode: string;
  /** RFC 1035 section 4.1.1, RFC 4035 section 3.2.3. */
  readonly isAuthoritative: boolean;
  readonly isTruncated: boolean;
  readonly hasRecursion: boolean;
  readonly isAuthenticated: boolean;
  /** Canonical name and type of the one question; null where it is another class or type, or no name. */
  readonly question: { readonly name: string; readonly type: string } | null;
  readonly answers: readonly OwnedRecord[];
  /** Records of the answer section that could not be read. */
  readonly unreadable: number;
  readonly authority: readonly string[];
}

/** RFC 1035 section 4.1, with recursion wanted; with EDNS (RFC 6891) unless a server does not bear it. Null where the name cannot be sent. */
export function encodeQuery(question: DnsQuestion, id: number, withEdns: boolean): Uint8Array | null {
  const type = typeNumbers[question.type];
  const name = encodeName(question.name);
  if (type === undefined || name === null) return null;
  // AD in a query asks for AD in the reply without asking for signatures (RFC 6840 section 5.7).
  const header = [id >> 8, id & 255, 0x01, 0x20, 0, 1, 0, 0, 0, 0, 0, withEdns ? 1 : 0];
  const edns = withEdns ? [0, 0, optType, largestUdpReply >> 8, largestUdpReply & 255, 0, 0, 0, 0, 0, 0] : [];
  return Uint8Array.from([...header, ...name, type >> 8, type & 255, 0, internetClass, ...edns]);
}

function encodeName(name: string): number[] | null {
  const octets: number[] = [];
  for (const label of name === '' ? [] : name.split('.')) {
    if (label.length === 0 || label.length > 63) return null;
    octets.push(label.length);
    for (let index = 0; index < label.length; index++) {
      const code = label.charCodeAt(index);
      if (code > 255) return null;
      octets.push(code);
    }
  }
  octets.push(0);
  return octets.length > 255 ? null : octets;
}

/** Gives null for what is no reply in the standard form. Never throws. */
export function decodeReply(bytes: Uint8Array): ReplyMessage | null {
  const reader = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12) return null;
  const [flags, questions, answers, authorities, additionals] = [2, 4, 6, 8, 10].map((at) => reader.getUint16(at));
  if (flags === undefined || questions === undefined || answers === undefined) return null;
  const isReply = (flags & 0x8000) !== 0 && (flags & 0x7800) === 0;
  if (!isReply || questions > 1) return null;
  let at = 12;
  let question: ReplyMessage['question'] = null;
  if (questions === 1) {
    const name = readName(bytes, at);
    if (name === null || name.end + 4 > bytes.length) return null;
    const type = typeNames.get(reader.getUint16(name.end));
    const owner = readOwnerName(name.text);
    if (type !== undefined && owner !== null && reader.getUint16(name.end + 2) === internetClass) question = { name: owner, type };
    at = name.end + 4;
  }
  const isTruncated = (flags & 0x0200) !== 0;
  const sections = readSections(bytes, at, [answers, authorities ?? 0, additionals ?? 0]);
  // A truncated message may end anywhere; any other must hold what its header promises.
  if (sections === null && !isTruncated) return null;
  const extended = sections?.extendedRcode ?? 0;
  const rcode = (extended << 4) | (flags & 0x000f);
  return {
    id: reader.getUint16(0),
    rcode: rcodeNames[rcode] ?? (rcode === 16 ? 'BADVERS' : `RCODE${rcode}`),
    isAuthoritative: (flags & 0x0400) !== 0,
    isTruncated,
    hasRecursion: (flags & 0x0080) !== 0,
    isAuthenticated: (flags & 0x0020) !== 0,
    question,
    answers: sections?.answers ?? [],
    unreadable: sections?.unreadable ?? 0,
    authority: sections?.authority ?? [],
  };
}

interface Sections {
  readonly answers: OwnedRecord[];
  readonly authority: string[];
  unreadable: number;
  extendedRcode: number;
}

function readSections(bytes: Uint8Array, start: number, counts: readonly number[]): Sections | null {
  const reader = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sections: Sections = { answers: [], authority: [], unreadable: 0, extendedRcode: 0 };
  let at = start;
  for (const [section, count] of counts.entries()) {
    for (let index = 0; index < count; index++) {
      const owner = readName(bytes, at);
      if (owner === null || owner.end + 10 > bytes.length) return null;
      const type = reader.getUint16(owner.end);
      const recordClass = reader.getUint16(owner.end + 2);
      const data = owner.end + 10;
      const end = data + reader.getUint16(owner.end + 8);
      if (end > bytes.length) return null;
      at = end;
      if (type === optType) {
        // RFC 6891 section 6.1.3: the upper eight bits of the RCODE.
        if (section === 2) sections.extendedRcode = bytes[owner.end + 4] ?? 0;
        continue;
      }
      const typeName = typeNames.get(type);
      if (typeName === undefined || recordClass !== internetClass) continue;
      if (section === 1) sections.authority.push(typeName);
      if (section !== 0) continue;
      const name = readOwnerName(owner.text);
      const value = readData(bytes, typeName, data, end);
      const record = value === null ? null : readRecord(typeName, value);
      if (name === null || record === null) sections.unreadable++;
      else sections.answers.push({ name, type: typeName, record });
    }
  }
  return sections;
}

/** Record data as `readRecord` takes it. */
function readData(bytes: Uint8Array, type: string, start: number, end: number): unknown {
  switch (type) {
    case 'A':
      return end - start === 4 ? bytes.subarray(start, end).join('.') : null;
    case 'AAAA':
      return end - start === 16 ? readAddress6(bytes, start) : null;
    case 'TXT':
      return readStrings(bytes, start, end);
    case 'MX': {
      const exchange = start + 2 < end ? readName(bytes, start + 2) : null;
      return exchange === null || exchange.end !== end
        ? null
        : [((bytes[start] ?? 0) << 8) | (bytes[start + 1] ?? 0), exchange.text === '' ? '.' : exchange.text];
    }
    case 'CNAME':
    case 'NS':
    case 'PTR': {
      const target = readName(bytes, start);
      return target === null || target.end !== end ? null : target.text === '' ? '.' : target.text;
    }
    default:
      return null;
  }
}

function readAddress6(bytes: Uint8Array, start: number): string {
  const words: string[] = [];
  for (let index = 0; index < 16; index += 2)
    words.push((((bytes[start + index] ?? 0) << 8) | (bytes[start + index + 1] ?? 0)).toString(16));
  return words.join(':');
}

/** Character strings, one character an octet (RFC 1035 section 3.3). */
function readStrings(bytes: Uint8Array, start: number, end: number): string[] | null {
  const strings: string[] = [];
  let at = start;
  while (at < end) {
    const next = at + 1 + (bytes[at] ?? 0);
    if (next > end) return null;
    strings.push(Buffer.from(bytes.subarray(at + 1, next)).toString('latin1'));
    at = next;
  }
  return strings;
}

/** A name at an offset, pointers followed (RFC 1035 section 4.1.4); labels joined by dots. A pointer must point back, so that it ends. */
function readName(bytes: Uint8Array, start: number): { readonly text: string; readonly end: number } | null {
  const labels: string[] = [];
  let at = start;
  let end: number | null = null;
  let length = 0;
  let lowest = start;
  for (;;) {
    const octet = bytes[at];
    if (octet === undefined) return null;
    if (octet === 0) return { text: labels.join('.'), end: end ?? at + 1 };
    if ((octet & 0xc0) === 0xc0) {
      const target = ((octet & 0x3f) << 8) | (bytes[at + 1] ?? 0);
      if (at + 1 >= bytes.length || target >= lowest) return null;
      end ??= at + 2;
      lowest = target;
      at = target;
      continue;
    }
    length += octet + 1;
    if (octet > 63 || at + 1 + octet > bytes.length || length > 255) return null;
    labels.push(labelText(bytes.subarray(at + 1, at + 1 + octet)));
    at += 1 + octet;
  }
}

/** A dot inside a label is no separator: it is written by its number (RFC 1035 section 5.1), and such a name is no name that is asked for. */
function labelText(octets: Uint8Array): string {
  return Buffer.from(octets).toString('latin1').replaceAll('.', '\\046');
}
