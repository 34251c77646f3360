import { describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import { schedulesOf } from '../src/schedule/book.js';
import { StoreUnavailable } from '../src/store.js';
import { daily, DAY, FIRST, HOUR } from './support/daily.js';
import { errors, HALL, say, words } from './support/members.js';

const { at, lessons, now, reopen } = daily();

/** As the build before wrote it: daily lessons in a channel, 13 next on 2026-03-03 at 08:00 in Shanghai. */
async function planned(channel = HALL.channel, change: object = {}): Promise<void> {
  const { store } = now.world.hall.parts;
  await store.add('plans', channel);
  await store.set(`plan:${channel}`, {
    id: channel, platform: 'x', group: HALL.group, locale: 'zh-CN', owner: 'x:lin', time: '08:00', zone: 'Asia/Shanghai',
    days: [1, 2, 3, 4, 5], cursor: '13', nextDate: '2026-03-03', state: 'on', last: { date: '2026-03-02', lesson: '12', result: 'sent' }, ...change,
  });
}
const kept = () => schedulesOf(now.world.hall.parts.store, HALL.group);

describe('S2: daily lessons of an earlier build', () => {
  it('go on as a schedule, once', async () => {
    await planned();
    for (const ms of [0, 1000, DAY]) await at(FIRST + ms);
    expect(lessons()).toEqual([13, 14]);
    const [one, ...more] = await kept();
    expect(more).toEqual([]);
    expect(one).toMatchObject({ number: 1, what: 'lesson', channel: HALL.channel, owner: 'x:lin', state: 'on', pattern: { kind: 'weekdays', days: [1, 2, 3, 4, 5] } });
    expect(words(await say(now.world, 'schedule status 1'))).toContain('第 12 讲');
    const { store } = now.world.hall.parts;
    expect([await store.members('plans'), await store.get(`plan:${HALL.channel}`)]).toEqual([[], undefined]);
  });

  it('paused, finished and switched off ones stay so', async () => {
    await planned('x:a', { state: 'paused', paused: { why: 'forbidden', missing: 'Send Messages' } });
    await planned('x:b', { state: 'finished', cursor: undefined });
    await at(FIRST);
    expect((await kept()).map(({ channel, state, paused }) => [channel, state, paused?.missing])).toEqual([['x:a', 'paused', 'Send Messages'], ['x:b', 'finished', undefined]]);
    expect(now.platform.posts).toEqual([]);
  });

  it('a post that was recorded, and not yet moved on from, is not posted again', async () => {
    await planned();
    const { store } = now.world.hall.parts;
    const key = `post:${HALL.channel}:${new Date(FIRST).toISOString()}`;
    const claim = await store.claim(key, { leaseMs: 1000 });
    if (claim.state === 'claimed') await store.complete(key, claim.token, { lesson: '13', next: '14', message: { channel: HALL.channel, message: 'x:1' } });
    await at(FIRST + HOUR);
    expect(lessons()).toEqual([]);
    await at(FIRST + DAY);
    expect(lessons()).toEqual([14]);
  });

  it('one that another process is posting just now waits for that', async () => {
    await planned();
    const { store } = now.world.hall.parts;
    now.clock.travel(FIRST);
    await store.claim(`post:${HALL.channel}:${new Date(FIRST).toISOString()}`, { leaseMs: 30_000 });
    await at(FIRST + 1000);
    expect(await kept()).toEqual([]);
    await at(FIRST + 31_000);
    expect(lessons()).toEqual([13]);
  });

  it('killed at any write: the next start goes on, with one schedule', async () => {
    for (let writes = 0; ; writes++) {
      const channel = `x:killed${writes}`;
      await planned(channel);
      const { store } = now.world.hall.parts;
      let left = writes;
      const dying = Object.fromEntries(
        (['set', 'delete', 'compareAndSet', 'add', 'remove', 'score', 'claim', 'release'] as const).map((name) => [
          name,
          (...args: never[]) => (left-- > 0 ? (store[name] as (...all: never[]) => Promise<unknown>)(...args) : Promise.reject(new StoreUnavailable('killed'))),
        ]),
      );
      await createBot({ ...now.world.hall.parts, store: { ...store, ...dying } }).tick();
      await reopen();
      // a look at the ledger that was killed holds its claim for a second
      await at(now.clock.now() + 2000);
      expect((await kept()).filter((one) => one.channel === channel), `after ${writes} writes`).toHaveLength(1);
      expect(await now.world.hall.parts.store.members('plans')).toEqual([]);
      if (left > 0) break;
    }
    await at(FIRST);
    expect(new Set(now.platform.posts.map((post) => post.channel)).size).toBe(now.platform.posts.length);
  });

  it('one that cannot be read is logged, and holds up neither the others nor what is due', async () => {
    await planned('x:broken', { zone: 'Mars/Base' });
    await planned();
    await at(FIRST);
    expect(lessons()).toEqual([13]);
    expect(now.world.logged.some(({ message }) => message.includes('could not be taken over'))).toBe(true);
    expect(errors(now.world)).toEqual([]);
  });
});
