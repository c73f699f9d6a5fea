import { describe, expect, it } from 'vitest';
import { explainArc, explainVouching } from '../../../../shared/authentication/arc/reason.ts';
import type { ArcReasonCode, ArcVouching } from '../../../../shared/facts/authentication.ts';

const codes: Readonly<Record<ArcReasonCode, true>> = {
  'no-sets': true,
  verified: true,
  'instance-malformed': true,
  'instance-missing': true,
  'instance-duplicated': true,
  'field-missing': true,
  'field-malformed': true,
  'chain-validation-malformed': true,
  'chain-validation-failed': true,
  'seal-signs-fields': true,
  'signature-covers-seal': true,
  'message-signature-failed': true,
  'seal-failed': true,
  'keys-not-captured': true,
};

describe('explainArc', () => {
  it('has one sentence of its own for every reason', () => {
    const sentences = (Object.keys(codes) as ArcReasonCode[]).map((code) => explainArc(code, 2, 'Detail.'));
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });
});

const vouchings: Readonly<Record<ArcVouching, true>> = { message: true, relayed: true, record: true, nothing: true, unknown: true };

describe('explainVouching', () => {
  it('has sentences of its own for every kind, and one for a set without a seal', () => {
    const sentences = (Object.keys(vouchings) as ArcVouching[]).map((vouching) => explainVouching(vouching, 'one.example'));
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^\S.*\.$/);
    }
    expect(explainVouching('nothing', '')).toBe('Nobody vouches for this record: it has no usable seal.');
  });
});
