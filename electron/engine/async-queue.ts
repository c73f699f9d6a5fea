/** Hands things from those who find them to those who work on them, and makes the finders wait where they run ahead. */

export interface AsyncQueue<T> {
  /** Resolves once there is room for more. What comes after the end, or after the reader has left, is dropped. */
  push(item: T): Promise<void>;
  /** Nothing more will come. */
  end(): void;
  /** For one reader, in the order of arrival, until the end. */
  read(): AsyncGenerator<T>;
}

/** `weigh` tells what an item counts against the limit; an empty queue takes any item. */
export function createAsyncQueue<T>(limit: number, weigh: (item: T) => number = () => 1): AsyncQueue<T> {
  const items: T[] = [];
  let weight = 0;
  let isOver = false;
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  const change = (): Promise<void> => new Promise((resume) => waiting.push(resume));
  return {
    async push(item) {
      if (isOver) return;
      items.push(item);
      weight += weigh(item);
      wake();
      while (weight > limit && !isOver) await change();
    },
    end() {
      isOver = true;
      wake();
    },
    async *read() {
      try {
        for (;;) {
          const item = items.shift();
          if (item !== undefined) {
            weight -= weigh(item);
            wake();
            yield item;
          } else if (isOver) return;
          else await change();
        }
      } finally {
        isOver = true;
        items.length = 0;
        wake();
      }
    },
  };
}
