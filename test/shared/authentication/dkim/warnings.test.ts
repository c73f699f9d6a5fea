import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { KeyVerdict } from '../../../../shared/authentication/dkim/key.ts';
import { readSignature } from '../../../../shared/authentication/dkim/signature.ts';
import { listWarnings, type Observed } from '../../../../shared/authentication/dkim/warnings.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';

const receivedAt = Date.UTC(2026, 0, 10);
const day = 86_400_000;

function signatureWith(tags: string) {
  const [field] = scanMessage(
    Buffer.from(`DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s1; h=from; bh=AAAA; b=AAAA; ${tags}\r\n\r\n`),
  ).headers;
  if (field === undefined) throw new Error('no field');
  return readSignature(field, 'dkim');
}

const key: KeyVerdict = {
  code: 'verified',
  detail: '',
  headerSignature: 'pass',
  keyBits: 2048,
  testing: false,
  record: 'v=DKIM1; p=AAAA',
  recordCount: 1,
  seen: null,
  missing: [],
};

function warn(tags: string, changes: Partial<Observed> = {}): readonly string[] {
  return listWarnings({
    signature: signatureWith(tags),
    selected: { fields: [], unsignedDuplicates: [], overSigned: [] },
    key,
    time: receivedAt,
    unsignedOctets: 0,
    ...changes,
  });
}

const seconds = (time: number): string => String(time / 1_000);

describe('listWarnings', () => {
  it('has nothing to say about an ordinary signature, also without a key and without a time', () => {
    expect(warn(`t=${seconds(receivedAt)}`)).toEqual([]);
    expect(warn('', { key: null })).toEqual([]);
    expect(warn('', { time: 0 })).toEqual([]);
  });

  it('names what is not covered', () => {
    expect(warn('l=5', { unsignedOctets: 7, selected: { fields: [], unsignedDuplicates: ['from', 'subject'], overSigned: [] } })).toEqual([
      '7 octets at the end of the body are not signed (l=5).',
      'The message holds further fields of the same name that are not signed: from, subject.',
    ]);
  });

  it('doubts a signature from the future, beyond what clocks differ', () => {
    expect(warn(`t=${seconds(receivedAt + 3_600_000)}`)).toEqual([]);
    expect(warn(`t=${seconds(receivedAt + 7_200_000)}`)).toEqual([
      'The signature says that it was made after the message was received (2026-01-10T02:00:00Z).',
    ]);
    expect(warn(`t=${seconds(receivedAt + 7_200_000)}`, { time: 0 })).toEqual([]);
  });

  it('tells of tests, of several records and of SHA-1', () => {
    expect(warn('', { key: { ...key, testing: true, recordCount: 3 } })).toEqual([
      'The key is published for tests (t=y): its owner asks that the signature count for nothing.',
      '3 TXT records stand at the selector, where one key is expected; each was tried.',
    ]);
    const old = signatureWith('');
    expect(warn('', { signature: { ...old, hash: 'sha1' } })).toEqual(['SHA-1 is no longer safe for signatures.']);
  });

  it.each([
    ['g=*', 'i=ann@a.example', false],
    ['g=ann', 'i=ann@a.example', false],
    ['g=a*', 'i=ann@a.example', false],
    ['g=bob', 'i=ann@a.example', true],
    ['g=', 'i=ann@a.example', true],
    ['g=ann', '', true],
  ])('of a key with %s and a signature with %j', (granularity, tags, isWarned) => {
    const warnings = warn(tags, { key: { ...key, record: `v=DKIM1; ${granularity}; p=AAAA` } });
    expect(warnings.map((text) => text.includes(`${granularity}, which verifiers ignore since RFC 6376`))).toEqual(isWarned ? [true] : []);
  });
});

describe('listWarnings on the age of a key', () => {
  const seen = (first: number | null, last: number | null, code: KeyVerdict['code'] = 'key-revoked'): Partial<Observed> => ({
    key: { ...key, code, seen: { first, last } },
  });

  it.each([
    [
      receivedAt + 3 * day,
      null,
      'The snapshot saw this answer first on 2026-01-13, 3 days after the message was received: it may have been another one then.',
    ],
    [
      null,
      receivedAt - day,
      'The snapshot saw this answer last on 2026-01-09, 1 day before the message was received: it may have been another one then.',
    ],
  ])('for a key that does not verify, first seen %s, last seen %s', (first, last, expected) => {
    expect(warn('', seen(first, last))).toEqual([expected]);
    expect(warn('', { ...seen(first, last), time: 0 })).toEqual([]);
  });

  it('says nothing where the answer was seen at the receipt, or nearly', () => {
    expect(warn('', seen(receivedAt - day, receivedAt + day))).toEqual([]);
    expect(warn('', seen(receivedAt + day / 2, null))).toEqual([]);
    expect(warn('', seen(null, null))).toEqual([]);
  });

  it('for a key that verifies only where it was gone before the signature says that it was made', () => {
    const t = `t=${seconds(receivedAt - day)}`;
    expect(warn(t, seen(receivedAt + 3 * day, null, 'verified'))).toEqual([]);
    expect(warn(t, seen(null, receivedAt - 5 * day, 'verified'))).toEqual([
      'The snapshot saw the key last on 2026-01-05, 4 days before the signature says that it was made.',
    ]);
    expect(warn('', seen(null, receivedAt - 5 * day, 'verified'))).toEqual([]);
  });
});
