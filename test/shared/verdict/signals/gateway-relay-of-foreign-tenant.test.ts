import { describe, expect, it } from 'vitest';
import type { InnerPassage, VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { facts, known, knownTenant, mark, place, poolPass, question, receiver, signature, stamp } from '../facts.ts';

const id = 'gateway-relay-of-foreign-tenant';
const inCloud = { operator: 'cloud' } as const;

function inner(given: Partial<InnerPassage> = {}): InnerPassage {
  return {
    gateway: 'relay',
    gatewayName: 'Relay',
    operator: 'cloud',
    operatorName: 'Cloud',
    stamps: [],
    tenants: [mark('bravo', inCloud)],
    places: [place(7)],
    ...given,
  };
}

/** A stranger's tenant of Cloud hands a message to the gateway Relay, whose pool a.example authorises. */
function relayed(given: Partial<VerdictFacts> = {}): VerdictFacts {
  return facts({
    inner: inner(),
    receiver: receiver({ checks: [poolPass({ places: [place(1)] })] }),
    known: known({ tenants: [knownTenant('alpha', inCloud)] }),
    ...given,
  });
}

describe(id, () => {
  it('fires where a tenant that is not the domain’s own stood behind the gateway', () => {
    expect(reasonsOf(id, relayed())).toEqual([
      {
        signal: id,
        points: 'cross-tenant-spoof',
        weight: 'decisive',
        trust: 'vouched',
        source: 'operator-record',
        text: 'Behind Relay, the tenant bravo, not a known one of a.example, handed the message to Cloud; the gateway made it pass for a.example.',
        places: [place(21), place(1), place(10)],
      },
    ]);
  });

  it('fires on the inner service’s own word where no tenant of the domain is known', () => {
    const given = relayed({ known: known(), inner: inner({ stamps: [stamp('domain-foreign', { ...inCloud, trust: 'attributed' })] }) });
    expect(findings(id, given)).toEqual(['cross-tenant-spoof strong attributed operator-record']);
    expect(reasonsOf(id, given)[0]?.text).toBe(
      'Behind Relay, a tenant of which a.example is not a domain handed the message to Cloud; the gateway made it pass for a.example.',
    );
  });

  it('fires on a signature that the gateway added (EchoSpoofing)', () => {
    const given = relayed({ receiver: receiver(), signatures: [signature({ madeBy: 'operator' })] });
    expect(findings(id, given)).toEqual(['cross-tenant-spoof decisive vouched operator-record']);
  });

  it('is not silenced by an own mark that anybody could have pasted', () => {
    const given = relayed({ inner: inner({ tenants: [mark('alpha', { ...inCloud, trust: 'claimed' }), mark('bravo', inCloud)] }) });
    expect(findings(id, given)).toEqual(['cross-tenant-spoof decisive vouched operator-record']);
  });

  it('is only as good as its weaker half', () => {
    expect(findings(id, relayed({ inner: inner({ tenants: [mark('bravo', { ...inCloud, trust: 'attributed' })] }) }))).toEqual([
      'cross-tenant-spoof decisive attributed operator-record',
    ]);
    expect(findings(id, relayed({ receiver: receiver({ checks: [poolPass({ trust: 'attributed' })] }) }))).toEqual([
      'cross-tenant-spoof decisive attributed operator-record',
    ]);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['the mark is only claimed', { inner: inner({ tenants: [mark('bravo', { ...inCloud, trust: 'claimed' })] }) }],
    ['the stamp is only claimed', { inner: inner({ tenants: [], stamps: [stamp('domain-foreign', { ...inCloud, trust: 'claimed' })] }) }],
    ['the domain’s own tenant stood there (hybrid)', { inner: inner({ tenants: [mark('ALPHA', inCloud)] }) }],
    [
      'an own mark stands beside a foreign one',
      { inner: inner({ tenants: [mark('alpha', { ...inCloud, trust: 'attributed' }), mark('bravo', inCloud)] }) },
    ],
    ['no tenant of the domain is known and nothing is stamped', { known: known() }],
    ['the known tenant is of another kind', { known: known({ tenants: [knownTenant('alpha', { ...inCloud, kind: 'account' })] }) }],
    ['nothing passes for the From domain', { receiver: receiver() }],
    ['the signature is the author’s own', { receiver: receiver(), signatures: [signature({ madeBy: 'author' })] }],
    ['there is no inner service', { inner: null }],
    ['an undecided signature may be the author’s', { signatures: [signature({ result: 'unknown' })] }],
    ['there are two From domains', { from: { domains: ['a.example', 'b.example'], places: [place(10)] } }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, relayed(given))).toEqual([]);
  });

  it('is not examined while the record that lets the gateway speak is not at hand', () => {
    const checks = [poolPass({ result: 'unknown', missing: [question('spf.relay.example')] })];
    expect(openFor(id, relayed({ receiver: receiver({ checks }) }))).toEqual(['spf.relay.example TXT']);
  });
});
