import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect amazon-ses', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'mail received for a customer',
      'from helo.a.example (rdns.b.example [192.0.2.5])\r\n by inbound-smtp.us-west-2.amazonaws.com with SMTP id k6sbr4gfpakd50h3l0\r\n for x@c.example; Thu, 14 Jan 2016 07:45:12 +0000 (UTC)',
      {
        dialect: 'amazon-ses',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.5',
        by: 'inbound-smtp.us-west-2.amazonaws.com',
        with: 'SMTP',
        id: 'k6sbr4gfpakd50h3l0',
        for: 'x@c.example',
        at: '2016-01-14T07:45:12Z',
      },
    ],
    [
      'mail handed in by a customer',
      'from [192.168.1.5] (rdns.b.example. [192.0.2.5]) by email-smtp.amazonaws.com with SMTP (SimpleEmailService-d-ABC123) id XyZ for <x@c.example>; Thu, 14 Jan 2016 07:45:12 +0000 (UTC)',
      {
        dialect: 'amazon-ses',
        helo: '[192.168.1.5]',
        rdns: 'rdns.b.example',
        ip: '192.0.2.5',
        by: 'email-smtp.amazonaws.com',
        with: 'SMTP',
        id: 'XyZ',
        for: 'x@c.example',
        at: '2016-01-14T07:45:12Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
