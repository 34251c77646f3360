import { afterAll, beforeAll, describe } from 'vitest';
import { redisAddress, type RedisAddress } from '../src/io/store/redis/address.js';
import { openRedis } from '../src/io/store/redis/index.js';
import { storeContract } from './contracts/store.js';
import { noRedis, type RedisServer, skipped, startRedis } from './support/redis.js';
import { options, START } from './support/store-drivers.js';

describe.skipIf(noRedis)(`Redis${skipped}`, () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.dispose());

  storeContract('Redis', async () => {
    await server.command('FLUSHALL');
    let now = START;
    const start = () => openRedis(redisAddress(server.url) as RedisAddress, { token: options.token, now: () => now });
    let store = await start();
    return {
      store,
      async reopen() {
        await store.close();
        return (store = await start());
      },
      advance: (ms) => void (now += ms),
      dispose: () => store.close(),
    };
  });
});
