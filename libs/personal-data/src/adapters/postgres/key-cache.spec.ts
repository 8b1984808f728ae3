import type { RealTime } from '@onestory/kernel';
import type { KeyRef } from '../../keys.js';
import { KEPT_FOR, KeyCache, SWEPT_EVERY } from './key-cache.js';

const [a, b, c] = ['episode:a', 'episode:b', 'episode:c'] as [KeyRef, KeyRef, KeyRef];
const key = new Uint8Array(32);

const cacheOf = (atMost: number) => {
  let now = 0;
  const time: RealTime = { kind: 'real', now: () => 0, monotonic: () => now };
  return { cache: new KeyCache(time, atMost), passes: (ms: number) => void (now += ms) };
};

describe('unwrapped keys in memory', () => {
  it('leave within a minute, used or not', () => {
    expect(KEPT_FOR + SWEPT_EVERY).toBeLessThanOrEqual(60_000);
    const { cache, passes } = cacheOf(10);
    cache.set(a, key);
    passes(KEPT_FOR - 1);
    expect(cache.get(a)).toBe(key);
    cache.set(b, key);
    passes(1);
    cache.sweep();
    expect(cache.size).toBe(1);
    expect(cache.get(a)).toBeUndefined();
  });

  it('leave in the order of their last use, where there are too many', () => {
    const { cache } = cacheOf(2);
    cache.set(a, key);
    cache.set(b, key);
    cache.get(a);
    cache.set(c, key);
    expect([a, b, c].map((ref) => cache.get(ref) !== undefined)).toEqual([true, false, true]);
  });

  it('leave at once when they are destroyed', () => {
    const { cache } = cacheOf(2);
    cache.set(a, key);
    cache.delete(a);
    expect(cache.get(a)).toBeUndefined();
  });
});
