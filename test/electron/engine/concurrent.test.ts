import { describe, expect, it } from 'vitest';
import { forEachConcurrently, mapInOrder } from '../../../electron/engine/concurrent.ts';

async function* counting(to: number, onPull: (item: number) => void = () => undefined) {
  for (let item = 0; item < to; item += 1) {
    onPull(item);
    yield item;
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('mapInOrder', () => {
  it('gives results in the order of the source, whichever is ready first', async () => {
    const results: number[] = [];
    for await (const result of mapInOrder(counting(30), 4, async (item) => {
      await pause(item % 3 === 0 ? 6 : 0);
      return item * 10;
    })) {
      results.push(result);
    }
    expect(results).toEqual(Array.from({ length: 30 }, (_, index) => index * 10));
  });

  it('never has more under way than the window, and pulls no further ahead', async () => {
    let [underWay, most, pulled, taken, furthest] = [0, 0, 0, 0, 0];
    const source = counting(50, () => {
      pulled += 1;
      furthest = Math.max(furthest, pulled - taken);
    });
    for await (const _ of mapInOrder(source, 5, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await pause(1);
      underWay -= 1;
    })) {
      taken += 1;
    }
    expect(most).toBe(5);
    // One more may have been handed over already, which the loop has not counted yet.
    expect(furthest).toBeLessThanOrEqual(6);
  });

  it('rejects where the work rejects, and stops pulling when nobody takes more', async () => {
    let pulled = 0;
    const results = mapInOrder(
      counting(1_000, () => (pulled += 1)),
      3,
      async (item) => {
        if (item === 4) throw new Error('broken');
        return item;
      },
    );
    const taken: number[] = [];
    await expect(async () => {
      for await (const result of results) taken.push(result);
    }).rejects.toThrow('broken');
    expect(taken).toEqual([0, 1, 2, 3]);
    expect(pulled).toBeLessThan(10);
  });

  it('gives nothing for nothing', async () => {
    for await (const _ of mapInOrder(counting(0), 3, async () => 1)) expect.unreachable();
  });
});

describe('forEachConcurrently', () => {
  it('works through everything, at most so many at a time', async () => {
    let [underWay, most, done] = [0, 0, 0];
    await forEachConcurrently(
      counting(40),
      4,
      () => false,
      async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await pause(1);
        underWay -= 1;
        done += 1;
      },
    );
    expect({ most, done, underWay }).toEqual({ most: 4, done: 40, underWay: 0 });
  });

  it('begins nothing new once stopped, and waits for what is under way', async () => {
    let [begun, done] = [0, 0];
    await forEachConcurrently(
      counting(40),
      4,
      () => begun >= 10,
      async () => {
        begun += 1;
        await pause(2);
        done += 1;
      },
    );
    expect({ begun, done }).toEqual({ begun: 10, done: 10 });
  });

  it('rejects with the first bug', async () => {
    const work = forEachConcurrently(
      [1, 2, 3],
      2,
      () => false,
      async (item) => {
        if (item === 2) throw new Error('broken');
      },
    );
    await expect(work).rejects.toThrow('broken');
  });
});
