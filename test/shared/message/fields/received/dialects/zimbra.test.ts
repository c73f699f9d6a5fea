import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect zimbra', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the reverse name in front, the greeting of LMTP as a comment',
      'from rdns.b.example (LHLO helo.a.example) (10.60.6.3) by mailbox.c.example with LMTP; Tue, 23 Feb 2010 22:16:41 -0800 (PST)',
      {
        dialect: 'zimbra',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '10.60.6.3',
        by: 'mailbox.c.example',
        with: 'LMTP',
        at: '2010-02-24T06:16:41Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
