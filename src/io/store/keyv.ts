import { Keyv, type KeyvStoreAdapter } from 'keyv';
import type { Store } from '../../store.js';

/**
 * Keyv's face over the port, for documents that one writer owns, settings, installations and caches.
 * Whatever needs an atomic change goes through the port's `update` instead.
 *
 * Failures reject: Keyv alone turns a failed read into a miss. Values pass through unserialised, because the store
 * writes plain JSON itself, once; the store's clock alone decides when a time to live (milliseconds) is over.
 * `clear` rejects and nothing iterates: listing keys is what sets and boards are for.
 *
 * @param namespace [a-z0-9-]+; the keys are `keyv:NAMESPACE:KEY`, at most 512 UTF-16 code units in all
 */
export function keyvOver(store: Store, namespace: string): Keyv {
  if (!/^[a-z0-9-]+$/.test(namespace)) throw new TypeError(`namespace «${namespace}»: [a-z0-9-]+ is needed`);
  return new Keyv({
    store: adapter(store, storeKey(namespace, '')),
    // Keyv's own prefix is left off a key that already begins with it, so two keys could meet in one
    useKeyPrefix: false,
    serialize: undefined,
    deserialize: undefined,
    throwOnErrors: true,
    emitErrors: false,
  });
}

/** Under which key of the store a key of a namespace is, for who has to change it atomically. */
export const storeKey = (namespace: string, key: string): string => `keyv:${namespace}:${key}`;

/** Complete enough that Keyv never falls back to a path of its own which swallows errors (`getMany` does). */
function adapter(store: Store, prefix: string): KeyvStoreAdapter {
  const read = async <T>(key: string): Promise<{ value: T } | undefined> => {
    const entry = await store.get<T>(prefix + key);
    return entry && { value: entry.value };
  };
  const self: KeyvStoreAdapter = {
    opts: {},
    get: read,
    getMany: <T>(keys: string[]) => Promise.all(keys.map((key) => read<T>(key))),
    has: async (key) => (await store.get(prefix + key)) !== undefined,
    set: (key: string, data: { value: unknown }, ttlMs?: number) => store.set(prefix + key, data.value, { ttlMs }),
    delete: (key) => store.delete(prefix + key),
    clear: () => Promise.reject(new Error('a Keyv over the store cannot be cleared')),
    on: () => self,
  };
  return self;
}
