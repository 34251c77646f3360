import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schedulesOf } from '../../src/schedule/book.js';
import { FIRST, DAY } from '../support/daily.js';
import { board, type Board, ear, errors, HALL, request, say, words } from '../support/members.js';
import { answer, askedIn, member } from '../support/party.js';
import { noRedis, type RedisServer, skipped, startRedis } from '../support/redis.js';
import { openWorld, stillClock, START, type World } from '../support/world.js';

const SKEW = 30_000;

describe.skipIf(noRedis).each([SKEW, -SKEW])(`O2: two machines on one Redis, the clock of one %i ms off${skipped}`, (skew) => {
  let server: RedisServer;
  let [here, there]: World[] = [];
  let [mine, theirs]: Board[] = [];
  beforeEach(async () => {
    server = await startRedis();
    here = await openWorld({ url: server.url });
    there = await openWorld({ url: server.url, clock: stillClock(START + skew) });
    mine = board(here);
    theirs = board(there);
  });
  afterEach(async () => {
    await Promise.all([here?.close(), there?.close()]);
    await server.dispose();
  });
  /** It is so late, and each machine looks by its own clock. */
  const at = async (ms: number): Promise<void> => {
    here!.clock.travel(ms);
    there!.clock.travel(ms + skew);
    await Promise.all([here!.hall.bot.tick(), there!.hall.bot.tick()]);
  };
  const posts = () => [...mine!.posts, ...theirs!.posts];

  it('every scheduled post comes once, day after day', async () => {
    await say(here!, 'schedule set 08:00 start:13');
    for (let day = 0; day < 3; day++) for (const ms of [-SKEW, -1000, 0, SKEW, 2 * SKEW]) await at(FIRST + day * DAY + ms);
    expect(posts().map(({ reply }) => Number(/第 (\d+) 讲/.exec(words(reply))?.[1])).sort((a, b) => a - b)).toEqual([13, 14, 15]);
    expect((await schedulesOf(here!.hall.parts.store, HALL.group))[0]?.log.map(({ result }) => result)).toEqual(['sent', 'sent', 'sent']);
    expect([errors(here!), errors(there!)]).toEqual([[], []]);
  });

  it('a post under way on one of them is left to it by the other, for a lease ends by the store’s clock', async () => {
    await say(here!, 'schedule set 08:00 start:13');
    let go = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    const begun = new Promise<void>((resolve) => (mine!.before = () => (resolve(), held)));
    here!.clock.travel(FIRST + SKEW);
    const posting = here!.hall.bot.tick();
    await begun;
    // by their clock the lease was over long ago
    for (const ms of [SKEW, 5 * SKEW, 100 * SKEW]) {
      there!.clock.travel(FIRST + ms);
      await there!.hall.bot.tick();
    }
    expect(theirs!.posts).toEqual([]);
    go();
    await posting;
    expect(posts()).toHaveLength(1);
  });

  it('an event that is told to both is answered by one', async () => {
    const heard = [ear(), ear()];
    const event = request(here!, 'lesson 13');
    there!.clock.travel(START + skew + 100 * SKEW);
    await Promise.all([here!.hall.bot.receive(event, heard[0]!), there!.hall.bot.receive(event, heard[1]!)]);
    expect(heard.flatMap(({ answers }) => answers)).toHaveLength(1);
  });

  it('a round is revealed once, and every answer that was taken has its point', async () => {
    const asked = await askedIn(here!, await say(here!, 'quiz group seconds:60 24'));
    const told: string[] = [];
    for (let i = 0; i < 6; i++) told.push(words(await answer(i % 2 ? here! : there!, asked.right, member(i))));
    await at(START + 200_000);
    await at(START + 201_000);
    const taken = told.filter((one) => /recorded/.test(one)).length;
    const round = (await here!.hall.parts.store.get<{ game: string; state: string }>(`round:${asked.id}`))!.value;
    const scores = await here!.hall.parts.store.top(`score:${round.game}`, 10);
    expect([round.state, scores.length, taken]).toEqual(['shown', 6, 6]);
    expect([...mine!.edits, ...theirs!.edits].filter(({ reply }) => words(reply).includes('6')).length).toBe(1);
  });
});
