import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect domino', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'any release',
      'from helo.a.example ([192.0.2.11]) by notes.c.example (IBM Domino Release 9.0.1FP10) with ESMTP id 2019112609384556-12345 ; Tue, 26 Nov 2019 09:38:45 +0100',
      {
        dialect: 'domino',
        helo: 'helo.a.example',
        ip: '192.0.2.11',
        by: 'notes.c.example',
        with: 'ESMTP',
        id: '2019112609384556-12345',
        at: '2019-11-26T08:38:45Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
