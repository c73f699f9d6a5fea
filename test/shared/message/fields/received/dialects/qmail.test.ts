import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect qmail', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the reverse name in front, the HELO as a comment',
      'from rdns.b.example (HELO helo.a.example) (192.0.2.56) by mx.c.example with SMTP; 28 Mar 2005 01:14:42 -0000',
      {
        dialect: 'qmail',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.56',
        by: 'mx.c.example',
        with: 'SMTP',
        at: '2005-03-28T01:14:42Z',
      },
    ],
    [
      'no reverse name, and a login before the address',
      'from unknown (HELO ?192.168.0.110?) (joe@a.example@192.0.2.202) by mailserver with SMTP; 2 Feb 2023 01:42:41 -0000',
      {
        dialect: 'qmail',
        helo: '?192.168.0.110?',
        ip: '192.0.2.202',
        by: 'mailserver',
        with: 'SMTP',
        authenticatedUser: 'joe@a.example',
        at: '2023-02-02T01:42:41Z',
      },
    ],
    [
      'an empty by clause',
      'from unknown (HELO helo.a.example) (192.0.2.35) by  with SMTP; 15 Nov 2017 14:16:18 -0000',
      { dialect: 'qmail', helo: 'helo.a.example', ip: '192.0.2.35', with: 'SMTP', at: '2017-11-15T14:16:18Z' },
    ],
    [
      "the queue's own line",
      '(qmail 46193 invoked by uid 48); 2 Jan 2026 07:09:57 -0000',
      { dialect: 'qmail', authenticatedUser: 'uid 48', at: '2026-01-02T07:09:57Z' },
    ],
    [
      "the queue's own line for mail from the network",
      '(qmail 12977 invoked from network); 6 May 2005 10:58:40 -0000',
      { dialect: 'qmail', at: '2005-05-06T10:58:40Z' },
    ],
    [
      'qmail-scanner, whose first word is the reverse-path',
      'from x@a.example by churchill by uid 64011 with qmail-scanner-1.22 (clamdscan: 0.75-1. Clear:RC:0(192.0.2.56):. Processed in 10.4 secs); 28 Mar 2005 01:14:54 -0000',
      { dialect: 'qmail', by: 'churchill', with: 'qmail-scanner-1.22', envelopeFrom: 'x@a.example', at: '2005-03-28T01:14:54Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
