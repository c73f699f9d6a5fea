/** Keeps the entries with the smallest keys among millions that are offered. */

export interface Smallest {
  readonly keys: Float64Array;
  readonly entries: Uint32Array;
  held: number;
}

export function createSmallest(size: number): Smallest {
  return { keys: new Float64Array(size), entries: new Uint32Array(size), held: 0 };
}

/** Entries must be offered in their order: of two with the same key, the later one comes behind. */
export function offerAll(heap: Smallest, offered: Float64Array, entries: Uint32Array, count: number): void {
  const { keys } = heap;
  let at = 0;
  for (; at < count && heap.held < keys.length; at += 1) rise(heap, offered[at] as number, entries[at] as number);
  if (at < count) offerRest(heap, offered, entries, at, count, keys[0] as number);
}

/** Once it is full, nearly all that is offered is behind the last that is held. */
function offerRest(heap: Smallest, offered: Float64Array, entries: Uint32Array, from: number, count: number, last: number): void {
  let limit = last;
  for (let at = from; at < count; at += 1) {
    const key = offered[at] as number;
    if (key >= limit) continue;
    sink(heap, key, entries[at] as number);
    limit = heap.keys[0] as number;
  }
}

/** Its entries in order. */
export function inOrder({ keys, entries, held }: Smallest): number[] {
  const places = Array.from({ length: held }, (_, place) => place);
  const key = (place: number): number => keys[place] as number;
  const entry = (place: number): number => entries[place] as number;
  return places.sort((one, other) => key(one) - key(other) || entry(one) - entry(other)).map(entry);
}

// A heap whose root is the last in order.

function isAfter(key: number, entry: number, otherKey: number, otherEntry: number): boolean {
  return key > otherKey || (key === otherKey && entry > otherEntry);
}

function rise(heap: Smallest, key: number, entry: number): void {
  const { keys, entries } = heap;
  let at = heap.held;
  heap.held += 1;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (!isAfter(key, entry, keys[parent] as number, entries[parent] as number)) break;
    keys[at] = keys[parent] as number;
    entries[at] = entries[parent] as number;
    at = parent;
  }
  keys[at] = key;
  entries[at] = entry;
}

/** Puts an entry in the place of the last in order. */
function sink({ keys, entries, held }: Smallest, key: number, entry: number): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= held) break;
    const isRightAfter =
      child + 1 < held && isAfter(keys[child + 1] as number, entries[child + 1] as number, keys[child] as number, entries[child] as number);
    if (isRightAfter) child += 1;
    if (!isAfter(keys[child] as number, entries[child] as number, key, entry)) break;
    keys[at] = keys[child] as number;
    entries[at] = entries[child] as number;
    at = child;
  }
  keys[at] = key;
  entries[at] = entry;
}
