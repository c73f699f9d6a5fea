import { describe, expect, it } from 'vitest';
import type { DkimCheck } from '../../../shared/facts/authentication.ts';
import { collectStamps, collectTenants, type StampContext } from '../../../shared/infrastructure/tenants.ts';
import { infrastructure, postfix, trace } from '../route/traced.ts';
import { dkimCheck } from '../verdict/facts.ts';

const egress = postfix('mx.recv.example', { helo: 'EUR01.outbound.protection.outlook.com', ip: '40.107.117.56' });
const guid = '11111111-2222-3333-4444-555555555555';
const other = '99999999-8888-7777-6666-555555555555';
const tenantId = (id: string) => `X-MS-Exchange-CrossTenant-Id: ${id}`;
const check = (value: 0 | 1 | 2) => `X-MS-Exchange-SenderADCheck: ${value}`;
const tenantKey = (header: number, signedHeaders: readonly string[]): DkimCheck =>
  dkimCheck({ header, domain: 'bravo.onmicrosoft.com', selector: 'selector1-bravo-onmicrosoft-com', signedHeaders });

function context(fields: readonly string[], given: Partial<StampContext> = {}) {
  const { message, boundary } = trace(fields);
  const full: StampContext = {
    boundary,
    egressOperator: 'exchange-online',
    innerOperator: null,
    verified: [],
    sealed: new Map(),
    infrastructure,
    ...given,
  };
  return [message, full] as const;
}

const tenants = (fields: readonly string[], given: Partial<StampContext> = {}) =>
  collectTenants(...context(fields, given)).map(({ kind, value, header, trust }) => `${header} ${kind} ${value} ${trust}`);
const stamps = (fields: readonly string[], given: Partial<StampContext> = {}) =>
  collectStamps(...context(fields, given)).map(({ kind, value, place, trust }) => `${place.header} ${kind} ${value} ${trust}`);

describe('collectTenants', () => {
  it('attributes a mark under the operator’s egress that the operator overwrites', () => {
    expect(tenants([egress, tenantId(guid), 'X-OriginatorOrg: bravo.example'])).toEqual([
      `1 tenant-id ${guid} attributed`,
      '2 organization-domain bravo.example attributed',
    ]);
  });

  it('only claims it under another egress, or none', () => {
    expect(tenants([egress, tenantId(guid)], { egressOperator: 'google' })).toEqual([`1 tenant-id ${guid} claimed`]);
    expect(tenants([egress, tenantId(guid)], { egressOperator: null })).toEqual([`1 tenant-id ${guid} claimed`]);
  });

  it('only claims both of two that differ: one was pasted', () => {
    expect(tenants([egress, tenantId(guid), tenantId(other)])).toEqual([`1 tenant-id ${guid} claimed`, `2 tenant-id ${other} claimed`]);
  });

  it('vouches for a signing domain where the signature verifies, wherever the message left', () => {
    const field = 'DKIM-Signature: v=1; a=rsa-sha256; d=bravo.onmicrosoft.com; s=selector1-bravo-onmicrosoft-com; h=from; bh=x; b=y';
    expect(tenants([egress, field], { egressOperator: null, verified: [[tenantKey(1, ['from'])]] })).toEqual([
      '1 dkim-domain bravo.onmicrosoft.com vouched',
    ]);
    expect(tenants([egress, field])).toEqual(['1 dkim-domain bravo.onmicrosoft.com claimed']);
    expect(tenants([egress, field], { verified: [[tenantKey(7, ['from'])]] })).toEqual(['1 dkim-domain bravo.onmicrosoft.com claimed']);
  });

  it('vouches for a field that a verified signature of the operator names', () => {
    const verified = [[tenantKey(7, ['From', 'X-OriginatorOrg'])]];
    expect(tenants([egress, 'X-OriginatorOrg: bravo.example'], { egressOperator: null, verified })).toEqual([
      '1 organization-domain bravo.example vouched',
    ]);
  });

  it('vouches for no field that only one of two signatures covers, where nothing tells which of them verified', () => {
    const verified = [[tenantKey(7, ['From', 'X-OriginatorOrg']), tenantKey(8, ['From'])]];
    expect(tenants([egress, 'X-OriginatorOrg: bravo.example'], { egressOperator: null, verified })).toEqual([
      '1 organization-domain bravo.example claimed',
    ]);
  });

  it('does not vouch for a field that a stranger’s signature names', () => {
    const verified = [[dkimCheck({ domain: 'evil.example', signedHeaders: ['X-OriginatorOrg'] })]];
    expect(tenants([egress, 'X-OriginatorOrg: victim.example'], { egressOperator: null, verified })).toEqual([
      '1 organization-domain victim.example claimed',
    ]);
  });

  it('finds nothing in a message without marks', () => {
    expect(tenants([egress])).toEqual([]);
  });
});

describe('collectStamps', () => {
  it('attributes a stamp under the operator’s egress, and only there', () => {
    expect(stamps([egress, check(2)])).toEqual(['1 domain-foreign 2 attributed']);
    expect(stamps([egress, check(1)], { egressOperator: 'google' })).toEqual(['1 domain-accepted 1 claimed']);
  });

  it('vouches for a stamp that the operator’s own key signed', () => {
    const verified = [[tenantKey(7, ['x-ms-exchange-senderadcheck'])]];
    expect(stamps([egress, check(2)], { egressOperator: null, verified })).toEqual(['1 domain-foreign 2 vouched']);
  });

  it.each([
    ['differ', [check(1), check(2)], ['1 domain-accepted 1 claimed', '2 domain-foreign 2 claimed']],
    ['differ although one says nothing', [check(1), check(0)], ['1 domain-accepted 1 claimed']],
  ])('only claims stamps that %s', (_, fields, expected) => {
    expect(stamps([egress, ...fields])).toEqual(expected);
  });

  it('lets the operator’s own key tell which of two is its own, where we checked the signature ourselves', () => {
    const key = tenantKey(7, ['x-ms-exchange-senderadcheck']);
    expect(stamps([egress, check(1), check(2)], { verified: [[key]] })).toEqual([
      '1 domain-accepted 1 claimed',
      '2 domain-foreign 2 vouched',
    ]);
    const recorded = { ...key, result: 'unknown' } as const;
    expect(stamps([egress, check(1), check(2)], { verified: [[recorded]] })).toEqual([
      '1 domain-accepted 1 claimed',
      '2 domain-foreign 2 claimed',
    ]);
  });

  it('is not disturbed by two copies that say the same', () => {
    expect(stamps([egress, check(2), check(2)])).toEqual(['1 domain-foreign 2 attributed', '2 domain-foreign 2 attributed']);
  });

  it('points at the bytes that say it', () => {
    const fields = [egress, check(2)];
    const [message, full] = context(fields);
    const [stamp] = collectStamps(message, full);
    expect(Buffer.from(message.bytes.subarray(stamp?.place.start, stamp?.place.end)).toString('latin1')).toBe('2');
  });
});
