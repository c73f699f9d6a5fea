import { describe, expect, it } from 'vitest';
import { groupReasons, mergeReasons, shownReason } from '../../renderer/reasons.ts';
import { placesOf } from '../../renderer/selection.ts';
import type { Reason } from '../../shared/facts/verdict.ts';
import { spoofDetail } from './fixtures/spoof.ts';

describe('groupReasons', () => {
  it('puts the heaviest first, keeps each index, and leaves empty groups out', () => {
    const { reasons } = spoofDetail.analysis.verdict;
    expect(groupReasons(reasons).map((group) => [group.weight, group.reasons.map((each) => each.index)])).toEqual([
      ['decisive', [0]],
      ['strong', [1, 2]],
      ['supporting', [3, 4]],
      ['countering', [5]],
    ]);
    expect(groupReasons(reasons.slice(1, 2)).map((group) => group.weight)).toEqual(['strong']);
    expect(groupReasons([])).toEqual([]);
  });
});

describe('reasons in the same words', () => {
  const place = (header: number) => ({ header, start: header * 10, end: header * 10 + 5 });
  const reason = (details: Partial<Reason>): Reason => ({
    signal: 'aligned-signature',
    points: 'authentic',
    weight: 'supporting',
    trust: 'vouched',
    source: 'replay',
    text: 'A signature verifies.',
    places: [place(1)],
    ...details,
  });
  const reasons = [
    reason({ text: 'Something else.' }),
    reason({}),
    reason({ source: 'receiver-record', weight: 'strong', places: [place(1), place(2)] }),
    reason({ points: 'forwarded' }),
    reason({ places: [place(3)] }),
  ];

  it('stand once, with the heaviest weight, all places and everybody who says so', () => {
    expect(mergeReasons(reasons)).toEqual([
      { index: 0, reason: reasons[0], said: [{ source: 'replay', trust: 'vouched' }] },
      {
        index: 1,
        reason: { ...reasons[1], weight: 'strong', places: [place(1), place(2), place(3)] },
        said: [
          { source: 'replay', trust: 'vouched' },
          { source: 'receiver-record', trust: 'vouched' },
        ],
      },
      { index: 3, reason: reasons[3], said: [{ source: 'replay', trust: 'vouched' }] },
    ]);
  });

  it('light the places of all, whichever of them is named', () => {
    const detail = { ...spoofDetail, analysis: { ...spoofDetail.analysis, verdict: { ...spoofDetail.analysis.verdict, reasons } } };
    for (const index of [1, 2, 4]) expect(placesOf(detail, { kind: 'reason', reason: index })).toEqual([place(1), place(2), place(3)]);
    expect([placesOf(detail, { kind: 'reason', reason: 0 }), shownReason(reasons, 9)]).toEqual([[place(1)], null]);
  });
});
