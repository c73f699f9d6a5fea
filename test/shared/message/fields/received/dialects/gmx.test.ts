import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect gmx', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'mail from outside',
      'from helo.a.example ([192.0.2.112]) by mx-ha.web.de (mxweb008) with ESMTP (Nemesis) id 0MLO5q-1a0TUk077q-000a7n for <x@c.example>; Tue, 24 Nov 2015 01:45:00 +0100',
      {
        dialect: 'gmx',
        helo: 'helo.a.example',
        ip: '192.0.2.112',
        by: 'mx-ha.web.de',
        with: 'ESMTP',
        id: '0MLO5q-1a0TUk077q-000a7n',
        for: 'x@c.example',
        at: '2015-11-24T00:45:00Z',
      },
    ],
    [
      'a browser',
      'from [192.0.2.40] ([192.0.2.40]) by trinity-msg-rest-gmx-live-56d984c6fb-x6kc7 (via HTTP); Tue, 18 Nov 2025 19:31:00 +0000',
      { dialect: 'gmx', ip: '192.0.2.40', by: 'trinity-msg-rest-gmx-live-56d984c6fb-x6kc7', at: '2025-11-18T19:31:00Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
