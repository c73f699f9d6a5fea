import { describe, expect, it } from 'vitest';
import { openFor, reasonsOf } from '../examine.ts';
import { facts, forwardingMark, place } from '../facts.ts';

const id = 'rewritten-envelope';

describe(id, () => {
  it.each(['srs', 'batv', 'verp'] as const)('notes %s, as a claim that supports and never clears', (kind) => {
    expect(reasonsOf(id, facts({ forwarding: [forwardingMark(kind)] }))).toEqual([
      {
        signal: id,
        points: 'forwarded',
        weight: 'supporting',
        trust: 'claimed',
        source: 'replay',
        text: `Envelope rewriting: a mark of the kind ${kind}.`,
        places: [place(30)],
      },
    ]);
  });

  it.each(['list', 'forward', 'resent'] as const)('is silent on a mark of %s', (kind) => {
    expect(reasonsOf(id, facts({ forwarding: [forwardingMark(kind)] }))).toEqual([]);
  });

  it('is silent without marks, and waits for no DNS', () => {
    expect(reasonsOf(id, facts())).toEqual([]);
    expect(openFor(id, facts())).toEqual([]);
  });
});
