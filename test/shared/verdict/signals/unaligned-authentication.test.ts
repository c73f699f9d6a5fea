import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { arcCheck, claim, dkimCheck, domain, facts, place, question, receiver, signature, spfCheck, tenantSignature } from '../facts.ts';

const id = 'unaligned-authentication';
const otherPass = spfCheck({ domain: 'bounce.b.example', aligned: false });

describe(id, () => {
  it('names the other domain that SPF authenticated', () => {
    expect(reasonsOf(id, facts({ receiver: receiver({ checks: [otherPass] }) }))).toEqual([
      {
        signal: id,
        points: 'misaligned-sender',
        weight: 'strong',
        trust: 'vouched',
        source: 'replay',
        text: 'SPF passed for bounce.b.example, which is not aligned with the From domain a.example.',
        places: [place(1), place(10)],
      },
    ]);
  });

  it('names the other domain that signed', () => {
    expect(
      reasonsOf(id, facts({ signatures: [tenantSignature({ source: 'receiver-record' })] })).map(({ text, source }) => [text, source]),
    ).toEqual([
      ['The signature that verified is of b.relay.example, which is not aligned with the From domain a.example.', 'receiver-record'],
    ]);
  });

  it('is weaker on attributed records and silent on claims', () => {
    const given = facts({
      receiver: receiver({ checks: [spfCheck({ ...otherPass, trust: 'attributed' }), spfCheck({ ...otherPass, trust: 'claimed' })] }),
      signatures: [tenantSignature({ trust: 'claimed' })],
    });
    expect(findings(id, given)).toEqual(['misaligned-sender strong attributed replay']);
  });

  const dmarcPass = { result: 'pass', trust: 'vouched', source: 'receiver-record', places: [] } as const;
  it.each<[string, Partial<VerdictFacts>]>([
    ['a signature of the From domain verifies beside it (third-party sender, list)', { signatures: [signature(), tenantSignature()] }],
    ['SPF of the From domain passes beside it', { receiver: receiver({ checks: [spfCheck(), otherPass] }) }],
    [
      'the receiver recorded dmarc=pass, by a signature that it did not print',
      { receiver: receiver({ checks: [otherPass], dmarc: dmarcPass }), signatures: [signature({ result: 'fail' })] },
    ],
    ['there are two authors', { receiver: receiver({ checks: [otherPass] }), from: { domains: [domain, 'c.example'], places: [] } }],
    [
      'a sealer that we know may have seen the author’s signature, and its key is missing',
      {
        receiver: receiver({ checks: [otherPass] }),
        arc: arcCheck({ result: 'unknown' }),
        claims: [
          claim({ field: 'arc-authentication-results', method: 'dkim', selector: 's1', about: 'other', trust: 'claimed', writer: 'relay' }),
        ],
      },
    ],
    [
      'they are aligned by a shared suffix, which has a signal of its own',
      { receiver: receiver({ checks: [spfCheck({ ...otherPass, alignedBySharedSuffix: true })] }) },
    ],
    ['only the HELO passed', { receiver: receiver({ checks: [spfCheck({ ...otherPass, identity: 'helo' })] }) }],
    [
      'nothing passed',
      { receiver: receiver({ checks: [spfCheck({ ...otherPass, result: 'fail' })] }), signatures: [tenantSignature({ result: 'fail' })] },
    ],
    ['there is no From domain', { receiver: receiver({ checks: [otherPass] }), from: { domains: [], places: [] } }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, facts(given))).toEqual([]);
  });

  it('is not put off by a dmarc=pass that nothing aligned can have carried: the receiver reads the names otherwise', () => {
    expect(findings(id, facts({ receiver: receiver({ checks: [otherPass], dmarc: dmarcPass }) }))).toEqual([
      'misaligned-sender strong vouched replay',
    ]);
  });

  it('is not examined while an aligned signature or the record is undecided', () => {
    const given = facts({
      receiver: receiver({ checks: [otherPass, spfCheck({ result: 'unknown', missing: [question(domain)] })] }),
      signatures: [signature({ result: 'unknown' })],
      dkim: [dkimCheck({ result: 'unknown', missing: [question(`s1._domainkey.${domain}`)] })],
    });
    expect(reasonsOf(id, given)).toEqual([]);
    expect(openFor(id, given)).toEqual(['a.example TXT', 's1._domainkey.a.example TXT']);
  });
});
