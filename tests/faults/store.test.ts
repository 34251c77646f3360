import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, createBot } from '../../src/bot.js';
import { passesOf, readerKey, type Reader } from '../../src/course/reading.js';
import { keyvOver } from '../../src/io/store/keyv.js';
import { openFile } from '../../src/io/store/file.js';
import { sqliteStore } from '../../src/io/store/sqlite.js';
import type { Store } from '../../src/store.js';
import { awakeMs } from '../support/awake.js';
import { isBusy } from '../support/crowd.js';
import { cutTo } from '../support/cut.js';
import { MAYA, say, words } from '../support/members.js';
import { noRedis, type RedisServer, skipped, startRedis } from '../support/redis.js';
import { openWorld, type World } from '../support/world.js';

/** A member hears within so many milliseconds that they may try again. */
const HEARD_MS = 2500;
/** Work goes on within so many milliseconds. */
const BACK_MS = 3000;

const passes = async (store: Store, lessons: readonly number[]): Promise<number[]> => {
  const reader = (await store.get<Reader>(readerKey(MAYA.id)))?.value;
  return lessons.filter((lesson) => reader && passesOf(reader, String(lesson)).length > 0);
};

/** A member reads these lessons; the ones that were acknowledged. */
async function read(world: World, lessons: readonly number[], bot?: Bot): Promise<number[]> {
  const kept: number[] = [];
  for (const lesson of lessons) {
    const began = awakeMs();
    const said = words(await say(world, `read ${lesson}`, { member: MAYA }, bot));
    if (isBusy(said)) expect(awakeMs() - began).toBeLessThan(HEARD_MS);
    else kept.push(lesson);
  }
  return kept;
}

describe('a full disk under the file store', () => {
  it('members hear that they may try again, nothing acknowledged is lost, and with room all goes on', async () => {
    const world = await openWorld();
    const folder = await mkdtemp(join(tmpdir(), 'full-'));
    const db = openFile(join(folder, 'hall.db'));
    const store = sqliteStore(db, { now: () => world.clock.now(), token: () => world.hall.parts.random.id() });
    const bot = createBot({ ...world.hall.parts, store, documents: keyvOver(store, 'documents') });
    const before = await read(world, [13, 14, 15], bot);
    expect(before).toEqual([13, 14, 15]);
    const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count']);
    db.prepare(`PRAGMA max_page_count = ${pages}`).get();
    // somebody else takes what is left
    for (let i = 0, failed = 0; failed < 5; i++) await store.set(`small${i}`, 'x'.repeat(100)).catch(() => failed++);
    const lessons = Array.from({ length: 30 }, (_, i) => 16 + i);
    const kept = await read(world, lessons, bot);
    expect(kept.length).toBeLessThan(lessons.length);
    await bot.tick();
    db.prepare('PRAGMA max_page_count = 1000000').get();
    const again = lessons.filter((lesson) => !kept.includes(lesson));
    expect(await read(world, again, bot)).toEqual(again);
    expect(await passes(store, [...before, ...lessons])).toEqual([...before, ...lessons]);
    await store.close();
    await world.close();
    await rm(folder, { recursive: true });
  });
});

describe.skipIf(noRedis)(`O2: members while Redis is in trouble${skipped}`, () => {
  let server: RedisServer;
  let world: World;
  beforeEach(async () => {
    server = await startRedis();
  });
  afterEach(async () => {
    await world.close();
    await server.dispose();
  });

  /** Tries until one line is done. */
  async function back(lesson: number): Promise<void> {
    for (const began = awakeMs(); (await read(world, [lesson])).length === 0; await wait(50)) expect(awakeMs() - began).toBeLessThan(BACK_MS);
  }

  it('full: they hear that they may try again, nothing is lost, and with room work goes on', async () => {
    world = await openWorld({ url: server.url });
    expect(await read(world, [13])).toEqual([13]);
    await server.command('CONFIG', 'SET', 'maxmemory', '1');
    expect(await read(world, [14, 15])).toEqual([]);
    await world.hall.bot.tick();
    await server.command('CONFIG', 'SET', 'maxmemory', '0');
    await back(14);
    expect(await passes(world.hall.parts.store, [13, 14, 15])).toEqual([13, 14]);
  });

  it('slow: work is done as long as it answers in half a second; slower, they may try again, and it goes on when it is fast again', async () => {
    const cut = await cutTo(server.port);
    world = await openWorld({ url: `redis://127.0.0.1:${cut.port}` });
    expect(await read(world, [13])).toEqual([13]);
    cut.slow(200);
    expect(await read(world, [14])).toEqual([14]);
    cut.slow(900);
    expect(await read(world, [15, 16])).toEqual([]);
    cut.slow(0);
    await back(17);
    const kept = await passes(world.hall.parts.store, [13, 14, 15, 16, 17]);
    // what was told to have failed was perhaps done, for its answer was late; what was acknowledged is there
    expect(kept).toEqual(expect.arrayContaining([13, 14, 17]));
    await world.close();
    await cut.close();
    world = await openWorld({ url: server.url });
  });
});
