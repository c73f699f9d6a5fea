/** What a reader should know about a signature beside its result: all of it is allowed, and each has been used to deceive. */
import type { KeyVerdict } from './key.ts';
import { matchesGranularity } from './key-fact.ts';
import type { Signature } from './signature.ts';
import type { SelectedFields } from './signed-content.ts';
import { parseTagList } from './tag-list.ts';
import { millisecondsToIso, toIso } from './timestamp.ts';

/** Clocks differ; a signature from further in the future than this is worth a word. */
const clockToleranceSeconds = 3_600;
const dayMilliseconds = 86_400_000;

export interface Observed {
  readonly signature: Signature;
  readonly selected: Omit<SelectedFields, 'sequence'>;
  readonly key: KeyVerdict | null;
  readonly time: number;
  readonly unsignedOctets: number;
}

/** Sentences in a fixed order. */
export function listWarnings({ signature, selected, key, time, unsignedOctets }: Observed): readonly string[] {
  const warnings: string[] = [];
  if (unsignedOctets > 0) {
    warnings.push(`${unsignedOctets} octets at the end of the body are not signed (l=${signature.bodyLength}).`);
  }
  if (selected.unsignedDuplicates.length > 0) {
    warnings.push(`The message holds further fields of the same name that are not signed: ${selected.unsignedDuplicates.join(', ')}.`);
  }
  if (time > 0 && signature.signedAt !== null && signature.signedAt - time / 1_000 > clockToleranceSeconds) {
    warnings.push(
      `The signature says that it was made after the message was received (${toIso(signature.signedAt) ?? `t=${signature.signedAt}`}).`,
    );
  }
  if (signature.hash === 'sha1') {
    warnings.push('SHA-1 is no longer safe for signatures.');
  }
  if (key?.testing === true) {
    warnings.push('The key is published for tests (t=y): its owner asks that the signature count for nothing.');
  }
  if (key !== null && key.recordCount > 1) {
    warnings.push(`${key.recordCount} TXT records stand at the selector, where one key is expected; each was tried.`);
  }
  const granularity = key?.record === null || key === null ? undefined : parseTagList(key.record).tags.get('g');
  if (granularity !== undefined && !matchesGranularity(granularity, localPartOf(signature.auid))) {
    warnings.push(
      `The key record has g=${granularity}, which verifiers ignore since RFC 6376 (2011); earlier ones would not have taken the key for ${signature.auid ?? 'this signature'}.`,
    );
  }
  const age = describeAge(signature, key, time);
  if (age !== null) {
    warnings.push(age);
  }
  return warnings;
}

function localPartOf(auid: string | null): string {
  return auid === null ? '' : auid.slice(0, Math.max(0, auid.lastIndexOf('@')));
}

/**
 * The key's record is evidence of the time in which it was seen. For a signature that verifies, the key was its maker's whenever it was
 * seen; for one that does not, another key may have stood there at the receipt.
 */
function describeAge(signature: Signature, key: KeyVerdict | null, time: number): string | null {
  if (key === null || key.seen === null || time <= 0) {
    return null;
  }
  const { first, last } = key.seen;
  if (key.code !== 'verified') {
    if (first !== null && first - time >= dayMilliseconds) {
      return `The snapshot saw this answer first on ${dateOf(first)}, ${days(first - time)} after the message was received: it may have been another one then.`;
    }
    if (last !== null && time - last >= dayMilliseconds) {
      return `The snapshot saw this answer last on ${dateOf(last)}, ${days(time - last)} before the message was received: it may have been another one then.`;
    }
    return null;
  }
  const signedAt = signature.signedAt === null ? null : signature.signedAt * 1_000;
  if (signedAt !== null && last !== null && signedAt - last >= dayMilliseconds) {
    return `The snapshot saw the key last on ${dateOf(last)}, ${days(signedAt - last)} before the signature says that it was made.`;
  }
  return null;
}

function dateOf(milliseconds: number): string {
  return millisecondsToIso(milliseconds)?.slice(0, -'T00:00:00Z'.length) ?? 'an unusable date';
}

function days(milliseconds: number): string {
  const count = Math.floor(milliseconds / dayMilliseconds);
  return count === 1 ? '1 day' : `${count} days`;
}
