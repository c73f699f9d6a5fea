import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect sparkpost', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'an inner hop',
      'from [10.90.38.32] ([10.90.38.32]) by i-0b81e668203cef5c0.mta1vrest.sd.prd.sparkpost (ecelerity 5.1.0.75076 r(msys-ecelerity:tags/5.1.0.46)) with REST id 6B/73-64619-509DE896; Fri, 13 Feb 2026 07:55:49 +0000',
      {
        dialect: 'sparkpost',
        helo: '[10.90.38.32]',
        ip: '10.90.38.32',
        by: 'i-0b81e668203cef5c0.mta1vrest.sd.prd.sparkpost',
        with: 'REST',
        id: '6B/73-64619-509DE896',
        at: '2026-02-13T07:55:49Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
