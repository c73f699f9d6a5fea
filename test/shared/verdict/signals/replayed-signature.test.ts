import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { dkimCheck, facts, hop, place, question, signature } from '../facts.ts';

const id = 'replayed-signature';

/** Arrived on the 20th; signed on the 1st. */
function late(given: Partial<VerdictFacts> = {}): VerdictFacts {
  return facts({
    signatures: [signature()],
    dkim: [dkimCheck({ signedAt: '2026-11-01T08:00:00Z' })],
    trace: { hops: [hop({ trust: 'vouched' })], boundaryHop: 0 },
    ...given,
  });
}

describe(id, () => {
  it('notes a signature that is older than any delivery takes, and only supports', () => {
    expect(reasonsOf(id, late())).toEqual([
      {
        signal: id,
        points: 'forwarded',
        weight: 'supporting',
        trust: 'vouched',
        source: 'replay',
        text: 'The signature of a.example was made 19 days before the message arrived.',
        places: [place(8), place(6)],
      },
    ]);
  });

  it('adds that the recipient is not covered', () => {
    const dkim = [dkimCheck({ signedAt: '2026-11-01T08:00:00Z', signedHeaders: ['From', 'Subject'] })];
    expect(reasonsOf(id, late({ dkim })).map(({ text }) => text)).toEqual([
      'The signature of a.example was made 19 days before the message arrived, and it does not cover the To field.',
    ]);
  });

  it('is as good as the word that the signature verified, and silent on a claim', () => {
    expect(findings(id, late({ signatures: [signature({ trust: 'attributed', source: 'receiver-record' })] }))).toEqual([
      'forwarded supporting attributed receiver-record',
    ]);
    expect(reasonsOf(id, late({ signatures: [signature({ trust: 'claimed' })] }))).toEqual([]);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['it was signed within the days that delivery may take', { dkim: [dkimCheck({ signedAt: '2026-11-15T08:00:00Z' })] }],
    ['it says no time', { dkim: [dkimCheck({ signedAt: null })] }],
    ['it does not verify', { signatures: [signature({ result: 'fail' })] }],
    ['it is not the From domain’s', { signatures: [signature({ aligned: false })] }],
    ['the arrival has no time', { trace: { hops: [hop({ at: null })], boundaryHop: 0 } }],
    ['nobody vouches for the arrival', { trace: { hops: [hop()], boundaryHop: null } }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, late(given))).toEqual([]);
  });

  it('is not examined while the key is not at hand', () => {
    const missing = [question('s1._domainkey.a.example')];
    const given = { signatures: [signature({ result: 'unknown' })], dkim: [dkimCheck({ result: 'unknown', missing })] };
    expect(openFor(id, late(given))).toEqual(['s1._domainkey.a.example TXT']);
  });
});
