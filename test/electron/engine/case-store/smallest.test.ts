import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSmallest, inOrder, offerAll } from '../../../../electron/engine/case-store/smallest.ts';
import { topOf } from '../../../../electron/engine/case-store/top.ts';

describe('the first of many', () => {
  it('are those that sorting all of them would put first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.nat(12), (keys, count) => {
        const places = keys.map((_, place) => place);
        const compare = (one: number, other: number): number => (keys[one] ?? 0) - (keys[other] ?? 0) || one - other;
        const expected = places.toSorted(compare).slice(0, count);
        expect(topOf(places, count, compare)).toEqual(expected);
        const heap = createSmallest(count);
        // As the rows come: a few at a time.
        for (let at = 0; at < keys.length; at += 3) {
          const part = places.slice(at, at + 3);
          offerAll(
            heap,
            Float64Array.from(part, (place) => keys[place] ?? 0),
            Uint32Array.from(part),
            part.length,
          );
        }
        expect(inOrder(heap)).toEqual(expected);
      }),
    );
  });
});
