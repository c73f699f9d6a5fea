import { describe, expect, it } from 'vitest';
import { type DnsReply, rrSetsOfReply } from '../../../shared/dns/reply.ts';

const reply = (parts: Partial<DnsReply>): DnsReply => ({
  rcode: 'NOERROR',
  question: { name: 'a.example', type: 'TXT' },
  records: [],
  isReferral: false,
  time: null,
  source: null,
  ...parts,
});
const alias = (name: string, record: string) => ({ name, type: 'CNAME', record });
const text = (name: string, record: string) => ({ name, type: 'TXT', record });

/** The RRsets in short, or the clause. */
function said(parts: Partial<DnsReply>): readonly string[] | string {
  const sets = rrSetsOfReply(reply(parts));
  return typeof sets === 'string' ? sets : sets.map(({ name, type, rcode, records }) => [name, type, rcode, ...records].join(' '));
}

describe('a reply', () => {
  it.each<[string, Partial<DnsReply>, readonly string[] | string]>([
    ['with records', { records: [text('a.example', 'x'), text('a.example', 'y')] }, ['a.example TXT NOERROR x y']],
    ['with a record twice', { records: [text('a.example', 'x'), text('a.example', 'x')] }, ['a.example TXT NOERROR x']],
    ['without records', {}, ['a.example TXT NOERROR']],
    ['without records, from one who does not know', { isReferral: true }, 'the answer is a referral.'],
    ['of a name that does not exist', { rcode: 'NXDOMAIN' }, ['a.example TXT NXDOMAIN']],
    ['of a failure', { rcode: 'SERVFAIL' }, ['a.example TXT SERVFAIL']],
    [
      'with an alias and its end',
      { records: [alias('a.example', 'b.example'), text('b.example', 'x')] },
      ['a.example CNAME NOERROR b.example', 'b.example TXT NOERROR x'],
    ],
    [
      'with an alias to what does not exist',
      { rcode: 'NXDOMAIN', records: [alias('a.example', 'b.example')] },
      ['a.example CNAME NOERROR b.example', 'b.example TXT NXDOMAIN'],
    ],
    [
      'with an alias to a name without such records',
      { records: [alias('a.example', 'b.example')] },
      ['a.example CNAME NOERROR b.example', 'b.example TXT NOERROR'],
    ],
    [
      'to the question for the alias itself',
      { question: { name: 'a.example', type: 'CNAME' }, records: [alias('a.example', 'b.example')] },
      ['a.example CNAME NOERROR b.example'],
    ],
    ['to an unknown question, with records', { question: null, records: [text('a.example', 'x')] }, ['a.example TXT NOERROR x']],
    [
      'to an unknown question, without records',
      { question: null },
      "the answer (NOERROR) does not say to what question; add +question to dig's options.",
    ],
    [
      'to an unknown question, with an alias to what does not exist',
      { question: null, rcode: 'NXDOMAIN', records: [alias('a.example', 'b.example')] },
      ['a.example CNAME NOERROR b.example', 'b.example ANY NXDOMAIN'],
    ],
  ])('%s', (_what, parts, expected) => {
    expect(said(parts)).toEqual(expected);
  });

  it('hands time and source on to every RRset', () => {
    const sets = rrSetsOfReply(reply({ records: [alias('a.example', 'b.example')], time: 7, source: 'here' }));
    expect(typeof sets === 'string' ? [] : sets.map((set) => [set.timeFirst, set.timeLast, set.source])).toEqual([
      [7, 7, 'here'],
      [7, 7, 'here'],
    ]);
  });

  it('ends where aliases go in a circle', () => {
    expect(said({ records: [alias('a.example', 'b.example'), alias('b.example', 'a.example')] })).toHaveLength(3);
  });
});
