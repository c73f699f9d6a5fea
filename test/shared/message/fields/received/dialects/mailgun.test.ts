import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect mailgun', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'a call of the interface',
      'from <unknown> (<unknown> []) by 7775405c639e with HTTP id\r\n 6583aeafd4b78c21720c66bb; Thu, 21 Dec 2023 03:19:07 GMT',
      { dialect: 'mailgun', by: '7775405c639e', with: 'HTTP', id: '6583aeafd4b78c21720c66bb', at: '2023-12-21T03:19:07Z' },
    ],
    [
      'a client that speaks SMTP',
      'from [192.168.1.5] (rdns.b.example [192.0.2.5]) by 7775405c639e with SMTP id 6583aeafd4b78c21720c66bb (version=TLS1.3, cipher=TLS_AES_128_GCM_SHA256); Thu, 21 Dec 2023 03:19:07 GMT',
      {
        dialect: 'mailgun',
        helo: '[192.168.1.5]',
        rdns: 'rdns.b.example',
        ip: '192.0.2.5',
        by: '7775405c639e',
        with: 'SMTP',
        tls: 'TLSv1.3 TLS_AES_128_GCM_SHA256',
        id: '6583aeafd4b78c21720c66bb',
        at: '2023-12-21T03:19:07Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
