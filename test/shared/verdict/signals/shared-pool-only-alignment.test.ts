import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import {
  dkimCheck,
  domain,
  facts,
  ingressRefusal,
  passage,
  place,
  poolPass,
  question,
  receiver,
  signature,
  spfCheck,
  tenantSignature,
} from '../facts.ts';

const id = 'shared-pool-only-alignment';

function passed(given: Partial<VerdictFacts> = {}): VerdictFacts {
  return facts({ receiver: receiver({ checks: [poolPass()] }), shared: passage(), ...given });
}

describe(id, () => {
  it('says that the pass rests on the pool alone', () => {
    expect(reasonsOf(id, passed())).toEqual([
      {
        signal: id,
        points: 'shared-pass-unattributed',
        weight: 'strong',
        trust: 'vouched',
        source: 'replay',
        text: 'SPF pass for a.example from 198.51.100.9 rests on a shared pool (a.example → spf.relay.example), and no signature beside it shows that the domain’s own side sent it.',
        places: [place(1)],
      },
    ]);
  });

  it('is as good as the record of the pass', () => {
    const checks = [poolPass({ source: 'receiver-record', trust: 'attributed' }), poolPass({ trust: 'claimed' })];
    expect(findings(id, passed({ receiver: receiver({ checks }) }))).toEqual([
      'shared-pass-unattributed strong attributed receiver-record',
      'shared-pass-unattributed strong claimed replay',
    ]);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['an aligned signature verifies', { signatures: [signature()] }],
    ['the operator signed an ordinary message for the domain', { signatures: [signature({ madeBy: 'operator' })] }],
    ['the domain’s own address sent it', { receiver: receiver({ checks: [spfCheck()] }) }],
    ['the pass is for a forwarder’s domain', { receiver: receiver({ checks: [poolPass({ aligned: false })] }) }],
    ['the pool did not pass', { receiver: receiver({ checks: [poolPass({ result: 'softfail' })] }) }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, passed(given))).toEqual([]);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['is a tenant’s default one', { signatures: [tenantSignature()] }],
    ['is only claimed', { signatures: [signature({ trust: 'claimed' })] }],
    [
      'the operator added to mail from a refused host',
      { signatures: [signature({ madeBy: 'operator' })], shared: passage({ ingress: [ingressRefusal()] }) },
    ],
  ])('is not put off by a signature that %s', (_, given) => {
    expect(findings(id, passed(given))).toEqual(['shared-pass-unattributed strong vouched replay']);
  });

  it('is not examined while the record or the key is not at hand', () => {
    const given = passed({
      receiver: receiver({ checks: [poolPass({ result: 'unknown', sharedBy: null, missing: [question(domain)] })] }),
      signatures: [signature({ result: 'unknown' })],
      dkim: [dkimCheck({ result: 'unknown', missing: [question(`s1._domainkey.${domain}`)] })],
    });
    expect(openFor(id, given)).toEqual(['a.example TXT', 's1._domainkey.a.example TXT']);
  });
});
