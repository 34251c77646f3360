import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreBusy } from '../../store.js';
import { openDatabase, SQLITE, sqliteCode, type Database } from './driver.js';
import { migrate, schemaOf } from './schema.js';

/** Long enough for a predecessor that is just ending, short enough for a person who waits. */
const BUSY_MS = 300;

/**
 * Opens the file for this process alone, with every commit on disk before it returns; makes file (0600) and folder (0700).
 * @throws StoreBusy where another process, or another store of this one, has it
 * @throws Error that says what is wrong with the file
 */
export function openFile(path: string, open: (path: string) => Database = (file) => openDatabase(file)): Database {
  return held(path, open, takeOver);
}

/** As `openFile`, for a look at the file as it is: nothing is brought to the newest schema. @throws as `openFile` */
export function openAsItIs(path: string): Database {
  return held(path, openDatabase, (db) => {
    schemaOf(db);
    // a write takes the lock that a look alone would leave to others
    db.exec('BEGIN EXCLUSIVE; ROLLBACK');
  });
}

function held(path: string, open: (path: string) => Database, begin: (db: Database) => void): Database {
  let db: Database | undefined;
  try {
    create(path);
    db = open(path);
    db.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    // before the first look at the file: then the index of the log stays in memory, and no second process gets in
    one(db, 'PRAGMA locking_mode = EXCLUSIVE');
    begin(db);
    return db;
  } catch (error) {
    db?.close();
    throw told(error, path);
  }
}

/** The schema comes first: a file that is not ours is refused as it was found. */
function takeOver(db: Database): void {
  migrate(db);
  const mode = one(db, 'PRAGMA journal_mode = WAL')?.['journal_mode'];
  if (mode !== 'wal') throw new Error(`its disk does not allow a write-ahead log (journal mode «${mode}»)`);
  db.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 8388608');
}

const one = (db: Database, sql: string) => db.prepare(sql).get();

/** Folds the log into the file, so that one file is all there is, frees the lock and closes. */
export function closeFile(db: Database): void {
  try {
    // libsql keeps the connection (and its lock) until its statements are collected; leaving WAL gives the lock back now
    one(db, 'PRAGMA journal_mode = DELETE');
    one(db, 'PRAGMA locking_mode = NORMAL');
    one(db, 'SELECT count(*) FROM sqlite_schema');
  } finally {
    db.close();
  }
}

/** Makes file and folder. Never opens a file that is there: closing it again would drop SQLite's locks on it in this process (POSIX). */
export function create(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function told(error: unknown, path: string): Error {
  const code = sqliteCode(error);
  if (code === SQLITE.busy) {
    const advice = 'Stop that one first, or set another STORE_URL.';
    return new StoreBusy(`The store ${path} belongs to another running process. ${advice}`, { cause: error });
  }
  const damaged = code === SQLITE.notADatabase || code === SQLITE.corrupt;
  const what = damaged
    ? 'it is damaged, or no database at all; put a backup in its place, or move it away to begin anew'
    : (error as Error).message;
  return new Error(`Cannot open the store ${path}: ${what}`, { cause: error });
}
