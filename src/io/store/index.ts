import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from '../../store.js';
import { openFile } from './file.js';
import { sqliteStore, type StoreOptions } from './sqlite.js';

/**
 * Opens the store that a STORE_URL names: `file:PATH`, relative to the working folder, or `file:///ABSOLUTE/PATH`.
 * File and folder are made where they are missing, readable by their owner only.
 * @throws StoreBusy within half a second where another process has the file
 * @throws Error that says what is wrong with the address or the file
 */
export async function openStore(url: string, options: StoreOptions): Promise<Store> {
  return sqliteStore(openFile(pathOf(url)), options);
}

function pathOf(url: string): string {
  if (/^file:\/\//i.test(url)) return fileURLToPath(url);
  const [, path] = /^file:(.+)$/is.exec(url) ?? [];
  if (!path) throw new Error(`STORE_URL «${url.replace(/\/\/[^@]*@/, '//')}»: «file:PATH» is needed, as in file:data/study-hall.db`);
  return resolve(path);
}
