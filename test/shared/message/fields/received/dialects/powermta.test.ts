import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect powermta', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the product as a comment, the envelope behind the date',
      'from client.a.example (192.0.2.57) by mta.b.example (PowerMTA(TM) v3.5r15) id h13ska0ko6cn for <x@c.example>; Wed, 15 Dec 2010 12:21:20 -0500 (envelope-from <bounce@b.example>)',
      {
        dialect: 'powermta',
        helo: 'client.a.example',
        ip: '192.0.2.57',
        by: 'mta.b.example',
        id: 'h13ska0ko6cn',
        for: 'x@c.example',
        envelopeFrom: 'bounce@b.example',
        at: '2010-12-15T17:21:20Z',
      },
    ],
    [
      'no product, told by its shape',
      'by mta4.b.example id hqnvku2fmd4r for <x@c.example>; Tue, 20 Feb 2024 23:03:55 +0000 (envelope-from <bounce@b.example>)',
      {
        dialect: 'powermta',
        by: 'mta4.b.example',
        id: 'hqnvku2fmd4r',
        for: 'x@c.example',
        envelopeFrom: 'bounce@b.example',
        at: '2024-02-20T23:03:55Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
