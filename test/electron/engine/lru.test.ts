import { describe, expect, it } from 'vitest';
import { createLru } from '../../../electron/engine/lru.ts';

describe('a map that forgets', () => {
  it('forgets what was used longest ago', () => {
    const lru = createLru<string>(3);
    for (const key of ['a', 'b', 'c']) lru.set(key, key, 1);
    expect(lru.get('a')).toBe('a');
    lru.set('d', 'd', 1);
    expect(['a', 'b', 'c', 'd'].map((key) => lru.get(key))).toEqual(['a', undefined, 'c', 'd']);
  });

  it('counts weights, also of what replaces something', () => {
    const lru = createLru<number>(10);
    lru.set('a', 1, 6);
    lru.set('a', 2, 4);
    lru.set('b', 3, 6);
    expect([lru.get('a'), lru.get('b')]).toEqual([2, 3]);
    lru.set('c', 4, 5);
    expect([lru.get('a'), lru.get('b'), lru.get('c')]).toEqual([undefined, undefined, 4]);
  });

  it('does not keep what is heavier than everything it may hold, and keeps the rest', () => {
    const lru = createLru<string>(10);
    lru.set('small', 'small', 2);
    lru.set('huge', 'huge', 11);
    expect([lru.get('small'), lru.get('huge')]).toEqual(['small', undefined]);
  });

  it('can be told to forget', () => {
    const lru = createLru<string>(2);
    lru.set('a', 'a', 1);
    lru.set('b', 'b', 1);
    lru.delete('a');
    lru.set('c', 'c', 1);
    expect([lru.get('a'), lru.get('b'), lru.get('c')]).toEqual([undefined, 'b', 'c']);
    lru.clear();
    expect(lru.get('b')).toBeUndefined();
  });
});
