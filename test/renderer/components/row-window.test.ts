import { describe, expect, it } from 'vitest';
import { rowsInView, scrollToRow } from '../../../renderer/components/row-window.ts';

describe('rowsInView', () => {
  it.each([
    ['at the top', 0, 600, 10_000, { first: 0, end: 38 }],
    ['in the middle', 100_000, 600, 10_000, { first: 4992, end: 5038 }],
    ['at the end', 199_400, 600, 10_000, { first: 9962, end: 10_000 }],
    ['of an empty list', 0, 600, 0, { first: 0, end: 0 }],
    ['of a list that became shorter', 100_000, 600, 3, { first: 3, end: 3 }],
  ])('draws only what is near the view %s', (_where, top, height, rows, expected) => {
    expect(rowsInView(top, height, 20, rows)).toEqual(expected);
  });
});

describe('scrollToRow', () => {
  it.each([
    ['stays for a row in view', 5, 60, 60],
    ['goes up to a row above', 1, 60, 20],
    ['goes down until a row below is whole', 40, 60, 620],
  ])('%s', (_what, row, top, expected) => {
    expect(scrollToRow(row, 20, top, 200)).toBe(expected);
  });
});
