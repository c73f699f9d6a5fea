import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect cyrus', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'a socket instead of an address',
      'from murder ([unix socket]) by i.a.example (Cyrus v2.2.12-Invoca-RPM-2.2.12-6.fc4) with LMTPA; Thu, 03 Dec 2009 10:50:45 -0800',
      { dialect: 'cyrus', helo: 'murder', by: 'i.a.example', with: 'LMTPA', at: '2009-12-03T18:50:45Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
