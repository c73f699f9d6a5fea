import { describe, expect, it } from 'vitest';
import { type BrushState, keyMove, moveRange, spanOf } from '../../../../renderer/views/reports/brush-moves.ts';

const press = (key: string, isShifted: boolean, state: Partial<BrushState>): ReturnType<typeof moveRange> => {
  const move = keyMove(key, isShifted);
  return move === null ? null : moveRange(move, { range: null, at: null, buckets: 10, ...state });
};

describe('the keys of the time line', () => {
  it('look from bucket to bucket while nothing is chosen, and stop at the ends', () => {
    expect(press('ArrowLeft', false, {})).toEqual({ range: null, at: 9 });
    expect(press('ArrowLeft', false, { at: 9 })).toEqual({ range: null, at: 8 });
    expect(press('ArrowLeft', false, { at: 0 })).toEqual({ range: null, at: 0 });
    expect(press('Home', false, { at: 5 })).toEqual({ range: null, at: 0 });
  });

  it('choose the bucket that is looked at', () => {
    expect(press('Enter', false, { at: 4 })).toEqual({ range: { first: 4, last: 4 }, at: 4 });
  });

  it('extend from it, forwards and back over the start', () => {
    expect(press('ArrowRight', true, { at: 4 })).toEqual({ range: { first: 4, last: 5 }, at: 5 });
    expect(press('ArrowLeft', true, { at: 4, range: { first: 4, last: 4 } })).toEqual({ range: { first: 3, last: 4 }, at: 3 });
    expect(press('ArrowLeft', true, { at: 3, range: { first: 3, last: 4 } })).toEqual({ range: { first: 2, last: 4 }, at: 2 });
    expect(press('End', true, { at: 4, range: { first: 3, last: 4 } })).toEqual({ range: { first: 3, last: 9 }, at: 9 });
  });

  it('move a range as a whole, and no further than the end', () => {
    expect(press('ArrowRight', false, { at: 4, range: { first: 3, last: 4 } })).toEqual({ range: { first: 4, last: 5 }, at: 5 });
    const range = { first: 8, last: 9 };
    expect(press('PageUp', false, { at: 9, range })?.range).toBe(range);
    expect(press('Home', false, { at: 9, range })).toEqual({ range: { first: 0, last: 1 }, at: 1 });
  });

  it('clear, and leave Escape to others where there is nothing to clear', () => {
    expect(press('Escape', false, { range: { first: 1, last: 2 }, at: 2 })).toEqual({ range: null, at: 2 });
    expect(press('Escape', false, {})).toBeNull();
    expect(keyMove('x', false)).toBeNull();
  });

  it('span two buckets in whichever order they come', () => {
    expect([spanOf(5, 2), spanOf(2, 2)]).toEqual([
      { first: 2, last: 5 },
      { first: 2, last: 2 },
    ]);
  });
});
