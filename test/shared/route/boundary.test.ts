import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../shared/message/records.ts';
import { boundaryOf, postfix, received, trace } from './traced.ts';

const mx = 'mx.recv.example';
const stranger = { helo: 'out.a.example', rdns: 'out.a.example', ip: '203.0.113.66' };
/** What a sender may write below: a whole delivery by the receiver itself, from a host of the domain it plays. */
const forged = [
  'Authentication-Results: mx.recv.example; spf=pass (sender IP is 203.0.113.99) smtp.mailfrom=victim.example; dkim=pass header.d=victim.example',
  'Received-SPF: pass (mx.recv.example: domain of ceo@victim.example designates 203.0.113.99 as permitted sender) client-ip=203.0.113.99',
  postfix(mx, { helo: 'mail.victim.example', rdns: 'mail.victim.example', ip: '203.0.113.99' }),
];

describe('the trust boundary', () => {
  it('is the hop at which the receiver took the message over from outside', () => {
    const { boundary, message } = trace([postfix(mx, stranger, 2), postfix('out.a.example', { helo: 'pc', ip: '192.168.1.7' }, 1)]);
    const field = message.headers[0];
    expect(boundary).toEqual({
      hop: 1,
      header: 0,
      basis: 'received-chain',
      explanation: 'mx.recv.example took the message over from a host outside its own domain.',
      places: [{ header: 0, ...field?.valueSpan }],
    });
  });

  it.each([
    [
      'Authentication-Results',
      'Authentication-Results: mx.recv.example; spf=pass (sender IP is 203.0.113.66) smtp.mailfrom=a.example',
      'authentication-results',
    ],
    ['Received-SPF', 'Received-SPF: pass (a.example: sender is fine) client-ip=203.0.113.66; envelope-from=ceo@a.example', 'received-spf'],
    [
      'ARC-Authentication-Results',
      'ARC-Authentication-Results: i=1; mx.recv.example; spf=pass (mx.recv.example: domain of ceo@a.example designates 203.0.113.66 as permitted sender) smtp.mailfrom=ceo@a.example',
      'authentication-results',
    ],
  ])('rests on %s where the receiver names its client there', (name, record, basis) => {
    const { boundary } = trace([record, postfix(mx, stranger)]);
    expect(boundary).toMatchObject({ hop: 0, header: 1, basis });
    expect(boundary.explanation).toBe(`mx.recv.example took the message over from 203.0.113.66, the client that its own ${name} names.`);
    expect(boundary.places.map(({ header }) => header)).toEqual([0, 1]);
  });

  it('is found for IPv6 clients, however their address is written', () => {
    const record = 'Authentication-Results: mx.recv.example; spf=pass (sender IP is 2001:DB8:0:0::66) smtp.mailfrom=a.example';
    expect(boundaryOf(record, postfix(mx, { ...stranger, ip: 'IPv6:2001:db8::66' }), ...forged)).toBe('1/1 authentication-results');
  });

  it('is nowhere without a Received field: nothing is vouched for', () => {
    expect(trace(['Authentication-Results: mx.recv.example; dkim=pass header.d=a.example']).boundary).toEqual({
      hop: null,
      header: -1,
      basis: 'none',
      explanation: 'The message has no Received header, so nothing shows who received it and nothing is vouched for.',
      places: [],
    });
  });

  describe('walks past hand-overs inside the receiver', () => {
    const entry = postfix(mx, stranger, 1);

    it.each<[string, readonly string[]]>([
      ['a content filter on localhost', [postfix(mx, { helo: 'localhost', rdns: 'localhost', ip: '127.0.0.1' }, 2)]],
      ['a relay at a private address', [postfix('mail.recv.example', { helo: 'mx', ip: '10.1.2.3' }, 2)]],
      ['a relay at a unique local IPv6 address', [postfix('mail.recv.example', { helo: 'mx', ip: 'IPv6:fd00::7' }, 2)]],
      ['Exchange at a link-local address', [received('from EX1.recv.local ([fe80::a4d2%6]) by EX2.recv.local with mapi id 15.2', 2)]],
      ['LMTP without an address', [received('from mx.recv.example by mail.recv.example with LMTP id abc', 2)]],
      ['LMTP over a socket', [received('from mx.recv.example ([unix socket]) by mail.recv.example (Cyrus) with LMTPA', 2)]],
      ['LMTP over a public address', [received('from mx.recv.example ([198.51.100.8]) by mail.recv.example with LMTPS id abc', 2)]],
      ['a line without a client, as Google writes them', [received('by 2002:a05:7108:5021:b0:4a2 with SMTP id abc', 2)]],
      ['qmail’s own queue', [received('(qmail 123 invoked from network)', 2)]],
      ['a local hand-over of Exim', [received('from mail by mail.recv.example with local (Exim 4.97) id 1rABCD-000000-00', 2)]],
      [
        'all of them together',
        [
          received('from mail.recv.example by mail.recv.example with LMTP id abc', 4),
          postfix('mail.recv.example', { helo: 'filter', ip: '172.16.0.9' }, 3),
          postfix(mx, { helo: 'localhost', ip: '127.0.0.1' }, 2),
        ],
      ],
    ])('%s', (_, inside) => {
      expect(boundaryOf(...inside, entry, ...forged)).toBe(`1/${inside.length} received-chain`);
    });

    it('a gateway of its own, whose name the receiver looked up both ways', () => {
      const gateway = { helo: 'gw.recv.example', rdns: 'gw.recv.example', ip: '198.51.100.8' };
      expect(boundaryOf(postfix('mail.recv.example', gateway, 2), postfix('gw.recv.example', stranger, 1), ...forged)).toBe(
        '1/1 received-chain',
      );
      const exim = 'from gw.recv.example ([198.51.100.8]) by mail.recv.example with esmtps (Exim 4.97) id 1rABCD-000000-00';
      expect(boundaryOf(received(exim, 2), postfix('gw.recv.example', stranger, 1), ...forged)).toBe('1/1 received-chain');
    });

    it('the hosts of Exchange Online', () => {
      const inner = received(
        'from AM0PR01CA0001.eurprd01.prod.exchangelabs.com (2603:10a6:208:1::14) by DB9PR05MB9837.eurprd05.prod.outlook.com (2603:10a6:10:4c5::10) with Microsoft SMTP Server (version=TLS1_2) id 15.20.1',
        2,
      );
      const front = received(
        'from out.a.example (203.0.113.66) by AM1EUR.mail.protection.outlook.com (10.152.16.1) with Microsoft SMTP Server id 15.20.1 via Frontend Transport',
        1,
      );
      expect(boundaryOf(inner, front, ...forged)).toBe('1/1 received-chain');
    });
  });

  describe('stops at a client from outside that plays an own host', () => {
    it.each([
      ['the receiver’s own name as HELO', postfix(mx, { helo: 'mail.recv.example', rdns: 'evil.example', ip: '203.0.113.66' })],
      ['the receiver’s own name as HELO, without a reverse name', postfix(mx, { helo: mx, ip: '203.0.113.66' })],
      ['localhost as HELO', postfix(mx, { helo: 'localhost', rdns: 'evil.example', ip: '203.0.113.66' })],
      ['an address of the receiver as HELO', postfix(mx, { helo: '[127.0.0.1]', ip: '203.0.113.66' })],
      ['HELO alone, at a receiver that prints no address', received('from mail.recv.example by mx.recv.example with ESMTP id abc')],
      [
        'HELO of a host inside Exchange Online',
        received(
          'from DB9PR05.eurprd05.prod.outlook.com (203.0.113.66) by AM1EUR.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1',
        ),
      ],
      [
        'a reverse name that Sendmail calls forged',
        received('from evil (mail.recv.example [203.0.113.66] (may be forged)) by mx.recv.example (8.15.2/8.15.2) with ESMTP id abc'),
      ],
      [
        'a reverse name that qmail did not check',
        received('from mail.recv.example (HELO evil) (203.0.113.66) by mx.recv.example with SMTP'),
      ],
      [
        'a reverse name in a form that no product is known to check',
        received('from evil (mail.recv.example [203.0.113.66]) by mx.recv.example with ESMTP id abc'),
      ],
      ['a reverse name at Google', received('from evil (mail-x.google.com. [203.0.113.66]) by mx.google.com with ESMTPS id abc')],
      [
        'a customer’s line of the receiving access provider',
        postfix(mx, { helo: 'x', rdns: 'c-203-0-113-66.hsd1.recv.example', ip: '203.0.113.66' }),
      ],
      [
        'a line whose name spells the address backwards',
        postfix(mx, { helo: 'x', rdns: '66.113.0.203.dyn.recv.example', ip: '203.0.113.66' }),
      ],
      [
        'a line whose name spells the address in hexadecimal',
        postfix(mx, { helo: 'x', rdns: 'cb007142.dsl.recv.example', ip: '203.0.113.66' }),
      ],
      [
        'a line whose name spells an IPv6 address',
        postfix(mx, { helo: 'x', rdns: '2001-db8--a1-b2.recv.example', ip: 'IPv6:2001:db8::a1:b2' }),
      ],
      ['the name of another domain that ends alike', postfix(mx, { helo: 'x', rdns: 'mail.notrecv.example', ip: '203.0.113.66' })],
    ])('%s', (_, line) => {
      expect(boundaryOf(line, ...forged)).toBe('1/0 received-chain');
    });

    it('another customer of the shared service that receives', () => {
      const line = received(
        'from EUR01.outbound.protection.outlook.com (40.107.117.56) by AM1EUR.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1',
      );
      expect(boundaryOf(line, ...forged)).toBe('1/0 received-chain');
    });

    it('another customer of it whose name the receiver looked up: that name is the service’s too', () => {
      const customer = { helo: 'x', rdns: 'eu-smtp-delivery-1.mimecast.com', ip: '185.58.85.7' };
      expect(boundaryOf(postfix('eu-smtp-inbound-1.mimecast.com', customer), ...forged)).toBe('1/0 received-chain');
    });

    it('an address inside Exchange Online, at a receiver that is not Exchange Online', () => {
      expect(boundaryOf(postfix(mx, { helo: 'x', ip: 'IPv6:2603:10a6:208:1::14' }), ...forged)).toBe('1/0 received-chain');
    });

    it('a public address that the receiver’s own record names, whatever its reverse name', () => {
      const record = 'Authentication-Results: mx.recv.example; spf=fail (sender IP is 198.51.100.8) smtp.mailfrom=a.example';
      const line = postfix(mx, { helo: 'x', rdns: 'gw.recv.example', ip: '198.51.100.8' });
      expect(boundaryOf(record, line, ...forged)).toBe('1/1 authentication-results');
    });

    it('a line that cannot be read', () => {
      expect(boundaryOf(received('one two three'), ...forged)).toBe('1/0 received-chain');
    });

    it('a line whose address was made unreadable', () => {
      expect(boundaryOf(received('from xxxx (xxxx [xxx.xxx.xxx.xxx]) by xxxx (Postfix) with ESMTP id abc'), ...forged)).toBe(
        '1/0 received-chain',
      );
    });
  });

  it('is not led further down by a record that names a client which the sender wrote below', () => {
    const record = 'Authentication-Results: mx.recv.example; spf=fail (sender IP is 203.0.113.99) smtp.mailfrom=victim.example';
    const nameless = received('from evil.example by mx.recv.example with ESMTP id abc');
    expect(boundaryOf(record, nameless, ...forged)).toBe('1/1 received-chain');
  });

  it('is the oldest hop where no client is from outside', () => {
    const { boundary } = trace([postfix(mx, { helo: 'localhost', ip: '127.0.0.1' }, 2), postfix(mx, { helo: 'pc', ip: '192.168.1.2' }, 1)]);
    expect(boundary).toMatchObject({
      hop: 0,
      header: 1,
      basis: 'received-chain',
      explanation: 'No hop names a client outside the receiving domain: mx.recv.example wrote the oldest Received header.',
    });
    expect(boundaryOf(received('by mx.recv.example (Postfix, from userid 1000) id 4X'))).toBe('0/0 received-chain');
    expect(boundaryOf(postfix('mail.recv.example', { helo: 'x', rdns: 'app.recv.example', ip: '198.51.100.8' }))).toBe(
      '0/0 received-chain',
    );
  });

  it('is where the user puts it', () => {
    const fields = [postfix(mx, stranger, 2), postfix('relay.a.example', { helo: 'x', ip: '203.0.113.7' }, 1)];
    expect(trace(fields, 0).boundary).toMatchObject({
      hop: 0,
      header: 1,
      basis: 'user',
      explanation: 'You placed the trust boundary here: this hop and everything above it is believed.',
    });
    expect(trace(fields, 0).hops.map((hop) => hop.trust)).toEqual(['vouched', 'vouched']);
  });

  it.each([2, -1, 0.5, Number.NaN])('is inferred where the user chose hop %s, which there is not', (chosen) => {
    const fields = [postfix(mx, stranger, 2), postfix('relay.a.example', { helo: 'x', ip: '203.0.113.7' }, 1)];
    expect(trace(fields, chosen).boundary).toEqual(trace(fields).boundary);
  });

  it('labels the hops at and above it as vouched for, and those below as claimed', () => {
    const inside = postfix('mail.recv.example', { helo: 'mx', ip: '10.1.2.3' }, 2);
    expect(trace([inside, postfix(mx, stranger, 1), ...forged]).hops.map((hop) => hop.trust)).toEqual(['claimed', 'vouched', 'vouched']);
    expect(trace([]).hops).toEqual([]);
  });

  it('is not moved by anything that a sender writes below it', () => {
    const top = [
      'Authentication-Results: mx.recv.example; spf=fail (sender IP is 203.0.113.66) smtp.mailfrom=a.example',
      postfix('mail.recv.example', { helo: 'mx', ip: '10.1.2.3' }, 3),
      postfix(mx, stranger, 2),
    ];
    const { boundary } = trace(top);
    const name = fc.constantFrom('mx.recv.example', 'mail.recv.example', 'localhost', 'evil.example', 'mail.protection.outlook.com', 'x');
    const ip = fc.constantFrom('203.0.113.66', '203.0.113.99', '10.1.2.3', '127.0.0.1', '40.107.117.56', 'IPv6:2603:10a6::1');
    const line = fc.oneof(
      fc.tuple(name, name, name, ip).map(([by, helo, rdns, address]) => postfix(by, { helo, rdns, ip: address })),
      fc.tuple(name, name).map(([from, by]) => received(`from ${from} by ${by} with LMTP id abc`)),
      fc
        .tuple(name, ip)
        .map(([id, address]) => `Authentication-Results: ${id}; spf=pass (sender IP is ${address}) smtp.mailfrom=v.example`),
      fc.tuple(ip).map(([address]) => `Received-SPF: pass (x) client-ip=${address.replace('IPv6:', '')}`),
      fc.string({ maxLength: 40 }).map((text) => `Received: ${text.replace(/[\r\n]/g, ' ')}`),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const moved = trace([...top, ...lines]);
        const below = moved.hops.length - 2;
        expect({ ...moved.boundary, hop: (moved.boundary.hop ?? 0) - below }).toEqual(boundary);
        expect(moved.hops.slice(0, below).every((hop) => hop.trust === 'claimed')).toBe(true);
      }),
    );
  });

  it('leaves results below it where they are, even under the receiver’s own name', () => {
    const { boundary, message } = trace([postfix(mx, stranger), ...forged]);
    const below = readRecords(message).results.filter(({ field }) => field.index > boundary.header);
    expect(below.map(({ parsed }) => parsed.authservId)).toEqual(['mx.recv.example']);
  });
});
