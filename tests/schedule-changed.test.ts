import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../src/errors.js';
import { changeSchedule, removeSchedule } from '../src/schedule/book.js';
import { beginFollow, followOf } from '../src/schedule/follows.js';
import { LOG_LENGTH } from '../src/schedule/schedule.js';
import { changed, skippedNext } from '../src/schedule/step.js';
import { daily, DAY, everything, FIRST, HOUR, MINUTE } from './support/daily.js';
import { say, words } from './support/members.js';

const { another, at, board, change, lessons, now, reopen, set, status, stored } = daily();

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
    expect([lessons(), await board(), await status()]).toEqual([[13], [], expect.stringMatching(/no-schedule$/)]);
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
