import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect haraka', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the envelope as a clause',
      'from AZGOVTUL (rdns.b.example [192.0.2.46])\r\n\tby smtp.c.example (Haraka/2.8.13) with ESMTPSA id F28D9EB2-EBC8-4A09-8563-F7E5CFC246B7.1\r\n\tenvelope-from <x@a.example> (authenticated bits=0)\r\n\t(version=TLSv1/SSLv3 cipher=ECDHE-RSA-AES256-GCM-SHA384 verify=FAIL);\r\n\tTue, 29 Jul 2025 06:36:25 -0300',
      {
        dialect: 'haraka',
        helo: 'AZGOVTUL',
        rdns: 'rdns.b.example',
        ip: '192.0.2.46',
        by: 'smtp.c.example',
        with: 'ESMTPSA',
        tls: 'TLSv1/SSLv3 ECDHE-RSA-AES256-GCM-SHA384',
        id: 'F28D9EB2-EBC8-4A09-8563-F7E5CFC246B7.1',
        envelopeFrom: 'x@a.example',
        at: '2025-07-29T09:36:25Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
