import { describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import { DeliveryError } from '../src/errors.js';
import { changeSchedule, createSchedule, dueBoard, removeSchedule, scheduleIds, scheduleOf } from '../src/schedule/book.js';
import { beginFollow, followOf } from '../src/schedule/follows.js';
import { LOG_LENGTH, type Schedule } from '../src/schedule/schedule.js';
import { changed } from '../src/schedule/step.js';
import { type Store, StoreUnavailable } from '../src/store.js';
import { daily, DAY, FIRST, HOUR, MINUTE } from './support/daily.js';
import { say, words } from './support/members.js';

const { at, lessons, now, reopen, set, status } = daily();

const stored = async (): Promise<Schedule> => {
  const { store } = now.world.hall.parts;
  const [id = ''] = await scheduleIds(store);
  return (await scheduleOf(store, id)) as Schedule;
};
const change = async (to: Partial<Schedule>): Promise<void> => {
  const { id } = await stored();
  await changeSchedule(now.world.hall.parts.store, id, (one) => ({ ...one, ...to }));
};
const everything = { thread: true, pin: true, quiz: false };
const board = () => now.world.hall.parts.store.lowest(dueBoard('x'), Number.MAX_SAFE_INTEGER, 100);

/** A second process on the same store, with calls of the store that fail, or do something before. */
const another = (over: Partial<Store> = {}) => createBot({ ...now.world.hall.parts, store: { ...now.world.hall.parts.store, ...over } });
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

describe('S2: two processes', () => {
  it('the time that a platform asked for holds for the other one too', async () => {
    await set();
    const { store } = now.world.hall.parts;
    const other = another();
    const tried: number[] = [];
    now.platform.before = () => {
      tried.push(now.clock.now() - FIRST);
      throw new DeliveryError('retry', '429', { retryAfterMs: HOUR });
    };
    now.clock.travel(FIRST);
    // the other one looks as soon as the claim is given back
    await another({ release: async (...args) => store.release(...args).then(async (gone) => (await other.tick(), gone)) }).tick();
    expect(tried).toEqual([0]);
  });

  it('one that lost its lease on the way writes nothing over the other’s record', async () => {
    await set();
    const other = another();
    now.platform.before = async () => {
      now.platform.before = () => {};
      now.clock.travel(FIRST + 61_000);
      await other.tick();
    };
    await at(FIRST);
    await at(FIRST + 62_000);
    expect(now.platform.posts.map(({ attempt }) => attempt)).toEqual([2, 1]);
    const { log, cursor } = await stored();
    expect([log.map(({ attempts, message }) => [attempts, message?.message]), cursor]).toEqual([[[2, 'x:p1']], '14']);
    expect(now.world.logged.filter(({ message }) => message.includes('taken it over'))).toHaveLength(1);
  });
});

describe('S2: changed while it is being delivered', () => {
  /** Something happens between the look at the schedule and the post. */
  const meanwhile = async (what: () => Promise<unknown>): Promise<void> => {
    const { store } = now.world.hall.parts;
    let done = false;
    now.clock.travel(FIRST);
    await another({
      async claim(key, options) {
        if (key.startsWith('post:') && !done) {
          done = true;
          await what();
        }
        return store.claim(key, options);
      },
    }).tick();
  };

  it('paused: nothing is posted any more', async () => {
    await set();
    await meanwhile(() => say(now.world, 'schedule pause'));
    expect(lessons()).toEqual([]);
    await say(now.world, 'schedule resume');
    await at(FIRST + DAY);
    expect(lessons()).toEqual([13]);
  });

  it('removed: nothing is posted any more, and nothing of it is left to look at', async () => {
    await set();
    const one = await stored();
    await meanwhile(() => removeSchedule(now.world.hall.parts.store, one));
    await at(FIRST + HOUR);
    expect([lessons(), await board()]).toEqual([[], []]);
  });

  it('removed while its post is under way: the post stands, and nothing of the schedule is left', async () => {
    await set();
    const one = await stored();
    now.platform.before = () => removeSchedule(now.world.hall.parts.store, one);
    await at(FIRST);
    for (let i = 1; i < 4; i++) await at(FIRST + i * DAY);
    expect([lessons(), await board(), await status()]).toEqual([[13], [], expect.stringMatching(/\bnone$/)]);
  });

  it('moved to another channel: posted there alone', async () => {
    await set();
    await meanwhile(() => change({ channel: 'x:other' }));
    expect([lessons(), lessons('x:other')]).toEqual([[], [13]]);
  });

  it('with other contents while a post is put off: it still comes today', async () => {
    await set();
    now.platform.before = () => {
      throw new DeliveryError('retry', '503');
    };
    await at(FIRST);
    const { id } = await stored();
    await changeSchedule(now.world.hall.parts.store, id, (one) => changed(one, { follow: everything }, now.clock.now()));
    now.platform.before = () => {};
    for (let i = 0; i < 3; i++) await at(FIRST + MINUTE + i * 1000);
    expect([lessons()[0], now.platform.pins.length]).toEqual([13, 1]);
  });
});

describe('S4: whoever set it is told of every failure once', () => {
  it('set for later on the same day and refused again: told again', async () => {
    await set();
    now.platform.before = (_, what) => {
      if (what === 'post') throw new DeliveryError('forbidden', '50013', { missing: ['SendMessages'] });
    };
    for (let i = 0; i < 4; i++) await at(FIRST + i * 1000);
    expect(now.platform.told).toHaveLength(1);
    const { id } = await stored();
    await changeSchedule(now.world.hall.parts.store, id, (one) => changed({ ...one, state: 'on', paused: undefined }, { time: '12:00' }, now.clock.now()));
    for (let i = 0; i < 4; i++) await at(FIRST + 4 * HOUR + i * 1000);
    expect(now.platform.told).toHaveLength(2);
    expect(words((await say(now.world, 'schedule status')) )).toContain('SendMessages');
  });
});

describe('S6: days to leave out', () => {
  it('the next one, skipped, stays skipped over a restart and a clock that goes back', async () => {
    const { skippedNext } = await import('../src/schedule/step.js');
    await set();
    const { id } = await stored();
    await changeSchedule(now.world.hall.parts.store, id, (one) => skippedNext(one, now.clock.now()));
    await reopen();
    await at(FIRST - HOUR);
    await at(FIRST - 2 * HOUR);
    await at(FIRST);
    expect(lessons()).toEqual([]);
    await at(FIRST + DAY);
    expect(lessons()).toEqual([13]);
  });
});

describe('growth', () => {
  it('a step that nobody could do for 40 days is forgotten with its place', async () => {
    await set();
    const one = await stored();
    const follow = { key: `post:${one.id}:2026-03-03`, schedule: one.id, platform: 'x', group: one.group, channel: one.channel, locale: 'en', date: '2026-03-03', steps: [{ kind: 'pin', state: 'todo', at: FIRST, tries: 0 }] } as const;
    await beginFollow(now.world.hall.parts.store, follow);
    await removeSchedule(now.world.hall.parts.store, one);
    await at(FIRST + 41 * DAY);
    expect([await followOf(now.world.hall.parts.store, follow.key), await board()]).toEqual([undefined, []]);
  });

  it('a clock that jumps years ahead costs no more than a moment', async () => {
    await set();
    await at(FIRST + 10_000 * DAY + HOUR);
    await at(FIRST + 10_000 * DAY + HOUR + 1000);
    expect(lessons()).toEqual([13]);
    expect((await stored()).log).toHaveLength(LOG_LENGTH);
  });
});
