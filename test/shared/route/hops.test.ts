import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attribution, Infrastructure } from '../../../shared/facts/infrastructure.ts';
import { scanMessage } from '../../../shared/message/header-scanner.ts';
import { buildHops } from '../../../shared/route/hops.ts';

const attribution = (operator: string, basis: Attribution['basis']): Attribution => ({
  operator,
  operatorName: operator,
  pool: null,
  scope: 'shared',
  basis,
});

/** A catalogue of one operator: 198.51.100.0/24 and every host under relay.example. */
const infrastructure: Infrastructure = {
  attribute: ({ ip, rdns, helo }) => {
    if (ip?.startsWith('198.51.100.') === true) return attribution('relay', 'address');
    if (rdns?.endsWith('.relay.example') === true) return attribution('relay', 'rdns');
    return helo?.endsWith('.relay.example') === true ? attribution('relay', 'helo') : null;
  },
  attributeBy: (host) => (host.endsWith('.relay.example') ? attribution('relay', 'by-host') : null),
  operatorOfSpfPath: () => null,
  isSharedDomain: () => false,
  isMailboxDomain: () => false,
  tenantOfSigningDomain: () => null,
  operatorOfAuthservId: () => null,
  operatorOfSealer: () => null,
  operatorOfResultsField: () => null,
  findTenants: () => [],
  findStamps: () => [],
  missingStamps: () => [],
  nameOf: (operator) => operator,
};

const message = [
  'Delivered-To: x@c.example',
  'Received: from out.relay.example (out1.relay.example [198.51.100.9])',
  '\tby mx.c.example (Postfix) with ESMTPS id AAA',
  '\tfor <x@c.example>; Tue, 10 May 2005 17:30:00 +0000',
  'Received-SPF: pass',
  'Received: from helo.a.example (192.0.2.7) by in.relay.example (198.51.100.1) with Microsoft SMTP',
  ' Server (version=TLS1_2, cipher=X) id 15.20.1.1; Tue, 10 May 2005 17:29:50 +0000',
  'Received: (qmail 12 invoked by uid 48); 10 May 2005 17:29:40 -0000',
  'Received: something that nobody reads',
  'Subject: hello',
  '',
  'Received: from the body',
  '',
].join('\r\n');

describe('buildHops', () => {
  const hops = buildHops(scanMessage(Buffer.from(message)), infrastructure);

  it('makes one hop a Received field of the header, the lowest first', () => {
    expect(hops.map(({ index, header, dialect, at, by, delaySeconds }) => ({ index, header, dialect, at, by, delaySeconds }))).toEqual([
      { index: 0, header: 5, dialect: null, at: null, by: null, delaySeconds: null },
      { index: 1, header: 4, dialect: 'qmail', at: '2005-05-10T17:29:40Z', by: null, delaySeconds: null },
      { index: 2, header: 3, dialect: 'exchange', at: '2005-05-10T17:29:50Z', by: 'in.relay.example', delaySeconds: 10 },
      { index: 3, header: 1, dialect: 'postfix', at: '2005-05-10T17:30:00Z', by: 'mx.c.example', delaySeconds: 10 },
    ]);
  });

  it('gives the whole of a hop', () => {
    expect(hops[3]).toEqual({
      index: 3,
      header: 1,
      dialect: 'postfix',
      at: '2005-05-10T17:30:00Z',
      from: { helo: 'out.relay.example', rdns: 'out1.relay.example', ip: '198.51.100.9' },
      by: 'mx.c.example',
      with: 'ESMTPS',
      tls: null,
      id: 'AAA',
      for: 'x@c.example',
      delaySeconds: 10,
      clockSkewed: false,
      operator: attribution('relay', 'address'),
      writer: null,
      trust: 'claimed',
      place: { header: 1, start: message.indexOf('from out.relay'), end: message.indexOf('\r\nReceived-SPF') },
    });
  });

  it('asks the catalogue for both ends, and does not ask about nobody', () => {
    expect(hops.map((hop) => [hop.operator?.basis ?? null, hop.writer?.basis ?? null])).toEqual([
      [null, null],
      [null, null],
      [null, 'by-host'],
      ['address', null],
    ]);
    const asked: unknown[] = [];
    const counting: Infrastructure = {
      ...infrastructure,
      attribute: (connection) => {
        asked.push(connection);
        return null;
      },
    };
    buildHops(scanMessage(Buffer.from(message)), counting);
    expect(asked).toEqual([
      { ip: '192.0.2.7', rdns: null, helo: 'helo.a.example' },
      { ip: '198.51.100.9', rdns: 'out1.relay.example', helo: 'out.relay.example' },
    ]);
  });

  it('points every hop at its bytes', () => {
    for (const hop of hops) {
      const text = message.slice(hop.place.start, hop.place.end);
      expect(message.slice(0, hop.place.start).endsWith('Received: ')).toBe(true);
      expect(text.endsWith('\r\n')).toBe(false);
    }
  });

  it('gives no hops for a message without trace, and none for no message', () => {
    expect(buildHops(scanMessage(Buffer.from('Subject: x\r\n\r\n')), infrastructure)).toEqual([]);
    expect(buildHops(scanMessage(new Uint8Array()), infrastructure)).toEqual([]);
  });

  it('never throws, and numbers the hops without gaps', () => {
    const line = fc.oneof(
      fc.constant('Received: from a.example ([192.0.2.7]) by b.example with SMTP; Tue, 10 May 2005 17:26:48 +0000'),
      fc.string().map((text) => `Received: ${text}`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const built = buildHops(scanMessage(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)), infrastructure);
        expect(built.map((hop) => hop.index)).toEqual(built.map((_, index) => index));
        expect([...built].reverse().map((hop) => hop.header)).toEqual(
          [...built].map((hop) => hop.header).sort((one, other) => one - other),
        );
      }),
    );
  });
});
