import { describe, expect, it } from 'vitest';
import { openQuestions } from '../../../shared/verdict/open-questions.ts';
import { arcCheck, claim, dkimCheck, facts, passage, question, receiver, signature, spfCheck, tenantSignature } from './facts.ts';

const unknown = (...names: readonly string[]) => spfCheck({ result: 'unknown', missing: names.map((name) => question(name)) });

const given = facts({
  receiver: receiver({ checks: [unknown('a.example'), unknown('b.example', 'a.example')] }),
  shared: passage({ ingress: [unknown('ingress.example')], egress: [unknown('egress.example')] }),
  signatures: [signature({ result: 'unknown' })],
  dkim: [dkimCheck({ missing: [question('s1._domainkey.a.example')] })],
  arc: arcCheck({ result: 'unknown', missing: [question('arc._domainkey.relay.example')] }),
});

describe('openQuestions', () => {
  it.each([
    [['receiver'], ['a.example TXT', 'b.example TXT']],
    [['shared'], ['egress.example TXT', 'ingress.example TXT']],
    [['signatures'], ['s1._domainkey.a.example TXT']],
    [['arc'], ['arc._domainkey.relay.example TXT']],
    [['from', 'stamps', 'tenants', 'forwarding', 'addressing', 'known', 'trace'], []],
    [[], []],
  ] as const)('of %j are %j, each once and sorted', (names, expected) => {
    expect(openQuestions(given, names)).toEqual(expected);
  });

  it('joins the facts that are asked for', () => {
    expect(openQuestions(given, ['arc', 'shared', 'receiver', 'signatures'])).toEqual([
      'a.example TXT',
      'arc._domainkey.relay.example TXT',
      'b.example TXT',
      'egress.example TXT',
      'ingress.example TXT',
      's1._domainkey.a.example TXT',
    ]);
  });

  it('asks for no key where the receiver decided the signatures, nor of a message without a shared passage', () => {
    const decided = { ...given, receiver: receiver({ signaturesDecided: true }), shared: null };
    expect(openQuestions(decided, ['receiver', 'signatures', 'shared'])).toEqual([]);
  });

  it('asks for the keys of other domains where they matter too, and for no others', () => {
    const both = {
      ...given,
      signatures: [signature({ result: 'unknown' }), tenantSignature({ result: 'unknown' })],
      dkim: [
        dkimCheck({ missing: [question('s1._domainkey.a.example')] }),
        dkimCheck({ domain: 'b.relay.example', missing: [question('s1._domainkey.b.relay.example')] }),
      ],
    };
    const [own, stranger] = ['s1._domainkey.a.example TXT', 's1._domainkey.b.relay.example TXT'];
    expect([openQuestions(both, ['signatures']), openQuestions(both, ['signatures'], true)]).toEqual([[own], [own, stranger]]);
    // The receiver recorded what it made of the stranger's signature.
    const recorded = { ...both, claims: [claim({ method: 'dkim', domain: 'b.relay.example', result: 'fail' })] };
    expect(openQuestions(recorded, ['signatures'], true)).toEqual([own]);
  });
});
