import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect messagelabs', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the cipher as words of the protocol',
      'from rdns.b.example (HELO helo.a.example) (192.0.2.225)\r\n  by server-1.tower-2.messagelabs.com with DHE-RSA-AES256-GCM-SHA384 encrypted SMTP; 17 Jul 2017 23:34:45 -0000',
      {
        dialect: 'messagelabs',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.225',
        by: 'server-1.tower-2.messagelabs.com',
        with: 'SMTP',
        tls: 'DHE-RSA-AES256-GCM-SHA384',
        at: '2017-07-17T23:34:45Z',
      },
    ],
    [
      'an inner hop',
      'by server-1.bemta-2.messagelabs.com id 2F/FF-00000-EEEEEEEE; Thu, 17 Jul 2017 23:34:45 +0000',
      { dialect: 'messagelabs', by: 'server-1.bemta-2.messagelabs.com', id: '2F/FF-00000-EEEEEEEE', at: '2017-07-17T23:34:45Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
