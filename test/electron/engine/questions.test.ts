import { describe, expect, it } from 'vitest';
import { digLines } from '../../../electron/engine/questions.ts';

describe('lines for dig -f', () => {
  it('lists every question once, sorted', () => {
    expect(digLines(['b.example TXT', 'a.example TXT', '_dmarc.a.example TXT', 'b.example TXT', '10.2.0.192.in-addr.arpa PTR'])).toEqual({
      lines: ['10.2.0.192.in-addr.arpa PTR', '_dmarc.a.example TXT', 'a.example TXT', 'b.example TXT'],
      unsafe: [],
    });
  });

  it.each([
    '@203.0.113.1 TXT',
    '+trace TXT',
    '-f/etc/passwd TXT',
    'a.example @203.0.113.1 TXT',
    'a;b.example TXT',
    '"a b".example TXT',
    'a\nb.example TXT',
    ' TXT',
  ])('keeps back what would give a sender a say in what dig does: %j', (question) =>
    expect(digLines([question])).toEqual({ lines: [], unsafe: [question] }),
  );
});
