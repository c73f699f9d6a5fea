/** Addresses and ranges: one reading each, longest prefix first. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createAddressTable,
  isPrivateAddress,
  networksOverlap,
  parseAddress,
  parseNetwork,
} from '../../../shared/infrastructure/address-table.ts';

function network(text: string) {
  const parsed = parseNetwork(text);
  if (parsed === null) throw new Error(`not a network: ${text}`);
  return parsed;
}
function address(text: string) {
  const parsed = parseAddress(text);
  if (parsed === null) throw new Error(`not an address: ${text}`);
  return parsed;
}

describe('parseAddress', () => {
  it.each([
    ['192.0.2.1', { bits: 32, value: 0xc0000201n }],
    ['0.0.0.0', { bits: 32, value: 0n }],
    ['255.255.255.255', { bits: 32, value: 0xffffffffn }],
    ['2001:db8::1', { bits: 128, value: 0x20010db8_00000000_00000000_00000001n }],
    ['2001:DB8:0:0:0:0:0:1', { bits: 128, value: 0x20010db8_00000000_00000000_00000001n }],
    ['::ffff:192.0.2.1', { bits: 32, value: 0xc0000201n }],
    ['::', { bits: 128, value: 0n }],
  ])('reads %s', (text, expected) => {
    expect(parseAddress(text)).toEqual(expected);
  });
  it.each([
    '',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.01',
    '0300.0.2.1',
    '192.0.2.1 ',
    '[192.0.2.1]',
    '2001:db8::1%eth0',
    '2001:db8:::1',
    'IPv6:2001:db8::1',
    'a.example',
    '1e3.1.1.1',
  ])('refuses %s', (text) => {
    expect(parseAddress(text)).toBeNull();
  });
});

describe('parseNetwork', () => {
  it('reads a range of either family', () => {
    expect(parseNetwork('192.0.2.0/24')).toEqual({ bits: 32, value: 0xc0000200n, length: 24 });
    expect(parseNetwork('2001:db8::/32')).toEqual({ bits: 128, value: 0x20010db8n << 96n, length: 32 });
    expect(parseNetwork('192.0.2.7/32')?.length).toBe(32);
    expect(parseNetwork('0.0.0.0/0')?.length).toBe(0);
  });
  it.each([
    '192.0.2.1/24',
    '192.0.2.0/33',
    '2001:db8::/129',
    '192.0.2.0',
    '192.0.2.0/',
    '192.0.2.0/-1',
    '192.0.2.0/24/24',
    '192.0.2.0/2 4',
    '/24',
  ])('refuses %s', (text) => {
    expect(parseNetwork(text)).toBeNull();
  });
});

describe('isPrivateAddress', () => {
  it.each([
    ['10.1.2.3', true],
    ['172.31.255.255', true],
    ['172.32.0.0', false],
    ['192.168.0.1', true],
    ['100.127.0.1', true],
    ['127.0.0.6', true],
    ['169.254.1.1', true],
    ['::1', true],
    ['::ffff:10.0.0.1', true],
    ['fd00::1', true],
    ['fe80::1', true],
    ['192.0.2.1', false],
    ['2001:db8::1', false],
  ])('%s: %s', (text, expected) => {
    expect(isPrivateAddress(address(text))).toBe(expected);
  });
});

describe('createAddressTable', () => {
  const table = createAddressTable([
    { network: network('203.0.113.0/24'), owner: 'wide' },
    { network: network('203.0.113.64/26'), owner: 'narrow' },
    { network: network('203.0.113.64/26'), owner: 'twin' },
    { network: network('2001:db8::/32'), owner: 'six' },
  ]);
  it.each([
    ['203.0.113.65', ['narrow', 'twin', 'wide']],
    ['203.0.113.128', ['wide']],
    ['203.0.114.0', []],
    ['2001:db8:ffff::1', ['six']],
    ['::cb00:7141', []],
  ])('gives the owners of %s, narrowest first', (text, owners) => {
    expect(table.find(address(text))).toEqual(owners);
  });
  it('agrees with the plain definition of a prefix', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 0, max: 16 })), { maxLength: 20 }),
        fc.nat(255),
        fc.nat(255),
        (ranges, third, fourth) => {
          const networks = ranges.map(([three, four, zeros]) => {
            const value = (((198n << 24n) | (51n << 16n) | (BigInt(three) << 8n) | BigInt(four)) >> BigInt(zeros)) << BigInt(zeros);
            return { bits: 32 as const, value, length: 32 - zeros };
          });
          const asked = address(`198.51.${third}.${fourth}`);
          const found = createAddressTable(networks.map((each, index) => ({ network: each, owner: index }))).find(asked);
          const expected = networks.flatMap((each, index) =>
            asked.value >> BigInt(32 - each.length) === each.value >> BigInt(32 - each.length) ? [index] : [],
          );
          expect([...found].sort()).toEqual(expected.sort());
        },
      ),
    );
  });
});

it('networksOverlap compares at the shorter length and never across families', () => {
  expect(networksOverlap(network('203.0.113.0/24'), network('203.0.113.128/25'))).toBe(true);
  expect(networksOverlap(network('203.0.113.0/25'), network('203.0.113.128/25'))).toBe(false);
  expect(networksOverlap(network('0.0.0.0/0'), network('::/0'))).toBe(false);
});
