import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { facts, known, knownTenant, mark, passage, place, poolPass, question } from '../facts.ts';

const id = 'known-tenant';

function own(given: Partial<VerdictFacts> = {}): VerdictFacts {
  return facts({ shared: passage(), tenants: [mark('Alpha')], known: known({ tenants: [knownTenant('alpha')] }), ...given });
}

describe(id, () => {
  it('speaks against the accusation, and for the domain, where its own tenant handed the message in', () => {
    expect(reasonsOf(id, own())).toEqual(
      [
        { points: 'cross-tenant-spoof', weight: 'countering' },
        { points: 'authentic', weight: 'supporting' },
      ].map((weighed) => ({
        signal: id,
        ...weighed,
        trust: 'vouched',
        source: 'operator-record',
        text: 'The tenant that handed the message in, Alpha, is known as one of a.example (tenants.ndjson, line 1).',
        places: [place(21), place(10)],
      })),
    );
  });

  it('is as good as the mark', () => {
    expect(findings(id, own({ tenants: [mark('alpha', { trust: 'attributed' })] }))).toEqual([
      'cross-tenant-spoof countering attributed operator-record',
      'authentic supporting attributed operator-record',
    ]);
  });

  it('quotes the statement about this very mark, where the same value is known elsewhere for other reasons', () => {
    const elsewhere = [
      knownTenant('alpha', { operator: 'other', because: 'of another operator' }),
      knownTenant('alpha', { kind: 'account', because: 'of another kind' }),
    ];
    const [reason] = reasonsOf(id, own({ known: known({ tenants: [...elsewhere, knownTenant('alpha', { because: 'this one' })] }) }));
    expect(reason?.text).toContain('(this one)');
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['the mark is only claimed: a spoofer can write the tenant of its victim', { tenants: [mark('alpha', { trust: 'claimed' })] }],
    ['another tenant handed it in', { tenants: [mark('bravo')] }],
    ['the mark is of another operator', { tenants: [mark('alpha', { operator: 'other' })] }],
    ['the value is known for another operator', { known: known({ tenants: [knownTenant('alpha', { operator: 'other' })] }) }],
    ['the value is known as another kind', { known: known({ tenants: [knownTenant('alpha', { kind: 'account' })] }) }],
    ['nothing is known', { known: known() }],
    ['the message passed no shared pool', { shared: null }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, own(given))).toEqual([]);
  });

  it('is not examined while the pool’s record is not at hand and no tenant is known', () => {
    const shared = passage({ egress: [poolPass({ result: 'unknown', missing: [question('spf.relay.example')] })] });
    expect(openFor(id, own({ shared, known: known() }))).toEqual(['spf.relay.example TXT']);
  });
});
