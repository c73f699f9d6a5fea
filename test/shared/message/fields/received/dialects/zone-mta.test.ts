import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect zone-mta', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the reverse name behind the address, and a login',
      'from [127.0.0.1] ([192.0.2.124] rdns.b.example) (Authenticated sender: joe) by mx6.c.example (ZoneMTA) with ESMTPSA id 1901bd26506000e0a8.001 for <x@c.example> (version=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384); Sat, 15 Jun 2024 12:14:51 +0000',
      {
        dialect: 'zone-mta',
        helo: '[127.0.0.1]',
        rdns: 'rdns.b.example',
        ip: '192.0.2.124',
        by: 'mx6.c.example',
        with: 'ESMTPSA',
        tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
        id: '1901bd26506000e0a8.001',
        for: 'x@c.example',
        authenticatedUser: 'joe',
        at: '2024-06-15T12:14:51Z',
      },
    ],
    [
      'the address without parentheses',
      'from helo.a.example [192.0.2.66] by srs1.c.example (ZoneMTA Forwarder) with ESMTP id 157bdd754f70005750.002; Thu, 13 Oct 2016 11:39:48 +0000',
      {
        dialect: 'zone-mta',
        helo: 'helo.a.example',
        ip: '192.0.2.66',
        by: 'srs1.c.example',
        with: 'ESMTP',
        id: '157bdd754f70005750.002',
        at: '2016-10-13T11:39:48Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
