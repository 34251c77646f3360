import { createMemory } from '../../memory.js';
import type { Entry } from '../../store.js';
import type { Database } from './driver.js';

interface Document {
  readonly value: string;
  readonly version: number;
  /** Epoch milliseconds; null where it stays. */
  readonly expires: number | null;
}

/** Documents that are known without a look at the file, and how long one of them may be, in UTF-16 units: some 4 MB in all. */
const KEPT = 2000;
const LONGEST_KEPT = 1000;

/**
 * Documents with a version and a time to live. Every function runs inside the caller's transaction.
 * Every event asks for the settings of its channel and its group, so short ones stay known as they were read or written last, and
 * so does that there is none: one process has the file, and every write comes through here. Whoever rolls back calls `unsure`.
 */
export function documents(db: Database, now: () => number) {
  const find = db.prepare('SELECT value, version, expires FROM documents WHERE key = ?');
  const write = db.prepare(
    `INSERT INTO documents (key, value, version, expires) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = excluded.version, expires = excluded.expires`,
  );
  const drop = db.prepare('DELETE FROM documents WHERE key = ?');
  const forget = db.prepare("DELETE FROM documents WHERE substr(key, -length(?1) - 1) = ':' || ?1 OR json_extract(value, '$.member') = ?1");
  const known = createMemory<Document | null>(KEPT);

  const keep = (key: string, found: Document | null): void => (found === null || found.value.length <= LONGEST_KEPT ? known.keep(key, found) : known.forget(key));

  const look = (key: string): Document | null => {
    const row = find.get(key);
    const found = row ? { value: String(row['value']), version: Number(row['version']), expires: row['expires'] === null ? null : Number(row['expires']) } : null;
    keep(key, found);
    return found;
  };

  const read = (key: string): Document | undefined => {
    const before = known.recall(key);
    const found = before === undefined ? look(key) : before;
    return found !== null && (found.expires === null || found.expires > now()) ? found : undefined;
  };

  const put = (key: string, value: string, version: number, expires: number | null): void => {
    write.run(key, value, version, expires);
    keep(key, { value, version, expires });
  };

  return {
    get(key: string): Entry<unknown> | undefined {
      const found = read(key);
      return found && { value: JSON.parse(found.value), version: found.version };
    },
    /** 0 where there is none. */
    version: (key: string): number => read(key)?.version ?? 0,
    set(key: string, json: string, ttlMs: number | null): void {
      put(key, json, (read(key)?.version ?? 0) + 1, ttlMs === null ? null : now() + ttlMs);
    },
    delete(key: string): boolean {
      const there = read(key) !== undefined;
      drop.run(key);
      known.keep(key, null);
      return there;
    },
    forget(member: string): void {
      known.clear();
      forget.run(member);
    },
    /** `ttlMs` null keeps the time that the key has. */
    compareAndSet(key: string, version: number, json: string, ttlMs: number | null): boolean {
      const found = read(key);
      if ((found?.version ?? 0) !== version) return false;
      put(key, json, version + 1, ttlMs === null ? (found?.expires ?? null) : now() + ttlMs);
      return true;
    },
    /** Nothing is known any more: what was written may not have stayed. */
    unsure: (): void => known.clear(),
  };
}
