import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { domain, facts, known, knownTenant, mark, passage, place, poolPass, question, signature, spfCheck } from '../facts.ts';

const id = 'tenant-mismatch';

/** Tenant bravo hands in a message of a.example, whose tenant is alpha, and whose SPF record authorises the pool. */
function foreign(given: Partial<VerdictFacts> = {}): VerdictFacts {
  return facts({
    shared: passage({ egress: [poolPass()] }),
    tenants: [mark('bravo')],
    known: known({ tenants: [knownTenant('alpha')] }),
    ...given,
  });
}

describe(id, () => {
  it('decides for a spoof where vouched evidence names another tenant than the known one', () => {
    expect(reasonsOf(id, foreign())).toEqual([
      {
        signal: id,
        points: 'cross-tenant-spoof',
        weight: 'decisive',
        trust: 'vouched',
        source: 'operator-record',
        text: 'Relay names bravo as the tenant that handed the message in; the known tenant of a.example is another.',
        places: [place(21), place(1), place(10)],
      },
    ]);
  });

  it('counts the known tenants in its sentence', () => {
    const tenants = [knownTenant('alpha'), knownTenant('alpha2')];
    expect(reasonsOf(id, foreign({ known: known({ tenants }) }))[0]?.text).toBe(
      'Relay names bravo as the tenant that handed the message in; the known tenants of a.example are others.',
    );
  });

  it('is only as good as its weaker half', () => {
    expect(findings(id, foreign({ tenants: [mark('bravo', { trust: 'attributed' })] }))).toEqual([
      'cross-tenant-spoof decisive attributed operator-record',
    ]);
    expect(findings(id, foreign({ shared: passage({ egress: [poolPass({ trust: 'attributed' })] }) }))).toEqual([
      'cross-tenant-spoof decisive attributed operator-record',
    ]);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    [
      'authorises the pool somewhere, though SPF did not pass',
      { shared: passage({ egress: [poolPass({ result: 'softfail', sharedBy: null, authorisesPoolsOf: ['relay'] })] }) },
    ],
    ['has its mail signed by the operator', { shared: passage(), signatures: [signature({ madeBy: 'operator' })] }],
  ])('fires too where the domain %s', (_, given) => {
    expect(findings(id, foreign(given))).toEqual(['cross-tenant-spoof decisive vouched operator-record']);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['the mark is only claimed', { tenants: [mark('bravo', { trust: 'claimed' })] }],
    ['it is the domain’s own tenant (own mailbox, hybrid)', { tenants: [mark('ALPHA')] }],
    ['one of several marks is the domain’s own', { tenants: [mark('bravo'), mark('alpha')] }],
    ['no tenant of the domain is known', { known: known() }],
    ['the domain is known by another kind of mark only', { known: known({ tenants: [knownTenant('alpha', { kind: 'dkim-domain' })] }) }],
    ['the domain is known at another operator only', { known: known({ tenants: [knownTenant('alpha', { operator: 'other' })] }) }],
    ['the mark is of another operator', { tenants: [mark('bravo', { operator: 'other' })] }],
    ['nothing lets the pool speak for the domain (a forwarder’s tenant)', { shared: passage({ egress: [spfCheck({ aligned: false })] }) }],
    ['the grant is only claimed', { shared: passage({ egress: [poolPass({ trust: 'claimed' })] }) }],
    ['only the HELO passes', { shared: passage({ egress: [poolPass({ identity: 'helo' })] }) }],
    ['the signature is the author’s', { shared: passage(), signatures: [signature()] }],
    ['an undecided signature may be the author’s', { signatures: [signature({ result: 'unknown' })] }],
    ['it passed no shared pool', { shared: null }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, foreign(given))).toEqual([]);
  });

  it('is not examined while the record that would let the pool speak is not at hand', () => {
    const egress = [poolPass({ identity: 'from', result: 'unknown', sharedBy: null, missing: [question(domain)] })];
    expect(openFor(id, foreign({ shared: passage({ egress }) }))).toEqual(['a.example TXT']);
  });
});
