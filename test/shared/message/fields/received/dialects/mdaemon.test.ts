import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect mdaemon', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'a HELO and nothing else',
      'from GAWWW03 by mail.c.example (MDaemon PRO v11.0.3) with ESMTP id md50004804310.msg for <x@c.example>; Tue, 12 Oct 2010 16:21:05 -0400',
      {
        dialect: 'mdaemon',
        helo: 'GAWWW03',
        by: 'mail.c.example',
        with: 'ESMTP',
        id: 'md50004804310.msg',
        for: 'x@c.example',
        at: '2010-10-12T20:21:05Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
