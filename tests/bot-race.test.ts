import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../src/errors.js';
import { GRACE_MS } from '../src/quiz/round.js';
import { type Board, board, ear, errors, LIN, MAYA, pass, request, say, words } from './support/members.js';
import { answer, type Asked, askedIn, member } from './support/party.js';
import { choice, statement } from './support/questions.js';
import { openWorld, type World } from './support/world.js';

const WINDOW = 60_000;
const POOL = [...Array.from({ length: 5 }, (_, i) => choice(`q${i}`)), statement('q5', 'true')].map((question) => ({ ...question, lesson: '24' }));

let world: World;
let platform: Board;
beforeEach(async () => {
  world = await openWorld({ questions: { '24': POOL } });
  platform = board(world);
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  await world.close();
});

const start = async (line: string): Promise<Asked> => askedIn(world, await say(world, line));
const edit = () => words(platform.edits.at(-1)!.reply);
const reveal = () => pass(world, WINDOW + GRACE_MS);

describe('Q3: a race', () => {
  it('the first right answer wins and ends it; a wrong one may not try again, a later right one gets nothing', async () => {
    const { id, right, wrong } = await start('quiz race seconds:60 24');
    expect(words(await answer(world, wrong, MAYA))).toContain('is recorded');
    expect(words(await answer(world, right, MAYA))).toContain('Your first answer');
    expect(words(await answer(world, right, member(1)))).toContain('is recorded');
    expect(words(await answer(world, right, member(2)))).toContain('ended');
    await pass(world, 0);
    expect(edit()).toContain('答对的有：Member 1');
    expect(edit()).toContain('2 人作答');
    expect(await world.hall.parts.store.members(`attempts:${id}`)).toHaveLength(2);
  });

  it('of 40 right answers at once one wins; the others are told nothing before the reveal', async () => {
    const { id, right } = await start('quiz race seconds:60 24');
    const replies = await Promise.all(Array.from({ length: 40 }, (_, i) => answer(world, right, member(i))));
    for (const reply of replies) expect(words(reply)).toMatch(/is recorded|ended/);
    const game = (await world.hall.parts.store.get<{ game: string }>(`round:${id}`))?.value.game;
    expect(await world.hall.parts.store.top(`score:${game}`, 10)).toHaveLength(1);
  });

  it('that nobody wins is revealed at its end', async () => {
    const { wrong } = await start('quiz race seconds:60 24');
    await answer(world, wrong, MAYA);
    await reveal();
    expect(edit()).toContain('这次没有人答对');
  });

  it('won while the platform had not confirmed it yet is revealed once it stands there', async () => {
    const slow = ear({
      async answer(reply) {
        const { right } = await askedIn(world, reply);
        await answer(world, right, MAYA);
        return { channel: 'x:hall', message: 'x:slow' };
      },
    });
    await world.hall.bot.receive(request(world, 'quiz race 24'), slow);
    await pass(world, 0);
    expect(edit()).toContain('答对的有：Maya');
  });
});

describe('Q2: the number of answers on the public message', () => {
  it('follows them at a pace, says how many and nothing else, and leaves the last moments to the reveal', async () => {
    const { right, wrong } = await start('quiz group seconds:60 24');
    await answer(world, right, MAYA);
    await pass(world, 1000);
    expect(platform.edits).toEqual([]);
    await pass(world, 4000);
    expect(edit()).toContain('已有 1 人作答');
    expect(edit()).not.toMatch(/Maya|✓|正确/);
    for (let i = 0; i < 5; i++) {
      await answer(world, i % 2 ? right : wrong, member(i));
      await pass(world, 1000);
    }
    expect(platform.edits).toHaveLength(2);
    expect(edit()).toContain('已有 6 人作答');
    await pass(world, 6000);
    expect(platform.edits).toHaveLength(2);
    await pass(world, 41_500);
    await answer(world, right, LIN);
    await pass(world, 500);
    expect(platform.edits).toHaveLength(2);
  });

  it('one that cannot be shown holds nothing up', async () => {
    const { right } = await start('quiz group seconds:60 24');
    platform.before = () => {
      throw new DeliveryError('retry', '503');
    };
    await answer(world, right, MAYA);
    await pass(world, 6000);
    platform.before = () => {};
    await reveal();
    expect(edit()).toContain('答对的有：Maya');
  });
});
