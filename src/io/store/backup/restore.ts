import { copyFileSync, existsSync, linkSync, mkdirSync, chmodSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreBusy } from '../../../store.js';
import { type Database, openDatabase } from '../driver.js';
import { closeFile, openAsItIs } from '../file.js';
import { migrate } from '../schema.js';
import { settle, settleNames } from './durable.js';

export interface Restored {
  /** Where the former file stands now; undefined where there was none. */
  readonly kept: string | undefined;
  /** Documents, members of sets and scores that came back. */
  readonly rows: number;
}

/**
 * Puts a backup in the place of a store's file, in one step: killed anywhere, the place has the former file or the whole
 * new one. The backup itself is only read; the former file stays beside it as `.bak`, `.bak2` …
 * @throws StoreBusy while a process has the store; Error that says what is wrong with the backup. Nothing has changed then.
 */
export function restoreFile(backup: string, path: string): Restored {
  if (!existsSync(backup)) throw new Error(`There is no file ${backup}.`);
  // to copy it would end the lock on it
  if (existsSync(path) && statSync(backup).ino === statSync(path).ino) throw new Error(`${backup} is the store's own file.`);
  const fresh = `${path}.restoring`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const held = hold(path);
  try {
    remove(fresh);
    for (const end of ['', '-wal', '-journal']) {
      if (!existsSync(backup + end)) continue;
      copyFileSync(backup + end, fresh + end);
      chmodSync(fresh + end, 0o600);
    }
    const rows = checked(fresh, backup);
    settle(fresh);
    const kept = existsSync(path) ? aside(path) : undefined;
    // Windows moves no file over one that is open
    if (process.platform === 'win32' && held) closeFile(held);
    renameSync(fresh, path);
    settleNames(path);
    return { kept, rows };
  } finally {
    remove(fresh);
    if (process.platform !== 'win32' && held) closeFile(held);
  }
}

/** The former file with its log folded into it, locked until it is closed; undefined where it is not there, or not to be read any more. */
function hold(path: string): Database | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const db = openAsItIs(path);
    db.prepare('PRAGMA journal_mode = DELETE').get();
    db.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return db;
  } catch (error) {
    if (error instanceof StoreBusy) throw error;
    // damaged: that may be why there is a restore
    return undefined;
  }
}

/** Whole, ours and brought to the newest schema, as one file; how many rows it has. @throws Error */
function checked(fresh: string, backup: string): number {
  let db: Database | undefined;
  try {
    db = openDatabase(fresh);
    const found = db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
    if (found !== 'ok') throw new Error(`it is damaged: ${found}`);
    if (db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0) throw new Error('it is empty');
    migrate(db);
    const count = (table: string) => Number(db?.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);
    const rows = count('documents') + count('members') + count('scores');
    closeFile(db);
    return rows;
  } catch (error) {
    try {
      db?.close();
    } catch {
      // closed already
    }
    throw new Error(`${backup} is no backup of a store: ${(error as Error).message}. Nothing was changed.`, { cause: error });
  }
}

/** A second name for the former file, with what stood beside it; the first one stays until the new file takes it. */
function aside(path: string): string {
  let kept = `${path}.bak`;
  for (let n = 2; existsSync(kept); n++) kept = `${path}.bak${n}`;
  try {
    linkSync(path, kept);
  } catch {
    // a disk without second names
    copyFileSync(path, kept);
  }
  // of one that could not be opened: beside another file they would be taken for its own
  for (const end of BESIDE) if (existsSync(path + end)) renameSync(path + end, kept + end);
  return kept;
}

const BESIDE = ['-wal', '-journal', '-shm'];

function remove(path: string): void {
  for (const end of ['', ...BESIDE]) rmSync(path + end, { force: true });
}
