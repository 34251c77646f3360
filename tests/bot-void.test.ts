import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import type { Parts } from '../src/commands/command.js';
import { DeliveryError } from '../src/errors.js';
import { openDatabase } from '../src/io/store/driver.js';
import { keyvOver } from '../src/io/store/keyv.js';
import { migrate } from '../src/io/store/schema.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import { type Store, StoreUnavailable } from '../src/store.js';
import type { Place, Request } from '../src/ports.js';
import { EVE } from './support/comments.js';
import { type Board, board, errors, HALL, LIN, linesOf, MAYA, pass, press, request, say, words, ear } from './support/members.js';
import { askedIn } from './support/party.js';
import { choice } from './support/questions.js';
import { openWorld, type World } from './support/world.js';

const MINUTE = 60_000;
const QUESTIONS = { '24': [{ ...choice('s-one'), lesson: '24' }], '25': [choice('s-a'), choice('s-b')].map((one) => ({ ...one, lesson: '25' })) };
const ELSEWHERE: Place = { ...HALL, group: 'x:other', channel: 'x:other-hall' };

let world: World;
let platform: Board;
beforeEach(async () => {
  world = await openWorld({ questions: QUESTIONS });
  platform = board(world);
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  await world.close();
});

const told = async (line: string, more = {}) => words(await say(world, line, { member: LIN, locale: 'en', ...more }));
const points = (where: string, group = HALL.group) => world.hall.parts.store.top(`points:kubernetes:${where}:${group}`, 9);

/** A round of lesson 24 to its end; who of Maya, Eve and Lin is right. */
async function played(right: readonly boolean[], place: Place = HALL, kind = 'group'): Promise<string> {
  const round = await askedIn(world, await say(world, `quiz ${kind} seconds:60 24`, { place }));
  for (const [i, ok] of right.entries()) await press(world, ok ? round.right : round.wrong, [MAYA, EVE, LIN][i]!, { place });
  await pass(world, 62_000);
  return round.id;
}

describe('Q11: the points of a question can be voided', () => {
  it('all that its rounds gave in this group, once; what others gave stays', async () => {
    await played([true, false, true]);
    await played([true, true]);
    await played([true], ELSEWHERE);
    const other = await askedIn(world, await say(world, 'quiz group seconds:60 25'));
    await press(world, other.right, MAYA);
    await pass(world, 62_000);
    expect(await points('all:')).toEqual([{ member: MAYA.id, score: 3 }, { member: EVE.id, score: 1 }, { member: LIN.id, score: 1 }]);

    const ask = await say(world, 'question void s-one', { member: LIN, locale: 'en' });
    expect(words(ask)).toContain('cannot be undone');
    expect(linesOf(ask)).toContain('question void s-one yes');
    expect(await told('question void s-one yes')).toContain('Rounds: 2; right answers that no longer give a point: 4.');
    for (const where of ['all:', 'week:2026-03-02']) expect((await points(where)).filter(({ score }) => score !== 0)).toEqual([{ member: MAYA.id, score: 1 }]);
    expect((await points('lesson:24')).filter(({ score }) => score !== 0)).toEqual([]);
    expect(await points('all:', ELSEWHERE.group)).toEqual([{ member: MAYA.id, score: 1 }]);
    expect(await told('question void s-one yes')).toContain('No ended round');
    expect(await told('leaderboard')).toContain('1 point');
  });

  it('a later round gives points again, and is taken back by itself', async () => {
    await played([true]);
    await told('question void s-one yes');
    await played([true, true]);
    expect(await told('question void s-one yes')).toContain('Rounds: 1; right answers that no longer give a point: 2.');
    expect((await points('all:')).filter(({ score }) => score !== 0)).toEqual([]);
  });

  it('of a race what it gave; of a skipped round nothing, for it gave nothing', async () => {
    await played([false, true, true], HALL, 'race');
    const skipped = await askedIn(world, await say(world, 'quiz group seconds:60 24'));
    await press(world, skipped.right, MAYA);
    await press(world, `quiz skip ${skipped.id}`, LIN);
    await pass(world, 2000);
    expect(await told('question void s-one yes')).toContain('Rounds: 1; right answers that no longer give a point: 1.');
    expect((await points('all:')).filter(({ score }) => score !== 0)).toEqual([]);
  });

  it('the scoreboard of an ended game shows it, and so does the round’s own message', async () => {
    const first = await askedIn(world, await say(world, 'quiz group seconds:60 count:2 25'));
    await press(world, first.right, MAYA);
    await press(world, first.wrong, EVE);
    await pass(world, 62_000);
    await pass(world, MINUTE);
    const second = await askedIn(world, platform.posts.at(-1)!.reply);
    for (const who of [MAYA, EVE]) await press(world, second.right, who);
    await pass(world, 62_000);
    expect(words(platform.posts.at(-1)!.reply)).toMatch(/Maya：2 分[\s\S]*Eve：1 分/);
    const board = `x:p${platform.posts.length}`;

    await told(`question void ${first.question.id} yes`);
    platform.before = () => {
      throw new DeliveryError('retry', 'busy');
    };
    await pass(world, 1000);
    platform.before = () => {};
    platform.edits.length = 0;
    await pass(world, 1000);
    const scores = platform.edits.find(({ message }) => message.message === board);
    expect(words(scores!.reply)).toMatch(/Eve：1 分[\s\S]*Maya：1 分[\s\S]*之后有 1 道题的得分被收回/);
    expect(words(platform.edits.find(({ message }) => message.message !== board)!.reply)).toContain('得分已收回');
    expect(words(await press(world, `quiz result ${first.id}`, MAYA))).toContain('points for this question were taken back');
    // each message once
    expect(platform.edits).toHaveLength(2);
    await pass(world, 1000);
    expect(platform.edits).toHaveLength(2);
  });

  it('before the reveal is through, the points that it still gives are taken back too', async () => {
    const round = await askedIn(world, await say(world, 'quiz group seconds:60 24'));
    await press(world, round.right, MAYA);
    platform.before = () => {
      throw new DeliveryError('retry', 'busy');
    };
    await pass(world, 62_000);
    expect(await told('question void s-one yes')).toContain('Rounds: 1');
    platform.before = () => {};
    await pass(world, 1000);
    expect((await points('all:')).filter(({ score }) => score !== 0)).toEqual([]);
    expect(words(platform.edits.at(-1)!.reply)).toContain('得分已收回');
  });
});

describe('Q11: killed at any step, sent twice, by two admins at once', () => {
  it('the points are taken back once, whatever happens on the way', async () => {
    const { store, bot, again } = mortal();
    const alive = bot(store);
    const admin = { ...EVE, admin: true };
    for (let calls = 0; calls < 24; calls++) {
      const round = await askedIn({ ...world, hall: { ...world.hall, parts: { ...world.hall.parts, store } } }, await say(world, 'quiz group seconds:60 24', {}, alive));
      for (const [who, line] of [[MAYA, round.right], [EVE, round.right], [LIN, round.wrong]] as const) await say(world, line, { member: who, pressed: { private: false } }, alive);
      world.clock.travel(world.clock.now() + 62_000);
      await alive.tick();
      expect(await store.top('points:kubernetes:all::x:group', 2)).toMatchObject([{ score: 1 }, { score: 1 }]);
      const event = request(world, 'question void s-one yes', { member: LIN });
      await again(calls, event, request(world, 'question void s-one yes', { member: admin }), request(world, 'question void s-one yes', { member: LIN }));
      for (const board of ['all::x:group', 'week:2026-03-02:x:group', 'lesson:24:x:group']) {
        expect([calls, (await store.top(`points:kubernetes:${board}`, 9)).filter(({ score }) => score !== 0)]).toEqual([calls, []]);
      }
      await bot(store, calls).tick();
      await alive.tick();
    }
    expect(await store.members('rounds:redraw')).toEqual([]);
  });
});

describe('A2: killed at any step and sent twice', () => {
  it('a suggestion and its approval are one question in one pool, and its author is told', async () => {
    const { store, bot, again } = mortal();
    const alive = bot(store);
    const said = async (line: string, who = LIN) => words(await say(world, line, { member: who, locale: 'en' }, alive));
    for (let calls = 0; calls < 30; calls++) {
      const line = `question suggest 13 question ${calls}? | *a | b | c | d | = so`;
      await again(calls, request(world, line, { member: MAYA }));
      const [ref = ''] = new RegExp(`q\\d+(?= · question ${calls}\\?)`).exec(await said('question list', MAYA)) ?? [];
      expect([calls, ref]).toEqual([calls, expect.stringMatching(/^q\d+$/)]);
      await again(calls, request(world, `question approve ${ref}`, { member: LIN }));
      expect(await said('question list')).toContain('Nothing waits');
      expect(await said('question list', MAYA)).toMatch(new RegExp(`${ref} · question ${calls}\\? \\(approved\\)[\\s\\S]*“question ${calls}\\?” was approved`));
      expect(await store.members('bank:kubernetes:x:group')).toHaveLength(calls + 1);
      expect(await said(line, EVE)).toContain('has that question already');
      expect(await said('question list', EVE)).toContain('nothing here yet');
    }
  });
});

/** A store in memory, processes on it that die at their `calls`-th call, and what they leave undone done again. */
function mortal() {
  const db = openDatabase(':memory:');
  migrate(db);
  const store = sqliteStore(db, { now: () => world.clock.now(), token: () => world.hall.parts.random.id() });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const bot = (under: Store, calls?: number) => {
    const dies = calls === undefined ? under : dying(under, calls);
    return createBot({ ...world.hall.parts, log, store: dies, documents: keyvOver(dies, 'documents') } satisfies Parts);
  };
  /** The first event in a process that dies on the way; then all of them at once, in processes that live. */
  const again = async (calls: number, ...events: Request[]) => {
    await bot(store, calls).receive(events[0]!, ear());
    world.clock.travel(world.clock.now() + 61_000);
    await Promise.all(events.map((event) => bot(store).receive(event, ear())));
  };
  return { store, bot, again };
}

/** The store as a process has it that dies at its `calls`-th call. */
function dying(store: Store, calls: number): Store {
  let left = calls;
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as unknown;
      if (typeof method !== 'function') return method;
      return async (...all: unknown[]) => {
        if (left-- <= 0) throw new StoreUnavailable('killed');
        return (method as (...args: unknown[]) => Promise<unknown>).apply(target, all);
      };
    },
  });
}
