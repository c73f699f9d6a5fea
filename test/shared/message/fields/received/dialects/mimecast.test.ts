import { describe, expect, it } from 'vitest';
import { readReceived } from '../../field-of.ts';

describe('Received dialect mimecast', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'two with clauses, of which the first is the protocol',
      'from helo.a.example (rdns.b.example\r\n [192.0.2.226]) by relay.mimecast.com with ESMTP with STARTTLS (version=TLSv1.2,\r\n cipher=TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384) id\r\n za-mta-140-IHIEWF1LOE-ANzAJ2hOBpQ-6; Wed, 14 May 2025 06:48:10 +0200',
      {
        dialect: 'mimecast',
        helo: 'helo.a.example',
        rdns: 'rdns.b.example',
        ip: '192.0.2.226',
        by: 'relay.mimecast.com',
        with: 'ESMTP',
        tls: 'TLSv1.2 TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
        id: 'za-mta-140-IHIEWF1LOE-ANzAJ2hOBpQ-6',
        at: '2025-05-14T04:48:10Z',
      },
    ],
  ])('%s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });
});
