import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { DRIVERS, type Database, type Driver } from '../../src/io/store/driver.js';

/** The drivers that this Node and this machine have: libsql on Node 20, both on a newer one. */
export const drivers = Object.entries(DRIVERS)
  .filter(([, driver]) => isThere(driver))
  .map(([name, driver]) => ({ name, open: (path: string) => driver(path) as Database }));

function isThere(driver: Driver): boolean {
  const db = driver(':memory:');
  db?.close();
  return db !== undefined;
}

let serial = 0;
export const START = 1_800_000_000_000;
export const options = { now: () => START, token: () => `token-${serial++}` };

/** A path for a store, new for each test; its folder is not there yet. */
export function freshPath(): { readonly path: string } {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'study-hall-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    get path() {
      return join(folder, 'data', 'hall.db');
    },
  };
}
