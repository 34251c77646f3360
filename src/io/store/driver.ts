import { openLibsql } from './driver-libsql.js';
import { openNodeSqlite } from './driver-node.js';

/** The little of SQLite that the store needs, synchronous, the same over both drivers. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

export type Param = string | number | null;
export type Row = Record<string, Param>;

interface Statement {
  /** Runs to the end; returns how many rows it changed. */
  run(...params: Param[]): number;
  get(...params: Param[]): Row | undefined;
  all(...params: Param[]): Row[];
}

/** Opens a file, or returns undefined where this driver is not there. */
export type Driver = (path: string) => Database | undefined;

/** Best first: what comes with Node needs no installation. */
export const DRIVERS: Readonly<Record<string, Driver>> = { 'node:sqlite': openNodeSqlite, libsql: openLibsql };

/** SQLite's primary result codes that a person can do something about (sqlite.org/rescode.html). */
export const SQLITE = { busy: 5, corrupt: 11, notADatabase: 26 } as const;

/** The primary result code of an error from either driver, 0 where it has none. */
export function sqliteCode(error: unknown): number {
  const { errcode, rawCode } = error as { errcode?: number; rawCode?: number };
  return (errcode ?? rawCode ?? 0) & 0xff;
}

/** Opens with the first driver that is there. @throws Error that says what to install where none is */
export function openDatabase(path: string, drivers: readonly Driver[] = Object.values(DRIVERS)): Database {
  for (const open of drivers) {
    const db = open(path);
    if (db) return db;
  }
  throw new Error('No SQLite driver: run on Node 22.13 or newer, or install the optional dependency with «npm install libsql».');
}
