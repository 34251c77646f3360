import { createRequire } from 'node:module';
import type { Database, Param, Row } from './driver.js';

/** The part of `libsql` in use: the shape of better-sqlite3. */
type Libsql = new (path: string) => {
  exec(sql: string): void;
  prepare(sql: string): {
    run(params: Param[]): { changes: number };
    get(params: Param[]): Row | undefined;
    all(params: Param[]): Row[];
  };
  close(): void;
};

/** The optional dependency; undefined where it, or its build for this machine, is not installed. */
function load(): Libsql | undefined {
  try {
    return createRequire(import.meta.url)('libsql') as Libsql;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

export function openLibsql(path: string): Database | undefined {
  const Connection = load();
  if (!Connection) return undefined;
  const db = new Connection(path);
  return {
    exec: (sql) => db.exec(sql),
    prepare(sql) {
      const statement = db.prepare(sql);
      // parameters as one array: a single null would be taken for an object of named ones
      return {
        run: (...params) => statement.run(params).changes,
        get: (...params) => statement.get(params),
        all: (...params) => statement.all(params),
      };
    },
    close: () => db.close(),
  };
}
