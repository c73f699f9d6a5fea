import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../electron/engine/turns.ts';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('turns', () => {
  it('lets many run beside each other, and one alone', async () => {
    const { beside, alone } = createTurns();
    const log: string[] = [];
    const work = (name: string, milliseconds: number) => async () => {
      log.push(`${name} begins`);
      await pause(milliseconds);
      log.push(`${name} ends`);
      return name;
    };
    const all = [beside(work('a', 20)), beside(work('b', 5)), alone(work('c', 5)), alone(work('d', 5)), beside(work('e', 5))];
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(log).toEqual(['a begins', 'b begins', 'b ends', 'a ends', 'c begins', 'c ends', 'd begins', 'd ends', 'e begins', 'e ends']);
  });

  it('lets work go on that has its turn already, and nobody who only comes from there', async () => {
    const { beside, alone } = createTurns();
    const log: string[] = [];
    let later: Promise<unknown> = Promise.resolve();
    const first = beside(async () => {
      await pause(10);
      later = pause(10).then(() => beside(async () => log.push('later')));
      return await beside(async () => log.push('within'));
    });
    const second = alone(async () => {
      await pause(30);
      await beside(async () => log.push('within alone'));
    });
    await Promise.all([first, second]);
    await later;
    expect(log).toEqual(['within', 'within alone', 'later']);
  });

  it('goes on after work that failed', async () => {
    const { beside, alone } = createTurns();
    const failing = [beside(() => Promise.reject(new Error('one'))), alone(() => Promise.reject(new Error('two')))];
    const outcomes = await Promise.allSettled([...failing, beside(async () => 3), alone(async () => 4)]);
    expect(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))).toEqual([
      'Error: one',
      'Error: two',
      3,
      4,
    ]);
  });
});
