import { describe, expect, it } from 'vitest';
import { fresh, type OpenStore } from './store-opened.js';

/** S2: places on a board that are set, not added up, and taken in the same step as a document. */
export function ranks(open: OpenStore): void {
  const at = fresh(open);
  const due = (member: string, score: number | undefined) => ({ board: 'due', member, score });
  const order = async (upTo: number, limit = 9) => (await at.store.lowest('due', upTo, limit)).map(({ member, score }) => [member, score]);

  describe('ranks (S2)', () => {
    it('gives the lowest up to a bound, lowest first, ties in order of member ids', async () => {
      for (const [member, score] of [['late', 9], ['b', 2], ['a', 2], ['now', 5], ['early', -1.5]] as const) await at.store.rank(due(member, score));
      await at.store.rank({ board: 'other', member: 'x', score: 0 });
      expect(await order(5)).toEqual([['early', -1.5], ['a', 2], ['b', 2], ['now', 5]]);
      expect(await order(4.9, 2)).toEqual([['early', -1.5], ['a', 2]]);
      expect(await order(-2)).toEqual([]);
      expect(await at.store.lowest('nothing', 99, 9)).toEqual([]);
    });

    it('sets a score anew, and takes a member off', async () => {
      await at.store.rank(due('a', 5));
      await at.store.rank(due('a', 1));
      expect(await order(9)).toEqual([['a', 1]]);
      await at.store.rank(due('a', undefined));
      await at.store.rank(due('a', undefined));
      expect(await order(9)).toEqual([]);
    });

    it('moves with its document: only where that was written', async () => {
      expect(await at.store.compareAndSet('doc', 0, 1, { rank: due('doc', 1) })).toBe(true);
      expect(await at.store.compareAndSet('doc', 7, 2, { rank: due('doc', 2) })).toBe(false);
      expect(await order(9)).toEqual([['doc', 1]]);
      expect(await at.store.compareAndSet('doc', 1, 2, { rank: due('doc', 3) })).toBe(true);
      expect(await order(9)).toEqual([['doc', 3]]);
      expect(await at.store.compareAndSet('doc', 2, 3, { rank: due('doc', undefined) })).toBe(true);
      expect(await order(9)).toEqual([]);
    });

    it('refuses what is no place', async () => {
      await expect(at.store.rank(due('a', NaN))).rejects.toThrow(TypeError);
      await expect(at.store.rank(due('', 1))).rejects.toThrow(TypeError);
      await expect(at.store.compareAndSet('doc', 0, 1, { rank: due('doc', Infinity) })).rejects.toThrow(TypeError);
      await expect(at.store.lowest('due', NaN, 1)).rejects.toThrow(TypeError);
      await expect(at.store.lowest('due', 1, -1)).rejects.toThrow(RangeError);
      expect([await at.store.get('doc'), await order(9)]).toEqual([undefined, []]);
    });
  });

  describe('claims (S2)', () => {
    it('say since when an attempt was made', async () => {
      const first = await at.store.claim('job', { leaseMs: 1000 });
      const began = first.state === 'claimed' ? first.sinceMs : NaN;
      expect(began).toBeGreaterThan(0);
      at.advance(1500);
      const second = await at.store.claim('job', { leaseMs: 1000 });
      expect(second).toMatchObject({ attempt: 2, sinceMs: began });
      if (second.state === 'claimed') await at.store.release('job', second.token);
      expect(await at.store.claim('job', { leaseMs: 1000 })).toMatchObject({ attempt: 3, sinceMs: began });
    });
  });
}
