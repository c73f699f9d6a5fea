import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect ironport', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the reverse name in front, TLS behind the protocol',
      'from rdns.b.example (HELO helo.a.example) ([192.0.2.177])\r\n  by ob1.hc1855-42.eu.iphmx.com with ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384; 06 Sep 2025 14:16:51 +0200',
      {
        dialect: 'ironport',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.177',
        by: 'ob1.hc1855-42.eu.iphmx.com',
        with: 'ESMTP',
        tls: 'ECDHE-RSA-AES256-GCM-SHA384',
        at: '2025-09-06T12:16:51Z',
      },
    ],
    [
      "an appliance of one's own without TLS",
      'from unknown (HELO helo.a.example) ([192.0.2.177]) by esa1.c.example with ESMTP; 06 Sep 2025 14:16:51 +0200',
      { dialect: 'ironport', helo: 'helo.a.example', ip: '192.0.2.177', by: 'esa1.c.example', with: 'ESMTP', at: '2025-09-06T12:16:51Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
