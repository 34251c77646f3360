import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDiscord } from '../adapters/discord/render.js';
import { renderSlack } from '../adapters/slack/render.js';
import { renderText } from '../adapters/terminal/render.js';
import { type Bot, createBot } from '../src/bot.js';
import type { Parts } from '../src/commands/command.js';
import { openDatabase } from '../src/io/store/driver.js';
import { keyvOver } from '../src/io/store/keyv.js';
import { migrate } from '../src/io/store/schema.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import { scoresOn } from '../src/progress/boards.js';
import { rightAnswer } from '../src/quiz/grade.js';
import type { Question } from '../src/quiz/question.js';
import type { Reply } from '../src/reply.js';
import { type Schedule } from '../src/schedule/schedule.js';
import { type Store, StoreUnavailable } from '../src/store.js';
import { createSchedule } from '../src/schedule/book.js';
import { type Board, board, ear, HALL, linesOf, MAYA, request } from './support/members.js';
import { member } from './support/party.js';
import { SAMPLES, statement, swaps } from './support/questions.js';
import { schedule } from './support/schedules.js';
import { countedRandom, openWorld, stillClock, type World, withQuestions } from './support/world.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const POOL = (['true', 'false', 'true'] as const).map((key, i) => ({ ...statement(`q${i}`, key), lesson: '13' }));

let world: World;
beforeAll(async () => void (world = await openWorld({ questions: { '13': POOL } })));
afterAll(() => world.close());

/** The store as a process has it that dies at its `calls`-th call: that one is not done, and nothing after it. */
function dying(store: Store, calls: number): { store: Store; dead(): boolean } {
  let left = calls;
  const mortal = new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as unknown;
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        if (left-- <= 0) throw new StoreUnavailable('killed');
        return (method as (...all: unknown[]) => Promise<unknown>).apply(target, args);
      };
    },
  });
  return { store: mortal, dead: () => left < 0 };
}

interface Side {
  readonly store: Store;
  readonly clock: ReturnType<typeof stillClock>;
  readonly shows: Board;
  start(under?: Store): Bot;
}

/** A core of its own on a store in memory; `questions` of lesson 13. */
function side(questions?: readonly Question[]): Side {
  const clock = stillClock();
  const random = countedRandom();
  const db = openDatabase(':memory:');
  migrate(db);
  const store = sqliteStore(db, { now: () => clock.now(), token: () => random.id() });
  const shows = board(world);
  const library = questions ? withQuestions(world.hall.parts.library(), { '13': questions }) : world.hall.parts.library();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const parts: Omit<Parts, 'store' | 'documents'> = { ...world.hall.parts, adapters: new Map([[shows.platform, shows]]), log, clock, random, library: () => library };
  return { store, clock, shows, start: (under = store) => createBot({ ...parts, store: under, documents: keyvOver(under, 'documents') }) };
}

const set = ({ store }: Side, change: Partial<Schedule>) => createSchedule(store, schedule({ id: 'sched0000000', cursor: '13', from: '2026-03-03', nextDate: '2026-03-03', ...change }));
const FIRST = Date.parse('2026-03-03T00:00:00Z');

/** What a platform shows that leaves one message for one key. */
const byKey = (shows: Board) => new Map(shows.posts.map((post) => [post.key, post.reply]));
const idIn = (reply: Reply | undefined) => /^quiz reveal (r\w+)$/m.exec(linesOf(reply ?? { locale: 'en', blocks: [] }).join('\n'))?.[1] ?? '';

/** From the post to its result, the process killed at the `every`-th call of each life and started again. */
async function killedAt(every: number, change: Partial<Schedule>) {
  const here = side();
  const { store, clock, shows } = here;
  await set(here, change);
  let killed = false;
  const live = async (work: (bot: Bot) => Promise<void>) => {
    const mortal = dying(store, every);
    for (const under of [mortal.store, store]) {
      await work(here.start(under));
      // longer than whoever died kept others from it
      clock.travel(clock.now() + 61_000);
    }
    killed ||= mortal.dead();
  };
  const ticks = async (count: number) => {
    for (let i = 0; i < count; i++) await live((bot) => bot.tick());
  };
  clock.travel(FIRST);
  await ticks(3);
  const asked = [...byKey(shows)].filter(([, reply]) => idIn(reply) !== '');
  const ids = new Set(shows.posts.map(({ reply }) => idIn(reply)).filter(Boolean));
  const [id = ''] = ids;
  const question = (await store.get<{ question: string }>(`round:${id}`))?.value.question;
  const right = question === 'q1' ? 2 : 1;
  const pressed = { private: false, message: { channel: HALL.channel, message: 'x:p1' } };
  for (const [who, place] of [[MAYA, right], [member(1), 3 - right], [member(2), right], [MAYA, 3 - right]] as const) {
    const event = request(here, `quiz answer ${id} ${place}`, { member: who, pressed });
    await live((bot) => bot.receive(event, ear()));
  }
  // off before the second day's question: this is about the first
  await store.delete('schedule:sched0000000');
  clock.travel(FIRST + DAY);
  await ticks(4);
  clock.travel(clock.now() + 5 * MINUTE);
  await ticks(2);
  return {
    killed,
    asked: asked.length,
    rounds: ids.size,
    results: [...byKey(shows).keys()].filter((key) => key.endsWith(':result')).length,
    revealed: new Set(shows.edits.map(({ message }) => message.message)).size,
    scores: await scoresOn({ store, library: world.hall.parts.library }, HALL.group, { kind: 'all' }),
    live: (await store.members('rounds:live')).length,
  };
}

const ALL = { asked: 1, rounds: 1, results: 1, revealed: 1, live: 0, scores: [MAYA.id, member(2).id].sort().map((who) => ({ member: who, score: 1 })) };

describe('S2 Q10: killed at any step of a question of the day and started again', () => {
  it.each(Array.from({ length: 34 }, (_, every) => every))('the same question, one round, its scores and one result, killed before call %i of the store', { timeout: 30_000 }, async (every) => {
    expect(await killedAt(every, { what: 'quiz' })).toEqual({ ...ALL, killed: true });
  });

  it.each(Array.from({ length: 34 }, (_, every) => every))('also where it follows a lesson: call %i', { timeout: 30_000 }, async (every) => {
    expect(await killedAt(every, { follow: { thread: true, pin: true, quiz: true } })).toEqual({ ...ALL, killed: true });
  });
});

describe('Q1: before the reveal nothing tells what is right', () => {
  it.each(SAMPLES.map((question) => [question.id, question] as const))('%s, posted by itself', async (_, question) => {
    const mine = { ...question, lesson: '13' };
    const other = swaps(mine).find((one) => rightAnswer(one) !== rightAnswer(mine)) as Question;
    const sent: string[] = [];
    for (const asked of [mine, other]) {
      for (const change of [{ what: 'quiz' as const }, { follow: { thread: false, pin: false, quiz: true } }]) {
        const here = side([asked]);
        await set(here, change);
        here.clock.travel(FIRST);
        const bot = here.start();
        await bot.tick();
        await bot.tick();
        here.clock.travel(FIRST + DAY / 2);
        await bot.tick();
        const all = here.shows.posts.map(({ reply, key }) => ({ key, reply, discord: renderDiscord(reply), slack: renderSlack(reply), text: renderText(reply) }));
        expect(all.some(({ reply }) => idIn(reply) !== '')).toBe(true);
        expect(here.shows.edits).toEqual([]);
        sent.push(JSON.stringify(all));
      }
    }
    expect(sent[2]).toBe(sent[0]);
    expect(sent[3]).toBe(sent[1]);
  });
});
