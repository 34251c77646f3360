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
    await new Promise((resolve) => setImmediate(resolve));
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

  it('sweeps expired documents and claims away, a few with each batch', async () => {
    let now = START;
    const db = openFile(at.path, open);
    const store = sqliteStore(db, { ...options, now: () => now });
    const rows = () => Number(db.prepare('SELECT (SELECT count(*) FROM documents) + (SELECT count(*) FROM claims) AS n').get()?.['n']);
    const all = Array.from({ length: 50 }, (_, i) => `k${i}`);
    await Promise.all(all.flatMap((key) => [store.set(key, 1, { ttlMs: 1000 }), store.claim(key, { leaseMs: 1, ttlMs: 999 })]));
    expect(rows()).toBe(100);
    now += 1000;
    await store.set('a', 1);
    expect(rows()).toBe(100 - 2 * 17 + 1);
    for (let i = 0; i < 3; i++) await store.set('a', 1);
    expect(rows()).toBe(1);
    await store.close();
  });
});
