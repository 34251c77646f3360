import type { Database, Param, Row } from './driver.js';

/** The part of `node:sqlite` in use; the types of Node 20 do not know the module. */
interface NodeSqlite {
  DatabaseSync: new (path: string) => {
    exec(sql: string): void;
    prepare(sql: string): {
      run(...params: Param[]): { changes: number | bigint };
      get(...params: Param[]): Row | undefined;
      all(...params: Param[]): Row[];
    };
    close(): void;
  };
}

/** SQLite inside Node, without a flag since 22.13; undefined on an older one. */
export function openNodeSqlite(path: string): Database | undefined {
  const sqlite = process.getBuiltinModule?.('node:sqlite') as NodeSqlite | undefined;
  if (!sqlite) return undefined;
  const db = new sqlite.DatabaseSync(path);
  return {
    exec: (sql) => db.exec(sql),
    prepare(sql) {
      const statement = db.prepare(sql);
      return {
        run: (...params) => Number(statement.run(...params).changes),
        get: (...params) => statement.get(...params),
        all: (...params) => statement.all(...params),
      };
    },
    close: () => db.close(),
  };
}
