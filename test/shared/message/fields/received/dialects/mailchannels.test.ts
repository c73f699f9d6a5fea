import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect mailchannels', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the hosting provider as authenticated sender',
      'from out8.a.example (100-96-42-217.trex-nlb.outbound.svc.cluster.local [100.96.42.217])\r\n\t(Authenticated sender: hostingprovider)\r\n\tby relay.mailchannels.net (Postfix) with ESMTPA id E665523563\r\n\tfor <x@c.example>; Wed, 20 Aug 2025 20:29:07 +0000 (UTC)',
      {
        dialect: 'mailchannels',
        helo: 'out8.a.example',
        rdns: '100-96-42-217.trex-nlb.outbound.svc.cluster.local',
        ip: '100.96.42.217',
        by: 'relay.mailchannels.net',
        with: 'ESMTPA',
        id: 'E665523563',
        for: 'x@c.example',
        authenticatedUser: 'hostingprovider',
        at: '2025-08-20T20:29:07Z',
      },
    ],
    [
      'its own front end',
      'from out8.a.example (out8.a.example [192.0.2.88]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384) by 100.96.42.217 (trex/7.1.3); Wed, 20 Aug 2025 20:29:08 +0000',
      {
        dialect: 'mailchannels',
        helo: 'out8.a.example',
        rdns: 'out8.a.example',
        ip: '192.0.2.88',
        by: '100.96.42.217',
        byIp: '100.96.42.217',
        tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
        at: '2025-08-20T20:29:08Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
