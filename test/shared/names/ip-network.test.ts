import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import {
  contains,
  type IpAddress,
  type IpNetwork,
  isPublicAddress,
  isWithin,
  networkOf,
  parseIp,
  parseIpv6,
  parseNetwork,
  reverseName,
  sameAddress,
  scopeOf,
} from '../../../shared/names/ip-network.ts';

function address(text: string): IpAddress {
  const parsed = parseIp(text);
  if (parsed === null) throw new Error(`Not an address: ${text}`);
  return parsed;
}

function network(text: string): IpNetwork {
  const parsed = parseNetwork(text);
  if (parsed === null) throw new Error(`Not a network: ${text}`);
  return parsed;
}

describe('parseIp', () => {
  it.each([
    ['192.0.2.1', 4, '192.0.2.1'],
    [' 192.0.2.1 ', 4, '192.0.2.1'],
    ['[192.0.2.1]', 4, '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', 6, '2001:db8::1'],
    ['IPv6:2001:db8::1', 6, '2001:db8::1'],
    ['[IPv6:2001:db8::1]', 6, '2001:db8::1'],
    ['::ffff:192.0.2.1', 4, '192.0.2.1'],
    ['::FFFF:c000:0201', 4, '192.0.2.1'],
    ['fe80::1%eth0', 6, 'fe80::1'],
    ['::', 6, '::'],
    ['::1', 6, '::1'],
    ['1::', 6, '1::'],
    ['2001:db8:0:1:0:0:0:1', 6, '2001:db8:0:1::1'],
    ['2001:0:0:1:0:0:1:1', 6, '2001::1:0:0:1:1'],
    ['2001:db8:0:1:1:1:1:1', 6, '2001:db8:0:1:1:1:1:1'],
    ['::192.0.2.1', 6, '::c000:201'],
  ])('%j is version %d, %s', (text, version, canonical) => {
    expect([parseIp(text)?.version, parseIp(text)?.text]).toEqual([version, canonical]);
  });

  it.each([
    [''],
    ['192.0.2'],
    ['192.0.2.256'],
    ['192.0.2.01'],
    ['192.0.2.1.1'],
    ['192.0.2.1:25'],
    ['192.0.2.'],
    ['.0.2.1'],
    ['1:2:3:4:5:6:7'],
    ['1:2:3:4:5:6:7:8:9'],
    ['1::2::3'],
    [':::'],
    ['1:2:3:4:5:6:7:8::'],
    ['12345::'],
    ['g::'],
    [':1'],
    ['1:'],
    ['::1.2.3.4:5'],
    ['host.example'],
    [`[${'1'.repeat(200)}]`],
  ])('%j is no address', (text) => {
    expect(parseIp(text)).toBeNull();
  });

  it('agrees with ipaddr.js on all IPv6 addresses, and prints what it reads back', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        fc.pre(!isMapped(text));
        const parsed = parseIpv6(text);
        expect(parsed).not.toBeNull();
        if (parsed === null) return;
        expect(ipaddr.IPv6.parse(parsed.text).toNormalizedString()).toBe(ipaddr.IPv6.parse(text).toNormalizedString());
        expect(parseIpv6(parsed.text)).toEqual(parsed);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789abcdef:./%[]') }), (text) => void parseIp(text)));
  });
});

/** An IPv4-mapped address is read as the IPv4 address it stands for (the tables above), where ipaddr.js keeps the IPv6 form. */
function isMapped(text: string): boolean {
  return ipaddr.IPv6.parse(text).isIPv4MappedAddress();
}

describe('networks', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.77/24', '192.0.2.1', true],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['128.0.0.0/1', '127.255.255.255', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['2001:db8::/127', '2001:db8::1', true],
    ['2001:db8::/128', '2001:db8::1', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '192.0.2.1', false],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::ffff:0:0/96', '192.0.2.1', false],
  ])('%s contains %s: %s', (range, ip, expected) => {
    expect(contains(network(range), address(ip))).toBe(expected);
  });

  it.each([
    ['192.0.2.0/33'],
    ['192.0.2.0/'],
    ['192.0.2.0/08'],
    ['192.0.2/24'],
    ['2001:db8::/129'],
    ['a.example/24'],
    ['192.0.2.0/24/24'],
    [''],
  ])('%j is no network', (text) => {
    expect(parseNetwork(text)).toBeNull();
  });

  it('drop their host bits and print canonically', () => {
    expect([network('192.0.2.77/26').text, network('2001:DB8::dead:beef/33').text, network('192.0.2.1').text]).toEqual([
      '192.0.2.64/26',
      '2001:db8::/33',
      '192.0.2.1/32',
    ]);
  });

  it('agree with ipaddr.js', () => {
    const prefix = fc.integer({ min: 0, max: 32 });
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), prefix, (range, ip, bits) => {
        expect(contains(networkOf(address(range), bits), address(ip))).toBe(ipaddr.IPv4.parse(ip).match(ipaddr.IPv4.parse(range), bits));
        expect(isWithin(address(range), address(ip), bits)).toBe(ipaddr.IPv4.parse(ip).match(ipaddr.IPv4.parse(range), bits));
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), fc.integer({ min: 0, max: 128 }), (range, ip, bits) => {
        fc.pre(!isMapped(range) && !isMapped(ip));
        const [one, other] = [parseIpv6(range), parseIpv6(ip)];
        expect(one !== null && other !== null && contains(networkOf(one, bits), other)).toBe(
          ipaddr.IPv6.parse(ip).match(ipaddr.IPv6.parse(range), bits),
        );
      }),
    );
  });
});

describe('scopeOf', () => {
  it.each([
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'public'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'shared-address-space'],
    ['100.128.0.1', 'public'],
    ['127.0.0.1', 'loopback'],
    ['169.254.1.1', 'link-local'],
    ['0.0.0.0', 'unspecified'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'reserved'],
    ['192.0.2.1', 'public'],
    ['198.51.100.1', 'public'],
    ['203.0.113.1', 'public'],
    ['40.107.1.1', 'public'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['fe80::1', 'link-local'],
    ['fd00::1', 'private'],
    ['ff02::1', 'multicast'],
    ['2001:db8::1', 'public'],
    ['2a01:111:f400::1', 'public'],
    ['64:ff9b::c000:201', 'public'],
    ['4000::1', 'reserved'],
    ['::ffff:10.0.0.1', 'private'],
  ])('%s is %s', (text, scope) => {
    expect([scopeOf(address(text)), isPublicAddress(text)]).toEqual([scope, scope === 'public']);
  });

  it('nothing but an address is public', () => {
    expect([isPublicAddress(null), isPublicAddress('a.example'), isPublicAddress('')]).toEqual([false, false, false]);
  });
});

describe('sameAddress', () => {
  it.each([
    ['192.0.2.1', '::ffff:192.0.2.1', true],
    ['2001:db8::1', 'IPv6:2001:DB8:0::1', true],
    ['192.0.2.1', '192.0.2.2', false],
    [null, null, false],
    ['no address', 'no address', false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(sameAddress(one, other)).toBe(same);
  });
});

describe('reverseName', () => {
  it.each([
    ['192.0.2.1', '1.2.0.192.in-addr.arpa'],
    ['2001:db8::1', '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa'],
  ])('of %s is %s', (text, name) => {
    expect(reverseName(address(text))).toBe(name);
  });
});
