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
import { networkOf } from '../../../shared/names/ip-network.ts';

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
    ['192.0.2.1', { version: 4, words: [0xc0000201], text: '192.0.2.1' }],
    ['0.0.0.0', { version: 4, words: [0], text: '0.0.0.0' }],
    ['255.255.255.255', { version: 4, words: [0xffffffff], text: '255.255.255.255' }],
    ['2001:db8::1', { version: 6, words: [0x20010db8, 0, 0, 1], text: '2001:db8::1' }],
    ['2001:DB8:0:0:0:0:0:1', { version: 6, words: [0x20010db8, 0, 0, 1], text: '2001:db8::1' }],
    ['::ffff:192.0.2.1', { version: 4, words: [0xc0000201], text: '192.0.2.1' }],
    ['::', { version: 6, words: [0, 0, 0, 0], text: '::' }],
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
    expect(parseNetwork('192.0.2.0/24')).toEqual({ version: 4, words: [0xc0000200], prefix: 24, text: '192.0.2.0/24' });
    expect(parseNetwork('2001:db8::/32')).toEqual({ version: 6, words: [0x20010db8, 0, 0, 0], prefix: 32, text: '2001:db8::/32' });
    expect(parseNetwork('192.0.2.7/32')?.prefix).toBe(32);
    expect(parseNetwork('0.0.0.0/0')?.prefix).toBe(0);
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
    '::ffff:192.0.2.0/120',
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
    { network: network('2001:db8:7:8::/64'), owner: 'sixty-four' },
    { network: network('2001:db8:7:9::/64'), owner: 'its neighbour' },
  ]);
  it.each([
    ['203.0.113.65', ['narrow', 'twin', 'wide']],
    ['203.0.113.128', ['wide']],
    ['203.0.114.0', []],
    ['2001:db8:ffff::1', ['six']],
    ['2001:db8:7:8::25', ['sixty-four', 'six']],
    ['2001:db9::', []],
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
          const networks = ranges.map(([three, four, zeros]) => networkOf(address(`198.51.${three}.${four}`), 32 - zeros));
          const asked = address(`198.51.${third}.${fourth}`);
          const found = createAddressTable(networks.map((each, index) => ({ network: each, owner: index }))).find(asked);
          const bitsOf = (words: readonly number[]): bigint => words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
          const expected = networks.flatMap((each, index) => {
            const shift = BigInt(32 - each.prefix);
            return bitsOf(asked.words) >> shift === bitsOf(each.words) >> shift ? [index] : [];
          });
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
