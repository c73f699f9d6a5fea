import { describe, expect, it } from 'vitest';
import type { AlignedCheck, SharedPassage, VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { domain, facts, ingressRefusal, passage, place, poolPass, question, signature, tenantSignature } from '../facts.ts';

const id = 'ingress-spf-flip';

function flipped(given: Partial<SharedPassage> = {}, rest: Partial<VerdictFacts> = {}): VerdictFacts {
  return facts({ shared: passage({ ingress: [ingressRefusal()], egress: [poolPass()], ...given }), ...rest });
}

describe(id, () => {
  it('fires where the operator itself recorded the failure and its pool made the same domain pass', () => {
    expect(reasonsOf(id, flipped())).toEqual([
      {
        signal: id,
        points: 'laundered-pass',
        weight: 'decisive',
        trust: 'vouched',
        source: 'operator-record',
        text:
          "When 203.0.113.66 handed the message to Relay, Relay's own check found spf=fail for a.example. " +
          'When it left through the shared pool (198.51.100.9), our replay found SPF pass for the same domain.',
        places: [place(5), place(1)],
      },
    ]);
  });

  it.each<[string, Partial<AlignedCheck>, Partial<AlignedCheck>, string]>([
    ['our replay of both connections', { source: 'replay' }, {}, 'laundered-pass decisive vouched replay'],
    ['softfail at ingress', { result: 'softfail' }, {}, 'laundered-pass decisive vouched operator-record'],
    ['an attributed ingress record', { trust: 'attributed' }, {}, 'laundered-pass decisive attributed operator-record'],
    [
      'the receiver’s record of the egress',
      { source: 'replay' },
      { source: 'receiver-record' },
      'laundered-pass decisive vouched receiver-record',
    ],
    ['an ingress that is only claimed', { trust: 'claimed' }, {}, 'laundered-pass decisive claimed operator-record'],
  ])('rests on %s', (_, ingress, egress, finding) => {
    expect(findings(id, flipped({ ingress: [ingressRefusal(ingress)], egress: [poolPass(egress)] }))).toEqual([finding]);
  });

  it.each<[string, Partial<SharedPassage>]>([
    ['the domain authorised the host at ingress', { ingress: [ingressRefusal({ result: 'pass' })] }],
    ['the ingress was neutral or had no record', { ingress: [ingressRefusal({ result: 'neutral' }), ingressRefusal({ result: 'none' })] }],
    ['another identity failed', { ingress: [ingressRefusal({ identity: 'helo' }), ingressRefusal({ identity: 'from' })] }],
    ['a forwarder’s rewritten envelope passed', { egress: [poolPass({ domain: 'forwarder.example', aligned: false })] }],
    ['the failed domain is not the From domain’s', { ingress: [ingressRefusal({ aligned: false })] }],
    ['it failed at egress too', { egress: [poolPass({ result: 'fail', sharedBy: null })] }],
    ['the pass is of the domain’s own space', { egress: [poolPass({ sharedBy: null })] }],
    ['the pass is of another operator’s pool', { egress: [poolPass({ sharedBy: 'other' })] }],
    ['the pass is only claimed', { egress: [poolPass({ trust: 'claimed' })] }],
    ['a mailbox handed it in, with no connection at all', { ingress: [] }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, flipped(given))).toEqual([]);
  });

  it.each([
    ['was there at hand-in: that is forwarding', signature()],
    ['nobody can place: it may be the author’s', signature({ madeBy: 'unknown' })],
    ['nobody could check: it may be the author’s', signature({ result: 'unknown' })],
  ])('is silent where an aligned signature %s', (_, made) => {
    expect(reasonsOf(id, flipped({}, { signatures: [made] }))).toEqual([]);
  });

  it.each([
    ['the operator added', signature({ madeBy: 'operator' })],
    ['a tenant’s default key made', tenantSignature()],
    ['somebody claims', signature({ trust: 'claimed' })],
    ['could not be checked, but that the operator made', signature({ madeBy: 'operator', result: 'unknown' })],
  ])('is not put off by a signature that %s', (_, made) => {
    expect(findings(id, flipped({}, { signatures: [made] }))).toEqual(['laundered-pass decisive vouched operator-record']);
  });

  it('is silent on a message that passed no shared pool', () => {
    expect(reasonsOf(id, facts())).toEqual([]);
  });

  it('is not examined while either record is not at hand', () => {
    const given = flipped({
      ingress: [ingressRefusal({ source: 'replay', result: 'unknown', missing: [question(domain)] })],
      egress: [poolPass({ result: 'unknown', missing: [question(domain), question('spf.relay.example')] })],
    });
    expect(reasonsOf(id, given)).toEqual([]);
    expect(openFor(id, given)).toEqual(['a.example TXT', 'spf.relay.example TXT']);
  });
});
