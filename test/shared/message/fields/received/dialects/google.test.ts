import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect google', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the reverse name with its final dot',
      'from mail.a.example (out.b.example. [192.0.2.10])\r\n        by mx.google.com with ESMTPS id k184si6630505ywf.180.2015.07.10.13.12.34\r\n        for <x@c.example>\r\n        (version=TLSv1.2 cipher=ECDHE-RSA-AES128-GCM-SHA256 bits=128/128);\r\n        Fri, 10 Jul 2015 13:12:34 -0700 (PDT)',
      {
        dialect: 'google',
        helo: 'mail.a.example',
        rdns: 'out.b.example',
        ip: '192.0.2.10',
        by: 'mx.google.com',
        with: 'ESMTPS',
        tls: 'TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256',
        id: 'k184si6630505ywf.180.2015.07.10.13.12.34',
        for: 'x@c.example',
        at: '2015-07-10T20:12:34Z',
      },
    ],
    [
      'no reverse name: the word in front stays the HELO',
      'from DESKTOP-1 ([2001:db8::7]) by smtp.gmail.com with ESMTPSA id 98e67ed59e1d1-359bfsm6657278a91.8.2026.02.26.09.50.22 (version=TLS1_2 cipher=X bits=128/128); Thu, 26 Feb 2026 09:50:23 -0800 (PST)',
      {
        dialect: 'google',
        helo: 'DESKTOP-1',
        ip: '2001:db8::7',
        by: 'smtp.gmail.com',
        with: 'ESMTPSA',
        tls: 'TLSv1.2 X',
        id: '98e67ed59e1d1-359bfsm6657278a91.8.2026.02.26.09.50.22',
        at: '2026-02-26T17:50:23Z',
      },
    ],
    [
      'an inner hop, which has no from clause',
      'by 2002:a05:651c:2228:b0:295:9c2e:7324 with SMTP id y40csp577194lqe; Thu, 26 Feb 2023 18:30:56 -0800 (PST)',
      {
        dialect: 'google',
        by: '2002:a05:651c:2228:b0:295:9c2e:7324',
        byIp: '2002:a05:651c:2228:b0:295:9c2e:7324',
        with: 'SMTP',
        id: 'y40csp577194lqe',
        at: '2023-02-27T02:30:56Z',
      },
    ],
    [
      'an older inner hop',
      'by 10.54.110.5 with HTTP; Tue, 10 May 2005 10:26:39 -0700 (PDT)',
      { dialect: 'google', by: '10.54.110.5', byIp: '10.54.110.5', with: 'HTTP', at: '2005-05-10T17:26:39Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
