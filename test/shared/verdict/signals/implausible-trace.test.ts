import { describe, expect, it } from 'vitest';
import { openFor, reasonsOf } from '../examine.ts';
import { facts, hop, place } from '../facts.ts';

const id = 'implausible-trace';
const boundary = hop({ index: 2, trust: 'vouched' });

describe(id, () => {
  it('notes lines below the boundary that contradict the clock, as a claim that carries nothing', () => {
    const hops = [hop({ index: 0, clockSkewed: true, place: place(8) }), hop({ index: 1 }), boundary];
    expect(reasonsOf(id, facts({ trace: { hops, boundaryHop: 2 } }))).toEqual([
      {
        signal: id,
        points: 'indeterminate',
        weight: 'supporting',
        trust: 'claimed',
        source: 'replay',
        text: '1 Received line below the trust boundary contradict the times around them.',
        places: [place(8)],
      },
    ]);
  });

  it('notes lines in no known form beside them', () => {
    const hops = [
      hop({ index: 0, dialect: null, place: place(8) }),
      hop({ index: 1, dialect: null, clockSkewed: true, place: place(7) }),
      boundary,
    ];
    expect(reasonsOf(id, facts({ trace: { hops, boundaryHop: 2 } })).map(({ text, places }) => [text, places])).toEqual([
      ['1 Received line below the trust boundary contradict the times around them.', [place(7)]],
      ['2 Received lines below the trust boundary are in no form that a known mail server writes.', [place(8), place(7)]],
    ]);
  });

  it('is silent on what the trusted side wrote', () => {
    const hops = [hop({ index: 0 }), hop({ index: 1, clockSkewed: true }), hop({ index: 2, dialect: null })];
    expect(reasonsOf(id, facts({ trace: { hops, boundaryHop: 1 } }))).toEqual([]);
  });

  it('is silent on an ordinary trace, on none, and without a boundary', () => {
    expect(reasonsOf(id, facts({ trace: { hops: [hop(), boundary], boundaryHop: 2 } }))).toEqual([]);
    expect(reasonsOf(id, facts())).toEqual([]);
    expect(reasonsOf(id, facts({ trace: { hops: [hop({ clockSkewed: true })], boundaryHop: null } }))).toEqual([]);
  });

  it('waits for no DNS', () => {
    expect(openFor(id, facts())).toEqual([]);
  });
});
