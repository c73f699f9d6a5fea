import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect microsoft-smtp-service', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the address in brackets',
      'from mail.a.example ([192.0.2.39]) by mc2.b.example with Microsoft SMTPSVC(6.0.3790.4675);\r\n\t Tue, 14 Dec 2010 22:59:10 -0800',
      {
        dialect: 'microsoft-smtp-service',
        helo: 'mail.a.example',
        ip: '192.0.2.39',
        by: 'mc2.b.example',
        with: 'Microsoft SMTPSVC',
        at: '2010-12-15T06:59:10Z',
      },
    ],
    [
      'TLS as words between the host and the protocol',
      'from mail.a.example ([192.0.2.88]) by mc2.b.example over TLS secured channel with Microsoft SMTPSVC(7.5.7601.22712); Fri, 21 Nov 2014 14:17:54 -0800',
      {
        dialect: 'microsoft-smtp-service',
        helo: 'mail.a.example',
        ip: '192.0.2.88',
        by: 'mc2.b.example',
        with: 'Microsoft SMTPSVC',
        tls: 'TLS',
        at: '2014-11-21T22:17:54Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
