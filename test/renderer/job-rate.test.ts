import { describe, expect, it } from 'vitest';
import { addMoment, formatRate, formatRest, paceOf, paceOfAll, shareOf } from '../../renderer/job-rate.ts';
import type { JobMoment } from '../../renderer/store.ts';

const nothing = { done: 0, total: 100, failed: 0, records: 0, bytes: 0, ofBytes: 0 };
const moment = (at: number, change: Partial<JobMoment> = {}): JobMoment => ({ ...nothing, at, ...change });

describe('addMoment', () => {
  it('keeps the moments of the window and one from before it, so that a rate has something to start from', () => {
    const kept = [0, 4_000, 8_000, 12_000, 16_000].reduce<readonly JobMoment[]>((all, at) => addMoment(all, moment(at)), []);
    expect(kept.map(({ at }) => at)).toEqual([4_000, 8_000, 12_000, 16_000]);
  });

  it('lets a moment that follows closely take the place of the last, but never of the first', () => {
    const kept = [0, 20, 40, 400, 420].reduce<readonly JobMoment[]>((all, at) => addMoment(all, moment(at)), []);
    expect(kept.map(({ at }) => at)).toEqual([0, 40, 420]);
  });

  it('keeps few moments of a job that tells of itself all the time', () => {
    let kept: readonly JobMoment[] = [];
    for (let at = 0; at < 60_000; at += 5) kept = addMoment(kept, moment(at, { done: at }));
    expect(kept.length).toBeLessThan(60);
  });
});

describe('paceOf', () => {
  it.each([
    ['nothing was told yet', [], 5_000],
    ['it only began', [moment(0), moment(1_500, { done: 20 })], 1_900],
  ] as const)('is not known while %s', (_why, moments, now) => {
    expect(paceOf(moments, now)).toEqual({ rate: null, restSeconds: null });
  });

  it('goes by files where there are no rows', () => {
    expect(paceOf([moment(0), moment(4_000, { done: 40 })], 4_000)).toEqual({ rate: { unit: 'files', perSecond: 10 }, restSeconds: 6 });
  });

  it('tells rows where there are some, and the rest by files', () => {
    const moments = [moment(0), moment(4_000, { done: 40, records: 400_000 })];
    expect(paceOf(moments, 4_000)).toEqual({ rate: { unit: 'rows', perSecond: 100_000 }, restSeconds: 6 });
  });

  it('goes by bytes while a large file is read, and by what is left once it is through', () => {
    const large = { total: 1, records: 9, bytes: 50_000_000, ofBytes: 200_000_000 };
    expect(paceOf([moment(0), moment(2_000, large)], 2_000)).toEqual({
      rate: { unit: 'bytes', perSecond: 25_000_000 },
      restSeconds: 6,
    });
    const through = { done: 1, total: 2, records: 900, bytes: 200_000_000, ofBytes: 200_000_000 };
    expect(paceOf([moment(0), moment(2_000, through)], 2_000)).toEqual({ rate: { unit: 'rows', perSecond: 450 }, restSeconds: 2 });
  });

  it('falls while nothing moves, and then no longer says when it will end', () => {
    const moments = [moment(0), moment(2_000, { done: 20 })];
    expect([2_000, 4_000, 10_000].map((now) => paceOf(moments, now).rate?.perSecond)).toEqual([10, 5, 2]);
    const stuck = [moment(0, { done: 20 }), moment(9_000, { done: 20 })];
    expect(paceOf(stuck, 9_000)).toEqual({ rate: { unit: 'files', perSecond: 0 }, restSeconds: null });
  });
});

describe('paceOfAll', () => {
  const slow = [moment(0), moment(2_000, { done: 10 })];
  const fast = [moment(0), moment(2_000, { done: 50 })];
  const large = [moment(0), moment(2_000, { bytes: 8, ofBytes: 16 })];

  it('adds rates of one unit and waits for the slowest', () => {
    const jobs = new Map([
      ['slow', slow],
      ['fast', fast],
    ]);
    expect(paceOfAll(jobs, 2_000)).toEqual({ rate: { unit: 'files', perSecond: 30 }, restSeconds: 18 });
  });

  it('does not add bytes to files', () => {
    const jobs = new Map([
      ['fast', fast],
      ['large', large],
    ]);
    expect(paceOfAll(jobs, 2_000)).toEqual({ rate: { unit: 'bytes', perSecond: 4 }, restSeconds: 2 });
  });

  it('tells no rest while one of them has none', () => {
    const jobs = new Map([
      ['fast', fast],
      ['begun', [moment(1_900)]],
    ]);
    expect(paceOfAll(jobs, 2_000)).toEqual({ rate: { unit: 'files', perSecond: 25 }, restSeconds: null });
  });

  it('has nothing to say without a job', () => {
    expect(paceOfAll(new Map(), 0)).toEqual({ rate: null, restSeconds: null });
  });
});

describe('shareOf', () => {
  it.each([
    [{ done: 25 }, 0.25],
    [{ done: 0, total: 0 }, 0],
    [{ done: 0, total: 1, bytes: 30, ofBytes: 120 }, 0.25],
    [{ bytes: 130, ofBytes: 120 }, 1],
  ])('%o is %d', (change, share) => {
    expect(shareOf({ ...nothing, ...change })).toBe(share);
  });
});

describe('in words', () => {
  it.each([
    [{ unit: 'bytes', perSecond: 12_400_000 }, '12 MB/s'],
    [{ unit: 'bytes', perSecond: 400_000 }, '0.4 MB/s'],
    [{ unit: 'rows', perSecond: 84_321 }, '84,000 rows/s'],
    [{ unit: 'files', perSecond: 3.21 }, '3.2 files/s'],
    [{ unit: 'files', perSecond: 0 }, '0.0 files/s'],
  ] as const)('a rate of %o is %s', (rate, words) => {
    expect(formatRate(rate)).toBe(words);
  });

  it.each([
    [0, 'a few seconds left'],
    [7.9, 'a few seconds left'],
    [8, 'about 10 s left'],
    [41, 'about 50 s left'],
    [50, 'about 1 min left'],
    [61, 'about 2 min left'],
    [59 * 60, 'about 59 min left'],
    [3_600, 'about 1 h left'],
    [2 * 3_600 + 61, 'about 2 h 10 min left'],
    [2 * 3_600 + 55 * 60, 'about 3 h left'],
    [47.9 * 3_600, 'about 48 h left'],
    [100 * 3_600, 'about 5 days left'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(formatRest(seconds)).toBe(words);
  });
});
