import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect icewarp', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'no HELO at all',
      'from ([192.0.2.115])\r\n        by erp.c.example (IceWarp Merak Mail Server 9.4.2 (2009-05-21) by SoftMail) with ASMTP id WBS77905;\r\n        Wed, 27 Nov 2024 01:18:05 +0900',
      { dialect: 'icewarp', ip: '192.0.2.115', by: 'erp.c.example', with: 'ASMTP', id: 'WBS77905', at: '2024-11-26T16:18:05Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
