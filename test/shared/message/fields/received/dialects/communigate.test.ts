import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect communigate', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'a login, and an address that was verified',
      'from [192.168.0.9] (account test@a.example [192.0.2.149] verified)\r\n  by mx.c.example (CommuniGate Pro SMTP 5.4.6)\r\n  with ESMTPA id 62599894; Fri, 29 Aug 2025 02:33:19 +0100',
      {
        dialect: 'communigate',
        helo: '[192.168.0.9]',
        ip: '192.0.2.149',
        by: 'mx.c.example',
        with: 'ESMTPA',
        id: '62599894',
        authenticatedUser: 'test@a.example',
        at: '2025-08-29T01:33:19Z',
      },
    ],
    [
      'no login',
      'from helo.a.example ([192.0.2.149] verified) by mx.c.example (CommuniGate Pro SMTP 4.2.8) with SMTP id 2532598 for x@c.example; Wed, 23 Feb 2005 17:51:49 -0500',
      {
        dialect: 'communigate',
        helo: 'helo.a.example',
        ip: '192.0.2.149',
        by: 'mx.c.example',
        with: 'SMTP',
        id: '2532598',
        for: 'x@c.example',
        at: '2005-02-23T22:51:49Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
