import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../ports.js';
import type { Store } from '../../store.js';
import { openFile } from './file.js';
import { isRedis, REDIS_FORM, redisAddress } from './redis/address.js';
import { sqliteStore, type StoreOptions } from './sqlite.js';

/**
 * Opens the store that a STORE_URL names: `file:PATH`, relative to the working folder, or `file:///ABSOLUTE/PATH`, which
 * one process has for itself; or `redis://…` (`rediss://…` over TLS), which many processes share and whose clock they go by.
 * File and folder are made where they are missing, readable by their owner only.
 * @throws StoreBusy within half a second where another process has the file
 * @throws Error that says what is wrong with the address, the file or the server, without a password
 */
export async function openStore(url: string, options: StoreOptions & { readonly log?: Pick<Log, 'info' | 'warn'> | undefined }): Promise<Store> {
  if (!isRedis(url)) return sqliteStore(openFile(pathOf(url)), options);
  const address = redisAddress(url);
  if (!address) throw new Error(`STORE_URL: «${REDIS_FORM}» is needed`);
  // loaded where it is used
  const { openRedis } = await import('./redis/index.js');
  return openRedis(address, { token: options.token, log: options.log });
}

export function pathOf(url: string): string {
  if (/^file:\/\//i.test(url)) return fileURLToPath(url);
  const [, path] = /^file:(.+)$/is.exec(url) ?? [];
  if (!path) throw new Error(`STORE_URL «${url.replace(/\/\/[^@]*@/, '//')}»: «file:PATH» is needed, as in file:data/study-hall.db, or «${REDIS_FORM}»`);
  return resolve(path);
}
