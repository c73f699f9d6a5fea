import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect exim', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'a verified reverse name in front, the HELO in the comment',
      'from rdns.b.example ([192.0.2.174]:44374 helo=helo.a.example)\r\n\tby mx.c.example with esmtpsa (TLSv1:DHE-RSA-AES256-SHA:256)\r\n\t(Exim 4.87)\r\n\t(envelope-from <x@a.example>)\r\n\tid 1rRFwd-0008RQ-7R\r\n\tfor y@c.example; Sat, 20 Jan 2024 19:19:59 +0100',
      {
        dialect: 'exim',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.174',
        by: 'mx.c.example',
        with: 'esmtpsa',
        tls: 'TLSv1 DHE-RSA-AES256-SHA',
        id: '1rRFwd-0008RQ-7R',
        for: 'y@c.example',
        envelopeFrom: 'x@a.example',
        at: '2024-01-20T18:19:59Z',
      },
    ],
    [
      'no helo parameter: the HELO equals the reverse name',
      'from mail.a.example ([192.0.2.142]) by mx.c.example with esmtp (Exim 4.84_2 #2 (Debian)) id 1cv8aO-0001hE-5W; Mon, 03 Apr 2017 22:28:24 +0200',
      {
        dialect: 'exim',
        helo: 'mail.a.example',
        rdns: 'mail.a.example',
        ip: '192.0.2.142',
        by: 'mx.c.example',
        with: 'esmtp',
        id: '1cv8aO-0001hE-5W',
        at: '2017-04-03T20:28:24Z',
      },
    ],
    [
      'no reverse name: the literal in front is the peer, not the HELO',
      'from [192.0.2.144] (port=61483 helo=[127.0.0.1]) by mx.c.example with esmtpsa  (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.98.2) (envelope-from <>) id 1uwsw7-000000055kg-0fHx; Fri, 12 Sep 2025 02:50:48 +0100',
      {
        dialect: 'exim',
        helo: '[127.0.0.1]',
        ip: '192.0.2.144',
        by: 'mx.c.example',
        with: 'esmtpsa',
        tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
        id: '1uwsw7-000000055kg-0fHx',
        envelopeFrom: '',
        at: '2025-09-12T01:50:48Z',
      },
    ],
    [
      'a login of the host, told by the form of the id',
      'from mail by smtp23.a.example with local id 1XsaNj-0006ay-9N for y@c.example; Sun, 23 Nov 2014 19:51:27 +0300',
      { dialect: 'exim', by: 'smtp23.a.example', with: 'local', id: '1XsaNj-0006ay-9N', for: 'y@c.example', at: '2014-11-23T16:51:27Z' },
    ],
    [
      'another product in its form',
      'from rdns.b.example ([2001:db8::33] helo=helo.a.example) by filter.c.example with SMTP (2.5.5); 15 Nov 2017 15:16:20 +0100',
      {
        dialect: 'exim',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '2001:db8::33',
        by: 'filter.c.example',
        with: 'SMTP',
        at: '2017-11-15T14:16:20Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
