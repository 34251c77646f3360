import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import type { Parts } from '../src/commands/command.js';
import { openDatabase } from '../src/io/store/driver.js';
import { keyvOver } from '../src/io/store/keyv.js';
import { migrate } from '../src/io/store/schema.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import type { Round } from '../src/quiz/round.js';
import type { Reply } from '../src/reply.js';
import { type Store, StoreUnavailable } from '../src/store.js';
import { board, ear, HALL, linesOf, MAYA, request, say, words } from './support/members.js';
import { member } from './support/party.js';
import { statement } from './support/questions.js';
import { countedRandom, openWorld, stillClock, type World } from './support/world.js';

const MINUTE = 60_000;
const POOL = (['true', 'false'] as const).map((key, i) => ({ ...statement(`q${i}`, key), lesson: '24' }));

let world: World;
beforeAll(async () => void (world = await openWorld({ questions: { '24': POOL } })));
afterAll(() => world.close());

/** The store as a process has it that dies at its `calls`-th call: that one is not done, and nothing after it. */
function dying(store: Store, calls: number): Store {
  let left = calls;
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as unknown;
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        if (left-- <= 0) throw new StoreUnavailable('killed');
        return (method as (...all: unknown[]) => Promise<unknown>).apply(target, args);
      };
    },
  });
}

const asks = (reply: Reply): boolean => linesOf(reply).some((line) => line.startsWith('quiz reveal'));

/** A whole quiz of two questions, the process killed at each `every`-th call of the store and started again. */
async function killedAt(every: number): Promise<{ scores: unknown; asked: number; finals: number; reveals: number; calls: boolean }> {
  const clock = stillClock();
  const random = countedRandom();
  const db = openDatabase(':memory:');
  migrate(db);
  const store = sqliteStore(db, { now: () => clock.now(), token: () => random.id() });
  const platform = board(world);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  let killed = false;
  const start = (under: Store) => {
    const parts: Parts = { ...world.hall.parts, log, store: under, documents: keyvOver(under, 'documents'), clock, random };
    return createBot(parts);
  };
  const here = { ...world, clock };
  /** Does it in a process that dies on the way, then in the next ones until one lives through it; platforms deliver again. */
  const survive = async (line: string | undefined, more: Parameters<typeof request>[2] = {}) => {
    const event = line === undefined ? undefined : request(here, line, more);
    const replies: Reply[] = [];
    for (const under of [dying(store, every), store]) {
      const bot = start(under);
      if (event) {
        const heard = ear();
        await bot.receive(event, heard);
        replies.push(...heard.answers.map(({ reply }) => reply));
      } else await bot.tick();
      // longer than whoever died kept others from it
      clock.travel(clock.now() + 61_000);
      if (under !== store) killed = true;
    }
    return replies.find(asks);
  };

  let first = await survive('quiz group count:2 seconds:3600 24');
  // the command itself may have died before it had asked anything: then people type it again
  const alive = start(store);
  if (!first) {
    clock.travel(clock.now() + 11 * MINUTE);
    await alive.tick();
    await alive.tick();
    first = await say(here, 'quiz group count:2 seconds:3600 24', {}, alive);
  }
  const ids: string[] = [];
  const next = (reply: Reply) => {
    const id = /^quiz reveal (r\w+)$/m.exec(linesOf(reply).join('\n'))?.[1] ?? '';
    if (!ids.includes(id)) ids.push(id);
    return id;
  };
  const answerAll = async (id: string) => {
    const round = await store.get<Round>(`round:${id}`);
    const place = round?.value.question === 'q0' ? 1 : 2;
    // as platforms do: with the message that stands there
    const pressed = { private: false, message: { channel: HALL.channel, message: `x:${id}` } };
    await survive(`quiz answer ${id} ${place}`, { member: MAYA, pressed });
    await survive(`quiz answer ${id} ${3 - place}`, { member: member(1), pressed });
    await survive(`quiz answer ${id} ${place}`, { member: member(2), pressed });
    // the same people once more, with events of their own
    for (const who of [MAYA, member(1), member(2)]) await say(here, `quiz answer ${id} ${place}`, { member: who, pressed }, start(store));
  };
  await answerAll(next(first));
  clock.travel(clock.now() + 60 * MINUTE);
  for (let i = 0; i < 3; i++) await survive(undefined);
  const posted = platform.posts.findLast(({ reply }) => asks(reply));
  if (posted) await answerAll(next(posted.reply));
  clock.travel(clock.now() + 60 * MINUTE);
  for (let i = 0; i < 4; i++) await survive(undefined);

  const game = (await store.get<Round>(`round:${ids[0]}`))?.value.game ?? '';
  return {
    scores: await store.top(`score:${game}`, 10),
    asked: ids.length,
    // a platform leaves one message for one key
    finals: new Set(platform.posts.filter(({ reply }) => words(reply).startsWith('最终得分')).map(({ key }) => key)).size,
    reveals: new Set(platform.edits.filter(({ reply }) => linesOf(reply).some((line) => line.startsWith('quiz result'))).map(({ message }) => message.message)).size,
    calls: killed,
  };
}

describe('Q10: killed at any step and started again', () => {
  it.each(Array.from({ length: 28 }, (_, every) => every))('the same questions and the same scores, killed before call %i of the store each time', { timeout: 30_000 }, async (every) => {
    const { scores, ...rest } = await killedAt(every);
    expect(scores).toEqual([MAYA.id, member(2).id].sort().map((who) => ({ member: who, score: 2 })));
    expect(rest).toEqual({ asked: 2, finals: 1, reveals: 2, calls: true });
  });
});
