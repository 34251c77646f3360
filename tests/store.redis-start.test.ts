import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../src/io/store/index.js';
import { redisAddress, type RedisAddress } from '../src/io/store/redis/address.js';
import { openRedis } from '../src/io/store/redis/index.js';
import { awakeMs } from './support/awake.js';
import { type Logged, listLog } from './support/log.js';
import { freePort } from './support/port.js';
import { noRedis, type RedisServer, skipped, startRedis } from './support/redis.js';
import { options } from './support/store-drivers.js';

describe('O2: the address of a Redis', () => {
  it.each([
    ['redis://host', { host: 'host', port: 6379, db: 0, tls: false, shown: 'redis://host:6379' }],
    ['rediss://me:p%40ss@host.example:7000/2', { host: 'host.example', port: 7000, db: 2, tls: true, username: 'me', password: 'p@ss', shown: 'rediss://host.example:7000/2' }],
    ['redis://:only@[::1]:1/', { host: '::1', port: 1, username: undefined, password: 'only', shown: 'redis://[::1]:1' }],
  ])('%s is read, and shown without who asks', (url, expected) => {
    expect(redisAddress(url)).toMatchObject(expected);
  });
});

describe.skipIf(noRedis)(`O4: a Redis at the start${skipped}`, () => {
  const servers: RedisServer[] = [];
  const start = async (...settings: string[]) => {
    const server = await startRedis(...settings);
    servers.push(server);
    return server;
  };
  const logged: Logged[] = [];
  beforeEach(() => void logged.splice(0));
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.dispose())));
  const opening = (url: string, patienceMs = 5000) => openRedis(redisAddress(url) as RedisAddress, { token: options.token, log: listLog(logged), patienceMs });
  const refused = (url: string, patienceMs?: number) =>
    opening(url, patienceMs).then(
      () => expect.fail('it was opened'),
      (error: Error) => error.message,
    );

  it('that is not there is named, with what to do', async () => {
    const said = await refused(`redis://me:s3cret@127.0.0.1:${await freePort()}/4`, 200);
    expect(said).toMatch(/^Cannot open the store redis:\/\/127\.0\.0\.1:\d+\/4: .*ECONNREFUSED.* Is Redis running there, .*\? Start it, or set another STORE_URL\.$/);
    expect(said + JSON.stringify(logged)).not.toContain('s3cret');
  });

  it('that answers nothing, or something else than Redis, is named too', async () => {
    const silent = createServer(() => {});
    const foreign = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    for (const [other, words] of [[silent, 'no answer'], [foreign, /Protocol error|lost before an answer/]] as const) {
      other.listen(0, '127.0.0.1');
      await once(other, 'listening');
      expect(await refused(`redis://127.0.0.1:${(other.address() as AddressInfo).port}`, 400)).toMatch(words);
      other.close();
    }
  });

  it('that comes a moment later is waited for', async () => {
    const server = await start();
    await server.signal('SIGKILL');
    const opened = opening(server.url);
    await wait(300);
    await server.start();
    const store = await opened;
    expect(await store.putIfAbsent('a', 1)).toBe(true);
    await store.close();
  });

  it('that still loads its data is waited for, and given up when it takes too long', async () => {
    const server = await start();
    const first = await opening(server.url);
    await Promise.all(Array.from({ length: 4000 }, (_, i) => first.set(`k${i}`, i)));
    await first.close();
    await server.signal('SIGKILL');
    // microseconds a command; it answers after every 1,024th
    await server.start('--key-load-delay', '500');
    expect(await server.command('PING')).toContain('LOADING');
    expect(await refused(server.url, 300)).toContain('Cannot open the store');
    const store = await opening(server.url);
    expect((await store.get('k3999'))?.value).toBe(3999);
    await store.close();
  });

  it.each([
    ['a wrong password', 'redis://:s3cret-wrong@127.0.0.1', 'WRONGPASS'],
    ['no password', 'redis://127.0.0.1', 'NOAUTH'],
  ])('that refuses %s is told at once, without the password', async (_, base, code) => {
    const server = await start('--requirepass', 'right');
    const began = awakeMs();
    const said = await refused(`${base}:${server.port}`, 30_000);
    expect(awakeMs() - began).toBeLessThan(5000);
    expect(said).toContain(code);
    expect(said).toContain('Check user, password and database in STORE_URL.');
    expect(said + JSON.stringify(logged)).not.toContain('s3cret');
    const store = await opening(`redis://:right@127.0.0.1:${server.port}`);
    expect(await store.putIfAbsent('a', 1)).toBe(true);
    await store.close();
  });

  it('that may lose what was acknowledged is warned of, loudly; a safe one is not', async () => {
    await (await openStore((await start()).url, { ...options, log: listLog(logged) })).close();
    expect(logged).toEqual([]);
    const careless = await start('--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru');
    await (await openStore(careless.url, { ...options, log: listLog(logged) })).close();
    expect(logged.map(({ level, message }) => `${level} ${message}`)).toEqual([expect.stringMatching(/^warn .*appendonly/), expect.stringMatching(/^warn .*maxmemory-policy is allkeys-lru/)]);
  });

  it('that is a cluster, or has what a newer version wrote, is refused', async () => {
    const cluster = await start('--cluster-enabled', 'yes');
    expect(await refused(cluster.url)).toContain('A single Redis is needed');
    const newer = await start();
    await newer.command('SET', 'sh:schema', '2');
    expect(await refused(newer.url)).toContain('newer version of this program (schema 2, this one knows 1)');
    expect(await newer.command('DBSIZE')).toBe(':1');
  });

  it('leaves what others keep there alone', async () => {
    const server = await start();
    await server.command('SET', 'other', 'mine');
    const store = await opening(server.url);
    await store.set('x:a', { member: 'x:a' });
    await store.forget('x:a');
    expect(await server.command('GET', 'other')).toContain('mine');
    expect(await server.command('DBSIZE')).toBe(':2');
    await store.close();
  });

  it('keeps the databases of one server apart', async () => {
    const server = await start();
    const [zero, one] = [await opening(server.url), await opening(`${server.url}/1`)];
    await zero.set('a', 0);
    expect(await one.get('a')).toBeUndefined();
    expect(await refused(`${server.url}/99`)).toContain('Check user, password and database');
    await Promise.all([zero.close(), one.close()]);
  });
});
