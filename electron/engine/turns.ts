/** Who may use something at the same time: many side by side, or one alone. */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Turns {
  /** Runs beside others of this kind, once nobody who is or wants to be alone is before it; at once within work that has its turn. */
  beside<T>(work: () => Promise<T>): Promise<T>;
  /** Runs alone: after all that began before it, and before all that comes later. Never within work that has its turn. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const underWay = new Set<Promise<unknown>>();
  /** The turn that the present code runs in. Timers and the like inherit it, and outlive it. */
  const current = new AsyncLocalStorage<{ isOver: boolean }>();
  let gate: Promise<unknown> = Promise.resolve();
  const quietly = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);

  async function run<T>(before: Promise<unknown>, work: () => Promise<T>): Promise<T> {
    await before;
    const turn = { isOver: false };
    try {
      return await current.run(turn, work);
    } finally {
      turn.isOver = true;
    }
  }

  return {
    beside(work) {
      if (current.getStore()?.isOver === false) return work();
      const one = run(gate, work);
      const quiet = quietly(one).finally(() => underWay.delete(quiet));
      underWay.add(quiet);
      return one;
    },
    alone(work) {
      const one = run(Promise.all([gate, ...underWay]), work);
      gate = quietly(one);
      return one;
    },
  };
}
