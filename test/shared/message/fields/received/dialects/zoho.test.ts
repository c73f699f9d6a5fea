import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect zoho', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'a client without a reverse name: the address in brackets is the peer',
      'from [172.26.26.68] (172.26.26.68 [192.0.2.68]) by mx.zoho.eu\r\n\twith SMTPS id 170307643616919.058026639825698; Wed, 20 Dec 2023 13:47:16 +0100 (CET)',
      {
        dialect: 'zoho',
        helo: '[172.26.26.68]',
        ip: '192.0.2.68',
        by: 'mx.zoho.eu',
        with: 'SMTPS',
        id: '170307643616919.058026639825698',
        at: '2023-12-20T12:47:16Z',
      },
    ],
    [
      'mail handed in, without a from clause',
      'by mx.zohomail.com with SMTPS id 1770873990451887.0491697627958; Wed, 11 Feb 2026 21:26:30 -0800 (PST)',
      { dialect: 'zoho', by: 'mx.zohomail.com', with: 'SMTPS', id: '1770873990451887.0491697627958', at: '2026-02-12T05:26:30Z' },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
