import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../ports.js';
import type { Store } from '../../store.js';
import { openFile } from './file.js';
import { writeBackup } from './backup/write.js';
import { COPYING, type Portable } from './copy/piece.js';
import { portableFile } from './copy/file.js';
import { isRedis, REDIS_FORM, redisAddress, type RedisAddress } from './redis/address.js';
import { sqliteStore, type StoreOptions } from './sqlite.js';

/**
 * Opens the store that a STORE_URL names: `file:PATH`, relative to the working folder, or `file:///ABSOLUTE/PATH`, which
 * one process has for itself; or `redis://…` (`rediss://…` over TLS), which many processes share and whose clock they go by.
 * File and folder are made where they are missing, readable by their owner only.
 * @throws StoreBusy within half a second where another process has the file
 * @throws Error that says what is wrong with the address, the file or the server, without a password
 */
export async function openStore(url: string, options: StoreOptions & { readonly log?: Pick<Log, 'info' | 'warn'> | undefined }): Promise<Store & Partial<Backed>> {
  const store = isRedis(url) ? await openInRedis(url, options) : openInFile(pathOf(url), options);
  if ((await store.get(COPYING)) === undefined) return store;
  await store.close();
  throw new Error('The store is half of a copy that was interrupted. Run that «npm run store:copy» again, or set another STORE_URL.');
}

/** A store that can be copied into a file while it is used. */
export interface Backed {
  /** @throws as `writeBackup` */
  backup(to: string): Promise<void>;
}

function openInFile(path: string, options: StoreOptions): Store & Backed {
  const db = openFile(path);
  // a copy begins between two transactions, for each of them begins and ends without a pause
  return { ...sqliteStore(db, options), backup: async (to) => writeBackup(db, to) };
}

async function openInRedis(url: string, { token, log }: Parameters<typeof openStore>[1]): Promise<Store> {
  // loaded where it is used
  const { openRedis } = await import('./redis/index.js');
  return openRedis(addressOf(url), { token, log });
}

/** For a move: the whole of a store that nobody works with. `fresh`: a file that is not there is made. @throws as `openStore` */
export async function openPortable(url: string, { now, fresh }: { now(): number; fresh: boolean }): Promise<Portable> {
  if (isRedis(url)) {
    const address = addressOf(url);
    const [{ openLookedAt }, { portableRedis }] = await Promise.all([import('./redis/index.js'), import('./redis/portable.js')]);
    return portableRedis(await openLookedAt(address, {}), address.shown, now);
  }
  const path = pathOf(url);
  if (!fresh && !existsSync(path)) throw new Error(`There is no store ${path}.`);
  return portableFile(openFile(path), path, now);
}

function addressOf(url: string): RedisAddress {
  const address = redisAddress(url);
  if (!address) throw new Error(`STORE_URL: «${REDIS_FORM}» is needed`);
  return address;
}

/** The file of a STORE_URL that names one. @throws Error that says what is needed */
export function pathOf(url: string): string {
  if (/^file:\/\//i.test(url)) return fileURLToPath(url);
  const [, path] = /^file:(.+)$/is.exec(url) ?? [];
  if (!path) throw new Error(`STORE_URL «${url.replace(/\/\/[^@]*@/, '//')}»: «file:PATH» is needed, as in file:data/study-hall.db, or «${REDIS_FORM}»`);
  return resolve(path);
}
