/** A map that forgets what was used longest ago once its weight exceeds a limit. */

export interface Lru<V> {
  get(key: string): V | undefined;
  /** Something heavier than the whole limit is not kept. */
  set(key: string, value: V, weight: number): void;
  delete(key: string): void;
  clear(): void;
}

export function createLru<V>(limit: number): Lru<V> {
  // A Map iterates in the order of insertion: whatever is used is put to its end.
  const held = new Map<string, { readonly value: V; readonly weight: number }>();
  let total = 0;
  const remove = (key: string): void => {
    total -= held.get(key)?.weight ?? 0;
    held.delete(key);
  };
  return {
    get(key) {
      const found = held.get(key);
      if (found === undefined) return undefined;
      held.delete(key);
      held.set(key, found);
      return found.value;
    },
    set(key, value, weight) {
      remove(key);
      if (weight > limit) return;
      held.set(key, { value, weight });
      total += weight;
      for (const oldest of held.keys()) {
        if (total <= limit) break;
        remove(oldest);
      }
    },
    delete: remove,
    clear() {
      held.clear();
      total = 0;
    },
  };
}
