import { describe, expect, it } from 'vitest';
import { describeMoment, describeSpan } from '../../renderer/moment-words.ts';

describe('describeSpan', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [-59, '59 seconds'],
    [60, '1 minute'],
    [7_199, '1 hour'],
    [86_400 * 1_500, '1,500 days'],
  ])('%i seconds are %s', (seconds, words) => {
    expect(describeSpan(seconds)).toBe(words);
  });
});

describe('describeMoment', () => {
  const time = '2026-01-02T03:04:05Z';
  it.each([
    [null, '2 Jan 2026 03:04:05 UTC'],
    ['not a time', '2 Jan 2026 03:04:05 UTC'],
    [time, '2 Jan 2026 03:04:05 UTC, when it was received'],
    ['2026-01-02T03:04:10Z', '2 Jan 2026 03:04:05 UTC, 5 seconds before it was received'],
    ['2026-01-01T03:04:05Z', '2 Jan 2026 03:04:05 UTC, 1 day after it was received'],
  ])('beside a receipt at %s', (receivedAt, words) => {
    expect(describeMoment(time, receivedAt)).toBe(words);
  });
});
