import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Database } from '../src/io/store/driver.js';
import { openFile } from '../src/io/store/file.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import type { Store } from '../src/store.js';
import { drivers, freshPath, options, START } from './support/store-drivers.js';

const KEYS = ['a', 'b:m1', 'c'] as const;
const MEMBERS = ['m1', 'm2'] as const;
const LONG = 'x'.repeat(2000);

const key = fc.constantFrom(...KEYS);
const member = fc.constantFrom(...MEMBERS);
const value = fc.constantFrom<unknown>(1, 2, LONG, { member: 'm2' });
const ttlMs = fc.constantFrom(undefined, 10);

type Step = (store: Store) => Promise<unknown>;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(key, value, ttlMs).map(([k, v, ttl]): Step => (store) => store.set(k, v, { ttlMs: ttl })),
  fc.tuple(key, fc.nat(3), value, ttlMs).map(([k, version, v, ttl]): Step => (store) => store.compareAndSet(k, version, v, { ttlMs: ttl })),
  fc.tuple(key, value).map(([k, v]): Step => (store) => store.putIfAbsent(k, v)),
  key.map((k): Step => (store) => store.delete(k)),
  key.map((k): Step => (store) => store.get(k)),
  fc.tuple(key, member, value).map(([k, m, v]): Step => (store) => store.add(k, m, v)),
  fc.tuple(key, member, value).map(([k, m, v]): Step => (store) => store.put(k, m, v)),
  fc.tuple(key, member).map(([k, m]): Step => (store) => store.remove(k, m)),
  key.map((k): Step => (store) => store.members(k)),
  fc.tuple(key, member).map(([k, m]): Step => (store) => store.record([{ set: k, member: m }])),
  member.map((m): Step => (store) => store.forget(m)),
);
/** Steps that are asked for at once, so that they share a commit; whether that fails; how long until the next. */
const batch = fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 5 }), fails: fc.boolean(), pauseMs: fc.constantFrom(0, 6, 11) });

/** As the file has it. */
const onDisk = (db: Database, now: number) =>
  KEYS.map((name) => {
    const row = db.prepare('SELECT value, version FROM documents WHERE key = ? AND (expires IS NULL OR expires > ?)').get(name, now);
    return {
      entry: row && { value: JSON.parse(String(row['value'])) as unknown, version: row['version'] },
      members: db.prepare('SELECT member, value FROM members WHERE name = ? ORDER BY seq').all(name).map((one) => ({
        member: one['member'],
        value: one['value'] === null ? undefined : (JSON.parse(String(one['value'])) as unknown),
      })),
    };
  });

const told = (store: Store) => Promise.all(KEYS.map(async (name) => ({ entry: await store.get(name), members: await store.members(name) })));

describe.each(drivers)('what the store knows without a look, over $name', ({ open }) => {
  const at = freshPath();

  it('is what the file has, whatever was written, failed, ended or was forgotten', async () => {
    let now = START;
    let fails = false;
    const db = openFile(at.path, open);
    const store = sqliteStore({ ...db, exec: (sql) => { if (fails && sql === 'COMMIT') throw new Error('disk I/O error'); db.exec(sql); } }, { ...options, now: () => now });
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 8 }), async (batches) => {
        db.exec('DELETE FROM documents; DELETE FROM members');
        await store.forget('nobody');
        for (const one of batches) {
          fails = one.fails;
          await Promise.allSettled(one.steps.map((run) => run(store)));
          fails = false;
          now += one.pauseMs;
          expect(await told(store)).toEqual(onDisk(db, now));
        }
      }),
      { numRuns: 150 },
    );
    await store.close();
  });
});
