import { describe, expect, it } from 'vitest';
import { createAsyncQueue } from '../../../electron/engine/async-queue.ts';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a queue', () => {
  it('gives everything in order, also what was pushed before its end', async () => {
    const queue = createAsyncQueue<number>(10);
    for (const item of [1, 2, 3]) void queue.push(item);
    queue.end();
    expect(await all(queue.read())).toEqual([1, 2, 3]);
  });

  it('makes the finder wait while it holds more than its limit, by weight', async () => {
    const queue = createAsyncQueue<number>(10, (item) => item);
    const pushed: number[] = [];
    const push = (item: number) => queue.push(item).then(() => void pushed.push(item));
    void push(8);
    void push(9);
    await turn();
    expect(pushed).toEqual([8]);
    const reader = queue.read();
    expect((await reader.next()).value).toBe(8);
    await turn();
    expect(pushed).toEqual([8, 9]);
  });

  it('lets go of its finders when the reader leaves', async () => {
    const queue = createAsyncQueue<number>(0);
    const waiting = [queue.push(1), queue.push(2)];
    for await (const item of queue.read()) {
      expect(item).toBe(1);
      break;
    }
    await Promise.all([...waiting, queue.push(3)]);
    expect(await all(queue.read())).toEqual([]);
  });
});
