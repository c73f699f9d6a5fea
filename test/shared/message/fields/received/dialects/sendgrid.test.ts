import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect sendgrid', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the account that called the interface, and no semicolon before the date',
      'from MzI3NTY0MTk (unknown)\r\n\tby geopod-ismtpd-32 (SG) with HTTP\r\n\tid XFb4UdoFQtOeZX1gu8B1IA\r\n\tWed, 23 Jul 2025 12:08:27.243 +0000 (UTC)',
      {
        dialect: 'sendgrid',
        by: 'geopod-ismtpd-32',
        with: 'HTTP',
        id: 'XFb4UdoFQtOeZX1gu8B1IA',
        authenticatedUser: '32756419',
        at: '2025-07-23T12:08:27Z',
      },
    ],
    [
      'a time as the Go runtime prints it',
      'by filterdrecv-75cb66975-b6brs with SMTP id filterdrecv-75cb66975-b6brs-1-658CDF50-15\r\n        2023-12-28 02:37:04.13893854 +0000 UTC m=+6162910.083650802',
      {
        dialect: 'sendgrid',
        by: 'filterdrecv-75cb66975-b6brs',
        with: 'SMTP',
        id: 'filterdrecv-75cb66975-b6brs-1-658CDF50-15',
        at: '2023-12-28T02:37:04Z',
      },
    ],
    [
      'a client that speaks SMTP',
      'from [172.20.10.7] (unknown [192.0.2.7]) by geopod-ismtpd-12 (SG) with ESMTP id wlaxN for <x@c.example>; Sat, 01 Mar 2025 12:10:35.734 +0000 (UTC)',
      {
        dialect: 'sendgrid',
        helo: '[172.20.10.7]',
        ip: '192.0.2.7',
        by: 'geopod-ismtpd-12',
        with: 'ESMTP',
        id: 'wlaxN',
        for: 'x@c.example',
        at: '2025-03-01T12:10:35Z',
      },
    ],
    [
      'a word that is no account stays the HELO',
      'from mail (unknown) by geopod-ismtpd-2 (SG) with HTTP id 0032; Wed, 06 Nov 2024 02:12:22.191 +0000 (UTC)',
      { dialect: 'sendgrid', helo: 'mail', by: 'geopod-ismtpd-2', with: 'HTTP', id: '0032', at: '2024-11-06T02:12:22Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
