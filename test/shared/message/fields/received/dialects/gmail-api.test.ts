import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect gmail-api', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the project that called the interface, which is no host',
      'from 421484249706 named unknown by gmailapi.google.com with HTTPREST; Sun, 15 Mar 2020 14:55:11 -0700',
      { dialect: 'gmail-api', by: 'gmailapi.google.com', with: 'HTTPREST', authenticatedUser: '421484249706', at: '2020-03-15T21:55:11Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
