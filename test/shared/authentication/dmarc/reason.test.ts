import { describe, expect, it } from 'vitest';
import { type DmarcReason, explainDifference, explainDmarc } from '../../../../shared/authentication/dmarc/reason.ts';
import type { DmarcReading } from '../../../../shared/facts/authentication.ts';

const reasons: Readonly<Record<DmarcReason['code'], DmarcReason>> = {
  'aligned-pass': { code: 'aligned-pass', by: ['spf', 'dkim'] },
  'no-aligned-pass': { code: 'no-aligned-pass' },
  'no-record': { code: 'no-record' },
  'several-records': { code: 'several-records', name: 'a.example' },
  'record-void': { code: 'record-void', name: 'a.example' },
  'record-malformed': { code: 'record-malformed', name: 'a.example', detail: 'oops' },
  'from-unusable': { code: 'from-unusable' },
  'look-up-failed': { code: 'look-up-failed', name: 'a.example', rcode: 'SERVFAIL' },
  'identifier-failed': { code: 'identifier-failed' },
  'record-not-captured': { code: 'record-not-captured' },
  'alignment-not-captured': { code: 'alignment-not-captured' },
  'identifier-unknown': { code: 'identifier-unknown' },
};

describe('explainDmarc', () => {
  it('has one sentence of its own for every reason', () => {
    const sentences = Object.values(reasons).map((reason) => explainDmarc(reason, 'a.example', 'example'));
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('names the mechanisms that passed', () => {
    expect(explainDmarc({ code: 'aligned-pass', by: ['dkim'] }, 'a.example', 'a.example')).toBe(
      'DKIM passed for a domain aligned with a.example.',
    );
    expect(explainDmarc(reasons['aligned-pass'], 'a.example', 'a.example')).toBe(
      'SPF and DKIM passed for a domain aligned with a.example.',
    );
  });
});

const reading: DmarcReading = {
  result: 'pass',
  policy: 'reject',
  disposition: 'none',
  policyDomain: 'a.example',
  organizationalDomain: 'a.example',
  by: ['spf'],
  identifiers: [],
  record: 'v=DMARC1; p=reject',
  reason: '',
  walk: [],
  suffixList: null,
  missing: [],
};

describe('explainDifference', () => {
  it('is nothing for two readings that come to the same', () => {
    expect(explainDifference(reading, { ...reading, suffixList: 'x', reason: 'y' })).toBeNull();
  });

  it.each([
    [
      'another organizational domain',
      {},
      { organizationalDomain: 'example', result: 'fail' },
      'The readings differ: the organizational domain is a.example by tree walk and example by the public suffix list.',
    ],
    [
      'another policy record',
      {},
      { policyDomain: 'example' },
      'The readings differ: the policy is that of a.example by RFC 9989 and that of example by RFC 7489.',
    ],
    [
      'answers that only the walk needs',
      { result: 'unknown' },
      {},
      'The readings differ: the tree walk needs DNS answers that the snapshot lacks, and the public suffix list needs none.',
    ],
    ['a malformed record', {}, { result: 'permerror' }, 'The readings differ: RFC 9989 ignores what is malformed in the record.'],
    ['a result alone', {}, { result: 'none' }, 'The readings differ: RFC 9989 gives pass and RFC 7489 none for this record.'],
    [
      'np=',
      { policy: 'none' },
      {},
      'The readings differ: the policy is none by RFC 9989 (which knows np= and takes a missing p= for none) and reject by RFC 7489.',
    ],
    [
      't= or pct=',
      { result: 'fail', disposition: 'quarantine' },
      { result: 'fail', disposition: 'reject' },
      'The readings differ: the disposition is quarantine by RFC 9989 (which knows t=) and reject by RFC 7489 (which knows pct=).',
    ],
  ] as const)('%s', (_, ours, theirs, expected) => {
    expect(explainDifference({ ...reading, ...ours }, { ...reading, ...theirs })).toBe(expected);
  });
});
