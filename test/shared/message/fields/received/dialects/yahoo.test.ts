import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect yahoo', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'a proxy in front, then the greeting and the peer',
      'from 127.0.0.1  (EHLO helo.a.example) (192.0.2.55)  by mta1007.mail.sp2.yahoo.com with SMTPS; Fri, 10 Dec 2010 19:20:19 -0800',
      {
        dialect: 'yahoo',
        helo: 'helo.a.example',
        ip: '192.0.2.55',
        by: 'mta1007.mail.sp2.yahoo.com',
        with: 'SMTPS',
        at: '2010-12-11T03:20:19Z',
      },
    ],
    [
      'the newer form, whose first word is the peer',
      'from 192.0.2.204 (EHLO helo.a.example) by 10.197.33.205 with SMTPs (version=TLS1_2 cipher=TLS_X); Sat, 25 Oct 2025 18:00:34 +0000',
      {
        dialect: 'yahoo',
        helo: 'helo.a.example',
        ip: '192.0.2.204',
        by: '10.197.33.205',
        byIp: '10.197.33.205',
        with: 'SMTPs',
        tls: 'TLSv1.2 TLS_X',
        at: '2025-10-25T18:00:34Z',
      },
    ],
    [
      'a browser',
      'from [192.0.2.69] by web82107.mail.mud.yahoo.com via HTTP; Thu, 03 Dec 2009 10:50:22 PST',
      { dialect: 'yahoo', ip: '192.0.2.69', by: 'web82107.mail.mud.yahoo.com', via: 'HTTP', at: '2009-12-03T18:50:22Z' },
    ],
    [
      'an inner hop',
      'from sonic.gate.mail.ne1.yahoo.com by sonic311.consmr.mail.sg3.yahoo.com with HTTP; Mon, 21 May 2018 12:15:36 +0000',
      {
        dialect: 'yahoo',
        helo: 'sonic.gate.mail.ne1.yahoo.com',
        by: 'sonic311.consmr.mail.sg3.yahoo.com',
        with: 'HTTP',
        at: '2018-05-21T12:15:36Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
