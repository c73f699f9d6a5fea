import { describe, expect, it, vi } from 'vitest';
import { type Changes, createWriteBehind } from '../../../electron/engine/write-behind.ts';

function writing(fail: (count: number) => boolean = () => false) {
  const written: unknown[] = [];
  const failures: unknown[] = [];
  const plain = ({ changed, removed, ...touched }: Changes) => ({
    changed: [...changed],
    removed: [...removed],
    touched: Object.entries(touched)
      .filter(([, is]) => is)
      .map(([name]) => name),
  });
  const behind = createWriteBehind(
    async (changes) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (fail(written.push(plain(changes)))) throw new Error('the disk is full');
    },
    (error) => failures.push(error),
  );
  return { ...behind, written, failures };
}

describe('writing behind', () => {
  it('gathers changes into one, and is pending until they are written', async () => {
    const { change, remove, touch, flush, isPending, written } = writing();
    change('a');
    change('b');
    change('a');
    remove('b');
    touch('notes');
    expect(isPending()).toBe(true);
    const flushed = flush();
    await Promise.resolve();
    change('c');
    await flushed;
    expect(written).toEqual([{ changed: ['a'], removed: ['b'], touched: ['notes'] }]);
    expect(isPending()).toBe(true);
    await flush();
    expect(written[1]).toEqual({ changed: ['c'], removed: [], touched: [] });
    expect(isPending()).toBe(false);
    await flush();
    expect(written).toHaveLength(2);
  });

  it('writes by itself a moment later', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { touch, written, flush } = writing();
    touch('reports');
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    await flush();
    expect(written).toEqual([{ changed: [], removed: [], touched: ['reports'] }]);
  });

  it('keeps what could not be written for the next time', async () => {
    const { change, remove, flush, written, failures, isPending } = writing((count) => count === 1);
    change('a');
    change('b');
    const failed = flush();
    await Promise.resolve();
    remove('b');
    await failed;
    expect(failures).toHaveLength(1);
    expect(isPending()).toBe(true);
    await flush();
    expect(written[1]).toEqual({ changed: ['a'], removed: ['b'], touched: [] });
  });

  it('forgets when the case is another, and ends with what is left', async () => {
    const { change, forget, end, written } = writing();
    change('a');
    forget();
    change('b');
    await end();
    expect(written).toEqual([{ changed: ['b'], removed: [], touched: [] }]);
  });
});
