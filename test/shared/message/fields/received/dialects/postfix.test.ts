import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect postfix', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'HELO in front, reverse name and address in the comment',
      'from helo.a.example (rdns.b.example [192.0.2.7]) by mx.c.example (Postfix) with ESMTP id 8B957A94B for <x@c.example>; Tue, 10 May 2005 17:26:48 +0000 (GMT)',
      {
        dialect: 'postfix',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.7',
        by: 'mx.c.example',
        with: 'ESMTP',
        id: '8B957A94B',
        for: 'x@c.example',
        at: '2005-05-10T17:26:48Z',
      },
    ],
    [
      'no reverse name, TLS, a login and a recipient',
      'from [192.168.4.253] (unknown [IPv6:2001:db8:0:0::7])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\r\n\t key-exchange X25519 server-signature ECDSA (P-256) server-digest SHA256)\r\n\t(No client certificate requested)\r\n\t(Authenticated sender: user@a.example)\r\n\tby mx.c.example (Postfix) with ESMTPSA id 25A3E214A8\r\n\tfor <x@c.example>; Fri, 10 Nov 2023 16:48:05 +0100 (CET)',
      {
        dialect: 'postfix',
        helo: '[192.168.4.253]',
        ip: '2001:db8::7',
        by: 'mx.c.example',
        with: 'ESMTPSA',
        tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
        id: '25A3E214A8',
        for: 'x@c.example',
        authenticatedUser: 'user@a.example',
        at: '2023-11-10T15:48:05Z',
      },
    ],
    [
      'a program on the host itself, also under another mail_name',
      'by web.a.example (Wostfix, from userid 502) id 8FB1518581AC; Mon, 22 Sep 2008 15:06:28 -0400 (EDT)',
      { dialect: 'postfix', by: 'web.a.example', id: '8FB1518581AC', authenticatedUser: 'uid 502', at: '2008-09-22T19:06:28Z' },
    ],
    [
      'a HELO with white space, which smtpd keeps',
      'from JOHN DOE PC (host.b.example [192.0.2.9]) by mx.c.example (Postfix) with SMTP id 1; Mon, 22 Sep 2008 15:06:28 +0000',
      {
        dialect: 'postfix',
        helo: 'JOHN DOE PC',
        rdns: 'host.b.example',
        ip: '192.0.2.9',
        by: 'mx.c.example',
        with: 'SMTP',
        id: '1',
        at: '2008-09-22T15:06:28Z',
      },
    ],
    [
      'a host that calls itself by a keyword',
      'from by (unknown [192.0.2.9]) by mx.c.example (Postfix) with SMTP id 1; Mon, 22 Sep 2008 15:06:28 +0000',
      { dialect: 'postfix', helo: 'by', ip: '192.0.2.9', by: 'mx.c.example', with: 'SMTP', id: '1', at: '2008-09-22T15:06:28Z' },
    ],
    [
      "a login that looks like an address: it is not the peer's",
      'from a.example (unknown [unix socket]) (Authenticated sender: x@203.0.113.5) by mx.c.example (Postfix) with ESMTPSA id 1; Mon, 22 Sep 2008 15:06:28 +0000',
      {
        dialect: 'postfix',
        helo: 'a.example',
        by: 'mx.c.example',
        with: 'ESMTPSA',
        id: '1',
        authenticatedUser: 'x@203.0.113.5',
        at: '2008-09-22T15:06:28Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
