import { describe, expect, it } from 'vitest';
import type { DmarcCheck, DmarcReading, SpfCheck } from '../../../shared/facts/authentication.ts';
import { nothingKnown } from '../../../shared/facts/tenant-knowledge.ts';
import { buildSegments, type RecordedIngress } from '../../../shared/route/segments.ts';
import { type Gathered, gatherFacts } from '../../../shared/verdict/gather.ts';
import { infrastructure, postfix, received, trace } from '../route/traced.ts';
import {
  addressing,
  arcCheck,
  claim,
  dkimCheck,
  forwardingMark,
  ingressRefusal,
  knownTenant,
  mailbox,
  mark,
  place,
  question,
  signature,
  spfCheck,
  stamp,
} from './facts.ts';

const egress = postfix('mx.recv.example', { helo: 'EUR01.outbound.protection.outlook.com', ip: '40.107.117.56' }, 3);
const front = received(
  'from evil.example (203.0.113.66) by AM1EUR.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1',
  1,
);

function route(fields: readonly string[], ingress: RecordedIngress | null = null): Gathered['route'] {
  const { hops, boundary } = trace(fields);
  return { hops, boundary, ...buildSegments(hops, boundary, ingress) };
}

function reading(result: DmarcReading['result']): DmarcReading {
  return {
    result,
    policy: null,
    disposition: null,
    policyDomain: null,
    organizationalDomain: null,
    by: [],
    identifiers: [],
    record: null,
    reason: '',
    walk: [],
    suffixList: null,
    missing: [],
  };
}

const dmarc = (result: DmarcReading['result']): DmarcCheck => ({
  fromDomain: 'a.example',
  rfc9989: reading(result),
  rfc7489: reading(result),
  difference: null,
  others: [],
});

function gather(given: Partial<Gathered> = {}) {
  return gatherFacts({
    identities: { from: [mailbox('ceo@a.example')], mailFrom: 'ceo@a.example', mailFromPlace: place(0), helo: null },
    route: route([egress, front]),
    spf: [],
    dmarc: dmarc('unknown'),
    claims: [],
    signatures: [],
    stamps: [],
    tenants: [],
    arc: arcCheck(),
    forwarding: [],
    addressing: addressing(),
    dkim: [],
    headers: trace([egress, front]).message.headers,
    knowledge: nothingKnown,
    published: { tenants: [], missing: [] },
    path: 'this.eml',
    infrastructure,
    ...given,
  });
}

const atReceiver = (given: Partial<SpfCheck> = {}): SpfCheck => spfCheck({ handoff: 1, ...given });

describe('what fields say', () => {
  const from = (...addresses: string[]) => ({
    identities: { from: addresses.map((address) => mailbox(address)), mailFrom: null, mailFromPlace: null, helo: null },
  });
  const isAligned = (author: string, domain: string | null) => gather({ ...from(author), claims: [claim({ domain })] }).claims[0]?.aligned;

  it.each([
    ['ceo@a.example', 'a.example', true],
    ['ceo@mail.a.example', 'a.example', true],
    ['ceo@mail.a.example', 'news.a.example', true],
    ['ceo@a.example', 'nota.example', false],
    // A public suffix above the From domain is nobody's.
    ['ceo@a.co.uk', 'co.uk', false],
    ['ceo@a.github.io', 'github.io', false],
    ['ceo@a.github.io', 'b.github.io', false],
    // A domain that a service gives to many tenants has as many owners.
    ['ceo@alpha.onmicrosoft.com', 'bravo.onmicrosoft.com', false],
    ['ceo@alpha.onmicrosoft.com', 'onmicrosoft.com', false],
    ['ceo@a.example', null, false],
  ])('of %s is aligned with %s: %s', (author, domain, expected) => {
    expect(isAligned(author, domain)).toBe(expected);
  });

  it('is aligned with one of several authors', () => {
    expect(gather({ ...from('a@a.example', 'b@b.example'), claims: [claim({ domain: 'b.example' })] }).claims[0]?.aligned).toBe(true);
  });
});

describe('gatherFacts', () => {
  it('hands on what was found, as it is', () => {
    const given = {
      signatures: [signature()],
      stamps: [stamp('tenant')],
      tenants: [mark('x')],
      arc: arcCheck({ result: 'pass' }),
      forwarding: [forwardingMark('srs')],
      dkim: [dkimCheck()],
      claims: [claim({ about: 'other' })],
    };
    expect(gather(given)).toMatchObject({ ...given, from: { domains: ['a.example'], places: [place(10)] }, addressing: addressing() });
  });

  it('lists each From domain once, and none that is empty', () => {
    const from = [mailbox('a@a.example'), mailbox('b@a.example'), mailbox('c@b.example'), { ...mailbox('nobody'), domain: '' }];
    expect(gather({ identities: { from, mailFrom: null, mailFromPlace: null, helo: null } }).from.domains).toEqual([
      'a.example',
      'b.example',
    ]);
  });

  describe('the receiver', () => {
    it('has the checks of the final hand-over, each with its alignment', () => {
      const spf = [
        atReceiver(),
        atReceiver({ domain: 'bounce.a.example' }),
        atReceiver({ domain: 'list.example' }),
        atReceiver({ identity: 'helo' }),
        ingressRefusal(),
      ];
      expect(gather({ spf }).receiver.checks.map(({ identity, domain, aligned }) => `${identity} ${domain} ${aligned}`)).toEqual([
        'mailfrom a.example true',
        'mailfrom bounce.a.example true',
        'mailfrom list.example false',
        'helo a.example false',
      ]);
    });

    it('has no checks without a boundary', () => {
      expect(gather({ route: route([]), spf: [atReceiver()] }).receiver.checks).toEqual([]);
    });

    it('has DMARC as it recorded it, else as we read it, else not at all', () => {
      const recorded = claim({ method: 'dmarc', result: 'PASS', place: place(2) });
      expect(gather({ claims: [recorded], dmarc: dmarc('fail') }).receiver.dmarc).toEqual({
        result: 'pass',
        trust: 'vouched',
        source: 'receiver-record',
        places: [place(2)],
      });
      expect(gather({ dmarc: dmarc('fail') }).receiver.dmarc).toEqual({
        result: 'fail',
        trust: 'vouched',
        source: 'replay',
        places: [place(10)],
      });
      expect(gather({ dmarc: dmarc('unknown') }).receiver.dmarc).toBeNull();
      expect(gather({ dmarc: dmarc('temperror') }).receiver.dmarc).toBeNull();
      expect(gather({ claims: [{ ...recorded, about: 'other', trust: 'claimed' }] }).receiver.dmarc).toBeNull();
    });

    it.each([
      [true, 'DMARC failed', claim({ method: 'dmarc', result: 'fail' })],
      [true, 'it found no signature', claim({ method: 'dkim', result: 'none', domain: null })],
      [false, 'it recorded nothing of signatures', claim({ method: 'spf' })],
      [false, 'somebody else says so', claim({ method: 'dmarc', result: 'fail', about: 'other', trust: 'claimed' })],
    ])('decided the signatures: %s where %s', (expected, _, recorded) => {
      expect(gather({ claims: [recorded], signatures: [signature({ result: 'unknown' })] }).receiver.signaturesDecided).toBe(expected);
    });
  });

  describe('the shared passage', () => {
    it('is the operator under the boundary, with both of its checks', () => {
      const out = atReceiver({ ip: '40.107.117.56' });
      const into = ingressRefusal();
      expect(gather({ spf: [into, out] }).shared).toMatchObject({
        operator: 'exchange-online',
        operatorName: infrastructure.nameOf('exchange-online'),
        pool: 'normal',
        egressHop: 1,
        egressAddress: '40.107.117.56',
        ingressAddress: '203.0.113.66',
        ingress: [into],
        egress: [out],
      });
    });

    it('has its ingress from the operator’s record where the line was stripped', () => {
      const ingress: RecordedIngress = {
        operator: 'exchange-online',
        operatorName: 'x',
        ip: '203.0.113.99',
        helo: null,
        mailbox: false,
        trust: 'attributed',
        places: [place(5)],
      };
      expect(gather({ route: route([egress], ingress), spf: [ingressRefusal()] }).shared).toMatchObject({
        egressHop: 0,
        ingressAddress: '203.0.113.99',
        ingress: [{ result: 'fail' }],
      });
    });

    it.each([
      ['the client is nobody’s we know', [postfix('mx.recv.example', { helo: 'x', ip: '203.0.113.9' })]],
      ['only the HELO names the operator', [postfix('mx.recv.example', { helo: 'mail-1.out.sendgrid.net', ip: '203.0.113.9' })]],
      ['there is no route', []],
    ])('is none where %s', (_, fields) => {
      expect(gather({ route: route(fields) }).shared).toBeNull();
    });

    it('misses the stamps that stand above the boundary only: those are the receiver’s', () => {
      const stamped = ['X-MS-Exchange-SenderADCheck: 1', egress, front];
      const names = (fields: readonly string[]) =>
        gather({ route: route(fields), headers: trace(fields).message.headers }).shared?.missingStamps;
      expect(names(stamped)).toEqual(names([egress, front]));
    });
  });

  it('sees another service behind a gateway', () => {
    const gateway = postfix('mx.recv.example', { helo: 'eu-smtp-delivery-1.mimecast.com', ip: '185.58.85.7' }, 4);
    const inner = received(
      'from EUR01.outbound.protection.outlook.com (EUR01.outbound.protection.outlook.com [40.107.117.56]) by relay.mimecast.com with ESMTP id uk-mta-1',
      3,
    );
    const foreign = stamp('domain-foreign', { operator: 'exchange-online' });
    const tenant = mark('x', { operator: 'exchange-online' });
    expect(
      gather({ route: route([gateway, inner, front]), stamps: [foreign, stamp('tenant')], tenants: [tenant, mark('y')] }).inner,
    ).toMatchObject({
      gateway: 'mimecast',
      operator: 'exchange-online',
      stamps: [foreign],
      tenants: [tenant],
    });
    expect(gather().inner).toBeNull();
  });

  it('knows of the domain what other messages taught', () => {
    const knowledge = {
      tenantsOf: (domain: string) => (domain === 'a.example' ? [knownTenant('x')] : []),
      signedMessagesOf: () => ['other.eml', 'this.eml'],
      knownDomains: ['a.example', 'b.example'],
    };
    expect(gather({ knowledge }).known).toEqual({
      tenants: [knownTenant('x')],
      missing: [],
      signedMessages: ['other.eml'],
      domains: ['a.example', 'b.example'],
    });
    const nobody = { from: [], mailFrom: null, mailFromPlace: null, helo: null };
    expect(gather({ knowledge, identities: nobody }).known).toEqual({
      tenants: [],
      missing: [],
      signedMessages: [],
      domains: ['a.example', 'b.example'],
    });
  });

  it('knows of the domain what it publishes itself, and what it may publish', () => {
    const missing = [question('_relay.a.example')];
    const { known } = gather({ published: { tenants: [knownTenant('z')], missing } });
    expect(known).toEqual({ tenants: [knownTenant('z')], missing, signedMessages: [], domains: [] });
  });

  it('draws the trace with its boundary', () => {
    const { trace: drawn } = gather();
    expect(drawn.boundaryHop).toBe(1);
    expect(drawn.hops.map(({ index }) => index)).toEqual([0, 1]);
  });
});
