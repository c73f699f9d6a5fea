import { expect, it } from 'vitest';
import { describeReason } from '../../../../shared/authentication/spf/reason.ts';
import type { SpfReasonCode } from '../../../../shared/facts/authentication.ts';

const codes: readonly SpfReasonCode[] = [
  'matched',
  'no-match',
  'no-record',
  'domain-malformed',
  'address-malformed',
  'multiple-records',
  'syntax-error',
  'too-many-lookups',
  'too-many-void-lookups',
  'too-many-mx',
  'too-many-ptr',
  'include-without-record',
  'redirect-without-record',
  'dns-failure',
  'not-captured',
];

it('each reason has a sentence of its own that names what it is about', () => {
  const sentences = codes.map((reason) =>
    describeReason({ reason, result: 'pass', ip: '192.0.2.1', domain: 'b.example', detail: 'DETAIL', path: ['a.example', 'b.example'] }),
  );
  expect(new Set(sentences).size).toBe(codes.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^.*(?:DETAIL|b\.example).*\.$/s);
});

it('tells the way to the record', () => {
  expect(
    describeReason({
      reason: 'matched',
      result: 'pass',
      ip: '192.0.2.1',
      domain: 'b.example',
      detail: 'ip4:192.0.2.0/24',
      path: ['a.example', 'b.example'],
    }),
  ).toBe('192.0.2.1 matches ip4:192.0.2.0/24 in the record of b.example, reached by a.example → b.example: pass.');
});
