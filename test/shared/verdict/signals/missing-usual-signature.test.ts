import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { domain, facts, known, place, poolPass, question, receiver, signature, spfCheck, tenantSignature } from '../facts.ts';

const id = 'missing-usual-signature';

/** The case holds signed messages of a.example; this one passes through the pool and is not signed by it. */
function unsigned(given: Partial<VerdictFacts> = {}): VerdictFacts {
  return facts({ receiver: receiver({ checks: [poolPass()] }), known: known({ signedMessages: ['1.eml', '2.eml'] }), ...given });
}

describe(id, () => {
  it('notes the broken habit, and only supports', () => {
    expect(reasonsOf(id, unsigned())).toEqual([
      {
        signal: id,
        points: 'cross-tenant-spoof',
        weight: 'supporting',
        trust: 'vouched',
        source: 'replay',
        text: '2 other messages of this case from a.example carry a verified signature of it; this one has none.',
        places: [place(10), place(1)],
      },
    ]);
  });

  it('is not put off by a tenant’s default signature', () => {
    expect(findings(id, unsigned({ signatures: [tenantSignature()] }))).toEqual(['cross-tenant-spoof supporting vouched replay']);
  });

  it('is as good as the record of the pass', () => {
    const checks = [poolPass({ trust: 'claimed', source: 'receiver-record' })];
    expect(findings(id, unsigned({ receiver: receiver({ checks }) }))).toEqual(['cross-tenant-spoof supporting claimed receiver-record']);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['no habit is known', { known: known() }],
    ['it is signed', { signatures: [signature()] }],
    ['its signature broke on the way, as on a list', { signatures: [signature({ result: 'fail' })] }],
    ['the domain’s own address sent it', { receiver: receiver({ checks: [spfCheck()] }) }],
    ['the pool’s pass is for another domain', { receiver: receiver({ checks: [poolPass({ aligned: false })] }) }],
    ['SPF did not pass', { receiver: receiver({ checks: [poolPass({ result: 'fail' })] }) }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, unsigned(given))).toEqual([]);
  });

  it('is not examined while the SPF record is not at hand', () => {
    const checks = [poolPass({ result: 'unknown', sharedBy: null, missing: [question(domain)] })];
    expect(openFor(id, unsigned({ receiver: receiver({ checks }) }))).toEqual(['a.example TXT']);
  });
});
