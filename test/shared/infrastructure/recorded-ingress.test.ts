import { describe, expect, it } from 'vitest';
import { confirmIngressRecords, entryAddressOf, readRecordedIngress } from '../../../shared/infrastructure/recorded-ingress.ts';
import { infrastructure, postfix, received, trace } from '../route/traced.ts';
import { claim, place, stamp } from '../verdict/facts.ts';

const operator = 'exchange-online';
const record = (given: Parameters<typeof claim>[0] = {}) =>
  claim({
    about: 'ingress',
    field: 'operator-results',
    trust: 'attributed',
    result: 'fail',
    ip: '203.0.113.66',
    place: place(5),
    ...given,
  });
const connecting = (value: string, given: Parameters<typeof stamp>[1] = {}) =>
  stamp('connecting-ip', { operator, value, trust: 'attributed', place: place(20), ...given });
const mailbox = (given: Parameters<typeof stamp>[1] = {}) =>
  stamp('mailbox-submission', { operator, trust: 'attributed', place: place(22), ...given });

const read = (...given: Partial<Parameters<typeof readRecordedIngress>>) =>
  readRecordedIngress(given[0] ?? [], given[1] ?? [], given[2] === undefined ? operator : given[2], infrastructure);

describe('readRecordedIngress', () => {
  it('gives the address that the operator recorded', () => {
    expect(read([record()])).toEqual({
      operator,
      operatorName: infrastructure.nameOf(operator),
      helo: null,
      ip: '203.0.113.66',
      mailbox: false,
      trust: 'attributed',
      places: [place(5)],
    });
  });

  it('takes the stronger of two records, and points at all that say the same, claims too', () => {
    const sealed = record({ trust: 'vouched', ip: '2001:db8::66', place: place(4) });
    const same = [connecting('2001:DB8:0::66'), connecting('2001:db8::66', { trust: 'claimed', place: place(21) })];
    expect(read([record(), sealed], same)).toMatchObject({
      ip: '2001:db8::66',
      trust: 'vouched',
      places: [place(4), place(20), place(21)],
    });
  });

  it('knows a mailbox submission where no address is recorded', () => {
    expect(read([], [mailbox(), mailbox({ place: place(23) })])).toMatchObject({
      ip: null,
      mailbox: true,
      trust: 'attributed',
      places: [place(22), place(23)],
    });
    expect(read([record()], [mailbox()])).toMatchObject({ ip: '203.0.113.66', mailbox: false });
  });

  it.each<[string, Parameters<typeof read>]>([
    ['no shared operator is under the boundary', [[record()], [connecting('203.0.113.66')], null]],
    [
      'it is only claimed',
      [[record({ trust: 'claimed' })], [connecting('203.0.113.66', { trust: 'claimed' }), mailbox({ trust: 'claimed' })]],
    ],
    ['it is of another operator', [[], [connecting('203.0.113.66', { operator: 'google' }), mailbox({ operator: 'google' })]]],
    ['it is the receiver’s own check', [[record({ about: 'receiver' })], []]],
    ['it names no address', [[record({ ip: null })], []]],
    ['it is of a method without a client', [[record({ method: 'dkim' })], []]],
    ['there is none', [[], []]],
  ])('is null where %s', (_, given) => {
    expect(read(...given)).toBeNull();
  });
});

describe('confirmIngressRecords', () => {
  const loose = record({ header: 5 });
  const sealed = record({ header: 4, place: place(4), field: 'arc-authentication-results' });

  /** Claims in short: `header result about trust`. */
  const confirm = (
    claims: Parameters<typeof confirmIngressRecords>[0],
    stamps: Parameters<typeof confirmIngressRecords>[1],
    entry: string | null = null,
  ) =>
    confirmIngressRecords(claims, stamps, operator, entry).map(
      ({ header, result, about, trust }) => `${header} ${result} ${about} ${trust}`,
    );

  it('believes a loose record that a stamp of the operator bears out', () => {
    expect(confirm([loose], [connecting('203.0.113.66')])).toEqual(['5 fail ingress attributed']);
  });

  it('believes it, without such stamps, where the line by which the operator took the message over bears it out', () => {
    expect(confirm([loose], [], '203.0.113.66')).toEqual(['5 fail ingress attributed']);
  });

  it.each<[string, Parameters<typeof confirm>]>([
    ['nothing bears it out', [[loose], []]],
    ['the stamp names another client', [[loose], [connecting('203.0.113.9')]]],
    ['the stamp names another client than the line', [[loose], [connecting('203.0.113.9')], '203.0.113.66']],
    ['the stamp is only claimed', [[loose], [connecting('203.0.113.66', { trust: 'claimed' })]]],
    ['the stamp is of another operator', [[loose], [connecting('203.0.113.66', { operator: 'google' })]]],
    ['a mailbox submitted the message, so that nobody connected', [[loose], [mailbox()], '203.0.113.66']],
  ])('takes it back where %s', (_, given) => {
    expect(confirm(...given)).toEqual(['5 fail other claimed']);
  });

  it('needs nothing beside a record that is vouched for', () => {
    expect(confirm([{ ...sealed, trust: 'vouched' }], [])).toEqual(['4 fail ingress vouched']);
  });

  it('believes the sealed one of two that differ, and neither of two loose ones', () => {
    const stamps = [connecting('203.0.113.66'), connecting('192.0.2.1')];
    const pasted = record({ header: 6, place: place(6), result: 'pass', ip: '192.0.2.1' });
    expect(confirm([{ ...sealed, trust: 'vouched' }, pasted], stamps)).toEqual(['4 fail ingress vouched', '6 pass ingress claimed']);
    expect(confirm([loose, pasted], stamps)).toEqual(['5 fail ingress claimed', '6 pass ingress claimed']);
  });

  it('leaves what is not about the ingress alone', () => {
    const others = [
      record({ about: 'receiver', trust: 'vouched' }),
      record({ about: 'other', trust: 'claimed' }),
      record({ field: 'received-spf', trust: 'claimed' }),
    ];
    expect(confirmIngressRecords(others, [], operator, null)).toEqual(others);
  });
});

describe('entryAddressOf', () => {
  const egress = postfix('mx.recv.example', { helo: 'EUR01.outbound.protection.outlook.com', ip: '40.107.117.56' }, 4);
  const inside = received(
    'from AS4P190.EURP190.PROD.OUTLOOK.COM (2603:10a6:20b:5de::13) by DB9PR05.eurprd05.prod.outlook.com (2603:10a6:10:4c5::10) with Microsoft SMTP Server id 15.20.1',
    3,
  );
  const front = (ip: string) =>
    received(`from x.example (${ip}) by AM1EUR.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1`, 2);
  const entry = (fields: readonly string[], by: string | null = operator) => {
    const { hops, boundary } = trace(fields);
    return entryAddressOf(hops, boundary.hop, by);
  };

  it('is the client in the operator’s own newest line that names one from outside', () => {
    expect(entry([egress, inside, front('203.0.113.66')])).toBe('203.0.113.66');
    expect(entry([egress, inside, front('203.0.113.66'), front('192.0.2.1')])).toBe('203.0.113.66');
  });

  it.each<[string, Parameters<typeof entry>]>([
    ['the line was stripped', [[egress, inside]]],
    ['the line is of another operator', [[egress, inside, front('203.0.113.66')], 'google']],
    ['no shared operator is under the boundary', [[egress, front('203.0.113.66')], null]],
    ['the client is inside the operator', [[egress, inside, front('10.0.0.1')]]],
    ['there is no boundary', [[]]],
  ])('is null where %s', (_, given) => {
    expect(entry(...given)).toBeNull();
  });
});
