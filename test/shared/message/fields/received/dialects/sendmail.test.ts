import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect sendmail', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'a reverse name that may be forged is a reverse name all the same',
      'from helo.a.example (rdns.b.example [192.0.2.133] (may be forged))\r\n\tby mx.c.example (8.15.2/8.15.2) with ESMTP id g0AMCB920856\r\n\tfor <x@c.example>; Thu, 10 Jan 2002 16:12:11 -0600 (CST)',
      {
        dialect: 'sendmail',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.133',
        by: 'mx.c.example',
        with: 'ESMTP',
        id: 'g0AMCB920856',
        for: 'x@c.example',
        at: '2002-01-10T22:12:11Z',
      },
    ],
    [
      'an ident in front of the reverse name',
      'from helo.a.example (IDENT:joe@rdns.b.example [192.0.2.133]) by mx.c.example (8.9.3/8.9.3) with SMTP id A1; Thu, 10 Jan 2002 16:12:11 -0600',
      {
        dialect: 'sendmail',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.133',
        by: 'mx.c.example',
        with: 'SMTP',
        id: 'A1',
        at: '2002-01-10T22:12:11Z',
      },
    ],
    [
      'a login of the host itself',
      '(from production@localhost) by web.a.example (8.14.2/8.14.2/Submit) id o8M7Urh3018672; Wed, 22 Sep 2010 02:30:53 -0500 (CDT) (envelope-from production)',
      {
        dialect: 'sendmail',
        by: 'web.a.example',
        id: 'o8M7Urh3018672',
        envelopeFrom: 'production',
        authenticatedUser: 'production',
        at: '2010-09-22T07:30:53Z',
      },
    ],
    [
      'a comment that is never closed',
      'from mail.a.example (by mail.a.example (8.12.10/8.12.11) with ESMTP id m8MKKPTs022429 for <x@c.example>; Mon, 22 Sep 2008 20:20:25 GMT',
      {
        dialect: 'sendmail',
        helo: 'mail.a.example',
        by: 'mail.a.example',
        with: 'ESMTP',
        id: 'm8MKKPTs022429',
        for: 'x@c.example',
        at: '2008-09-22T20:20:25Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
