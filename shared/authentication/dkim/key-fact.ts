/** The key behind a signature as people read it: its record, tag by tag, and when the snapshot saw it (RFC 6376 section 3.6.1). */
import { Buffer } from 'node:buffer';
import type { DkimKeyFact } from '../../facts/authentication.ts';
import type { KeyVerdict } from './key.ts';
import { parseTagList, splitColonList } from './tag-list.ts';
import { millisecondsToIso } from './timestamp.ts';

/** Takes where the key stands and what came of it; null where there was no record to read. */
export function describeKey(name: string | null, verdict: KeyVerdict | null): DkimKeyFact | null {
  if (name === null || verdict === null || verdict.record === null) {
    return null;
  }
  const { tags } = parseTagList(verdict.record);
  const hashes = tags.get('h');
  const note = tags.get('n');
  return {
    name,
    record: verdict.record,
    recordCount: verdict.recordCount,
    hashes: hashes === undefined ? null : splitColonList(hashes),
    services: splitColonList(tags.get('s') ?? '*'),
    flags: splitColonList(tags.get('t') ?? ''),
    note: note === undefined ? null : decodeNote(note),
    granularity: tags.get('g') ?? null,
    firstSeen: millisecondsToIso(verdict.seen?.first ?? null),
    lastSeen: millisecondsToIso(verdict.seen?.last ?? null),
  };
}

/** `n=` is quoted-printable (RFC 6376 section 3.6.1, RFC 2045 section 6.7). Owners who write other characters as they are mean them so. */
function decodeNote(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text)) {
    return text;
  }
  const octets = text.replace(/=([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(octets, 'latin1').toString('utf8');
}

/**
 * Whether a verifier of RFC 4871 would have taken the key for this local part of `i=` (its section 3.6.1): `g=` had to match it, with one
 * `*` for anything. RFC 6376 dropped the tag.
 */
export function matchesGranularity(granularity: string, localPart: string): boolean {
  const [head = '', tail] = granularity.split('*', 2);
  if (tail === undefined) {
    return granularity !== '' && granularity === localPart;
  }
  return localPart.length >= head.length + tail.length && localPart.startsWith(head) && localPart.endsWith(tail);
}
