import { describe, expect, it } from 'vitest';
import { addressMacro, expandMacros, type MacroLetter, parseMacroString } from '../../../../shared/authentication/spf/macro.ts';
import { parseIp } from '../../../../shared/names/ip-network.ts';

/** The values of RFC 7208 section 7.4. */
function value(ip: string): (letter: MacroLetter) => string {
  const address = parseIp(ip);
  if (address === null) throw new Error(ip);
  const values: Record<MacroLetter, string> = {
    s: 'strong-bad@email.example.com',
    l: 'strong-bad',
    o: 'email.example.com',
    d: 'email.example.com',
    i: addressMacro(address),
    p: 'mx.example.org',
    v: address.version === 4 ? 'in-addr' : 'ip6',
    h: 'helo.example',
    c: address.text,
    r: 'unknown',
    t: '0',
  };
  return (letter) => values[letter];
}

function expand(text: string, ip = '192.0.2.3'): string {
  const parsed = parseMacroString(text, 'any', true);
  if (typeof parsed === 'string') throw new Error(parsed);
  return expandMacros(parsed, value(ip), 'right', 1_000);
}

describe('the examples of RFC 7208 section 7.4', () => {
  it.each([
    ['%{s}', 'strong-bad@email.example.com'],
    ['%{o}', 'email.example.com'],
    ['%{d}', 'email.example.com'],
    ['%{d4}', 'email.example.com'],
    ['%{d3}', 'email.example.com'],
    ['%{d2}', 'example.com'],
    ['%{d1}', 'com'],
    ['%{dr}', 'com.example.email'],
    ['%{d2r}', 'example.email'],
    ['%{l}', 'strong-bad'],
    ['%{l-}', 'strong.bad'],
    ['%{lr}', 'strong-bad'],
    ['%{lr-}', 'bad.strong'],
    ['%{l1r-}', 'strong'],
    ['%{ir}.%{v}._spf.%{d2}', '3.2.0.192.in-addr._spf.example.com'],
    ['%{lr-}.lp._spf.%{d2}', 'bad.strong.lp._spf.example.com'],
    ['%{lr-}.lp.%{ir}.%{v}._spf.%{d2}', 'bad.strong.lp.3.2.0.192.in-addr._spf.example.com'],
    ['%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}', '3.2.0.192.in-addr.strong.lp._spf.example.com'],
    ['%{d2}.trusted-domains.example.net', 'example.com.trusted-domains.example.net'],
  ])('%s is %s', (text, expected) => {
    expect(expand(text)).toBe(expected);
  });

  it('reverse an IPv6 address by nibbles', () => {
    expect(expand('%{ir}.%{v}._spf.%{d2}', '2001:db8::cb01')).toBe(
      '1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6._spf.example.com',
    );
  });
});

it.each([
  ['100%% of%_it%-now', '100% of it%20now'],
  ['%{S}', 'strong-bad%40email.example.com'],
  ['%{c}', '192.0.2.3'],
  ['', ''],
])('%j expands to %j', (text, expected) => {
  expect(expand(text)).toBe(expected);
});

it.each([['%'], ['%x'], ['%{x}'], ['%{d'], ['%{d0}'], ['%{}'], ['%{d@}'], ['\u00e4'], ['\n']])('%j is no macro-string', (text) => {
  expect(typeof parseMacroString(text, 'any', true)).toBe('string');
});

it('keeps c, r and t for explanations, and spaces too', () => {
  expect(['%{c}', '%{R}', '%{t}', 'a b'].map((text) => typeof parseMacroString(text, 'domain'))).toEqual([
    'string',
    'string',
    'string',
    'string',
  ]);
});

it('does not expand what would be cut off', () => {
  const parsed = parseMacroString('%{l}'.repeat(1_000), 'any');
  if (typeof parsed === 'string') throw new Error(parsed);
  let calls = 0;
  const values = () => {
    calls++;
    return 'x'.repeat(100);
  };
  expect([expandMacros(parsed, values, 'right', 250).length, expandMacros(parsed, values, 'left', 250).length, calls]).toEqual([
    250, 250, 6,
  ]);
});
