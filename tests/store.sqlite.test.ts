import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Database } from '../src/io/store/driver.js';
import { openFile } from '../src/io/store/file.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import { StoreUnavailable } from '../src/store.js';
import { storeContract } from './contracts/store.js';
import { drivers, freshPath, options, START } from './support/store-drivers.js';

for (const { name, open } of drivers) {
  storeContract(name, async () => {
    const home = mkdtempSync(join(tmpdir(), 'study-hall-'));
    let now = START + 0.5;
    const start = () => sqliteStore(openFile(join(home, 'hall.db'), open), { ...options, now: () => now });
    let store = start();
    return {
      store,
      async reopen() {
        await store.close();
        return (store = start());
      },
      advance: (ms) => void (now += ms),
      async dispose() {
        await store.close();
        rmSync(home, { recursive: true });
      },
    };
  });
}

describe.each(drivers)('group commit over $name', ({ open }) => {
  const at = freshPath();

  /** A store that counts its commits, and whose disk fails where `broken` says so. */
  function watched(broken: (sql: string) => boolean = () => false) {
    const db = openFile(at.path, open);
    const seen = { commits: 0 };
    const spy: Database = {
      ...db,
      exec(sql) {
        if (broken(sql)) throw new Error('disk I/O error');
        if (sql === 'COMMIT') seen.commits++;
        db.exec(sql);
      },
    };
    return { db, seen, store: sqliteStore(spy, options) };
  }

  it('writes a burst in few commits, and one write without waiting for company for ever', async () => {
    const { seen, store } = watched();
    await Promise.all(Array.from({ length: 300 }, (_, i) => store.set(`k${i}`, i)));
    expect(seen.commits).toBe(2);
    await store.set('alone', 1);
    expect(seen.commits).toBe(3);
    await store.close();
  });

  it('resolves a write only after its commit, and a read never sees what is not committed', async () => {
    const { seen, store } = watched();
    let acknowledged = false;
    const write = store.set('a', 1).then(() => (acknowledged = true));
    const read = store.get('a').then((entry) => ({ entry, commits: seen.commits }));
    await Promise.resolve();
    expect([acknowledged, seen.commits]).toEqual([false, 0]);
    expect(await read).toEqual({ entry: { value: 1, version: 1 }, commits: 1 });
    await write;
    await store.close();
  });

  it('rejects everything in a batch whose commit fails, keeps nothing of it, and goes on', async () => {
    let full = true;
    const { store } = watched((sql) => full && sql === 'COMMIT');
    const results = await Promise.allSettled([store.set('a', 1), store.add('s', 'm'), store.score('b', 'm', 1)]);
    for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    full = false;
    expect(await store.get('a')).toBeUndefined();
    expect(await store.members('s')).toEqual([]);
    expect(await store.top('b', 1)).toEqual([]);
    await store.set('a', 2);
    expect(await store.get('a')).toEqual({ value: 2, version: 1 });
    await store.close();
  });

  it('on a full disk the write that does not fit fails alone, its neighbours are kept', async () => {
    const { db, store } = watched();
    await store.set('before', 1);
    const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count']);
    db.prepare(`PRAGMA max_page_count = ${pages + 2}`).get();
    const [left, huge, right] = await Promise.allSettled([store.set('l', 1), store.set('huge', 'x'.repeat(1e6)), store.set('r', 1)]);
    expect(huge).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    expect([left?.status, right?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect([await store.get('before'), await store.get('huge'), await store.get('r')]).toEqual([
      { value: 1, version: 1 },
      undefined,
      { value: 1, version: 1 },
    ]);
    await store.close();
  });

  it('an early claim is decided before its commit, which it shares with what is done under it', async () => {
    const { seen, store } = watched();
    const claims = await Promise.all(Array.from({ length: 10 }, () => store.claim('job', { leaseMs: 1000, early: true })));
    const [mine] = claims.flatMap((claim) => (claim.state === 'claimed' ? [claim] : []));
    expect(claims.map(({ state }) => state)).toEqual(['claimed', ...Array.from({ length: 9 }, () => 'busy')]);
    // nothing of it is on the disk, and others are read as they are there
    expect([await store.get('a'), seen.commits]).toEqual([undefined, 0]);
    await store.set('a', 1);
    expect(seen.commits).toBe(1);
    await mine?.kept;
    expect(await store.claim('job', { leaseMs: 1000 })).toMatchObject({ state: 'busy' });
    await store.close();
  });

  it('where an early claim cannot be kept, what was done under it is not kept either, and the work is free again', async () => {
    let full = true;
    const { store } = watched((sql) => full && sql === 'COMMIT');
    const claim = await store.claim('job', { leaseMs: 1000, early: true });
    const [kept, done] = await Promise.allSettled([claim.state === 'claimed' ? claim.kept : undefined, store.set('a', 1)]);
    for (const result of [kept, done]) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    full = false;
    expect(await store.get('a')).toBeUndefined();
    expect(await store.claim('job', { leaseMs: 1000, early: true })).toMatchObject({ state: 'claimed', attempt: 1 });
    await store.close();
  });

  it('an early claim that fails alone takes along what came after it, and leaves what came before', async () => {
    let failing = true;
    const db = openFile(at.path, open);
    const spy: Database = {
      ...db,
      prepare(sql) {
        const statement = db.prepare(sql);
        if (!/INTO claims/.test(sql)) return statement;
        return { ...statement, run: (...params) => (failing ? expect.fail('disk I/O error') : statement.run(...params)) };
      },
    };
    const store = sqliteStore(spy, options);
    const before = store.set('before', 1);
    const claim = await store.claim('job', { leaseMs: 1000, early: true });
    const all = await Promise.allSettled([before, claim.state === 'claimed' ? claim.kept : undefined, store.set('after', 1)]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    failing = false;
    expect([await store.get('before'), await store.get('after')]).toEqual([{ value: 1, version: 1 }, undefined]);
    await store.close();
  });

  it('a patient completion goes with the next commit that somebody waits for, or alone a moment later', async () => {
    const { seen, store } = watched();
    const claims = await Promise.all(['a', 'b'].map((key) => store.claim(key, { leaseMs: 1000 })));
    const [a = '', b = ''] = claims.map((claim) => (claim.state === 'claimed' ? claim.token : ''));
    const before = seen.commits;
    const [done] = await Promise.all([store.complete('a', a, 1, { patient: true }), store.set('k', 1)]);
    expect([done, seen.commits]).toEqual([true, before + 1]);
    expect(await store.complete('b', b, 2, { patient: true })).toBe(true);
    expect(await store.claim('b', { leaseMs: 1 })).toEqual({ state: 'done', result: 2 });
    await store.close();
  });

  it('only what must survive the end of the machine waits for the disk, and takes along what came before', async () => {
    const db = openFile(at.path, open);
    /** 1: the system has it; 2: the disk has it (sqlite.org/pragma.html#pragma_synchronous). */
    const waits: unknown[] = [];
    const spy: Database = {
      ...db,
      exec(sql) {
        if (sql === 'COMMIT') waits.push(db.prepare('PRAGMA synchronous').get()?.['synchronous']);
        db.exec(sql);
      },
    };
    const store = sqliteStore(spy, options);
    const claim = await store.claim('job', { leaseMs: 1000, early: true });
    const token = claim.state === 'claimed' ? claim.token : '';
    const place = store.compareAndSet('place', 0, 13, { relaxed: true });
    expect(await store.get('place')).toEqual({ value: 13, version: 1 });
    expect(await place).toBe(true);
    await store.complete('job', token, undefined, { patient: true });
    expect(waits).toEqual([1, 1]);
    await Promise.all([store.compareAndSet('place', 1, 14, { relaxed: true }), store.add('answers', 'amy')]);
    expect(waits).toEqual([1, 1, 2]);
    await store.compareAndSet('place', 2, 15);
    await store.compareAndSet('place', 3, 16, { relaxed: true });
    expect(waits).toEqual([1, 1, 2, 2, 1]);
    await store.close();
  });

  it('sweeps expired documents and claims away, up to twice as many as there were jobs since the sweep before', async () => {
    let now = START;
    const db = openFile(at.path, open);
    const store = sqliteStore(db, { ...options, now: () => now });
    const rows = () => Number(db.prepare('SELECT (SELECT count(*) FROM documents) + (SELECT count(*) FROM claims) AS n').get()?.['n']);
    const all = Array.from({ length: 50 }, (_, i) => `k${i}`);
    await Promise.all(all.flatMap((key) => [store.set(key, 1, { ttlMs: 1000 }), store.claim(key, { leaseMs: 1, ttlMs: 999 })]));
    expect(rows()).toBe(100);
    now += 1000;
    for (let i = 0; i < 31; i++) await store.set('a', 1);
    expect(rows()).toBe(100 + 1);
    await store.set('a', 1);
    expect(rows()).toBe(1);
    await Promise.all(all.slice(0, 32).map((key) => store.claim(key, { leaseMs: 1, ttlMs: 999 })));
    expect(rows()).toBe(32 + 1);
    now += 1000;
    await Promise.all(all.slice(0, 32).map((_, i) => store.set('a', i)));
    expect(rows()).toBe(1);
    await store.close();
  });
});
