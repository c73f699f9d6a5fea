import { expect, it } from 'vitest';
import { ageOfBaseline, holdingsOf, roundsLeft, saidBy, seenWhen, timesOf, worldOf } from '../../renderer/snapshot-words.ts';

const file = {
  name: 'a',
  format: 'native',
  answers: 1,
  absences: 0,
  failures: 2,
  complete: false,
  origins: [],
  earliest: null,
  latest: null,
};
const statement = { file: 'a', source: 'a', rcode: 'NOERROR', records: [], timeFirst: null, timeLast: null };

it('a file is described by what it holds, for which time, and whether it is a whole world', () => {
  expect([holdingsOf(file), holdingsOf({ ...file, answers: 0, failures: 0 })]).toEqual(['1 answer, 2 failures', 'nothing']);
  expect([timesOf(file), timesOf({ earliest: 0, latest: 86_400 })]).toEqual(['without times', '1 – 2 Jan 1970']);
  // Times beyond what a date can hold come from hostile files.
  expect(timesOf({ earliest: null, latest: 1e300 })).toBe('without times');
  expect([
    worldOf(file),
    worldOf({ ...file, complete: true }),
    worldOf({ ...file, complete: true, origins: ['a.example', 'b.example', 'c.example', 'd.example'] }),
  ]).toEqual(['what it lacks is unknown', 'a whole world', 'whole below a.example, b.example, c.example …']);
});

it('a statement says its records, or why there are none, and when', () => {
  const said = [
    statement,
    { ...statement, rcode: 'NXDOMAIN' },
    { ...statement, rcode: 'SERVFAIL' },
    { ...statement, records: ['x', 'y'] },
  ].map(saidBy);
  expect(said).toEqual(['no record of this type (NODATA)', 'no such name (NXDOMAIN)', 'SERVFAIL', 'x · y']);
  expect([seenWhen(statement), seenWhen({ ...statement, timeFirst: 0 })]).toEqual(['', '1 Jan 1970']);
});

it('the bundled copies say how old they are', () => {
  const baseline = { isUsed: false, compared: '2026-11-24', names: 28, newest: '2025-02-18', stale: 20 };
  expect(ageOfBaseline(baseline)).toBe('compared 24 Nov 2026, newest seen 18 Feb 2025; 20 of 28 are more than a year old or undated');
  expect(ageOfBaseline({ ...baseline, newest: null, stale: 0 })).toBe('compared 24 Nov 2026');
});

it.each([
  [{ now: 1, ahead: 1 }, 'At most 1 round of asking remains.'],
  [{ now: 3, ahead: 3 }, 'At most 3 rounds of asking remain.'],
  [{ now: 3, ahead: 2 }, 'At most 3 rounds of asking remain, 2 where what may follow is asked along.'],
])('%j rounds are announced in words', (rounds, sentence) => {
  expect(roundsLeft(rounds)).toBe(sentence);
});
