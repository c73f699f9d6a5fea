/** The first of many in an order, without sorting all of them. */

/**
 * The first `count` of the numbers in the order of `compare`, in order. No two of them may compare as equal, or their order is left open.
 * Takes numbers up to 2^32, such as places in columns.
 */
export function topOf(items: ArrayLike<number>, count: number, compare: (one: number, other: number) => number): number[] {
  const held = new Uint32Array(Math.min(count, items.length));
  // A heap whose root is the last in order.
  for (let at = 0; at < held.length; at += 1) held[at] = items[at] as number;
  for (let at = (held.length >>> 1) - 1; at >= 0; at -= 1) sink(held, at, compare);
  if (held.length > 0) {
    for (let at = held.length; at < items.length; at += 1) {
      const item = items[at] as number;
      if (compare(item, held[0] as number) >= 0) continue;
      held[0] = item;
      sink(held, 0, compare);
    }
  }
  return [...held].sort(compare);
}

function sink(heap: Uint32Array, from: number, compare: (one: number, other: number) => number): void {
  const item = heap[from] as number;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child + 1] as number, heap[child] as number) > 0) child += 1;
    if (compare(heap[child] as number, item) <= 0) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = item;
}
