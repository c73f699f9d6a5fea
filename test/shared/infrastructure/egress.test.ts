import { describe, expect, it } from 'vitest';
import type { Identities } from '../../../shared/facts/identity.ts';
import { attributeBySnapshot, operatorBehindGateway, sharedEgress } from '../../../shared/infrastructure/egress.ts';
import { readFrom } from '../../../shared/message/fields/address.ts';
import { type TxtRecords, txtResolver } from '../../helpers/resolver.ts';
import { infrastructure, postfix, received, trace } from '../route/traced.ts';

const by = 'mx.recv.example';
const pool = 'spf.protection.outlook.com';

/** The operator of the delivering host, by the catalogue and then by DNS: `operator basis`, or null. */
function deliveredBy(client: Parameters<typeof postfix>[1], records: TxtRecords, mailFrom: string | null = 'ceo@a.example'): string | null {
  const { message, hops, boundary } = trace([postfix(by, client)]);
  const identities: Identities = { from: readFrom(message), mailFrom, mailFromPlace: null, helo: client.helo };
  const attributed = attributeBySnapshot(hops, boundary, identities, txtResolver(records, { complete: true }), infrastructure);
  const operator = attributed[boundary.hop ?? -1]?.operator ?? null;
  return operator === null ? null : `${operator.operator} ${operator.basis} ${operator.scope}`;
}

describe('attributeBySnapshot', () => {
  const records = { 'a.example': `v=spf1 include:${pool} -all`, [pool]: 'v=spf1 ip4:203.0.113.0/24 -all' };
  const unknown = { helo: 'edge.cloud.example', ip: '203.0.113.20' };

  it('knows a host whose address the service’s own record holds', () => {
    expect(deliveredBy(unknown, records)).toBe('exchange-online address shared');
  });

  it('asks the From domain where the envelope leads nowhere', () => {
    expect(deliveredBy(unknown, records, 'x@other.example')).toBe('exchange-online address shared');
    expect(deliveredBy(unknown, records, null)).toBe('exchange-online address shared');
  });

  it('believes DNS before a name that the host only calls itself', () => {
    expect(deliveredBy({ helo: 'mta12.zdsys.com', ip: '203.0.113.20' }, records)).toBe('exchange-online address shared');
  });

  it.each<[string, Parameters<typeof postfix>[1], TxtRecords, string | null]>([
    ['the record of the domain holds the address itself', unknown, { 'a.example': 'v=spf1 ip4:203.0.113.20 -all' }, null],
    ['the address fails', { ...unknown, ip: '198.51.100.1' }, records, null],
    ['the include is of nobody that we know', unknown, { 'a.example': 'v=spf1 include:x.example -all', 'x.example': 'v=spf1 +all' }, null],
    ['the record of the service is not there', unknown, { 'a.example': `v=spf1 include:${pool} -all` }, null],
    ['the address is private', { ...unknown, ip: '10.0.0.1' }, records, null],
    [
      'the catalogue knows the host',
      { helo: 'mail-ed1-f43.google.com', rdns: 'mail-ed1-f43.google.com', ip: '209.85.208.43' },
      records,
      'google address shared',
    ],
  ])('changes nothing where %s', (_, client, given, expected) => {
    expect(deliveredBy(client, given)).toBe(expected);
  });

  it('changes nothing without a boundary', () => {
    const { message, hops, boundary } = trace([]);
    const identities: Identities = { from: readFrom(message), mailFrom: 'ceo@a.example', mailFromPlace: null, helo: null };
    expect(attributeBySnapshot(hops, boundary, identities, txtResolver(records), infrastructure)).toBe(hops);
  });
});

describe('sharedEgress', () => {
  const egressOf = (client: Parameters<typeof postfix>[1]): string | null => {
    const { hops, boundary } = trace([postfix(by, client)]);
    return sharedEgress(hops, boundary.hop);
  };

  it('is the operator of the address, or of the name that the receiver resolved', () => {
    expect(egressOf({ helo: 'x', ip: '40.107.117.56' })).toBe('exchange-online');
    expect(egressOf({ helo: 'x', rdns: 'mta210a-ord.mtasv.net', ip: '203.0.113.141' })).toBe('postmark');
  });

  it('is nobody for a HELO name, a dedicated host, a stranger, or without a boundary', () => {
    expect(egressOf({ helo: 'mta210a-ord.mtasv.net', ip: '203.0.113.141' })).toBeNull();
    expect(egressOf({ helo: 'x', rdns: 'esa.hc1234-56.iphmx.com', ip: '203.0.113.170' })).toBeNull();
    expect(egressOf({ helo: 'mail.b.example', ip: '198.51.100.7' })).toBeNull();
    expect(sharedEgress([], null)).toBeNull();
  });
});

describe('operatorBehindGateway', () => {
  const gateway = { helo: 'mx0a-00aa11bb.pphosted.com', rdns: 'mx0a-00aa11bb.pphosted.com', ip: '148.163.156.11' };
  const egress = postfix(by, gateway, 5);
  const taken = received(
    'from EUR05.outbound.protection.outlook.com (mail-db8eur05.outbound.protection.outlook.com [40.107.117.56]) by mx0a-00aa11bb.pphosted.com with ESMTPS id 1',
    4,
  );
  const inside = received('from pps.filterd (m0001.ppops.net [127.0.0.1]) by mx0a-00aa11bb.pphosted.com with SMTP id 2', 4);
  const behind = (...fields: readonly string[]): string | null => {
    const { hops, boundary } = trace(fields);
    return operatorBehindGateway(hops, boundary.hop);
  };

  it('is the service that the gateway’s own line names', () => {
    expect(behind(egress, taken)).toBe('exchange-online');
    expect(behind(egress, inside, taken)).toBe('exchange-online');
  });

  it.each<[string, readonly string[]]>([
    [
      'the gateway took it from somebody else',
      [egress, received('from mail.b.example (mail.b.example [198.51.100.7]) by mx0a-00aa11bb.pphosted.com with ESMTPS id 1', 4)],
    ],
    ['another host stands between', [egress, postfix('relay.b.example', { helo: 'x', ip: '198.51.100.7' }, 4), taken]],
    [
      'a line below its own claims more',
      [
        egress,
        received('from mail.b.example (mail.b.example [198.51.100.7]) by mx0a-00aa11bb.pphosted.com with ESMTPS id 1', 4),
        postfix('b.example', { helo: 'x', ip: '198.51.100.8' }, 3),
        taken,
      ],
    ],
    [
      'a pasted line below the gateway’s own says so',
      [egress, received('from mail.b.example (mail.b.example [198.51.100.7]) by mx0a-00aa11bb.pphosted.com with ESMTPS id 1', 4), taken],
    ],
    ['the gateway left no line', [egress]],
    ['the delivering host is nobody in the catalogue', [postfix(by, { helo: 'mail.b.example', ip: '198.51.100.7' }, 5), taken]],
    ['there is no boundary', []],
  ])('is nobody where %s', (_, fields) => {
    expect(behind(...fields)).toBeNull();
  });
});
