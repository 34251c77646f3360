import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../src/errors.js';
import { createSchedule } from '../src/schedule/book.js';
import { StoreUnavailable } from '../src/store.js';
import { daily, DAY, everything, FIRST, HOUR, MINUTE } from './support/daily.js';

const { another, at, board, change, lessons, now, reopen, set, stored } = daily();
const dead = () => Promise.reject(new StoreUnavailable('killed'));

describe('S2 S3: recorded, then killed before the schedule went on, and down for long', () => {
  it.each([
    ['past the grace window', 7 * HOUR],
    ['until after the next day’s post was due', DAY + HOUR],
    ['for ten days', 10 * DAY + HOUR],
  ])('%s: the lesson is not posted again, and what follows is done', async (_, down) => {
    await set();
    await change({ follow: everything });
    now.clock.travel(FIRST);
    await another({ compareAndSet: dead }).tick();
    expect(lessons()).toEqual([13]);
    await reopen();
    for (let i = 0; i < 4; i++) await at(FIRST + down + i * 1000);
    await at(FIRST + 11 * DAY);
    // the lesson once, its thread below it; then the next ones
    const posts = now.platform.posts.map(({ key, under }) => `${key.slice(-17)}${under ? '' : ' post'}`);
    expect(new Set(posts).size).toBe(posts.length);
    const all = lessons().filter((number) => !Number.isNaN(number));
    expect(all).toEqual([13, 14, 15].slice(0, all.length));
    expect(all.length).toBeGreaterThan(1);
    // the last one alone has the pin
    expect(now.platform.pins).toHaveLength(1);
  });

  it('after a catch-up as well: the day that was caught up is written down before it is posted', async () => {
    await set();
    now.clock.travel(FIRST + 3 * DAY + HOUR);
    let posted = false;
    const { store } = now.world.hall.parts;
    const bot = another({ complete: async (...args) => ((posted = true), store.complete(...args)), compareAndSet: async (...args) => (posted ? dead() : store.compareAndSet(...args)) });
    await bot.tick();
    await bot.tick();
    expect(lessons()).toEqual([13]);
    await reopen();
    for (let i = 0; i < 3; i++) await at(FIRST + 5 * DAY + HOUR + i * 1000);
    expect(lessons()).toEqual([13, 14]);
  });
});

describe('S2 S3: posted, then killed before that was recorded, and down for long', () => {
  it.each([
    ['past the grace window', 7 * HOUR, true, [13, 14]],
    ['past the grace window, on a platform that cannot tell', 7 * HOUR, false, [13, 13]],
    ['until the next day’s post was due', DAY + HOUR, true, [13, 14]],
  ])('%s', async (_, down, tells, expected) => {
    await set();
    now.clock.travel(FIRST);
    await another({ complete: dead, compareAndSet: dead, release: dead }).tick();
    await reopen();
    const { posts } = now.platform;
    let down503 = true;
    if (tells)
      now.platform.landed = async (channel, _reply, { key }) => {
        if (down503) throw new DeliveryError('retry', '503');
        const i = posts.findIndex((one) => one.key === key && one.channel === channel);
        return i < 0 ? undefined : { channel, message: `x:p${i + 1}` };
      };
    for (let i = 0; i < 2; i++) await at(FIRST + down + i * 1000);
    down503 = false;
    for (let i = 0; i < 4; i++) await at(FIRST + down + MINUTE + i * 1000);
    await at(FIRST + DAY + 2 * HOUR);
    expect(lessons()).toEqual(expected);
  });
});

describe('S3: a clock that was days ahead for a moment', () => {
  it('what was posted under it is not posted again, and the schedule goes on after it', async () => {
    await set();
    await at(FIRST);
    await at(FIRST + 4 * DAY);
    for (const day of [1, 2, 3, 4, 5]) await at(FIRST + day * DAY - HOUR).then(() => at(FIRST + day * DAY));
    expect(lessons()).toEqual([13, 14, 15, 16, 17, 18]);
    expect((await stored()).nextDate).toBe('2026-03-09');
  });
});

describe('S4: a platform that says strange things about when to come back', () => {
  it.each([Number.POSITIVE_INFINITY, Number.NaN, -1])('%s ms: waited for as after any failure', async (retryAfterMs) => {
    await set();
    const tried: number[] = [];
    now.platform.before = () => {
      tried.push(now.clock.now() - FIRST);
      throw new DeliveryError('retry', '429', { retryAfterMs });
    };
    for (const ms of [0, 500, 1000, 1500, 2000, 2500, 3000]) await at(FIRST + ms);
    expect(tried).toEqual([0, 2000]);
  });
});

describe('S4: channels that are slow', () => {
  it('60 of them hold up no other', async () => {
    await set();
    const { id: _id, number: _number, ...one } = await stored();
    const { store } = now.world.hall.parts;
    for (let i = 0; i < 60; i++) await createSchedule(store, { ...one, id: `slow${i}`, channel: `x:slow${i}` });
    await change({ nextDate: '2026-03-04' });
    const slow: (() => void)[] = [];
    now.platform.before = (channel) => (channel.startsWith('x:slow') ? new Promise<void>((done) => void slow.push(done)) : undefined);
    now.clock.travel(FIRST);
    const looks = [now.world.hall.bot.tick()];
    while (slow.length < 60) await new Promise((done) => setTimeout(done, 2));
    await change({ nextDate: '2026-03-03' });
    looks.push(now.world.hall.bot.tick());
    for (let i = 0; i < 500 && lessons().length === 0; i++) await new Promise((done) => setTimeout(done, 2));
    expect(lessons()).toEqual([13]);
    now.platform.before = () => {};
    for (const done of slow) done();
    await Promise.all(looks);
  });
});

describe('S3: a clock that was set back while nothing ran', () => {
  it('is seen at the start; a start with a good clock does not read every schedule', async () => {
    await set();
    await at(FIRST + DAY);
    await reopen();
    const { store } = now.world.hall.parts;
    let read = 0;
    const counting = () => another({ members: async (name) => (read += name === 'schedules' ? 1 : 0, store.members(name)) as never });
    await counting().tick();
    expect(read).toBe(0);
    now.clock.travel(FIRST - 3 * DAY);
    await counting().tick();
    expect(read).toBe(1);
    await counting().tick();
    expect(read).toBe(1);
    for (let day = -3; day < 3; day++) await at(FIRST + day * DAY);
    expect(lessons()).toEqual([13, 14, 15, 16]);
  });
});

describe('S4: what is no failure of the platform', () => {
  it('a bug in an adapter is not tried every second', async () => {
    await set();
    let tries = 0;
    now.platform.before = () => {
      tries++;
      throw new TypeError('an id of another platform');
    };
    for (let i = 0; i < 60; i++) await at(FIRST + i * 1000);
    expect(tries).toBeLessThan(7);
    now.platform.before = () => {};
    await at(FIRST + HOUR);
    expect(lessons()).toEqual([13]);
  });

  it('nor is a step after the post, which is given up in the end', async () => {
    await set();
    await change({ follow: { ...everything, thread: false } });
    let tries = 0;
    now.platform.before = (_, what) => {
      if (what !== 'pin') return;
      tries++;
      throw new TypeError('no such thing');
    };
    for (let i = 0; i < 60; i++) await at(FIRST + i * 1000);
    expect(tries).toBeLessThan(7);
    for (let i = 0; i < 300; i++) await at(FIRST + i * MINUTE);
    expect(tries).toBeLessThan(30);
    expect(await board()).toHaveLength(1);
  });
});
