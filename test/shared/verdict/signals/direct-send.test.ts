import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { address, addressing, domain, facts, hop, passage, place, question, receiver, signature, spfCheck } from '../facts.ts';

const id = 'direct-send';
const writer = { operator: 'relay', operatorName: 'Relay', pool: null, scope: 'shared', basis: 'by-host' } as const;
const refusal = spfCheck({ ip: '203.0.113.66', result: 'fail', places: [place(2)] });

/** A stranger delivers to the service of a.example itself, as a.example. */
function directly(given: Partial<VerdictFacts> = {}): VerdictFacts {
  return facts({
    receiver: receiver({ checks: [refusal] }),
    addressing: addressing({ to: [address(`staff@${domain}`)] }),
    trace: { hops: [hop({ writer, trust: 'vouched' })], boundaryHop: 0 },
    ...given,
  });
}

describe(id, () => {
  it('fires where a host that the domain refuses delivered to the domain’s own service in its name', () => {
    expect(reasonsOf(id, directly())).toEqual([
      {
        signal: id,
        points: 'unauthorised',
        weight: 'strong',
        trust: 'vouched',
        source: 'replay',
        text: '203.0.113.66, which a.example does not authorise, delivered straight to the service of a.example itself (SPF fail).',
        places: [place(2), place(6), place(12), place(10)],
      },
    ]);
  });

  it('is as good as the record that it rests on', () => {
    const checks = [spfCheck({ ...refusal, result: 'softfail', source: 'receiver-record', trust: 'attributed' })];
    expect(findings(id, directly({ receiver: receiver({ checks }) }))).toEqual(['unauthorised strong attributed receiver-record']);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['the recipient is of another domain', { addressing: addressing({ to: [address('staff@other.example')] }) }],
    ['the domain authorises the host', { receiver: receiver({ checks: [spfCheck()] }) }],
    ['the domain is neutral about the host', { receiver: receiver({ checks: [spfCheck({ result: 'neutral' })] }) }],
    ['a signature of the domain verifies, as behind a forwarder', { signatures: [signature()] }],
    ['it came through a shared pool', { shared: passage() }],
    ['the receiver is no known service', { trace: { hops: [hop({ trust: 'vouched' })], boundaryHop: 0 } }],
    ['nobody vouches for a receiver', { trace: { hops: [], boundaryHop: null } }],
    ['only the HELO identity failed', { receiver: receiver({ checks: [spfCheck({ identity: 'helo', aligned: false, result: 'fail' })] }) }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, directly(given))).toEqual([]);
  });

  it('is not put off by a signature that is only claimed', () => {
    expect(findings(id, directly({ signatures: [signature({ trust: 'claimed' })] }))).toEqual(['unauthorised strong vouched replay']);
  });

  it('is not examined while the record of the domain is not at hand', () => {
    const checks = [spfCheck({ result: 'unknown', missing: [question(domain)] })];
    expect(openFor(id, directly({ receiver: receiver({ checks }) }))).toEqual(['a.example TXT']);
  });
});
