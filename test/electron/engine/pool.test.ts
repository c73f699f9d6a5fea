import { describe, expect, it, onTestFinished } from 'vitest';
import { createPool, type PoolOptions, poolSize } from '../../../electron/engine/pool.ts';

type Task = { do: string; value?: unknown; milliseconds?: number; bytes?: Uint8Array };

function pool(options: Partial<PoolOptions> = {}) {
  const bugs: string[] = [];
  const created = createPool<{ version: string; other: string }, Task, unknown>({
    script: new URL('./workers/tiny.mjs', import.meta.url),
    size: 1,
    taskTimeout: 10_000,
    startTimeout: 30_000,
    memory: 64,
    onBug: (stack) => bugs.push(stack),
    ...options,
  });
  onTestFinished(() => created.dispose());
  return { ...created, bugs };
}

describe('worker pool', () => {
  it('gives each task its own result, more tasks than workers', async () => {
    const { run } = pool({ size: 2 });
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const outcomes = await Promise.all(numbers.map((value) => run({ do: 'echo', value })));
    expect(outcomes).toEqual(numbers.map((value) => ({ ok: true, value })));
  });

  it('stops a task that hangs, and the worker after it works', async () => {
    const { run } = pool({ taskTimeout: 200 });
    const [hung, next] = await Promise.all([run({ do: 'hang' }), run({ do: 'echo', value: 'alive' })]);
    expect(hung).toEqual({ ok: false, error: { code: 'timed-out', message: 'No result within 1 s.' } });
    expect(next).toEqual({ ok: true, value: 'alive' });
  });

  it('refuses a task that needs too much memory, and goes on', async () => {
    const { run } = pool({ memory: 16 });
    const [devoured, next] = await Promise.all([run({ do: 'devour' }), run({ do: 'echo', value: 'alive' })]);
    expect(devoured).toMatchObject({ ok: false, error: { code: 'too-large' } });
    expect(next).toEqual({ ok: true, value: 'alive' });
  });

  it.each(['crash', 'exit'])('survives a worker that ends by itself (%s)', async (what) => {
    const { run } = pool();
    const [ended, next] = await Promise.all([run({ do: what }), run({ do: 'echo', value: 'alive' })]);
    expect(ended).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(next).toEqual({ ok: true, value: 'alive' });
  });

  it('hands the stack of a crash to its owner', async () => {
    const { run, bugs } = pool();
    await run({ do: 'crash' });
    expect(bugs.join()).toContain('crashed on purpose');
  });

  it('gives up on a worker that never comes up', async () => {
    const { run } = pool({ script: new URL('./workers/missing.mjs', import.meta.url) });
    expect(await run({ do: 'echo' })).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('sets every worker up before its next task, with what it does not know yet, also one that was replaced', async () => {
    const { run, setUp } = pool({ taskTimeout: 200 });
    expect(await run({ do: 'shared' })).toEqual({ ok: true, value: {} });
    setUp({ version: 'one', other: 'kept' });
    expect(await run({ do: 'shared' })).toEqual({ ok: true, value: { version: 'one', other: 'kept', sent: ['version', 'other'] } });
    setUp({ version: 'two' });
    expect(await run({ do: 'shared' })).toEqual({ ok: true, value: { version: 'two', other: 'kept', sent: ['version'] } });
    await run({ do: 'hang' });
    expect(await run({ do: 'shared' })).toEqual({ ok: true, value: { version: 'two', other: 'kept', sent: ['version', 'other'] } });
  });

  it('runs an urgent task before all that wait', async () => {
    const { run } = pool();
    const order: unknown[] = [];
    const note = async (running: Promise<unknown>, name: string) => {
      await running;
      order.push(name);
    };
    await Promise.all([
      note(run({ do: 'wait', milliseconds: 50 }), 'first'),
      note(run({ do: 'echo' }), 'waiting'),
      note(run({ do: 'echo' }, { urgent: true }), 'urgent'),
    ]);
    expect(order).toEqual(['first', 'urgent', 'waiting']);
  });

  it('moves bytes instead of copying them where asked', async () => {
    const { run } = pool();
    const bytes = new Uint8Array(1_000);
    expect(await run({ do: 'length', bytes }, { transfer: [bytes.buffer] })).toEqual({ ok: true, value: 1_000 });
    expect(bytes.length).toBe(0);
  });

  it('can be warmed before there is work, also when the worker does not come up', async () => {
    const created = pool({ size: 1 });
    created.warm();
    created.warm();
    expect(await created.run({ do: 'echo', value: 1 })).toEqual({ ok: true, value: 1 });
    const broken = pool({ script: new URL('./workers/missing.mjs', import.meta.url) });
    broken.warm();
    await expect.poll(() => broken.bugs.length).toBe(1);
    expect(await broken.run({ do: 'echo' })).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('refuses what is open when it is disposed, and everything later', async () => {
    const created = pool();
    const open = [created.run({ do: 'wait', milliseconds: 5_000 }), created.run({ do: 'echo' })];
    await created.dispose();
    for (const outcome of [...(await Promise.all(open)), await created.run({ do: 'echo' })]) {
      expect(outcome).toEqual({ ok: false, error: { code: 'internal', message: 'The engine is closed.' } });
    }
  });

  it.each([
    [0, 1],
    [1, 1],
    [4, 4],
    [64, 8],
  ])('has for %i cores %i workers', (cores, size) => expect(poolSize(cores)).toBe(size));
});
