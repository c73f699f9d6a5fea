import { describe, expect, it } from 'vitest';
import { rrSetsOfAsked } from '../../../electron/capture/answer-lines.ts';
import type { Asked } from '../../../electron/capture/dns-client.ts';
import type { ReplyMessage } from '../../../electron/capture/dns-message.ts';
import type { DnsQuestion } from '../../../shared/facts/dns.ts';

const question: DnsQuestion = { name: 'a.example', type: 'TXT' };
const reply = (parts: Partial<ReplyMessage>): Asked => ({
  kind: 'reply',
  overTcp: false,
  reply: {
    id: 1,
    rcode: 'NOERROR',
    isAuthoritative: false,
    isTruncated: false,
    hasRecursion: true,
    isAuthenticated: false,
    question,
    answers: [],
    unreadable: 0,
    authority: [],
    ...parts,
  },
});
const said = (asked: Asked) =>
  rrSetsOfAsked(question, asked, '192.0.2.53', 1_700_000_000).map(({ name, type, rcode, records }) =>
    `${name} ${type} ${rcode} ${records.join('|')}`.trim(),
  );
const text = { name: 'a.example', type: 'TXT', record: 'v=spf1 -all' };

describe('an answer', () => {
  it.each<[string, Asked, string[]]>([
    ['of records', reply({ answers: [text] }), ['a.example TXT NOERROR v=spf1 -all']],
    ['without records', reply({ authority: ['SOA'] }), ['a.example TXT NOERROR']],
    ['without anything, by a resolver', reply({}), ['a.example TXT NOERROR']],
    ['without anything, by the authority', reply({ hasRecursion: false, isAuthoritative: true }), ['a.example TXT NOERROR']],
    ['that the name does not exist', reply({ rcode: 'NXDOMAIN', authority: ['SOA'] }), ['a.example TXT NXDOMAIN']],
    ['of a failure', reply({ rcode: 'REFUSED' }), ['a.example TXT REFUSED']],
    ['that sends us elsewhere', reply({ hasRecursion: false, authority: ['NS'] }), ['a.example TXT LAME']],
    ['of a resolver that sends us elsewhere', reply({ authority: ['NS'] }), ['a.example TXT LAME']],
    ['of neither authority nor recursion', reply({ hasRecursion: false }), ['a.example TXT LAME']],
    [
      'with records beside a referral',
      reply({ hasRecursion: false, answers: [text], authority: ['NS'] }),
      ['a.example TXT NOERROR v=spf1 -all'],
    ],
    ['with a record that cannot be read', reply({ answers: [text], unreadable: 1 }), ['a.example TXT DAMAGED']],
    [
      'along an alias',
      reply({
        answers: [
          { name: 'a.example', type: 'CNAME', record: 'b.example' },
          { ...text, name: 'b.example' },
        ],
      }),
      ['a.example CNAME NOERROR b.example', 'b.example TXT NOERROR v=spf1 -all'],
    ],
    [
      'along an alias that leads nowhere',
      reply({ rcode: 'NXDOMAIN', answers: [{ name: 'a.example', type: 'CNAME', record: 'b.example' }] }),
      ['a.example CNAME NOERROR b.example', 'b.example TXT NXDOMAIN'],
    ],
    [
      'along aliases in a circle',
      reply({
        answers: [
          { name: 'a.example', type: 'CNAME', record: 'b.example' },
          { name: 'b.example', type: 'CNAME', record: 'a.example' },
        ],
      }),
      ['a.example CNAME NOERROR b.example', 'b.example CNAME NOERROR a.example', 'a.example TXT NOERROR'],
    ],
    ['that did not come', { kind: 'failure', rcode: 'TIMEOUT', note: '' }, ['a.example TXT TIMEOUT']],
    ['to what cannot be asked', { kind: 'impossible' }, []],
  ])('%s', (_what, asked, expected) => {
    expect(said(asked)).toEqual(expected);
  });

  it('carries time and resolver, and whether the resolver checked its signatures', () => {
    const [plain] = rrSetsOfAsked(question, reply({ answers: [text] }), '192.0.2.53', 7);
    const [checked] = rrSetsOfAsked(question, reply({ answers: [text], isAuthenticated: true }), '192.0.2.53', 7);
    expect([plain?.timeFirst, plain?.timeLast, plain?.source, checked?.source]).toEqual([7, 7, '192.0.2.53', '192.0.2.53 (AD)']);
  });
});
