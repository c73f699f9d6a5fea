import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect exchange-online', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'a hop from outside: the first word is the HELO, the parentheses hold the address',
      'from mail.a.example (192.0.2.7)\r\n by AB1EUR01FT001.mail.protection.outlook.com (10.152.1.2) with Microsoft SMTP\r\n Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id\r\n 15.20.4930.15 via Frontend Transport; Wed, 26 Jan 2022 09:06:51 +0000',
      {
        dialect: 'exchange-online',
        helo: 'mail.a.example',
        ip: '192.0.2.7',
        by: 'AB1EUR01FT001.mail.protection.outlook.com',
        byIp: '10.152.1.2',
        via: 'Frontend Transport',
        with: 'Microsoft SMTP Server',
        tls: 'TLSv1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
        id: '15.20.4930.15',
        at: '2022-01-26T09:06:51Z',
      },
    ],
    [
      'an inner hop over IPv6',
      'from AB1P1.EURP1.PROD.OUTLOOK.COM (2603:10a6:600:0197:0::17) by AB1P2.EURP1.PROD.OUTLOOK.COM (2603:10a6:600:21c::9) with Microsoft SMTP Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.9320.22; Thu, 20 Nov 2025 14:35:21 +0000',
      {
        dialect: 'exchange-online',
        helo: 'AB1P1.EURP1.PROD.OUTLOOK.COM',
        ip: '2603:10a6:600:197::17',
        by: 'AB1P2.EURP1.PROD.OUTLOOK.COM',
        byIp: '2603:10a6:600:21c::9',
        with: 'Microsoft SMTP Server',
        tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
        id: '15.20.9320.22',
        at: '2025-11-20T14:35:21Z',
      },
    ],
    [
      'delivery to the mailbox over HTTPS, with and without a proxy',
      'from AB1P1.EURP1.PROD.OUTLOOK.COM (::1) by AB1P2.EURP1.PROD.OUTLOOK.COM with HTTPS via AB1P3.EURP1.PROD.OUTLOOK.COM; Wed, 28 Dec 2022 18:14:03 +0000',
      {
        dialect: 'exchange-online',
        helo: 'AB1P1.EURP1.PROD.OUTLOOK.COM',
        ip: '::1',
        by: 'AB1P2.EURP1.PROD.OUTLOOK.COM',
        via: 'AB1P3.EURP1.PROD.OUTLOOK.COM',
        with: 'HTTPS',
        at: '2022-12-28T18:14:03Z',
      },
    ],
    [
      'submission in the mailbox server, with a zone behind the address',
      'from AB1P1.EURP1.PROD.EXCHANGELABS.COM ([fe80::7830:c66f:eaa8:e3dd]) by AB1P1.EURP1.PROD.EXCHANGELABS.COM ([fe80::7830:c66f:eaa8:e3dd%14]) with mapi id 15.20.0218.015; Wed, 15 Nov 2017 14:16:14 +0000',
      {
        dialect: 'exchange-online',
        helo: 'AB1P1.EURP1.PROD.EXCHANGELABS.COM',
        ip: 'fe80::7830:c66f:eaa8:e3dd',
        by: 'AB1P1.EURP1.PROD.EXCHANGELABS.COM',
        byIp: 'fe80::7830:c66f:eaa8:e3dd',
        with: 'mapi',
        id: '15.20.0218.015',
        at: '2017-11-15T14:16:14Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
