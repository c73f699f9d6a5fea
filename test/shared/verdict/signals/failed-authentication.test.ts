import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { arcCheck, claim, dkimCheck, domain, facts, place, question, receiver, signature, spfCheck, tenantSignature } from '../facts.ts';

const id = 'failed-authentication';
const refused = spfCheck({ ip: '203.0.113.66', result: 'fail', places: [place(2)] });

describe(id, () => {
  it('fires where SPF decided against the host and no signature verifies', () => {
    expect(reasonsOf(id, facts({ receiver: receiver({ checks: [refused] }) }))).toEqual([
      {
        signal: id,
        points: 'unauthorised',
        weight: 'strong',
        trust: 'vouched',
        source: 'replay',
        text: 'SPF for a.example from 203.0.113.66 is fail, and no signature verifies.',
        places: [place(2)],
      },
    ]);
  });

  it.each(['none', 'neutral', 'softfail', 'permerror'] as const)('takes spf=%s as decided too', (result) => {
    expect(findings(id, facts({ receiver: receiver({ checks: [spfCheck({ result })] }) }))).toEqual(['unauthorised strong vouched replay']);
  });

  it('is as good as the record that it rests on, and makes nothing of a claim', () => {
    const checks = [
      spfCheck({ result: 'fail', source: 'receiver-record', trust: 'attributed' }),
      spfCheck({ result: 'none', trust: 'claimed' }),
    ];
    expect(findings(id, facts({ receiver: receiver({ checks }) }))).toEqual(['unauthorised strong attributed receiver-record']);
  });

  it('is not put off by a signature that failed or that is only claimed', () => {
    const signatures = [signature({ result: 'fail' }), signature({ trust: 'claimed' })];
    expect(findings(id, facts({ receiver: receiver({ checks: [refused] }), signatures }))).toEqual(['unauthorised strong vouched replay']);
  });

  const dmarcPass = { result: 'pass', trust: 'vouched', source: 'receiver-record', places: [] } as const;
  it.each<[string, Partial<VerdictFacts>]>([
    ['the forwarder’s envelope passed', { receiver: receiver({ checks: [spfCheck({ domain: 'list.example', aligned: false })] }) }],
    ['the author’s signature survived', { receiver: receiver({ checks: [refused] }), signatures: [signature()] }],
    ['a tenant’s default signature verifies', { receiver: receiver({ checks: [refused] }), signatures: [tenantSignature()] }],
    ['the receiver recorded dmarc=pass', { receiver: receiver({ checks: [refused], dmarc: dmarcPass }) }],
    ['SPF ended in a temporary error', { receiver: receiver({ checks: [spfCheck({ result: 'temperror' })] }) }],
    [
      'the aligned check is still open beside a decided one of another domain',
      {
        receiver: receiver({
          checks: [spfCheck({ result: 'unknown' }), spfCheck({ domain: 'b.example', aligned: false, result: 'fail' })],
        }),
      },
    ],
    [
      'a sealer that we know may have seen the author’s signature, and its key is missing',
      {
        receiver: receiver({ checks: [refused] }),
        arc: arcCheck({ result: 'unknown' }),
        claims: [
          claim({ field: 'arc-authentication-results', method: 'dkim', selector: 's1', about: 'other', trust: 'claimed', writer: 'relay' }),
        ],
      },
    ],
    [
      'a signature of another domain may verify: then a stranger sent it, not nobody',
      { receiver: receiver({ checks: [refused] }), signatures: [tenantSignature({ result: 'unknown' })] },
    ],
    ['nobody checked anything', {}],
    ['only the HELO identity failed', { receiver: receiver({ checks: [spfCheck({ identity: 'helo', result: 'fail' })] }) }],
    ['there is no From domain', { receiver: receiver({ checks: [refused] }), from: { domains: [], places: [] } }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, facts(given))).toEqual([]);
  });

  it('is not examined while the SPF record is not at hand', () => {
    const checks = [spfCheck({ result: 'unknown', missing: [question(domain), question('spf.relay.example')] })];
    expect(openFor(id, facts({ receiver: receiver({ checks }) }))).toEqual(['a.example TXT', 'spf.relay.example TXT']);
  });

  it('is not examined while the signature of another domain is undecided, and names its key', () => {
    const stranger = { domain: 'b.relay.example', result: 'unknown', missing: [question('s1._domainkey.b.relay.example')] } as const;
    const given = facts({
      receiver: receiver({ checks: [refused] }),
      signatures: [tenantSignature({ result: 'unknown' })],
      dkim: [dkimCheck(stranger)],
    });
    expect(openFor(id, given)).toEqual(['s1._domainkey.b.relay.example TXT']);
  });

  it.each([
    ['the receiver recorded the same signature', claim({ method: 'dkim', domain: 'b.relay.example', result: 'fail' })],
    ['the receiver found no signature', claim({ method: 'dkim', domain: null, result: 'none' })],
  ])('fires all the same where %s', (_, recorded) => {
    const given = facts({
      receiver: receiver({ checks: [refused] }),
      signatures: [tenantSignature({ result: 'unknown' })],
      claims: [recorded],
    });
    expect(findings(id, given)).toEqual(['unauthorised strong vouched replay']);
  });

  it('is not examined while an aligned signature is undecided', () => {
    const given = facts({
      receiver: receiver({ checks: [refused] }),
      signatures: [signature({ result: 'unknown' })],
      dkim: [dkimCheck({ result: 'unknown', missing: [question('s1._domainkey.a.example')] })],
    });
    expect(reasonsOf(id, given)).toEqual([]);
    expect(openFor(id, given)).toEqual(['s1._domainkey.a.example TXT']);
  });
});
