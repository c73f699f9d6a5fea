import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { facts, place, question, receiver, signature, spfCheck } from '../facts.ts';

const id = 'shared-suffix-alignment';
const from = { domains: ['a.relay.example'], places: [place(10)] };
const bySuffix = { domain: 'b.relay.example', aligned: false, alignedBySharedSuffix: true } as const;

describe(id, () => {
  it('says of SPF that DMARC aligns two tenants with one another', () => {
    expect(reasonsOf(id, facts({ from, receiver: receiver({ checks: [spfCheck(bySuffix)] }) }))).toEqual([
      {
        signal: id,
        points: 'misaligned-sender',
        weight: 'strong',
        trust: 'vouched',
        source: 'replay',
        text: 'b.relay.example and the From domain a.relay.example are different tenants of one service, although DMARC counts them as aligned.',
        places: [place(1), place(10)],
      },
    ]);
  });

  it('says the same of a signature, as far as it is attributed', () => {
    const signatures = [signature({ ...bySuffix, trust: 'attributed', source: 'operator-record' })];
    expect(findings(id, facts({ from, signatures }))).toEqual(['misaligned-sender strong attributed operator-record']);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    [
      'both are only claimed',
      {
        receiver: receiver({ checks: [spfCheck({ ...bySuffix, trust: 'claimed' })] }),
        signatures: [signature({ ...bySuffix, trust: 'claimed' })],
      },
    ],
    ['the same tenant signed beside it', { signatures: [signature(bySuffix), signature({ domain: 'a.relay.example' })] }],
    ['the tenant’s own SPF passed beside it', { receiver: receiver({ checks: [spfCheck(bySuffix), spfCheck()] }) }],
    [
      'neither passed',
      {
        receiver: receiver({ checks: [spfCheck({ ...bySuffix, result: 'fail' })] }),
        signatures: [signature({ ...bySuffix, result: 'fail' })],
      },
    ],
    ['it was the HELO', { receiver: receiver({ checks: [spfCheck({ ...bySuffix, identity: 'helo' })] }) }],
    ['the domains do not end alike at all', { receiver: receiver({ checks: [spfCheck({ domain: 'list.example', aligned: false })] }) }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, facts({ from, ...given }))).toEqual([]);
  });

  it('is not examined while the record is not at hand', () => {
    const checks = [spfCheck({ ...bySuffix, result: 'unknown', missing: [question('b.relay.example')] })];
    expect(openFor(id, facts({ from, receiver: receiver({ checks }) }))).toEqual(['b.relay.example TXT']);
  });
});
