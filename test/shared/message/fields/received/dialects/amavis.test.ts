import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect amavis', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      "the filter's own host as a second name behind by",
      'from mx.c.example ([127.0.0.1]) by localhost (filter.c.example [127.0.0.1]) (amavisd-new, port 10024) with LMTP id 70060-03 for <x@c.example>; Tue, 10 May 2005 17:26:49 +0000 (GMT)',
      {
        dialect: 'amavis',
        helo: 'mx.c.example',
        ip: '127.0.0.1',
        by: 'localhost',
        byIp: '127.0.0.1',
        with: 'LMTP',
        id: '70060-03',
        for: 'x@c.example',
        at: '2005-05-10T17:26:49Z',
      },
    ],
    [
      'a patched build',
      'from mx.c.example ([127.0.0.1]) by localhost (filter.c.example [127.0.0.1]) (UOL-patch-amavisd-new, port 20024) with ESMTP id gt; Sat, 17 Jan 2026 06:27:11 -0300 (-03)',
      {
        dialect: 'amavis',
        helo: 'mx.c.example',
        ip: '127.0.0.1',
        by: 'localhost',
        byIp: '127.0.0.1',
        with: 'ESMTP',
        id: 'gt',
        at: '2026-01-17T09:27:11Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
