import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyvOver } from '../src/io/store/keyv.js';
import { openFile } from '../src/io/store/file.js';
import { redisAddress, type RedisAddress } from '../src/io/store/redis/address.js';
import { openRedis } from '../src/io/store/redis/index.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import { type Store, StoreUnavailable } from '../src/store.js';
import { noRedis, type RedisServer, skipped, startRedis } from './support/redis.js';
import { drivers, freshPath, options, START } from './support/store-drivers.js';

/** `start` opens the same data again, by the clock that it is given. */
function keyvContract(name: string, reopen: (now: () => number) => Promise<Store>): void {
  describe(`Keyv over the store, ${name} (O1)`, () => {
    let now = START;
    const start = () => reopen(() => now);

    it('keeps documents, also null and false, and tells a miss from them', async () => {
      const store = await start();
      const keyv = keyvOver(store, 'docs');
      const values: Record<string, unknown> = { a: { list: [1, '课'] }, b: null, c: false, d: 0, e: '', f: '{"value":1}' };
      for (const [key, value] of Object.entries(values)) expect(await keyv.set(key, value)).toBe(true);
      for (const [key, value] of Object.entries(values)) {
        expect(await keyv.get(key), key).toStrictEqual(value);
        expect(await keyv.has(key), key).toBe(true);
      }
      expect(await keyv.getMany(['a', 'none', 'c'])).toStrictEqual([values['a'], undefined, false]);
      expect(await keyv.get('none')).toBeUndefined();
      expect(await keyv.has('none')).toBe(false);
      expect(await keyv.delete('a')).toBe(true);
      expect(await keyv.delete('a')).toBe(false);
      expect(await keyv.get('a')).toBeUndefined();
      await store.close();
    });

    it('has them in the next process, as plain JSON in the store', async () => {
      const first = await start();
      await keyvOver(first, 'docs').set('a', { n: 1 });
      await first.close();
      const second = await start();
      expect(await keyvOver(second, 'docs').get('a')).toEqual({ n: 1 });
      expect((await second.get('keyv:docs:a'))?.value).toEqual({ n: 1 });
      await second.close();
    });

    it('keeps namespaces apart, and a key that looks like a prefix', async () => {
      const store = await start();
      const [a, b] = [keyvOver(store, 'a'), keyvOver(store, 'b')];
      await a.set('k', 1);
      await a.set('a:k', 2);
      await a.set('keyv:a:k', 3);
      await b.set('k', 4);
      expect([await a.get('k'), await a.get('a:k'), await a.get('keyv:a:k'), await b.get('k')]).toEqual([1, 2, 3, 4]);
      expect(await a.get(['k', 'a:k'])).toEqual([1, 2]);
      for (const bad of ['', 'a:b', 'Ä']) expect(() => keyvOver(store, bad)).toThrow(TypeError);
      await store.close();
    });

    it("passes a time to live on, and goes by the store's clock alone", async () => {
      const store = await start();
      const keyv = keyvOver(store, 'docs');
      await keyv.set('short', 1, 1000);
      await keyv.set('stays', 2);
      now += 999;
      expect(await keyv.get('short')).toBe(1);
      now += 1;
      expect(await keyv.getMany(['short', 'stays'])).toEqual([undefined, 2]);
      expect(await keyv.has('short')).toBe(false);
      await store.close();
    });

    it('rejects what the store refuses, and leaves what was there', async () => {
      const store = await start();
      const keyv = keyvOver(store, 'docs');
      await keyv.set('a', 1);
      await expect(keyv.set('a', undefined)).rejects.toThrow(TypeError);
      await expect(keyv.set('a', new Map())).rejects.toThrow(TypeError);
      await expect(keyv.set('k'.repeat(513), 1)).rejects.toThrow(TypeError);
      await expect(keyv.clear()).rejects.toThrow('cannot be cleared');
      expect(await keyv.get('a')).toBe(1);
      expect(keyv.iterator).toBeUndefined();
      await store.close();
    });

    it('rejects when the store is gone, in every method, and never calls it a miss', async () => {
      const store = await start();
      const keyv = keyvOver(store, 'docs');
      await store.close();
      const calls = [
        () => keyv.get('a'),
        () => keyv.get(['a', 'b']),
        () => keyv.getMany(['a']),
        () => keyv.getRaw('a'),
        () => keyv.getManyRaw(['a']),
        () => keyv.has('a'),
        () => keyv.hasMany(['a']),
        () => keyv.set('a', 1),
        () => keyv.setMany([{ key: 'a', value: 1 }]),
        () => keyv.delete('a'),
        () => keyv.deleteMany(['a']),
      ];
      for (const call of calls) await expect(call(), String(call)).rejects.toThrow(StoreUnavailable);
    });
  });
}

describe.each(drivers)('$name', ({ name, open }) => {
  const at = freshPath();
  keyvContract(name, async (now) => sqliteStore(openFile(at.path, open), { ...options, now }));
});

describe.skipIf(noRedis)(`Redis${skipped}`, () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  beforeEach(() => server.command('FLUSHALL'));
  afterAll(() => server.dispose());
  keyvContract('Redis', (now) => openRedis(redisAddress(server.url) as RedisAddress, { token: options.token, now }));
});
