import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redisAddress, type RedisAddress } from '../src/io/store/redis/address.js';
import { openRedis } from '../src/io/store/redis/index.js';
import { type Store, StoreUnavailable } from '../src/store.js';
import { awakeMs } from './support/awake.js';
import { cutTo } from './support/cut.js';
import { type Logged, listLog } from './support/log.js';
import { noRedis, type RedisServer, skipped, startRedis } from './support/redis.js';
import { options } from './support/store-drivers.js';

/** A call that fails has to fail within a second; so much more for a busy machine. */
const SOON_MS = 1500;
/** Work has to go on within three seconds. */
const BACK_MS = 3000;

describe.skipIf(noRedis)(`O2: Redis in trouble${skipped}`, () => {
  let server: RedisServer;
  let store: Store;
  const logged: Logged[] = [];
  const open = (port = server.port) => openRedis(redisAddress(`redis://127.0.0.1:${port}`) as RedisAddress, { token: options.token, log: listLog(logged) });
  beforeEach(async () => {
    server = await startRedis();
    store = await open();
    logged.splice(0);
  });
  afterEach(async () => {
    await store.close();
    await server.dispose();
  });

  /** The call must fail, as the port says and soon. */
  async function fails(call: () => Promise<unknown>): Promise<Error> {
    const began = awakeMs();
    const error = await call().then(
      () => expect.fail('it did not fail'),
      (reason: Error) => reason,
    );
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(awakeMs() - began).toBeLessThan(SOON_MS);
    return error;
  }

  /** Tries until it works. */
  async function back<T>(call: () => Promise<T>): Promise<T> {
    for (const began = awakeMs(); ; await wait(50)) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || awakeMs() - began > BACK_MS) throw error;
      }
    }
  }

  it('killed with -9 and started again: every acknowledged write is there, calls in between fail soon, work goes on by itself', async () => {
    const acknowledged: number[] = [];
    let stop = false;
    const writer = async (id: number) => {
      for (let i = id; !stop; i += 8) {
        try {
          expect(await store.record([{ set: 'answers', member: `m${i}`, value: i, points: [{ board: 'score', member: `m${i}`, by: 1 }] }])).toBe(1);
          await store.set(`k${i}`, i);
          acknowledged.push(i);
        } catch (error) {
          expect(error).toBeInstanceOf(StoreUnavailable);
          return;
        }
      }
    };
    const writers = Promise.all(Array.from({ length: 8 }, (_, id) => writer(id)));
    while (acknowledged.length < 300) await wait(1);
    await server.signal('SIGKILL');
    stop = true;
    await writers;
    await fails(() => store.get('k0'));
    await Promise.all(Array.from({ length: 50 }, (_, i) => fails(() => store.set(`down${i}`, 1))));
    await server.start();
    await back(() => store.get('k0'));
    const answers = new Set((await store.members('answers')).map(({ member }) => member));
    const scored = await store.top('score', 1e6);
    for (const i of acknowledged) expect([answers.has(`m${i}`), (await store.get(`k${i}`))?.value], String(i)).toEqual([true, i]);
    // one step: who has an answer has its point, and nobody else has
    expect(new Set(scored.map(({ member }) => member))).toEqual(answers);
    expect(scored.every(({ score }) => score === 1)).toBe(true);
    expect(logged.map(({ message }) => message)).toEqual(['the store is away; connecting again', 'the store is back']);
  });

  it('frozen for 5 s: every call fails within a second, none of them is done later, and work goes on', async () => {
    await store.set('k', 'before');
    await server.signal('SIGSTOP');
    const end = performance.now() + 5000;
    for (let i = 0; performance.now() < end; i++) {
      await Promise.all([
        fails(() => store.get('k')),
        fails(() => store.set('k', `late ${i}`)),
        fails(() => store.claim('post', { leaseMs: 60_000 })),
        fails(() => store.record([{ set: 'answers', member: `m${i}`, points: [{ board: 'score', member: 'a', by: 1 }] }])),
      ]);
    }
    await server.signal('SIGCONT');
    expect((await back(() => store.get('k')))?.value).toBe('before');
    // what lay in the old connections has been read by now, too
    await wait(300);
    expect((await store.get('k'))?.value).toBe('before');
    expect(await store.claim('post', { leaseMs: 1000 })).toMatchObject({ state: 'claimed', attempt: 1 });
    expect([await store.count('answers'), await store.top('score', 1)]).toEqual([0, []]);
  });

  it('the connection cut while a script runs: all of it was done or nothing, and sent again it is done once', async () => {
    const cut = await cutTo(server.port);
    const through = await open(cut.port);
    const answer = (member: string) => [
      { set: 'answers', member, value: member, points: [{ board: 'score', member, by: 1 }] },
      { set: 'players', member },
    ];
    expect(await through.record(answer('first'))).toBe(2);
    cut.beforeAnswer();
    await fails(() => through.record(answer('a')));
    expect(await store.member('answers', 'a')).toBe('a');
    expect(await store.count('players')).toBe(2);
    expect(await back(() => through.record(answer('a')))).toBe(0);
    expect(await through.top('score', 5)).toEqual([{ member: 'a', score: 1 }, { member: 'first', score: 1 }]);
    await through.close();
    await cut.close();
  });

  it('a claim whose answer was lost is given back: nobody waits for the end of its lease', async () => {
    const cut = await cutTo(server.port);
    const through = await open(cut.port);
    expect(await through.claim('other', { leaseMs: 600_000 })).toMatchObject({ state: 'claimed' });
    cut.beforeAnswer();
    await fails(() => through.claim('post', { leaseMs: 600_000 }));
    const attempt = await back(async () => {
      const claim = await store.claim('post', { leaseMs: 600_000 });
      if (claim.state !== 'claimed') throw new StoreUnavailable(claim.state);
      return claim.attempt;
    });
    expect(attempt).toBe(2);
    expect(await store.claim('other', { leaseMs: 1 })).toMatchObject({ state: 'busy' });
    await through.close();
    await cut.close();
  });

  it('full, with noeviction: writes fail in words, nothing is lost, what is there can be read and deleted', async () => {
    await store.set('kept', { n: 1 });
    await server.command('CONFIG', 'SET', 'maxmemory', '1');
    const calls: (() => Promise<unknown>)[] = [
      () => store.set('kept', { n: 2 }),
      () => store.compareAndSet('kept', 1, { n: 2 }, { rank: { board: 'due', member: 'kept', score: 1 } }),
      () => store.claim('job', { leaseMs: 1000 }),
      () => store.add('s', 'm', 1),
      () => store.put('s', 'm', 1),
      () => store.score('b', 'm', 1),
      () => store.record([{ set: 's', member: 'm', points: [{ board: 'b', member: 'm', by: 1 }] }]),
    ];
    for (const call of calls) expect((await fails(call)).message).toContain('Redis is full');
    expect(await store.get('kept')).toEqual({ value: { n: 1 }, version: 1 });
    expect([await store.count('s'), await store.top('b', 1), await store.top('due', 1)]).toEqual([0, [], []]);
    expect(await store.delete('kept')).toBe(true);
    await server.command('CONFIG', 'SET', 'maxmemory', '0');
    for (const call of calls.slice(2)) await call();
  });

  it('made a replica: writes fail, and go on where it is a primary again', async () => {
    await store.set('a', 1);
    await server.command('REPLICAOF', '127.0.0.1', '1');
    await fails(() => store.set('a', 2));
    await server.command('REPLICAOF', 'NO', 'ONE');
    await back(() => store.set('a', 3));
    expect((await store.get('a'))?.value).toBe(3);
  });

  it('a burst of 10,000 calls is no trouble, and stays in order; while it is frozen all of them fail', async () => {
    const all = Array.from({ length: 10_000 }, (_, i) => store.set('k', i));
    expect((await store.get('k'))?.value).toBe(9999);
    await Promise.all(all);
    await server.signal('SIGSTOP');
    const failed = await Promise.allSettled(Array.from({ length: 3000 }, () => store.get('k')));
    for (const one of failed) expect(one).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    await server.signal('SIGCONT');
    expect((await back(() => store.get('k')))?.value).toBe(9999);
  });

  it('having forgotten the scripts is told them again', async () => {
    await store.set('a', 1);
    await server.command('SCRIPT', 'FLUSH');
    expect(await store.compareAndSet('a', 1, 2)).toBe(true);
    expect(await store.get('a')).toEqual({ value: 2, version: 2 });
  });

  it('leases go by the server’s clock: they end there, whatever the processes think', async () => {
    const other = await open();
    const first = await store.claim('job', { leaseMs: 300 });
    expect(first.state).toBe('claimed');
    const [seconds = '0'] = /\d{10}/.exec(await server.command('TIME')) ?? [];
    const busy = await other.claim('job', { leaseMs: 300 });
    expect(Math.abs((busy.state === 'busy' ? busy.untilMs : 0) - Number(seconds) * 1000)).toBeLessThan(2000);
    expect(await back(async () => {
      const again = await other.claim('job', { leaseMs: 300 });
      if (again.state !== 'claimed') throw new StoreUnavailable('still busy');
      return again.attempt;
    })).toBe(2);
    await other.close();
  });

  it('three processes at once lose none of their updates, and take each piece of work once', { timeout: 120_000 }, async () => {
    const updates = 400;
    const script = fileURLToPath(new URL('support/redis-child.mjs', import.meta.url));
    const run = async (name: string) => {
      const { stdout } = await promisify(execFile)(process.execPath, [script, resolve('dist'), server.url, name, String(updates)]);
      return JSON.parse(stdout) as { seen: number[]; took: number[] };
    };
    const all = await Promise.all(['a', 'b', 'c'].map(run));
    const total = 3 * updates;
    expect(await store.get('counter')).toMatchObject({ value: { n: total }, version: total });
    expect(all.flatMap(({ seen }) => seen).sort((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
    expect(all.flatMap(({ took }) => took).sort((a, b) => a - b)).toEqual(Array.from({ length: updates }, (_, i) => i));
    expect(await store.top('board', 1)).toEqual([{ member: 'all', score: updates }]);
    expect(await store.count('answers')).toBe(updates);
    expect(new Set((await store.top('score', updates * 2)).map(({ score }) => score))).toEqual(new Set([1]));
  });
});
