import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSegments, type RecordedIngress } from '../../../shared/route/segments.ts';
import { postfix, received, trace } from './traced.ts';

const place = { header: 9, start: 900, end: 950 };

function recorded(given: Partial<RecordedIngress> = {}): RecordedIngress {
  return {
    operator: 'exchange-online',
    operatorName: 'Relay',
    ip: '203.0.113.66',
    helo: null,
    mailbox: false,
    trust: 'attributed',
    places: [place],
    ...given,
  };
}

/** What a line of Exchange Online looks like, for the outside and for the inside. */
const outlook = {
  front: (helo: string, ip: string, minute = 0) =>
    received(`from ${helo} (${ip}) by AM1EUR.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1`, minute),
  inside: (minute = 0) =>
    received(
      'from AS4P190.EURP190.PROD.OUTLOOK.COM (2603:10a6:20b:5de::13) by DB9PR05.eurprd05.prod.outlook.com (2603:10a6:10:4c5::10) with Microsoft SMTP Server id 15.20.1',
      minute,
    ),
  egress: { helo: 'EUR01.outbound.protection.outlook.com', ip: '40.107.117.56' },
};

/** The route in short: lanes as `NAME role trust hops` with the operator's id for a name,, hand-overs as `from>to role hop operator trust`. */
function drawn(fields: readonly string[], ingress: RecordedIngress | null = null) {
  const { hops, boundary } = trace(fields);
  const { segments, handoffs } = buildSegments(hops, boundary, ingress);
  return {
    lanes: segments.map(({ admd, operator, role, trust, hops: own }) => `${operator ?? admd} ${role} ${trust} [${own}]`),
    handoffs: handoffs.map(
      ({ fromSegment, toSegment, role, hop, operator, trust }) => `${fromSegment}>${toSegment} ${role} ${hop} ${operator} ${trust}`,
    ),
  };
}

const mx = 'mx.recv.example';

describe('buildSegments', () => {
  it('draws nothing without hops', () => {
    expect(drawn([])).toEqual({ lanes: [], handoffs: [] });
  });

  it('draws a single hop as two lanes', () => {
    expect(drawn([postfix(mx, { helo: 'x', rdns: 'out.a.example', ip: '203.0.113.66' })])).toEqual({
      lanes: ['a.example origin claimed []', 'recv.example receiver vouched [0]'],
      handoffs: ['0>1 egress 0 null vouched'],
    });
  });

  it('joins hosts of one administrative domain into one lane', () => {
    const fields = [
      postfix('mail.recv.example', { helo: 'mx', ip: '10.1.2.3' }, 4),
      postfix(mx, { helo: 'out.a.example', rdns: 'out.a.example', ip: '203.0.113.66' }, 3),
      postfix('out.a.example', { helo: 'in.a.example', rdns: 'in.a.example', ip: '203.0.113.65' }, 2),
      postfix('in.a.example', { helo: 'pc.a.example', ip: '192.168.1.7' }, 1),
    ];
    expect(drawn(fields)).toEqual({
      lanes: ['a.example origin claimed [0,1]', 'recv.example receiver vouched [2,3]'],
      handoffs: ['0>1 egress 2 null vouched'],
    });
  });

  it('names a lane by the address where nothing better is known', () => {
    expect(drawn([postfix(mx, { helo: 'x', ip: '203.0.113.66' })]).lanes).toEqual([
      '203.0.113.66 origin claimed []',
      'recv.example receiver vouched [0]',
    ]);
    expect(drawn([postfix(mx, { helo: '[203.0.113.66]', ip: '203.0.113.66' })]).lanes[0]).toBe('203.0.113.66 origin claimed []');
  });

  it('shows the way in and the way out of a shared service', () => {
    const fields = [postfix(mx, outlook.egress, 3), outlook.inside(2), outlook.front('evil.example', '203.0.113.66', 1)];
    expect(drawn(fields)).toEqual({
      lanes: ['evil.example origin claimed []', 'exchange-online shared claimed [0,1]', 'recv.example receiver vouched [2]'],
      handoffs: ['0>1 ingress 0 exchange-online claimed', '1>2 egress 2 exchange-online vouched'],
    });
  });

  it('splits one operator at the boundary: from tenant to tenant of Exchange Online', () => {
    const fields = [
      outlook.inside(5),
      outlook.front(outlook.egress.helo, outlook.egress.ip, 4),
      outlook.inside(2),
      outlook.front('evil.example', '203.0.113.66', 1),
    ];
    expect(drawn(fields)).toEqual({
      lanes: ['evil.example origin claimed []', 'exchange-online shared claimed [0,1]', 'exchange-online receiver vouched [2,3]'],
      handoffs: ['0>1 ingress 0 exchange-online claimed', '1>2 egress 2 exchange-online vouched'],
    });
  });

  it('keeps a gateway behind the service as a lane of its own', () => {
    const fields = [
      postfix(mx, { helo: 'eu-smtp-delivery-1.mimecast.com', ip: '185.58.85.7' }, 4),
      received(
        'from EUR01.outbound.protection.outlook.com (EUR01.outbound.protection.outlook.com [40.107.117.56]) by relay.mimecast.com with ESMTP id uk-mta-1',
        3,
      ),
      outlook.front('pc.a.example', '203.0.113.66', 1),
    ];
    expect(drawn(fields)).toEqual({
      lanes: [
        'a.example origin claimed []',
        'exchange-online shared claimed [0]',
        'mimecast shared claimed [1]',
        'recv.example receiver vouched [2]',
      ],
      handoffs: ['0>1 ingress 0 exchange-online claimed', '1>2 ingress 1 mimecast claimed', '2>3 egress 2 mimecast vouched'],
    });
  });

  describe('with the operator’s own record of its ingress', () => {
    const fields = [postfix(mx, outlook.egress, 3), outlook.inside(2)];

    it('confirms the hand-over that names the same address', () => {
      const { hops, boundary } = trace([...fields, outlook.front('evil.example', '203.0.113.66', 1)]);
      const { handoffs } = buildSegments(hops, boundary, recorded());
      expect(handoffs[0]).toMatchObject({
        role: 'ingress',
        hop: 0,
        client: { ip: '203.0.113.66', helo: 'evil.example' },
        trust: 'attributed',
        source: 'operator-record',
        places: [hops[0]?.place, place],
      });
      expect(handoffs.map(({ index }) => index)).toEqual([0, 1]);
    });

    it('knows an IPv6 address again in another spelling', () => {
      const line = outlook.front('evil.example', '2001:db8::66', 1);
      expect(drawn([...fields, line], recorded({ ip: '2001:DB8:0:0:0:0:0:66' })).handoffs).toEqual([
        '0>1 ingress 0 exchange-online attributed',
        '1>2 egress 2 exchange-online vouched',
      ]);
    });

    it('draws a hand-over without a hop where the Received line was stripped', () => {
      const { hops, boundary } = trace(fields);
      const { segments, handoffs } = buildSegments(hops, boundary, recorded());
      expect(segments).toMatchObject([
        { index: 0, admd: '203.0.113.66', operator: null, role: 'origin', hops: [], trust: 'attributed' },
        { index: 1, operator: 'exchange-online', role: 'shared', hops: [0] },
        { index: 2, role: 'receiver', hops: [1] },
      ]);
      expect(handoffs[0]).toEqual({
        index: 0,
        role: 'ingress',
        hop: null,
        fromSegment: 0,
        toSegment: 1,
        client: { ip: '203.0.113.66', helo: null, rdns: null },
        at: null,
        operator: 'exchange-online',
        trust: 'attributed',
        source: 'operator-record',
        places: [place],
      });
      expect(handoffs[1]).toMatchObject({ index: 1, role: 'egress', hop: 1, fromSegment: 1, toSegment: 2, operator: 'exchange-online' });
    });

    it('draws a mailbox where nothing connected at all', () => {
      expect(drawn(fields, recorded({ ip: null, mailbox: true }))).toEqual({
        lanes: ['Mailbox at Relay origin attributed []', 'exchange-online shared claimed [0]', 'recv.example receiver vouched [1]'],
        handoffs: ['0>1 ingress null exchange-online attributed', '1>2 egress 1 exchange-online vouched'],
      });
    });

    it('keeps lines that contradict the record as claims before the recorded origin', () => {
      expect(drawn([...fields, outlook.front('mail.victim.example', '198.51.100.7', 1)], recorded())).toEqual({
        lanes: [
          'victim.example origin claimed []',
          '203.0.113.66 relay attributed []',
          'exchange-online shared claimed [0,1]',
          'recv.example receiver vouched [2]',
        ],
        handoffs: [
          '0>1 ingress 0 exchange-online claimed',
          '1>2 ingress null exchange-online attributed',
          '2>3 egress 2 exchange-online vouched',
        ],
      });
    });

    it('does not take the record of another operator than the one under the boundary', () => {
      expect(drawn(fields, recorded({ operator: 'mimecast' }))).toEqual(drawn(fields));
    });

    it('makes nothing of a record that names neither an address nor a mailbox', () => {
      expect(drawn(fields, recorded({ ip: null }))).toEqual(drawn(fields));
    });

    it('makes nothing of it where the receiver saw no client of the operator', () => {
      const direct = [postfix(mx, { helo: 'x', ip: '203.0.113.9' })];
      expect(drawn(direct, recorded())).toEqual(drawn(direct));
    });
  });

  it('draws a route of fifteen hops in order', () => {
    const fields = Array.from({ length: 15 }, (_, k) =>
      postfix(`mx.r${14 - k}.example`, { helo: 'x', rdns: `out.r${13 - k}.example`, ip: `203.0.113.${k + 1}` }, 15 - k),
    );
    const { lanes, handoffs } = drawn(fields);
    expect(lanes.map((lane) => lane.split(' ')[0])).toEqual(Array.from({ length: 16 }, (_, k) => `r${k - 1}.example`));
    expect(handoffs.map((handoff) => handoff.split(' ')[2])).toEqual(Array.from({ length: 15 }, (_, k) => String(k)));
    expect(lanes.map((lane) => lane.split(' ')[1])).toEqual(['origin', ...Array(14).fill('relay'), 'receiver']);
  });

  it('always gives a connected drawing, whatever stands in the lines', () => {
    const host = fc.constantFrom('mx.recv.example', 'out.a.example', 'AM1.mail.protection.outlook.com', 'mx.google.com', 'x', 'localhost');
    const ip = fc.constantFrom('203.0.113.66', '10.0.0.1', '40.107.117.56', '209.85.220.41', 'IPv6:2603:10a6::1', 'nonsense');
    const line = fc.oneof(
      fc.tuple(host, host, ip).map(([by, helo, address]) => postfix(by, { helo, ip: address })),
      fc.string({ maxLength: 30 }).map((text) => `Received: ${text.replace(/[\r\n]/g, ' ')}`),
    );
    const record = fc.constantFrom(
      null,
      recorded(),
      recorded({ ip: '10.0.0.1' }),
      recorded({ ip: null, mailbox: true }),
      recorded({ operator: 'google' }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), record, (lines, ingress) => {
        const { hops, boundary } = trace(lines);
        const { segments, handoffs } = buildSegments(hops, boundary, ingress);
        expect(segments.map(({ index }) => index)).toEqual([...segments.keys()]);
        expect(handoffs.map(({ index }) => index)).toEqual([...handoffs.keys()]);
        // Every hand-over leads to the next lane, and every hop lies in exactly one lane.
        expect(handoffs.map(({ fromSegment, toSegment }) => [fromSegment, toSegment])).toEqual(segments.slice(1).map((_, k) => [k, k + 1]));
        expect(segments.flatMap((segment) => segment.hops)).toEqual([...hops.keys()]);
        // A recorded ingress never makes anything vouched for.
        const vouched = handoffs.filter(({ trust }) => trust === 'vouched').map(({ hop }) => hop);
        expect(vouched.every((hop) => hop !== null && boundary.hop !== null && hop >= boundary.hop)).toBe(true);
        expect(handoffs.filter(({ hop }) => hop !== null && hop === boundary.hop)).toHaveLength(hops.length === 0 ? 0 : 1);
      }),
    );
  });
});
