import { describe, expect, it } from 'vitest';
import { isBracketedLiteral, parseAddressLiteral } from '../../../../shared/message/fields/address-literal.ts';

describe('parseAddressLiteral', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['[192.0.2.7]', '192.0.2.7'],
    ['[192.0.2.7]:25', '192.0.2.7'],
    ['192.0.2.7:25', '192.0.2.7'],
    ['2001:db8:0:0::7', '2001:db8::7'],
    ['[IPv6:2001:DB8::7]', '2001:db8::7'],
    ['IPv6:2001:db8::7', '2001:db8::7'],
    ['[2001:db8::7]:25', '2001:db8::7'],
    ['[fe80::1%14]', 'fe80::1'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::1', '::1'],
  ])('reads %s', (text, ip) => {
    expect(parseAddressLiteral(text)).toBe(ip);
  });

  it.each([
    '',
    '[]',
    'a.example',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.07a',
    '127.1',
    '0x7f.0.0.1',
    '[192.0.2.7',
    '[192.0.2.7]x',
    '40.107.96.a@b',
    '2001:db8::g',
    ':',
    '[unix socket]',
    '12:34:56',
    '1'.repeat(1000),
  ])('refuses %s', (text) => {
    expect(parseAddressLiteral(text)).toBeNull();
  });

  it('tells an address in brackets from a bare one', () => {
    expect(['[192.0.2.7]', '192.0.2.7', '[a.example]'].map(isBracketedLiteral)).toEqual([true, false, false]);
  });
});
