import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect rfc5321', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the example of RFC 5321 appendix D, with via and with',
      'from x.y.test by example.net via TCP with ESMTP id ABC12345 for <mary@example.net>;  21 Nov 1997 10:05:43 -0600',
      {
        dialect: 'rfc5321',
        helo: 'x.y.test',
        by: 'example.net',
        via: 'TCP',
        with: 'ESMTP',
        id: 'ABC12345',
        for: 'mary@example.net',
        at: '1997-11-21T16:05:43Z',
      },
    ],
    [
      "an address literal in HELO is the client's word: it is not the peer's address",
      'from [203.0.113.5] by mx.c.example with SMTP; Thu, 23 May 2024 18:32:41 +0200',
      { dialect: 'rfc5321', helo: '[203.0.113.5]', by: 'mx.c.example', with: 'SMTP', at: '2024-05-23T16:32:41Z' },
    ],
    [
      'the twin whose writer adds the address it saw',
      'from [203.0.113.5] (really [192.0.2.10]) by mx.c.example with SMTP; Thu, 23 May 2024 18:32:41 +0200',
      { dialect: 'rfc5321', helo: '[203.0.113.5]', ip: '192.0.2.10', by: 'mx.c.example', with: 'SMTP', at: '2024-05-23T16:32:41Z' },
    ],
    [
      'an IPv4-mapped address',
      'from forum (::ffff:192.0.2.142 [::ffff:192.0.2.142]) by mx.c.example with SMTP; Sun, 02 Nov 2025 05:36:30 -0300',
      { dialect: 'rfc5321', helo: 'forum', ip: '192.0.2.142', by: 'mx.c.example', with: 'SMTP', at: '2025-11-02T08:36:30Z' },
    ],
    [
      'a comment inside the comment',
      'from [192.168.1.9] (unknown [192.0.2.138] (AS64500 Some Operator (Somewhere) / X, MA)) by mx.c.example (Stalwart SMTP) with ESMTP id 3D; Sat, 29 Nov 2025 21:40:47 +0000',
      {
        dialect: 'rfc5321',
        helo: '[192.168.1.9]',
        ip: '192.0.2.138',
        by: 'mx.c.example',
        with: 'ESMTP',
        id: '3D',
        at: '2025-11-29T21:40:47Z',
      },
    ],
    [
      'a version number is no address',
      'from a.example ([192.0.2.1]) by filter.c.example (SAVSMTP 3.1.1.32) with SMTP id M2; Fri, 20 Oct 2006 04:28:34 -0400',
      {
        dialect: 'rfc5321',
        helo: 'a.example',
        ip: '192.0.2.1',
        by: 'filter.c.example',
        with: 'SMTP',
        id: 'M2',
        at: '2006-10-20T08:28:34Z',
      },
    ],
    [
      'a by clause that names no host',
      'from mail.a.example ([192.0.2.66]) by : HOSTING RELAY : with ESMTPS id PS; Sat, 29 Nov 2025 14:40:48 -0700',
      { dialect: 'rfc5321', helo: 'mail.a.example', ip: '192.0.2.66', with: 'ESMTPS', id: 'PS', at: '2025-11-29T21:40:48Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
