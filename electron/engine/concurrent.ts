/** Many things at a time, but never all of them: pulls from a source only as fast as results are taken. */

/** Gives the results in the order of the source. At most `window` items are under way or waiting to be taken. */
export async function* mapInOrder<T, R>(source: AsyncIterable<T>, window: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for await (const item of source) {
    const result = work(item);
    // Its rejection is met where the result is taken; until then it must not count as unhandled.
    result.catch(() => undefined);
    underWay.push(result);
    if (underWay.length < window) continue;
    const first = underWay.shift();
    if (first !== undefined) yield await first;
  }
  for (const result of underWay) yield await result;
}

/**
 * Works through the source in any order, at most `window` at a time, until its end or until `stop` says so; then waits for what is
 * under way. The first bug ends it and is thrown.
 */
export async function forEachConcurrently<T>(
  source: AsyncIterable<T> | Iterable<T>,
  window: number,
  stop: () => boolean,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const bugs: unknown[] = [];
  for await (const item of source) {
    if (stop() || bugs.length > 0) break;
    const one: Promise<void> = work(item)
      .catch((bug: unknown) => void bugs.push(bug))
      .finally(() => underWay.delete(one));
    underWay.add(one);
    if (underWay.size >= window) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  if (bugs.length > 0) throw bugs[0];
}
