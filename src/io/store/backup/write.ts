import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { create } from '../file.js';
import type { Database } from '../driver.js';
import { settle, settleNames } from './durable.js';

/**
 * Copies a store's file as it is now into a new one (0600), whole or not at all: one file, without the log beside it.
 * The process does nothing else meanwhile. `to` is absolute. @throws Error that says what is wrong with `to`
 */
export function writeBackup(db: Database, to: string): void {
  if (!isAbsolute(to)) throw new Error(`${to}: a backup needs a whole path`);
  if (existsSync(to)) throw new Error(`${to} is there already and stays as it is: give a new name`);
  const draft = `${to}.part`;
  try {
    rmSync(draft, { force: true });
    // SQLite fills an empty file, and leaves it the mode that it has
    create(draft);
    db.prepare('VACUUM INTO ?').run(draft);
    settle(draft);
    name(draft, to);
  } catch (error) {
    throw new Error(`No backup was written to ${to}: ${(error as Error).message}`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
  settleNames(to);
}

/** Fails where somebody made `to` meanwhile, as a move would not; a disk without second names has to be content with that. */
function name(draft: string, to: string): void {
  try {
    linkSync(draft, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    renameSync(draft, to);
  }
}
