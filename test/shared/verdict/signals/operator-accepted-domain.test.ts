import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { facts, passage, place, poolPass, question, stamp } from '../facts.ts';

const id = 'operator-accepted-domain';
const accepted = stamp('domain-accepted', { place: place(22) });
const mailbox = stamp('mailbox-submission', { place: place(23) });

describe(id, () => {
  it('speaks against the accusation where the service accepts the domain', () => {
    expect(reasonsOf(id, facts({ shared: passage(), stamps: [accepted] }))).toEqual([
      {
        signal: id,
        points: 'cross-tenant-spoof',
        weight: 'countering',
        trust: 'vouched',
        source: 'operator-record',
        text: 'Relay stamped that a.example is a domain of the tenant that handed the message in.',
        places: [place(22), place(10)],
      },
    ]);
  });

  it('clears where a mailbox of that tenant submitted it', () => {
    expect(reasonsOf(id, facts({ shared: passage(), stamps: [accepted, mailbox] }))[1]).toEqual({
      signal: id,
      points: 'authentic',
      weight: 'strong',
      trust: 'vouched',
      source: 'operator-record',
      text: 'Relay stamped that a mailbox of the tenant that owns a.example submitted the message.',
      places: [place(22), place(23), place(10)],
    });
  });

  it('is only as good as the weaker stamp', () => {
    const stamps = [accepted, stamp('mailbox-submission', { trust: 'attributed' })];
    expect(findings(id, facts({ shared: passage(), stamps }))).toEqual([
      'cross-tenant-spoof countering vouched operator-record',
      'authentic strong attributed operator-record',
    ]);
  });

  it('does not take a mailbox submission that is only claimed', () => {
    const stamps = [accepted, stamp('mailbox-submission', { trust: 'claimed' })];
    expect(findings(id, facts({ shared: passage(), stamps }))).toEqual(['cross-tenant-spoof countering vouched operator-record']);
  });

  it('does not clear where the marks are missing that all mail of the service carries', () => {
    const shared = passage({ missingStamps: ['X-Relay-Account'] });
    expect(findings(id, facts({ shared, stamps: [accepted, mailbox] }))).toEqual(['cross-tenant-spoof countering vouched operator-record']);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['the stamp is only claimed', { stamps: [stamp('domain-accepted', { trust: 'claimed' }), mailbox] }],
    ['the stamp is of another operator', { stamps: [stamp('domain-accepted', { operator: 'other' }), mailbox] }],
    ['a mailbox submitted it for a domain that was not evaluated', { stamps: [mailbox] }],
    ['the service says that the domain is foreign', { stamps: [stamp('domain-foreign'), mailbox] }],
    ['there are two From domains', { stamps: [accepted], from: { domains: ['a.example', 'b.example'], places: [] } }],
    ['it passed no shared pool', { stamps: [accepted, mailbox], shared: null }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, facts({ shared: passage(), ...given }))).toEqual([]);
  });

  it('is not examined while nothing is stamped and answers about the pool are missing', () => {
    const shared = passage({ egress: [poolPass({ result: 'unknown', missing: [question('spf.relay.example')] })] });
    expect(openFor(id, facts({ shared }))).toEqual(['spf.relay.example TXT']);
  });
});
