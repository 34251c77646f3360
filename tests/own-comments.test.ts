import { describe, expect, it } from 'vitest';
import { dropLikes, likesOn, turnLike } from '../src/digest/likes.js';
import { keepOwn, type OwnComment, ownOn, removeOwn, tracesKey } from '../src/digest/own.js';
import { openDatabase } from '../src/io/store/driver.js';
import { migrate } from '../src/io/store/schema.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import type { Store } from '../src/store.js';

const SHELF = { course: 'k8s', lesson: '13', group: 'x:group:with:colons' };
const draft = (event: string): Omit<OwnComment, 'number'> => ({ author: { id: 'x:maya', name: 'Maya' }, saver: { id: 'x:lin', name: '小林' }, text: 'words', date: '2026-03-02', origin: { channel: 'x:hall', event } });

function inMemory(): Store {
  const db = openDatabase(':memory:');
  migrate(db);
  let tokens = 0;
  return sqliteStore(db, { now: () => 1, token: () => String(tokens++) });
}

/** The store of a process that is killed before its n-th call (from 0). */
const killedAt = (store: Store, n: number): Store => {
  let calls = 0;
  return new Proxy(store, {
    get: (of, name: keyof Store) => {
      const call = of[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => (calls++ < n ? call.apply(of, args) : Promise.reject(new Error('killed')));
    },
  });
};

/** Does it, killed at every step in turn, then again by another process; `holds` after each. */
async function everywhere(prepare: (store: Store) => Promise<unknown>, job: (store: Store) => Promise<unknown>, holds: (store: Store) => Promise<void>): Promise<void> {
  let kills = 0;
  for (let n = 0, alive = false; !alive; n++) {
    const store = inMemory();
    await prepare(store);
    alive = await job(killedAt(store, n)).then(() => true, () => false);
    if (!alive) kills++;
    await job(store);
    await holds(store);
    await store.close();
  }
  expect(kills).toBeGreaterThan(2);
}

const traces = async (store: Store, member: string) => (await store.members(tracesKey(member))).length;

describe('D8: killed at any step and done again', () => {
  it('a comment is kept once, whole, and found by its author and its saver', async () => {
    await everywhere(
      async () => {},
      (store) => keepOwn(store, SHELF, draft('e1')),
      async (store) => {
        const all = await ownOn(store, SHELF);
        expect(all.map((one) => one.text)).toEqual(['words']);
        expect([await traces(store, 'x:maya'), await traces(store, 'x:lin')]).toEqual([1, 1]);
        const next = await keepOwn(store, SHELF, draft('e2'));
        expect(next.comment.number).toBeGreaterThan(all[0]!.number);
      },
    );
  });

  it('a like is given once, and taken back once', async () => {
    await everywhere(
      async () => {},
      (store) => turnLike(store, SHELF, 'g1', 'x:maya', 'e1'),
      async (store) => expect([(await likesOn(store, SHELF)).get('g1'), await traces(store, 'x:maya')]).toEqual([1, 1]),
    );
    await everywhere(
      (store) => turnLike(store, SHELF, 'g1', 'x:maya', 'e1'),
      (store) => turnLike(store, SHELF, 'g1', 'x:maya', 'e2'),
      async (store) => expect([(await likesOn(store, SHELF)).get('g1'), await traces(store, 'x:maya')]).toEqual([undefined, 0]),
    );
  });

  it('an event that comes again after a later press turns nothing, whichever way it had turned the like', async () => {
    const store = inMemory();
    const turn = (event: string) => turnLike(store, SHELF, 'g1', 'x:maya', event);
    expect([await turn('e1'), await turn('e2')].map(({ likes }) => likes)).toEqual([true, false]);
    expect(await turn('e1')).toEqual({ likes: false, count: 0 });
    expect((await turn('e3')).likes).toBe(true);
    expect(await turn('e2')).toEqual({ likes: true, count: 1 });
    expect(await traces(store, 'x:maya')).toBe(1);
  });

  it('a deleted comment leaves nothing behind but its number', async () => {
    let kept: OwnComment;
    await everywhere(
      async (store) => {
        kept = (await keepOwn(store, SHELF, draft('e1'))).comment;
        await turnLike(store, SHELF, 'g1', 'x:eve', 'e2');
      },
      async (store) => {
        await dropLikes(store, SHELF, 'g1');
        await removeOwn(store, SHELF, kept);
      },
      async (store) => {
        expect([await ownOn(store, SHELF), await likesOn(store, SHELF)]).toEqual([[], new Map()]);
        for (const member of ['x:maya', 'x:lin']) expect([member, await traces(store, member)]).toEqual([member, 0]);
        // a trace may outlive what it leads to, never the other way round
        expect(await traces(store, 'x:eve')).toBeLessThanOrEqual(1);
        expect(await keepOwn(store, SHELF, draft('e1'))).toMatchObject({ added: true, comment: { number: 2 } });
      },
    );
  });
});

describe('D8: many at once', () => {
  it('300 comments get 300 numbers; one origin is one comment, however many keep it at once', async () => {
    const store = inMemory();
    const all = await Promise.all(Array.from({ length: 300 }, (_, i) => keepOwn(store, SHELF, draft(`e${i}`))));
    expect(new Set(all.map((one) => one.comment.number)).size).toBe(300);
    expect((await ownOn(store, SHELF)).map((one) => one.number)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
    const same = await Promise.all(Array.from({ length: 20 }, () => keepOwn(store, SHELF, draft('again'))));
    expect(same.filter((one) => one.added)).toHaveLength(1);
    expect(new Set(same.map((one) => one.comment.number)).size).toBe(1);
    expect(await ownOn(store, SHELF)).toHaveLength(301);
  });
});
