import { describe, expect, it } from 'vitest';
import { update, type Claim } from '../../src/store.js';
import { fresh, type OpenStore } from './store-opened.js';

const MANY = Array.from({ length: 100 }, (_, i) => i);

/** O2, S2, X3: what happens once though many try, and who holds a piece of work. */
export function claims(open: OpenStore): void {
  const at = fresh(open);

  describe('races (O2)', () => {
    it('compareAndSet writes for the version that is there, 0 for none', async () => {
      expect(await at.store.compareAndSet('a', 1, 'x')).toBe(false);
      expect(await at.store.compareAndSet('a', 0, 'x')).toBe(true);
      expect(await at.store.compareAndSet('a', 0, 'y')).toBe(false);
      expect(await at.store.compareAndSet('a', 1, 'y')).toBe(true);
      expect(await at.store.get('a')).toEqual({ value: 'y', version: 2 });
    });

    it('putIfAbsent has one winner', async () => {
      const won = await Promise.all(MANY.map((i) => at.store.putIfAbsent('a', i)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await at.store.get('a'))?.value).toBe(won.indexOf(true));
    });

    it('loses none of 100 increments made at once by compareAndSet', async () => {
      const increment = async (): Promise<number> => {
        const entry = await at.store.get<number>('n');
        const next = (entry?.value ?? 0) + 1;
        return (await at.store.compareAndSet('n', entry?.version ?? 0, next)) ? next : increment();
      };
      const seen = await Promise.all(MANY.map(increment));
      expect(await at.store.get('n')).toEqual({ value: 100, version: 100 });
      expect(new Set(seen).size).toBe(100);
    });

    it('loses none of 100 updates made at once, and tells each what it stored', async () => {
      const seen = await Promise.all(MANY.map((i) => update<number[]>(at.store, 'n', (n) => [...(n ?? []), i])));
      expect(seen.map((all) => all?.at(-1))).toEqual(MANY);
      expect((await at.store.get<number[]>('n'))?.value.toSorted((a, b) => a - b)).toEqual(MANY);
    });

    it('a claim has one holder', async () => {
      const claims = await Promise.all(MANY.map(() => at.store.claim('job', { leaseMs: 1000 })));
      expect(claims.filter((c) => c.state === 'claimed')).toHaveLength(1);
      expect(claims.filter((c) => c.state === 'busy')).toHaveLength(99);
    });
  });

  describe('early claims (X3, O2)', () => {
    it('have one holder from the moment they are decided, kept or not yet', async () => {
      const all = await Promise.all(MANY.map(() => at.store.claim('job', { leaseMs: 1000, ttlMs: 5000, early: true })));
      expect(all.filter(({ state }) => state === 'busy')).toHaveLength(99);
      const mine = all.find((claim) => claim.state === 'claimed') ?? expect.fail('nobody has it');
      expect(await at.store.claim('job', { leaseMs: 1000, early: true })).toEqual({ state: 'busy', untilMs: expect.any(Number) });
      await mine.kept;
      expect(await at.store.claim('job', { leaseMs: 1000 })).toMatchObject({ state: 'busy' });
      expect(await at.store.complete('job', mine.token, 7, { patient: true })).toBe(true);
      expect(await at.store.claim('job', { leaseMs: 1000, early: true })).toEqual({ state: 'done', result: 7 });
    });

    it('are there after a restart, go to the next when their lease ends, and count attempts', async () => {
      const first = await at.store.claim('job', { leaseMs: 1000, early: true });
      if (first.state === 'claimed') await first.kept;
      const store = await at.reopen();
      expect(await store.claim('job', { leaseMs: 1000, early: true })).toMatchObject({ state: 'busy' });
      at.advance(1000);
      const second = await store.claim('job', { leaseMs: 1000, early: true });
      expect(second).toMatchObject({ state: 'claimed', attempt: 2 });
      if (first.state !== 'claimed' || second.state !== 'claimed') expect.fail('not claimed');
      expect(second.sinceMs).toBe(first.sinceMs);
      await second.kept;
      expect([await store.complete('job', first.token), await store.release('job', second.token)]).toEqual([false, true]);
    });
  });

  describe('claims (S2, X3)', () => {
    const token = (claim: Claim): string => (claim.state === 'claimed' ? claim.token : expect.fail(`not claimed: ${claim.state}`));

    it('is busy until its lease ends, then goes to the next with the next attempt', async () => {
      const first = await at.store.claim('job', { leaseMs: 1000 });
      expect(first).toMatchObject({ state: 'claimed', attempt: 1 });
      const busy = await at.store.claim('job', { leaseMs: 1000 });
      expect(busy.state).toBe('busy');
      at.advance(999);
      expect(await at.store.claim('job', { leaseMs: 5 })).toEqual(busy);
      at.advance(1);
      const second = await at.store.claim('job', { leaseMs: 1000 });
      expect(second).toMatchObject({ state: 'claimed', attempt: 2 });
      expect(await at.store.complete('job', token(first), 'late')).toBe(false);
      expect(await at.store.release('job', token(first))).toBe(false);
      expect(await at.store.complete('job', token(second), 'good')).toBe(true);
      expect(await at.store.claim('job', { leaseMs: 1000 })).toEqual({ state: 'done', result: 'good' });
    });

    it('can be completed after its lease while nobody else took it: late is better than twice', async () => {
      const first = await at.store.claim('job', { leaseMs: 1000 });
      at.advance(5000);
      expect(await at.store.complete('job', token(first))).toBe(true);
      expect(await at.store.claim('job', { leaseMs: 1000 })).toEqual({ state: 'done', result: undefined });
    });

    it('a released claim is free at once, with the attempts counted on', async () => {
      const first = await at.store.claim('job', { leaseMs: 1000 });
      expect(await at.store.release('job', token(first))).toBe(true);
      expect(await at.store.release('job', token(first))).toBe(false);
      expect(await at.store.complete('job', token(first))).toBe(false);
      expect(await at.store.claim('job', { leaseMs: 1000 })).toMatchObject({ state: 'claimed', attempt: 2 });
    });

    it('remembers what is done with its result for ttlMs, then forgets it', async () => {
      const first = await at.store.claim('job', { leaseMs: 1000, ttlMs: 60_000 });
      at.advance(500);
      const result = { channel: 'c', message: '消息 👍' };
      expect(await at.store.complete('job', token(first), result)).toBe(true);
      expect(await at.store.complete('job', token(first), 'again')).toBe(false);
      at.advance(59_999);
      expect(await at.store.claim('job', { leaseMs: 1000 })).toEqual({ state: 'done', result });
      at.advance(1);
      expect(await at.store.claim('job', { leaseMs: 1000 })).toMatchObject({ state: 'claimed', attempt: 1 });
    });

    it('remembers what is done for ever without ttlMs, and forgets dropped work ttlMs after its lease', async () => {
      await at.store.complete('kept', token(await at.store.claim('kept', { leaseMs: 1000 })), 1);
      const dropped = await at.store.claim('dropped', { leaseMs: 1000, ttlMs: 5000 });
      at.advance(6000);
      expect(await at.store.complete('dropped', token(dropped))).toBe(false);
      expect(await at.store.claim('dropped', { leaseMs: 1000 })).toMatchObject({ state: 'claimed', attempt: 1 });
      at.advance(1e12);
      expect(await at.store.claim('kept', { leaseMs: 1000 })).toEqual({ state: 'done', result: 1 });
    });

    it('knows nothing of work that nobody claimed', async () => {
      expect(await at.store.complete('job', 'token')).toBe(false);
      expect(await at.store.release('job', 'token')).toBe(false);
    });
  });
}
