import { existsSync } from 'node:fs';
import type { Store } from '../../store.js';
import { documents } from '../store/documents.js';
import { closeFile, openAsItIs } from '../store/file.js';
import { sets } from '../store/groups.js';
import { pathOf } from '../store/index.js';
import type { RedisAddress } from '../store/redis/address.js';

/** A store for a look at what it holds. */
export type Reading = Pick<Store, 'get' | 'members'>;

/** How long a Redis is waited for, milliseconds. */
const PATIENCE_MS = 3000;

/** Looks into a file of any schema, and changes nothing in it; undefined where there is none yet. @throws as `openAsItIs` */
export async function readFileStore<T>(address: string, look: (store: Reading) => Promise<T>): Promise<T | undefined> {
  const path = pathOf(address);
  if (!existsSync(path)) return undefined;
  const db = openAsItIs(path);
  try {
    return await look(reading(documents(db, Date.now), sets(db)));
  } finally {
    closeFile(db);
  }
}

/** Looks into a Redis, and changes nothing there: an empty one stays empty. @throws Error that says what is wrong */
export async function readRedisStore<T>(address: RedisAddress, look: (store: Reading) => Promise<T>): Promise<T> {
  // loaded where it is used
  const [{ openLine }, kept, groups] = await Promise.all([import('../store/redis/line.js'), import('../store/redis/documents.js'), import('../store/redis/sets.js')]);
  const line = await openLine(address, { patienceMs: PATIENCE_MS });
  try {
    return await look(reading(kept.documents(line), groups.sets(line)));
  } finally {
    await line.close();
  }
}

type Awaitable<T> = T | Promise<T>;

function reading(kept: { get(key: string): Awaitable<unknown> }, groups: { members(set: string): Awaitable<unknown> }): Reading {
  return {
    get: async <T>(key: string) => (await kept.get(key)) as { value: T; version: number } | undefined,
    members: async <T>(set: string) => (await groups.members(set)) as { member: string; value: T }[],
  };
}
