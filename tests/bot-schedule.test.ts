import { describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import { DeliveryError } from '../src/errors.js';
import { StoreUnavailable } from '../src/store.js';
import { daily, FIRST, DAY, HOUR, MINUTE } from './support/daily.js';
import type { Reply } from '../src/reply.js';
import { errors, LIN, MAYA, pass, say, words } from './support/members.js';

const { at, lessons, now, reopen, set, status } = daily();
/** The first occurrence of the one schedule. */
const KEY = expect.stringMatching(/^post:\w+:2026-03-03$/);

describe('S2: a post that does not go out', () => {
  it('is tried again and posted once, with the same key', async () => {
    await set();
    const tried: number[] = [];
    let down = true;
    now.platform.before = () => {
      tried.push(now.clock.now() - FIRST);
      if (down) throw new DeliveryError('retry', '503', { retryAfterMs: 1000 });
    };
    for (const ms of [-1, 0, 1000, 2000, MINUTE]) await at(FIRST + ms);
    down = false;
    for (const ms of [2 * MINUTE, 3 * MINUTE, HOUR]) await at(FIRST + ms);
    // never sooner than the platform asked for, nor than twice the wait before
    expect(tried).toEqual([0, 2000, MINUTE, 2 * MINUTE]);
    expect(now.platform.posts.map(({ key, attempt }) => [key, attempt])).toEqual([[KEY, 4]]);
    expect(await status()).toContain('第 13 讲');
    expect(errors(now.world)).toEqual([]);
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
    now.platform.before = (_, what) => {
      if (what !== 'post') return;
      tries++;
      throw error;
    };
    for (const ms of [0, 1000, HOUR, DAY, 2 * DAY]) await at(FIRST + ms);
    expect(tries).toBe(1);
    const seen = words(await say(now.world, 'schedule status', { member: MAYA }));
    expect(seen).toContain(`Paused, because ${why}`);
    now.platform.before = () => {};
    await say(now.world, 'schedule resume');
    await at(FIRST + 2 * DAY + HOUR);
    expect(now.platform.posts).toEqual([]);
    await at(FIRST + 3 * DAY);
    expect(lessons()).toEqual([13]);
    expect(words(await say(now.world, 'schedule status', { member: MAYA }))).not.toContain('Paused');
    // whoever set it heard of it once, in their language, with what to do
    expect(now.platform.told.map(({ member }) => member)).toEqual([LIN.id]);
    expect(words(now.platform.told[0]?.reply as Reply)).toContain('schedule resume');
  });

  it('paused while the post was failing stays paused', async () => {
    await set();
    now.platform.before = () => {
      throw new DeliveryError('retry', '503');
    };
    await at(FIRST);
    await say(now.world, 'schedule pause');
    now.platform.before = () => {};
    await at(FIRST + 2000);
    expect(now.platform.posts).toEqual([]);
  });
});

describe('S2: killed on the way', () => {
  it('between claim and post: taken over when the lease ends, posted once', async () => {
    await set();
    let reached = () => {};
    const dying = new Promise<void>((done) => (reached = done));
    now.platform.before = () => (reached(), new Promise<void>(() => {}));
    now.clock.travel(FIRST);
    void now.world.hall.bot.tick();
    await dying;
    await reopen();
    await at(FIRST + 1000);
    expect(now.platform.posts).toEqual([]);
    await at(FIRST + 61_000);
    await at(FIRST + 62_000);
    expect(now.platform.posts.map(({ key, attempt }) => [key, attempt])).toEqual([[KEY, 2]]);
    await at(FIRST + DAY);
    expect(lessons()).toEqual([13, 14]);
  });

  it('between post and record: the next attempt carries the same key, so that the platform can tell', async () => {
    await set();
    const { store } = now.world.hall.parts;
    const dead = () => Promise.reject(new StoreUnavailable('killed'));
    const bot = createBot({ ...now.world.hall.parts, store: { ...store, complete: dead, release: dead } });
    now.clock.travel(FIRST);
    await bot.tick();
    expect(now.platform.posts).toHaveLength(1);
    await reopen();
    await at(FIRST + 61_000);
    expect(now.platform.posts.map(({ key, attempt }) => [key, attempt])).toEqual([[KEY, 1], [KEY, 2]]);
    await at(FIRST + DAY);
    expect(lessons()).toEqual([13, 13, 14]);
  });

  it('between record and the plan’s next day: moved on without a second post', async () => {
    await set();
    const { store } = now.world.hall.parts;
    const bot = createBot({ ...now.world.hall.parts, store: { ...store, compareAndSet: () => Promise.reject(new StoreUnavailable('killed')) } });
    now.clock.travel(FIRST);
    await bot.tick();
    await reopen();
    await at(FIRST + 1000);
    expect(lessons()).toEqual([13]);
    await at(FIRST + DAY);
    expect(lessons()).toEqual([13, 14]);
  });

  it('several ticks at once post once', async () => {
    await set();
    now.clock.travel(FIRST);
    await Promise.all([1, 2, 3, 4].map(() => now.world.hall.bot.tick()));
    await pass(now.world, 1000);
    expect(lessons()).toEqual([13]);
  });
});
