import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect exchange', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'a server on own premises',
      'from User (192.0.2.37) by hub.a.example (10.0.22.49) with Microsoft SMTP Server id 15.1.2242.12 via Frontend Transport; Mon, 7 Nov 2022 03:45:10 -0600',
      {
        dialect: 'exchange',
        helo: 'User',
        ip: '192.0.2.37',
        by: 'hub.a.example',
        byIp: '10.0.22.49',
        via: 'Frontend Transport',
        with: 'Microsoft SMTP Server',
        id: '15.1.2242.12',
        at: '2022-11-07T09:45:10Z',
      },
    ],
    [
      'version 2013, which only says that TLS was used',
      'from edge.a.example (10.3.1.83) by hub.a.example (10.3.1.86) with Microsoft SMTP Server (TLS) id 15.0.1044.25; Tue, 21 Jul 2022 11:00:55 -0400',
      {
        dialect: 'exchange',
        helo: 'edge.a.example',
        ip: '10.3.1.83',
        by: 'hub.a.example',
        byIp: '10.3.1.86',
        with: 'Microsoft SMTP Server',
        tls: 'TLS',
        id: '15.0.1044.25',
        at: '2022-07-21T15:00:55Z',
      },
    ],
    [
      'version 5.5, which names itself behind the protocol',
      'from aaa (W3NEW [192.0.2.22]) by mail2.a.example with SMTP (Microsoft Exchange Internet Mail Service Version 5.5.2653.13)\r\n\tid XBHNSC17; Tue, 4 Dec 2001 19:27:33 -0500',
      {
        dialect: 'exchange',
        helo: 'aaa',
        rdns: 'W3NEW',
        ip: '192.0.2.22',
        by: 'mail2.a.example',
        with: 'SMTP',
        id: 'XBHNSC17',
        at: '2001-12-05T00:27:33Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
