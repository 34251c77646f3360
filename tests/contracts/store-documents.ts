import { describe, expect, it } from 'vitest';
import { fresh, type OpenStore } from './store-opened.js';

const MANY = Array.from({ length: 100 }, (_, i) => i);

/** O1: documents under keys, and their time to live. */
export function documents(open: OpenStore): void {
  const at = fresh(open);

  describe('documents (O1)', () => {
    it('gives back what was set, with a version that grows from 1', async () => {
      expect(await at.store.get('a')).toBeUndefined();
      await at.store.set('a', { n: 1 });
      expect(await at.store.get('a')).toEqual({ value: { n: 1 }, version: 1 });
      await at.store.set('a', [null, true, 'x']);
      expect(await at.store.get('a')).toEqual({ value: [null, true, 'x'], version: 2 });
    });

    it('deletes, and says whether there was something', async () => {
      await at.store.set('a', 1);
      expect(await at.store.delete('a')).toBe(true);
      expect(await at.store.delete('a')).toBe(false);
      expect(await at.store.get('a')).toBeUndefined();
    });

    it.each([
      ['emoji and Chinese', '为什么我们需要 Pod 👩‍👩‍👧‍👦 ｚ'],
      ['NUL and quotes', "a\0b'\"\\ \u2028"],
      ['a lone surrogate', 'a\ud800b'],
      ['a megabyte', '课'.repeat(1_000_000)],
      ['null', null],
      ['a deep document', { a: [{ b: { c: [1.5, -2e300, Number.MAX_SAFE_INTEGER] } }], __proto: '' }],
    ])('keeps a value exactly: %s', async (_, value) => {
      await at.store.set('k', value);
      expect((await at.store.get('k'))?.value).toStrictEqual(value);
    });

    it('keeps every key apart from every other', async () => {
      const keys = ['a', 'A', 'a ', 'a:b', 'a%', '键', '🔑', 'é', 'e\u0301', "'", 'k'.repeat(512), `${'k'.repeat(511)}K`];
      for (const key of keys) await at.store.set(key, { key });
      for (const key of keys) expect(await at.store.get(key), key).toEqual({ value: { key }, version: 1 });
    });

    it.each([['empty', ''], ['513 units', 'k'.repeat(513)], ['NUL', 'a\0'], ['a lone surrogate', '\udc00']])(
      'refuses a name that is %s, wherever it stands',
      async (_, bad) => {
        await expect(at.store.get(bad)).rejects.toThrow(TypeError);
        await expect(at.store.set(bad, 1)).rejects.toThrow(TypeError);
        await expect(at.store.delete(bad)).rejects.toThrow(TypeError);
        await expect(at.store.putIfAbsent(bad, 1)).rejects.toThrow(TypeError);
        await expect(at.store.compareAndSet(bad, 0, 1)).rejects.toThrow(TypeError);
        await expect(at.store.claim(bad, { leaseMs: 1 })).rejects.toThrow(TypeError);
        await expect(at.store.complete(bad, 't')).rejects.toThrow(TypeError);
        await expect(at.store.release(bad, 't')).rejects.toThrow(TypeError);
        await expect(at.store.add('set', bad)).rejects.toThrow(TypeError);
        await expect(at.store.remove(bad, 'm')).rejects.toThrow(TypeError);
        await expect(at.store.members(bad)).rejects.toThrow(TypeError);
        await expect(at.store.count(bad)).rejects.toThrow(TypeError);
        await expect(at.store.score('board', bad, 1)).rejects.toThrow(TypeError);
        await expect(at.store.top(bad, 1)).rejects.toThrow(TypeError);
      },
    );

    const cycle: unknown[] = [];
    cycle.push(cycle);
    it.each([
      ['undefined', undefined],
      ['NaN', NaN],
      ['Infinity inside', { a: [Infinity] }],
      ['a hole', [1, undefined]],
      ['a function', { a: () => 1 }],
      ['a bigint', 1n],
      ['a Date', { at: new Date(0) }],
      ['a Map', new Map()],
      ['a cycle', cycle],
    ])('refuses a value that JSON would change: %s', async (_, bad) => {
      await at.store.set('a', 'old');
      await expect(at.store.set('a', bad)).rejects.toThrow(TypeError);
      await expect(at.store.putIfAbsent('b', bad)).rejects.toThrow(TypeError);
      await expect(at.store.compareAndSet('a', 1, bad)).rejects.toThrow(TypeError);
      expect(await at.store.get('a')).toEqual({ value: 'old', version: 1 });
      expect(await at.store.get('b')).toBeUndefined();
    });

    it('leaves out a property that is undefined, as an optional one', async () => {
      await at.store.set('a', { thread: undefined, channel: 'c' });
      expect((await at.store.get('a'))?.value).toStrictEqual({ channel: 'c' });
    });

    it('reads, in the order of the calls, what was written before', async () => {
      const wrote = at.store.set('a', 1);
      const read = at.store.get('a');
      const again = at.store.set('a', 2);
      expect((await read)?.value).toBe(1);
      await Promise.all([wrote, again]);
    });

    it('does the good writes of a burst though some are refused', async () => {
      const results = await Promise.allSettled(MANY.map((i) => at.store.set(`k${i}`, i % 10 === 0 ? NaN : i)));
      expect(results.filter((r) => r.status === 'rejected')).toHaveLength(10);
      for (const i of MANY) expect((await at.store.get(`k${i}`))?.value).toBe(i % 10 === 0 ? undefined : i);
    });
  });

  describe('time to live (O1)', () => {
    it('counts an expired key as absent for every operation', async () => {
      for (const key of ['a', 'b', 'c', 'd']) await at.store.set(key, 1, { ttlMs: 1000 });
      at.advance(999);
      expect(await at.store.get('a')).toEqual({ value: 1, version: 1 });
      expect(await at.store.putIfAbsent('b', 2)).toBe(false);
      at.advance(1);
      expect(await at.store.get('a')).toBeUndefined();
      expect(await at.store.putIfAbsent('b', 2)).toBe(true);
      expect(await at.store.delete('c')).toBe(false);
      expect(await at.store.compareAndSet('d', 1, 2)).toBe(false);
      expect(await at.store.compareAndSet('d', 0, 2)).toBe(true);
      at.advance(1e9);
      expect(await at.store.get('b')).toEqual({ value: 2, version: 1 });
      expect(await at.store.get('d')).toEqual({ value: 2, version: 1 });
    });

    it('set without a time makes a key stay; compareAndSet keeps the time unless it brings one', async () => {
      await at.store.set('stays', 1, { ttlMs: 1000 });
      await at.store.set('stays', 2);
      await at.store.set('kept', 1, { ttlMs: 1000 });
      await at.store.compareAndSet('kept', 1, 2);
      await at.store.set('longer', 1, { ttlMs: 1000 });
      await at.store.compareAndSet('longer', 1, 2, { ttlMs: 5000 });
      at.advance(1000);
      expect((await at.store.get('stays'))?.value).toBe(2);
      expect(await at.store.get('kept')).toBeUndefined();
      expect((await at.store.get('longer'))?.value).toBe(2);
      at.advance(4000);
      expect(await at.store.get('longer')).toBeUndefined();
    });

    it.each([0, -1, NaN, Infinity])('refuses %s milliseconds', async (ms) => {
      await expect(at.store.set('a', 1, { ttlMs: ms })).rejects.toThrow(RangeError);
      await expect(at.store.claim('a', { leaseMs: ms })).rejects.toThrow(RangeError);
      expect(await at.store.get('a')).toBeUndefined();
    });
  });
}
