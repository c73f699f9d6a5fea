import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../electron/cli/moment.ts';

describe('--at', () => {
  it.each([
    ['2023-09-29T20:47:19Z', 1_696_020_439_000],
    ['2023-09-29 20:47:19', 1_696_020_439_000],
    ['2023-09-29T22:47:19+02:00', 1_696_020_439_000],
    ['2023-09-29', 1_695_945_600_000],
    ['1696020439', 1_696_020_439_000],
    ['0', 0],
  ])('reads %s', (text, expected) => expect(momentOf(text)).toBe(expected));

  it.each(['', 'now', '29.09.2023', '2023-13-01', '2023-09-29T25:00Z', '99999999999999'])('refuses %j', (text) => {
    expect(() => momentOf(text)).toThrow('is no time');
  });

  it('is the newest time there is where it is missing, so that the answer is the same tomorrow', () => {
    expect(new Date(momentOf(null)).toISOString()).toBe('+275760-09-13T00:00:00.000Z');
  });
});
