import { describe, expect, it } from 'vitest';
import { buildSnapshot } from '../../../shared/dns/snapshot.ts';
import { readSnapshot } from '../../helpers/snapshot.ts';

const second = 1_000;
const snapshot = buildSnapshot([
  readSnapshot(
    [
      '{"rrname":"a.example","rrtype":"TXT","rdata":["one"],"time_first":100,"time_last":200}',
      '{"rrname":"a.example","rrtype":"TXT","rdata":["two"],"time_first":300}',
      '{"rrname":"b.example","rrtype":"TXT","rdata":["always"]}',
      '{"rrname":"key.example","rrtype":"CNAME","rdata":["target.example."],"time_first":50,"time_last":400}',
      '{"rrname":"target.example","rrtype":"TXT","rdata":["key"],"time_first":100,"time_last":900}',
      '{"rrname":"gone.example","rrtype":"TXT","rcode":"NXDOMAIN","time_first":10,"time_last":20}',
      '{"rrname":"loop.example","rrtype":"CNAME","rdata":["loop.example."]}',
    ].join('\n'),
  ),
]);
const ask = (name: string) => ({ name, type: 'TXT' }) as const;

describe('Resolver.seen', () => {
  it.each([
    ['a.example', 150, { first: 100 * second, last: 200 * second }],
    ['a.example', 1_000, { first: 300 * second, last: null }],
    ['b.example', 0, { first: null, last: null }],
    // An alias and its end were seen together only as long as both were.
    ['key.example', 150, { first: 100 * second, last: 400 * second }],
    ['gone.example', 0, { first: 10 * second, last: 20 * second }],
    ['missing.example', 0, null],
    ['loop.example', 0, null],
    ['not..a.name', 0, null],
  ])('of %s at %s', (name, time, expected) => {
    expect(snapshot.at(time * second).seen?.(ask(name))).toEqual(expected);
  });
});

describe('DnsSnapshot.seen', () => {
  it.each([
    [
      'a.example',
      [
        { first: 100 * second, last: 200 * second },
        { first: 300 * second, last: null },
      ],
    ],
    ['b.example', [{ first: null, last: null }]],
    [
      'key.example',
      [
        { first: 50 * second, last: 400 * second },
        { first: 100 * second, last: 900 * second },
      ],
    ],
    ['loop.example', [{ first: null, last: null }]],
    ['missing.example', []],
    ['not..a.name', []],
  ])('of %s', (name, expected) => {
    expect(snapshot.seen?.(ask(name))).toEqual(expected);
  });
});
