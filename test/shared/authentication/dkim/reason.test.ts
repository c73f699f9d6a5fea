import { describe, expect, it } from 'vitest';
import { dkimResults, explainDkim } from '../../../../shared/authentication/dkim/reason.ts';
import type { DkimReasonCode } from '../../../../shared/facts/authentication.ts';

describe('explainDkim', () => {
  it('has one sentence of its own for every reason', () => {
    const codes = Object.keys(dkimResults) as DkimReasonCode[];
    const sentences = codes.map((code) => explainDkim(code, 'DETAIL'));
    expect(new Set(sentences).size).toBe(codes.length);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('calls only a verified signature a pass, and only a missing answer unknown', () => {
    const codesOf = (result: string) =>
      Object.entries(dkimResults)
        .filter(([, value]) => value === result)
        .map(([code]) => code);
    expect([codesOf('pass'), codesOf('unknown'), codesOf('fail')]).toEqual([
      ['verified'],
      ['key-not-captured'],
      ['body-hash-mismatch', 'signature-mismatch'],
    ]);
  });
});
