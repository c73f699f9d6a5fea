import { describe, expect, it } from 'vitest';
import type { KeyVerdict } from '../../../../shared/authentication/dkim/key.ts';
import { describeKey, matchesGranularity } from '../../../../shared/authentication/dkim/key-fact.ts';

const verdict: KeyVerdict = {
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
const name = 's1._domainkey.a.example';

describe('describeKey', () => {
  it('reads every tag, and what it means where it is left out', () => {
    const full = { ...verdict, record: 'v=DKIM1; h=sha1 : SHA256; s=email:other; t=y:s; n=caf=C3=A9=20news; g=a*; p=AAAA', recordCount: 2 };
    expect(describeKey(name, { ...full, seen: { first: Date.UTC(2026, 0, 1), last: null } })).toEqual({
      name,
      record: full.record,
      recordCount: 2,
      hashes: ['sha1', 'sha256'],
      services: ['email', 'other'],
      flags: ['y', 's'],
      note: 'café news',
      granularity: 'a*',
      firstSeen: '2026-01-01T00:00:00Z',
      lastSeen: null,
    });
    expect(describeKey(name, verdict)).toMatchObject({ hashes: null, services: ['*'], flags: [], note: null, granularity: null });
  });

  it('leaves a note alone that is not encoded', () => {
    expect(describeKey(name, { ...verdict, record: 'n=caf\u00e9 = 1; p=' })?.note).toBe('caf\u00e9 = 1');
  });

  it('is nothing without a record', () => {
    expect([describeKey(null, verdict), describeKey(name, null), describeKey(name, { ...verdict, record: null })]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('matchesGranularity (RFC 4871 section 3.6.1)', () => {
  it.each([
    ['*', '', true],
    ['*', 'ann', true],
    ['', '', false],
    ['', 'ann', false],
    ['ann', 'ann', true],
    ['ann', 'anna', false],
    ['a*', 'ann', true],
    ['*n', 'ann', true],
    ['an*n', 'ann', true],
    ['ann*ann', 'ann', false],
  ])('g=%s for %j: %s', (granularity, localPart, expected) => {
    expect(matchesGranularity(granularity, localPart)).toBe(expected);
  });
});
