import type { Entry } from '../../store.js';
import type { Database } from './driver.js';

/** Documents with a version and a time to live. Every function runs inside the caller's transaction. */
export function documents(db: Database, now: () => number) {
  const live = db.prepare('SELECT value, version, expires FROM documents WHERE key = ? AND (expires IS NULL OR expires > ?)');
  const put = db.prepare(
    `INSERT INTO documents (key, value, version, expires) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = excluded.version, expires = excluded.expires`,
  );
  const drop = db.prepare('DELETE FROM documents WHERE key = ?');

  const forget = db.prepare("DELETE FROM documents WHERE substr(key, -length(?1) - 1) = ':' || ?1 OR json_extract(value, '$.member') = ?1");

  const read = (key: string) => live.get(key, now());

  return {
    get(key: string): Entry<unknown> | undefined {
      const row = read(key);
      return row && { value: JSON.parse(String(row['value'])), version: Number(row['version']) };
    },
    /** 0 where there is none. */
    version: (key: string): number => Number(read(key)?.['version'] ?? 0),
    set(key: string, json: string, ttlMs: number | null): void {
      put.run(key, json, Number(read(key)?.['version'] ?? 0) + 1, ttlMs === null ? null : now() + ttlMs);
    },
    delete(key: string): boolean {
      const there = read(key) !== undefined;
      drop.run(key);
      return there;
    },
    forget: (member: string): number => forget.run(member),
    /** `ttlMs` null keeps the time that the key has. */
    compareAndSet(key: string, version: number, json: string, ttlMs: number | null): boolean {
      const row = read(key);
      if (Number(row?.['version'] ?? 0) !== version) return false;
      put.run(key, json, version + 1, ttlMs === null ? (row?.['expires'] ?? null) : now() + ttlMs);
      return true;
    },
  };
}
