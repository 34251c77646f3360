import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import { DeliveryError } from '../src/errors.js';
import type { Place } from '../src/ports.js';
import { GRACE_WINDOW_MS } from '../src/schedule/plan.js';
import { StoreUnavailable } from '../src/store.js';
import { type Board, board, errors, LIN, MAYA, pass, request, say, words, ear } from './support/members.js';
import { countedRandom, openWorld, START, stillClock, type World } from './support/world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The world begins at 09:00 in Shanghai; the next 08:00 there. */
const FIRST = START + 23 * HOUR;
const KEY = 'post:x:hall:2026-03-03T00:00:00.000Z';

let folder: string;
let world: World;
let platform: Board;
let clock: ReturnType<typeof stillClock>;
let random: ReturnType<typeof countedRandom>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schedule-'));
  clock = stillClock();
  random = countedRandom();
  world = await openWorld({ file: join(folder, 'hall.db'), clock, random });
  platform = board(world);
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function reopen(): Promise<void> {
  await world.close();
  const before = platform;
  world = await openWorld({ file: join(folder, 'hall.db'), clock, random });
  platform = board(world);
  platform.posts.push(...before.posts);
}

const set = (line = 'schedule set 08:00 start:13', place?: Place) => say(world, line, place ? { place } : {});
const at = async (ms: number) => {
  clock.travel(ms);
  await world.hall.bot.tick();
};
/** The lessons that were posted to a channel, in order, by their numbers in the Chinese heading. */
const lessons = (channel = 'x:hall') => platform.posts.filter((post) => post.channel === channel).map(({ reply }) => Number(/第 (\d+) 讲/.exec(words(reply))?.[1]));
const status = async () => words(await say(world, 'schedule status'));

describe('S2: a post that does not go out', () => {
  it('is tried again and posted once, with the same key', async () => {
    await set();
    const tried: number[] = [];
    let down = true;
    platform.before = () => {
      tried.push(clock.now() - FIRST);
      if (down) throw new DeliveryError('retry', '503', { retryAfterMs: 1000 });
    };
    for (const ms of [-1, 0, 1000, MINUTE]) await at(FIRST + ms);
    down = false;
    for (const ms of [2 * MINUTE, 3 * MINUTE, HOUR]) await at(FIRST + ms);
    expect(tried).toEqual([0, 1000, MINUTE, 2 * MINUTE]);
    expect(platform.posts.map(({ key, attempt }) => [key, attempt])).toEqual([[KEY, 4]]);
    expect(await status()).toContain('第 13 讲');
    expect(errors(world)).toEqual([]);
    await at(FIRST + DAY);
    expect(lessons()).toEqual([13, 14]);
  });

  it.each([
    [new DeliveryError('forbidden', '50013', { missing: ['SendMessages', 'ViewChannel'] }), 'I may not post there (SendMessages, ViewChannel)'],
    [new DeliveryError('gone', '10003'), 'the channel is gone'],
    [new DeliveryError('refused', 'invalid_blocks'), 'the platform refused the post'],
  ])('%s: paused with the reason, then resumed with the same lesson', async (error, why) => {
    await set();
    let tries = 0;
    platform.before = () => {
      tries++;
      throw error;
    };
    for (const ms of [0, 1000, HOUR, DAY, 2 * DAY]) await at(FIRST + ms);
    expect(tries).toBe(1);
    const seen = words(await say(world, 'schedule status', { member: MAYA }));
    expect(seen).toContain(`Paused, because ${why}`);
    platform.before = () => {};
    await say(world, 'schedule resume');
    await at(FIRST + 2 * DAY + HOUR);
    expect(platform.posts).toEqual([]);
    await at(FIRST + 3 * DAY);
    expect(lessons()).toEqual([13]);
    expect(words(await say(world, 'schedule status', { member: MAYA }))).not.toContain('Paused');
  });

  it('paused while the post was failing stays paused', async () => {
    await set();
    platform.before = () => {
      throw new DeliveryError('retry', '503');
    };
    await at(FIRST);
    await say(world, 'schedule pause');
    platform.before = () => {};
    await at(FIRST + 1000);
    expect(platform.posts).toEqual([]);
  });
});

describe('S2: killed on the way', () => {
  it('between claim and post: taken over when the lease ends, posted once', async () => {
    await set();
    let reached = () => {};
    const dying = new Promise<void>((done) => (reached = done));
    platform.before = () => (reached(), new Promise<void>(() => {}));
    clock.travel(FIRST);
    void world.hall.bot.tick();
    await dying;
    await reopen();
    await at(FIRST + 1000);
    expect(platform.posts).toEqual([]);
    await at(FIRST + 31_000);
    await at(FIRST + 32_000);
    expect(platform.posts.map(({ key, attempt }) => [key, attempt])).toEqual([[KEY, 2]]);
    await at(FIRST + DAY);
    expect(lessons()).toEqual([13, 14]);
  });

  it('between post and record: the next attempt carries the same key, so that the platform can tell', async () => {
    await set();
    const { store } = world.hall.parts;
    const dead = () => Promise.reject(new StoreUnavailable('killed'));
    const bot = createBot({ ...world.hall.parts, store: { ...store, complete: dead, release: dead } });
    clock.travel(FIRST);
    await bot.tick();
    expect(platform.posts).toHaveLength(1);
    await reopen();
    await at(FIRST + 31_000);
    expect(platform.posts.map(({ key, attempt }) => [key, attempt])).toEqual([[KEY, 1], [KEY, 2]]);
    await at(FIRST + DAY);
    expect(lessons()).toEqual([13, 13, 14]);
  });

  it('between record and the plan’s next day: moved on without a second post', async () => {
    await set();
    const { store } = world.hall.parts;
    const bot = createBot({ ...world.hall.parts, store: { ...store, compareAndSet: () => Promise.reject(new StoreUnavailable('killed')) } });
    clock.travel(FIRST);
    await bot.tick();
    await reopen();
    await at(FIRST + 1000);
    expect(lessons()).toEqual([13]);
    await at(FIRST + DAY);
    expect(lessons()).toEqual([13, 14]);
  });

  it('several ticks at once post once', async () => {
    await set();
    clock.travel(FIRST);
    await Promise.all([1, 2, 3, 4].map(() => world.hall.bot.tick()));
    await pass(world, 1000);
    expect(lessons()).toEqual([13]);
  });
});

describe('S3: after an outage', () => {
  it.each([
    ['an hour', FIRST + HOUR, [13]],
    ['exactly the grace window', FIRST + GRACE_WINDOW_MS, [13]],
    ['a millisecond more', FIRST + GRACE_WINDOW_MS + 1, []],
    ['20 hours', FIRST + 20 * HOUR, []],
    ['10 days', FIRST + 10 * DAY - HOUR, []],
    ['10 days and an hour', FIRST + 10 * DAY + HOUR, [13]],
  ])('of %s: at most one post, the lesson order kept', async (_, back, now) => {
    await set();
    await reopen();
    for (let i = 0; i < 15; i++) await at(back + i * 1000);
    expect(lessons()).toEqual(now);
    const next = FIRST + Math.ceil((back - FIRST) / DAY) * DAY;
    for (const day of [0, 1, 2]) await at(next + day * DAY);
    expect(lessons()).toEqual([13, 14, 15, 16].slice(0, now.length + 3));
    expect(new Set(platform.posts.map(({ key }) => key)).size).toBe(platform.posts.length);
  });

  it('a skipped day is said in the status', async () => {
    await set();
    await at(FIRST + 7 * HOUR);
    expect(words(await say(world, 'schedule status', { member: MAYA }))).toContain('skipped because it was long past');
  });
});

describe('S3: set anew', () => {
  it('for later on the same day, from another lesson: that lesson is posted then', async () => {
    await set();
    await at(FIRST);
    await set('schedule set 20:00 start:23');
    await at(FIRST + 12 * HOUR);
    await at(FIRST + 36 * HOUR);
    expect(lessons()).toEqual([13, 23, 24]);
  });

  it('while its post is under way: the new beginning stays', async () => {
    await set();
    let release = () => {};
    const posting = new Promise<void>((reached) => {
      platform.before = () => (reached(), new Promise<void>((done) => (release = done)));
    });
    clock.travel(FIRST);
    const tick = world.hall.bot.tick();
    await posting;
    await set('schedule set 20:00 start:23');
    platform.before = () => {};
    release();
    await tick;
    await at(FIRST + 12 * HOUR);
    expect(lessons()).toEqual([13, 23]);
  });

  it('while its post is being refused: the new plan is not paused', async () => {
    await set();
    platform.before = async () => {
      platform.before = () => {};
      await set('schedule set 20:00 start:23');
      throw new DeliveryError('forbidden', '50013');
    };
    await at(FIRST);
    await at(FIRST + 12 * HOUR);
    expect(lessons()).toEqual([23]);
  });
});

describe('S4: plans do not wait for each other', () => {
  const OTHER: Place = { platform: 'x', group: 'x:other', channel: 'x:other' };

  it('one failing, one that hangs: the third is delivered', async () => {
    await set();
    await set('schedule set 08:00 start:23', OTHER);
    await set('schedule set 08:00 start:24', { ...OTHER, channel: 'x:third' });
    let release = () => {};
    platform.before = (channel) => {
      if (channel === 'x:hall') throw new DeliveryError('retry', '503');
      if (channel === 'x:other') return new Promise<void>((done) => (release = done));
      return undefined;
    };
    clock.travel(FIRST);
    const tick = world.hall.bot.tick();
    while (lessons('x:third').length === 0) await new Promise((done) => setTimeout(done, 2));
    expect([lessons(), lessons('x:other')]).toEqual([[], []]);
    release();
    await tick;
    expect(lessons('x:other')).toEqual([23]);
  });

  it('a plan of a platform that is switched off waits without noise', async () => {
    await set('schedule set 08:00 start:23', { ...OTHER, platform: 'z' });
    await set();
    await at(FIRST);
    expect(lessons()).toEqual([13]);
    expect(world.logged).toEqual([]);
  });
});

describe('S5: rights', () => {
  it('who does not manage the group sets, pauses and resumes nothing', async () => {
    expect(words(await say(world, 'schedule set 08:00', { member: MAYA }))).toContain('Only those who manage');
    await set();
    for (const line of ['schedule pause', 'schedule resume', 'schedule set 09:00']) {
      expect(words(await say(world, line, { member: MAYA, pressed: { private: false } }))).toContain('Only those who manage');
    }
    await at(FIRST);
    expect(lessons()).toEqual([13]);
  });

  it('whoever set it may pause it without the right they had', async () => {
    await set();
    expect(words(await say(world, 'schedule pause', { member: { ...LIN, admin: false } }))).toContain('已暂停');
  });

  it('a channel where the bot may not post is named, and nothing is stored', async () => {
    platform.missing = ['SendMessages'];
    expect(words(await set())).toContain('SendMessages');
    expect(await status()).toMatch(/\bnone$/);
  });

  it('a platform that does not answer the question for rights: one sentence, nothing stored', async () => {
    platform.preflight = () => Promise.reject(new DeliveryError('retry', '503'));
    const heard = ear();
    await world.hall.bot.receive(request(world, 'schedule set 08:00', { locale: 'en' }), heard);
    expect(heard.answers).toHaveLength(1);
    expect(await status()).toMatch(/\bnone$/);
  });
});

describe('S3 S8: the whole course', () => {
  it('every lesson once, in order, then finished', async () => {
    const { course } = world.hall.parts.library();
    await set('schedule set 08:00');
    for (let day = 0; day < course.lessons.length + 3; day++) await at(FIRST + day * DAY);

    expect(platform.posts).toHaveLength(course.lessons.length);
    for (const [i, { reply }] of platform.posts.entries()) expect(reply.blocks.slice(0, 2).map((one) => ('text' in one ? one.text : '')).join('')).toContain(course.lessons[i]?.title['zh-CN']);
    expect(words(await say(world, 'schedule status', { member: MAYA }))).toContain('read to the end');
    expect(words(await say(world, 'schedule resume', { locale: 'en' }))).toMatch(/\bfinished$/);
    await set('schedule set 08:00 start:1');
    expect(await status()).not.toMatch(/读完/);
  });
});
