import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect opensmtpd', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the login behind the id',
      'from laptop.a.example (rdns.b.example [192.0.2.46]) by mx.c.example (OpenSMTPD) with ESMTPSA id 7d2f1b1c (TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO) auth=yes user=joe for <x@c.example>; Tue, 29 Jul 2025 06:36:25 -0300 (-03)',
      {
        dialect: 'opensmtpd',
        helo: 'laptop.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.46',
        by: 'mx.c.example',
        with: 'ESMTPSA',
        tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
        id: '7d2f1b1c',
        for: 'x@c.example',
        authenticatedUser: 'joe',
        at: '2025-07-29T09:36:25Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
