import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { facts, mark, passage, place, poolPass, question, stamp } from '../facts.ts';

const id = 'organization-mismatch';
const bravo = mark('bravo.example', { kind: 'organization-domain' });

describe(id, () => {
  it('notes another organisation, and only supports', () => {
    expect(reasonsOf(id, facts({ shared: passage(), tenants: [bravo] }))).toEqual([
      {
        signal: id,
        points: 'cross-tenant-spoof',
        weight: 'supporting',
        trust: 'vouched',
        source: 'operator-record',
        text: 'Relay stamped the organisation bravo.example; the From domain is a.example.',
        places: [place(21), place(10)],
      },
    ]);
  });

  it('is weaker on an attributed mark', () => {
    const tenants = [mark('bravo.example', { kind: 'organization-domain', trust: 'attributed' })];
    expect(findings(id, facts({ shared: passage(), tenants }))).toEqual(['cross-tenant-spoof supporting attributed operator-record']);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['the mark is only claimed', { tenants: [mark('bravo.example', { kind: 'organization-domain', trust: 'claimed' })] }],
    ['it is the From domain', { tenants: [mark('A.Example', { kind: 'organization-domain' })] }],
    ['it is a sub-domain of the From domain', { tenants: [mark('eu.a.example', { kind: 'organization-domain' })] }],
    ['the From domain is one of its sub-domains', { from: { domains: ['mail.bravo.example'], places: [] }, tenants: [bravo] }],
    ['the service accepts the From domain all the same (a group of companies)', { tenants: [bravo], stamps: [stamp('domain-accepted')] }],
    ['the mark is of another kind', { tenants: [mark('bravo.example')] }],
    ['the mark is of another operator', { tenants: [mark('bravo.example', { kind: 'organization-domain', operator: 'other' })] }],
    ['there are two From domains', { from: { domains: ['a.example', 'c.example'], places: [] }, tenants: [bravo] }],
    ['it passed no shared pool', { shared: null, tenants: [bravo] }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, facts({ shared: passage(), ...given }))).toEqual([]);
  });

  it('does not let a claimed acceptance hide it', () => {
    const stamps = [stamp('domain-accepted', { trust: 'claimed' })];
    expect(findings(id, facts({ shared: passage(), tenants: [bravo], stamps }))).toHaveLength(1);
  });

  it('is not examined while answers about the pool are missing', () => {
    const shared = passage({ ingress: [poolPass({ result: 'unknown', missing: [question('spf.relay.example')] })] });
    expect(openFor(id, facts({ shared }))).toEqual(['spf.relay.example TXT']);
  });
});
