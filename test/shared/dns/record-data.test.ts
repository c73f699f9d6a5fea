import { expect, it } from 'vitest';
import { readOwnerName, readRecord } from '../../../shared/dns/record-data.ts';

it.each<[string, unknown, string | null]>([
  ['TXT', 'plain', 'plain'],
  ['TXT', ['v=spf1 ', '-all'], 'v=spf1 -all'],
  ['TXT', '"v=spf1 " "-all"', 'v=spf1 -all'],
  ['TXT', '"a" and "b"', '"a" and "b"'],
  ['TXT', null, ''],
  ['TXT', 17, '17'],
  ['TXT', {}, null],
  ['A', '192.0.2.1', '192.0.2.1'],
  ['A', '2001:db8::1', null],
  ['A', '192.0.2', null],
  ['AAAA', '2001:DB8:0::1', '2001:db8::1'],
  ['AAAA', '192.0.2.1', null],
  ['MX', '10 Mail.Example.', '10 mail.example'],
  ['MX', [0, ''], '0 .'],
  ['MX', '0 .', '0 .'],
  ['MX', { exchange: 'mail.example', priority: 5 }, '5 mail.example'],
  ['MX', 'mail.example', null],
  ['MX', '70000 mail.example', null],
  ['MX', { exchange: 'mail.example' }, null],
  ['MX', '10 A..example', '10 a..example'],
  ['MX', [10], null],
  ['CNAME', 'Host.Example.', 'host.example'],
  ['CNAME', '', '.'],
  ['PTR', 'A..b', 'a..b'],
  ['PTR', null, null],
  ['A', { toString: 1 }, null],
  ['MX', { exchange: 'mail.example', priority: { valueOf: 1, toString: 1 } }, null],
  ['TXT', ['a', ['b']], null],
  ['TXT', [{ toString: 1 }], null],
  ['SRV', [[[]]], null],
  ['SRV', { toString: 1 }, null],
  ['SOA', 'ns.example. h.example. 1 2 3 4 5', 'ns.example. h.example. 1 2 3 4 5'],
  ['SRV', [0, 0, 25, 'mail.example'], '0 0 25 mail.example'],
])('%s %j is %j', (type, value, expected) => {
  expect(readRecord(type, value)).toBe(expected);
});

it.each([
  ['A.Example.', 'a.example'],
  ['.', ''],
  ['', ''],
  ['a..example', null],
])('the owner %j is %j', (name, expected) => {
  expect(readOwnerName(name)).toBe(expected);
});
