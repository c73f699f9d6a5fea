/** From a signature to the verdict of its key: look-up, restrictions, cryptography (RFC 6376 sections 6.1.2 and 6.1.3). */
import type { Buffer } from 'node:buffer';
import { createHash, createVerify, verify } from 'node:crypto';
import type { DkimReasonCode } from '../../facts/authentication.ts';
import type { DnsQuestion, DnsSeen, Resolver } from '../../facts/dns.ts';
import type { Mailauth } from '../mailauth.ts';
import { type DkimKey, readKeyRecord } from './record.ts';
import type { Signature } from './signature.ts';

/** RFC 8301 section 3.2. */
export const leastRsaBits = 1024;
/** A selector should hold one key (RFC 6376 section 3.6.2.2); where it holds more, each is tried, but not without end. */
const largestKeyCount = 8;

/** What the key says. `verified` and `signature-mismatch` are the only codes that come from the cryptography. */
export interface KeyVerdict {
  readonly code: Extract<DkimReasonCode, `key-${string}` | 'verified' | 'signature-mismatch'>;
  readonly detail: string;
  /** Whether the signature over the header fields verifies, also where the key's owner or RFC 8301 forbids its use. */
  readonly headerSignature: 'pass' | 'fail' | 'unknown';
  readonly keyBits: number | null;
  readonly testing: boolean;
  /** The text of the record that decided; null where there was none to try. */
  readonly record: string | null;
  readonly recordCount: number;
  /** When the snapshot saw the answer; null where it does not say. */
  readonly seen: DnsSeen | null;
  readonly missing: readonly DnsQuestion[];
}

/** The parts of a signature that decide which key fits it. An ARC-Seal has them too. */
export type SignedWith = Pick<Signature, 'keyType' | 'hash' | 'isBelowDomain' | 'signature'>;

/**
 * Asks for the key at `keyName` and tries it on `data`, the canonical octets in order (called only where a key is at hand).
 * Where several records stand there, the one that verifies decides, else the one that gets furthest.
 */
export async function tryKey(
  keyName: string,
  signedWith: SignedWith,
  data: () => Iterable<Buffer>,
  resolver: Resolver,
  mailauth: Mailauth,
): Promise<KeyVerdict> {
  const question: DnsQuestion = { name: keyName, type: 'TXT' };
  const answer = resolver.resolve(question);
  const seen = resolver.seen?.(question) ?? null;
  const withoutKey = {
    headerSignature: 'unknown',
    keyBits: null,
    testing: false,
    record: null,
    recordCount: 0,
    seen,
    missing: [],
  } as const;
  if (answer.kind === 'not-captured') {
    return { ...withoutKey, code: 'key-not-captured', detail: keyName, missing: [question] };
  }
  if (answer.kind === 'failed') {
    return { ...withoutKey, code: 'key-lookup-failed', detail: answer.rcode };
  }
  const records = answer.kind === 'absent' ? [] : [...new Set(answer.records)];
  let best: KeyVerdict = { ...withoutKey, code: 'key-absent', detail: keyName };
  for (const record of records.slice(0, largestKeyCount)) {
    const reading = await readKeyRecord(record, mailauth);
    const verdict: KeyVerdict = {
      ...withoutKey,
      ...(reading.ok ? judgeKey(reading.value, keyName, signedWith, data) : { code: reading.code, detail: keyName }),
      record,
    };
    if (rank(verdict) > rank(best)) {
      best = verdict;
    }
  }
  return { ...best, recordCount: records.length };
}

type Judgement = Pick<KeyVerdict, 'code' | 'detail' | 'headerSignature' | 'keyBits' | 'testing'>;

function judgeKey(key: DkimKey, keyName: string, signedWith: SignedWith, data: () => Iterable<Buffer>): Judgement {
  const common = { keyBits: key.bits, testing: key.testing };
  if (key.type !== signedWith.keyType) {
    return { ...common, code: 'key-type-mismatch', detail: keyName, headerSignature: 'unknown' };
  }
  const headerSignature = verifies(key, signedWith, data()) ? 'pass' : 'fail';
  if (key.hashes !== null && (signedWith.hash === null || !key.hashes.includes(signedWith.hash))) {
    return { ...common, code: 'key-hash-excluded', detail: keyName, headerSignature };
  }
  if (key.strictIdentity && signedWith.isBelowDomain) {
    return { ...common, code: 'key-identity-mismatch', detail: keyName, headerSignature };
  }
  if (key.type === 'rsa' && key.bits < leastRsaBits) {
    return { ...common, code: 'key-too-short', detail: String(key.bits), headerSignature };
  }
  return { ...common, code: headerSignature === 'pass' ? 'verified' : 'signature-mismatch', detail: '', headerSignature };
}

function verifies(key: DkimKey, signedWith: SignedWith, data: Iterable<Buffer>): boolean {
  const hash = signedWith.hash ?? 'sha256';
  try {
    if (key.type === 'rsa') {
      const verifier = createVerify(hash);
      for (const piece of data) {
        verifier.update(piece);
      }
      return verifier.verify(key.key, signedWith.signature);
    }
    // RFC 8463 section 3: Ed25519 signs the SHA-256 hash of the data.
    const hasher = createHash('sha256');
    for (const piece of data) {
      hasher.update(piece);
    }
    return verify(null, hasher.digest(), key.key, signedWith.signature);
  } catch {
    // OpenSSL refuses keys with absurd numbers (a modulus over 16,384 bits, an even exponent) only when they are used.
    return false;
  }
}

/** How far a record got: one that cannot be read says less than one that fails. */
function rank(verdict: KeyVerdict): number {
  switch (verdict.code) {
    case 'verified':
      return 6;
    case 'signature-mismatch':
      return verdict.headerSignature === 'pass' ? 5 : 3;
    case 'key-hash-excluded':
    case 'key-identity-mismatch':
    case 'key-too-short':
      return verdict.headerSignature === 'pass' ? 5 : 2;
    case 'key-revoked':
      return 1;
    case 'key-absent':
      return -1;
    default:
      return 0;
  }
}
