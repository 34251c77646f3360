import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyStore } from '../src/io/store/copy/copy.js';
import type { Piece } from '../src/io/store/copy/piece.js';
import { openPortable, openStore } from '../src/io/store/index.js';
import type { Store } from '../src/store.js';
import { noRedis, type RedisServer, skipped, startRedis } from './support/redis.js';
import { freshPath, options } from './support/store-drivers.js';

const now = () => Date.now();
const opening = (url: string) => openStore(url, { now, token: options.token });
const HOUR_MS = 3_600_000;

/** A store with some of everything, names and values that are easily spoilt among it. */
async function fill(store: Store): Promise<void> {
  for (const [key, value] of Object.entries({ 'x:键 🔑': { text: 'a\ud800b\0\u2028', deep: [[1.5, -2e300]] }, null: null, empty: '', long: '课'.repeat(100_000) })) await store.set(key, value);
  for (let i = 0; i < 5; i++) await store.set('often', i);
  await store.set('temporary', 1, { ttlMs: HOUR_MS });
  await store.set('gone', 1, { ttlMs: 1 });
  await Promise.all(Array.from({ length: 1200 }, (_, i) => store.set(`doc${i}`, { i })));
  const take = async (key: string, ttlMs?: number) => {
    const claim = await store.claim(key, { leaseMs: HOUR_MS, ttlMs });
    return claim.state === 'claimed' ? claim.token : '';
  };
  await take('busy');
  await store.complete('done', await take('done', HOUR_MS), { message: '消息' });
  await store.complete('bare', await take('bare'));
  await store.release('again', await take('again'));
  await take('again');
  for (const member of ['乙', 'a', '👍', 'z', '10', '9']) await store.add('s', member, { member });
  await store.add('s', 'bare');
  await store.remove('s', 'a');
  await store.add('s', 'a', 'anew');
  await store.put('s', 'z', [1]);
  await Promise.all(Array.from({ length: 700 }, (_, i) => store.add('many', `m${(i * 11) % 700}`, i)));
  for (const [i, score] of [1, 1, -1.5, 0.1 + 0.2, Number.MAX_VALUE, 0, 1e-300].entries()) await store.score('board', `m${i}`, score);
  for (let i = 0; i < 600; i++) await store.rank({ board: `due${i % 2}`, member: `m${i}`, score: i % 5 });
}

/** A filled store's file, made once; each test gets a copy. */
const folder = mkdtempSync(join(tmpdir(), 'study-hall-copy-'));
beforeAll(async () => {
  const store = await opening(`file:${folder}/hall.db`);
  await fill(store);
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));
const filled = (path: string) => {
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(`${folder}/hall.db`, path);
};

/** Everything in a store, in an order that does not depend on the engine; each set in its own. */
async function dump(url: string): Promise<unknown[]> {
  const store = await openPortable(url, { now, fresh: false });
  const pieces: Piece[] = [];
  for await (const some of store.pieces()) pieces.push(...some);
  await store.close();
  const sets = new Map<string, unknown[]>();
  const others: string[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'member') sets.set(piece.set, [...(sets.get(piece.set) ?? []), [piece.member, piece.json]]);
    else others.push(JSON.stringify(piece));
  }
  return [...others.sort(), ...[...sets].sort(([a], [b]) => (a < b ? -1 : 1))];
}

async function copy(from: string, to: string, replace = false) {
  const source = await openPortable(from, { now, fresh: false });
  try {
    const target = await openPortable(to, { now, fresh: true });
    try {
      return await copyStore(source, target, { now, replace });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

const cli = (...args: string[]) => spawn(process.execPath, [resolve('dist/bundle/cli/store-copy.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

async function run(...args: string[]): Promise<{ code: number | null; out: string }> {
  const child = cli(...args);
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (out += part));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, out };
}

describe('O1 O6: a store moves from file to file', () => {
  const at = freshPath();
  const [one, two] = [() => `file:${at.path}`, () => `file:${at.path}.2`];
  beforeEach(() => filled(at.path));

  it('with all that is in it, and is what it was', async () => {
    const before = await dump(one());
    expect(await copy(one(), two())).toEqual({ document: 1206, claim: 4, member: 707, score: 607 });
    expect(await dump(two())).toEqual(before);
    expect(await dump(one())).toEqual(before);
    const store = await opening(two());
    expect(await store.get('often')).toEqual({ value: 4, version: 5 });
    expect((await store.members('s')).map(({ member }) => member)).toEqual(['乙', '👍', 'z', '10', '9', 'bare', 'a']);
    await store.close();
  });

  it('refuses what would lose something, changes nothing, and says what to do', async () => {
    const store = await opening(two());
    await store.set('mine', 1);
    await expect(copy(one(), two())).rejects.toThrow('belongs to another running process');
    await store.close();
    await expect(copy(one(), two())).rejects.toThrow('is not empty: give an empty one, or --replace');
    await expect(copy(one(), one())).rejects.toThrow('belongs to another running process');
    await expect(copy(`${one()}.none`, two())).rejects.toThrow('There is no store');
    expect(existsSync(`${at.path}.none`)).toBe(false);
    const other = await opening(two());
    expect((await other.get('mine'))?.value).toBe(1);
    await other.delete('mine');
    await other.close();
    await expect(copy(two(), one(), true)).rejects.toThrow('is empty: is its address right?');
    expect((await dump(one())).length).toBeGreaterThan(1000);
  });

  it('replaces what is there only when it is told to', async () => {
    const store = await opening(two());
    await store.set('mine', 1);
    await store.add('s', 'mine', 1);
    await store.close();
    await copy(one(), two(), true);
    expect(await dump(two())).toEqual(await dump(one()));
  });

  it('the command says how it is used, and what is wrong', async () => {
    expect(await run()).toMatchObject({ code: 2, out: expect.stringContaining('npm run store:copy -- FROM TO') });
    expect(await run('--help')).toMatchObject({ code: 0 });
    expect(await run(one(), 'nonsense')).toEqual({ code: 1, out: expect.stringContaining('«file:PATH» is needed') });
    const done = await run(one(), two());
    expect(done).toEqual({ code: 0, out: `${at.path}.2 has all of ${at.path}: 1206 documents, 4 claims, 707 set members, 607 scores; counted there\n` });
  });
});

describe.skipIf(noRedis)(`O1 O2: a store moves to Redis and back${skipped}`, () => {
  const at = freshPath();
  const [one, two] = [() => `file:${at.path}`, () => `file:${at.path}.2`];
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis('--appendfsync', 'everysec');
  });
  afterAll(() => server.dispose());
  beforeEach(async () => {
    await server.command('FLUSHALL');
    filled(at.path);
  });

  it('file → Redis → file is what it was, versions, places, leases and times to live included', async () => {
    const before = await dump(one());
    const counts = await copy(one(), server.url);
    expect(await copy(server.url, two())).toEqual(counts);
    expect(await dump(two())).toEqual(before);
    expect(await dump(server.url)).toEqual(before);
    const store = await opening(server.url);
    expect(await store.get('often')).toEqual({ value: 4, version: 5 });
    expect(await store.compareAndSet('often', 5, 'next')).toBe(true);
    expect((await store.members('s')).map(({ member }) => member)).toEqual(['乙', '👍', 'z', '10', '9', 'bare', 'a']);
    expect(await store.add('s', 'last')).toBe(true);
    expect((await store.members('s')).at(-1)?.member).toBe('last');
    expect(await store.claim('done', { leaseMs: 1 })).toEqual({ state: 'done', result: { message: '消息' } });
    expect(await store.claim('busy', { leaseMs: 1 })).toMatchObject({ state: 'busy' });
    await store.close();
  });

  it('refuses a Redis that another process has open, and one that is not empty', async () => {
    const store = await opening(server.url);
    await expect(copy(one(), server.url)).rejects.toThrow('1 running process(es) have');
    await store.set('mine', 1);
    await store.close();
    await expect(copy(one(), server.url)).rejects.toThrow('is not empty');
    await server.command('SET', 'other', 'mine');
    await copy(one(), server.url, true);
    expect(await dump(server.url)).toEqual(await dump(one()));
    expect(await server.command('GET', 'other')).toContain('mine');
  });

  it('interrupted in the middle: nobody opens the half, and copied again it is whole', async () => {
    for (const [from, to] of [[one(), server.url], [server.url, two()]] as const) {
      const [source, target] = [await openPortable(from, { now, fresh: false }), await openPortable(to, { now, fresh: true })];
      const breaking = {
        ...source,
        async *pieces() {
          let left = 2;
          for await (const some of source.pieces()) {
            if (left-- === 0) throw new Error('interrupted');
            yield some;
          }
        },
      };
      await expect(copyStore(breaking, target, { now, replace: false })).rejects.toThrow('interrupted');
      await Promise.all([source.close(), target.close()]);
      expect((await dump(to)).length).toBeGreaterThan(100);
      await expect(opening(to)).rejects.toThrow('half of a copy that was interrupted');
      await expect(copy(to, `${one()}.3`)).rejects.toThrow('half of a copy');
      expect((await run(from, to)).out).toContain('counted there');
      expect(await dump(to)).toEqual(await dump(one()));
    }
  });

  it('killed with -9 at any moment: what can be opened is whole, or nothing yet', async () => {
    const whole = await dump(one());
    for (let i = 0; i < 6; i++) {
      await server.command('FLUSHALL');
      const child = cli(one(), server.url);
      const gone = new Promise((done) => child.once('close', done));
      while ((await server.command('EXISTS', i % 2 ? 'sh:doc:doc1' : 'sh:schema')) !== ':1') await wait(1);
      await wait(i * 3);
      child.kill('SIGKILL');
      await gone;
      const there = await dump(server.url);
      const opened = await opening(server.url).then((store) => store.close().then(() => true), () => false);
      if (opened) expect([0, whole.length]).toContain(there.length);
    }
    expect((await run(one(), server.url, '--replace')).out).toContain('counted there');
    expect(await dump(server.url)).toEqual(whole);
  });
});
