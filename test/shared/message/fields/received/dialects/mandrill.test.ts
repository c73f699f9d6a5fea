import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect mandrill', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      "the customer's address, which is no HELO",
      'from [192.0.2.122] by mandrillapp.com id 163e4a0faf244a2da6b0121cc7af1fe9; Fri, 10 Jul 2015 20:12:33 +0000',
      { dialect: 'mandrill', ip: '192.0.2.122', by: 'mandrillapp.com', id: '163e4a0faf244a2da6b0121cc7af1fe9', at: '2015-07-10T20:12:33Z' },
    ],
    [
      'its own relay',
      'from pmta03.b.example (localhost [127.0.0.1]) by mail132-22.atl131.mandrillapp.com (Mailchimp) with ESMTP id 4STy4m for <x@c.example>; Tue, 14 Nov 2023 07:06:00 +0000 (GMT)',
      {
        dialect: 'mandrill',
        helo: 'pmta03.b.example',
        rdns: 'localhost',
        ip: '127.0.0.1',
        by: 'mail132-22.atl131.mandrillapp.com',
        with: 'ESMTP',
        id: '4STy4m',
        for: 'x@c.example',
        at: '2023-11-14T07:06:00Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
