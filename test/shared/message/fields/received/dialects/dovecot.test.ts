import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect dovecot', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the product as a comment',
      'from proxy.a.example ([192.0.2.100]) by director.c.example (Dovecot) with LMTP id vXn5C12y4liMCQAAhMaxxA ; Mon, 03 Apr 2017 20:36:45 +0000',
      {
        dialect: 'dovecot',
        helo: 'proxy.a.example',
        ip: '192.0.2.100',
        by: 'director.c.example',
        with: 'LMTP',
        id: 'vXn5C12y4liMCQAAhMaxxA',
        at: '2017-04-03T20:36:45Z',
      },
    ],
    [
      'a newer release, told by its id',
      'from proxy.a.example ([10.106.2.1]) by backend.c.example with LMTP id uM4GBDQWeWnVeh0AfWwmXQ:T11 (envelope-from <b@a.example>) for <x@c.example>; Tue, 27 Jan 2026 19:47:06 +0000',
      {
        dialect: 'dovecot',
        helo: 'proxy.a.example',
        ip: '10.106.2.1',
        by: 'backend.c.example',
        with: 'LMTP',
        id: 'uM4GBDQWeWnVeh0AfWwmXQ:T11',
        for: 'x@c.example',
        envelopeFrom: 'b@a.example',
        at: '2026-01-27T19:47:06Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
