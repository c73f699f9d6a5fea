import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { dkimCheck, domain, facts, forwardingMark, place, question, receiver, signature, spfCheck } from '../facts.ts';

const id = 'forwarder-fingerprint';

describe(id, () => {
  it.each(['srs', 'forward', 'resent'] as const)('fires on a mark of %s beside a signature that the author’s side made', (kind) => {
    expect(reasonsOf(id, facts({ forwarding: [forwardingMark(kind)], signatures: [signature()] }))).toEqual([
      {
        signal: id,
        points: 'forwarded',
        weight: 'strong',
        trust: 'vouched',
        source: 'replay',
        text: `A signature of a.example that the author’s side made verifies, and a mark of the kind ${kind}.`,
        places: [place(8), place(30)],
      },
    ]);
  });

  it('points at three marks at most', () => {
    const forwarding = [30, 31, 32, 33].map((header) => forwardingMark('forward', { place: place(header) }));
    expect(reasonsOf(id, facts({ forwarding, signatures: [signature()] }))[0]?.places).toEqual([place(8), place(30), place(31), place(32)]);
  });

  it('is as good as the record of the signature', () => {
    const signatures = [signature({ trust: 'attributed', source: 'operator-record' })];
    expect(findings(id, facts({ forwarding: [forwardingMark('srs')], signatures }))).toEqual([
      'forwarded strong attributed operator-record',
    ]);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['the signature is only claimed', { forwarding: [forwardingMark('srs')], signatures: [signature({ trust: 'claimed' })] }],
    ['the operator made the signature', { forwarding: [forwardingMark('srs')], signatures: [signature({ madeBy: 'operator' })] }],
    ['the signature broke on the way', { forwarding: [forwardingMark('srs')], signatures: [signature({ result: 'fail' })] }],
    ['there are only marks, which anybody can write', { forwarding: [forwardingMark('srs'), forwardingMark('forward')] }],
    ['it came by a list, which has a signal of its own', { forwarding: [forwardingMark('list')], signatures: [signature()] }],
    ['the bounce address is merely tagged', { forwarding: [forwardingMark('batv')], signatures: [signature()] }],
    [
      'the author’s own host delivered it',
      { forwarding: [forwardingMark('forward')], signatures: [signature()], receiver: receiver({ checks: [spfCheck()] }) },
    ],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, facts(given))).toEqual([]);
  });

  it('is not examined while the signature is undecided', () => {
    const given = facts({
      forwarding: [forwardingMark('srs')],
      signatures: [signature({ result: 'unknown' })],
      dkim: [dkimCheck({ result: 'unknown', missing: [question(`s1._domainkey.${domain}`)] })],
    });
    expect(openFor(id, given)).toEqual(['s1._domainkey.a.example TXT']);
  });
});
