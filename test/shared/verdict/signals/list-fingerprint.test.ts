import { describe, expect, it } from 'vitest';
import { openFor, reasonsOf } from '../examine.ts';
import { facts, forwardingMark, place } from '../facts.ts';

const id = 'list-fingerprint';

describe(id, () => {
  it('notes a mailing list once, as a claim that supports and never clears', () => {
    const forwarding = [forwardingMark('srs'), forwardingMark('list', { place: place(31) }), forwardingMark('list', { place: place(32) })];
    expect(reasonsOf(id, facts({ forwarding }))).toEqual([
      {
        signal: id,
        points: 'forwarded',
        weight: 'supporting',
        trust: 'claimed',
        source: 'replay',
        text: 'Mailing list: a mark of the kind list.',
        places: [place(31)],
      },
    ]);
  });

  it.each(['srs', 'batv', 'verp', 'forward', 'resent'] as const)('is silent on a mark of %s', (kind) => {
    expect(reasonsOf(id, facts({ forwarding: [forwardingMark(kind)] }))).toEqual([]);
  });

  it('is silent without marks, and waits for no DNS', () => {
    expect(reasonsOf(id, facts())).toEqual([]);
    expect(openFor(id, facts())).toEqual([]);
  });
});
