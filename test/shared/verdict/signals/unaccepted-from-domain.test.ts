import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { domain, facts, passage, place, poolPass, question, signature, spfCheck, stamp, tenantSignature } from '../facts.ts';

const id = 'unaccepted-from-domain';

/** Relay stamped that a.example is none of the tenant's domains; a.example authorises its pool. */
function unaccepted(given: Partial<VerdictFacts> = {}): VerdictFacts {
  return facts({ shared: passage({ egress: [poolPass()] }), stamps: [stamp('domain-foreign')], ...given });
}

describe(id, () => {
  it('accuses where the domain lets the pool speak for it', () => {
    expect(reasonsOf(id, unaccepted())).toEqual([
      {
        signal: id,
        points: 'cross-tenant-spoof',
        weight: 'strong',
        trust: 'vouched',
        source: 'operator-record',
        text: 'Relay stamped that a.example is not a domain of the tenant that handed the message in, yet that domain authorises its shared pool, and the message passed through it.',
        places: [place(20), place(1), place(10)],
      },
    ]);
  });

  it('accuses where the operator signed for the domain all the same', () => {
    const given = unaccepted({ shared: passage(), signatures: [signature({ madeBy: 'operator' })] });
    expect(findings(id, given)).toEqual(['cross-tenant-spoof strong vouched operator-record']);
    expect(reasonsOf(id, given)[0]?.text).toMatch(/, yet it signed the message for that domain\.$/);
  });

  it('is only as good as its weaker half', () => {
    expect(findings(id, unaccepted({ stamps: [stamp('domain-foreign', { trust: 'attributed' })] }))).toEqual([
      'cross-tenant-spoof strong attributed operator-record',
    ]);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['does not authorise the pool', { shared: passage({ egress: [poolPass({ result: 'fail', sharedBy: null })] }) }],
    ['has the envelope of another domain (a list, a third-party sender)', { shared: passage({ egress: [spfCheck({ aligned: false })] }) }],
    ['authorises the address as its own', { shared: passage({ egress: [poolPass({ sharedBy: null })] }) }],
    ['passes by a claim only', { shared: passage({ egress: [poolPass({ trust: 'claimed' })] }) }],
  ])('only supports where the domain %s', (_, given) => {
    expect(findings(id, unaccepted(given))).toEqual(['misaligned-sender supporting vouched operator-record']);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['the stamp is only claimed', { stamps: [stamp('domain-foreign', { trust: 'claimed' })] }],
    ['the service accepts the domain', { stamps: [stamp('domain-accepted')] }],
    ['the stamp is of another operator', { stamps: [stamp('domain-foreign', { operator: 'other' })] }],
    ['the author’s signature verifies: a tenant forwarded it', { signatures: [signature()] }],
    ['a signature verifies that may be the author’s', { signatures: [signature({ madeBy: 'unknown' })] }],
    ['there are two From domains', { from: { domains: [domain, 'b.example'], places: [] } }],
    ['an undecided signature may be the author’s', { signatures: [signature({ result: 'unknown' })] }],
    ['it passed no shared pool', { shared: null }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, unaccepted(given))).toEqual([]);
  });

  it.each([
    ['is the stranger’s own default one', tenantSignature()],
    ['is only claimed', signature({ trust: 'claimed' })],
  ])('is not put off by a signature that %s', (_, made) => {
    expect(findings(id, unaccepted({ signatures: [made] }))).toEqual(['cross-tenant-spoof strong vouched operator-record']);
  });

  it('is not examined while nothing is stamped and the record is not at hand', () => {
    const shared = passage({ egress: [poolPass({ result: 'unknown', missing: [question(domain)] })] });
    expect(openFor(id, unaccepted({ stamps: [], shared }))).toEqual(['a.example TXT']);
  });
});
