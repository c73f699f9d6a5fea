import { expect, it } from 'vitest';
import { parseResolverOption } from '../../../electron/capture/resolver-option.ts';

it.each([
  ['192.0.2.53', '192.0.2.53', 53],
  ['192.0.2.53:5353', '192.0.2.53', 5_353],
  ['dns.example', 'dns.example', 53],
  ['dns.example:1', 'dns.example', 1],
  ['2001:db8::53', '2001:db8::53', 53],
  ['[2001:db8::53]', '2001:db8::53', 53],
  ['[2001:db8::53]:65535', '2001:db8::53', 65_535],
])('%s', (text, host, port) => {
  expect(parseResolverOption(text)).toEqual({ host, port });
});

it.each([
  '',
  ':53',
  '192.0.2.53:',
  '192.0.2.53:0',
  '192.0.2.53:65536',
  '192.0.2.53:domain',
  'a b',
  '[2001:db8::53',
  '-x y',
  'http://dns.example/',
])('%j is none', (text) => {
  expect(parseResolverOption(text)).toBeNull();
});
