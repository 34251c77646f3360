import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import { DeliveryError } from '../src/errors.js';
import { REST_MS } from '../src/quiz/game.js';
import type { Question } from '../src/quiz/question.js';
import { GRACE_MS } from '../src/quiz/round.js';
import { type Board, board, errors, HALL, LIN, linesOf, MAYA, pass, press, say, words } from './support/members.js';
import { answer, type Asked, askedIn, member } from './support/party.js';
import { choice, statement, typed } from './support/questions.js';
import { openWorld, type World } from './support/world.js';

const WINDOW = 60_000;
const POOL = [...Array.from({ length: 5 }, (_, i) => choice(`q${i}`)), statement('q5', 'true')].map((question) => ({ ...question, lesson: '24' }));

let world: World;
let platform: Board;
beforeEach(async () => {
  world = await openWorld({ questions: { '24': POOL, '25': [{ ...typed('only'), lesson: '25' }] } });
  platform = board(world);
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  await world.close();
});

const start = async (line: string): Promise<Asked> => askedIn(world, await say(world, line));
/** The question that was posted last. */
const posted = (): Promise<Asked> => askedIn(world, platform.posts.at(-1)!.reply);
const edit = () => words(platform.edits.at(-1)!.reply);
const post = () => words(platform.posts.at(-1)!.reply);
const reveal = () => pass(world, WINDOW + GRACE_MS);

describe('Q12: a quiz of several questions', () => {
  it('asks one after the other, with the scores after each and at the end; no question twice', async () => {
    const first = await start('quiz group count:3 seconds:60 24');
    await answer(world, first.right, MAYA);
    await answer(world, first.wrong, LIN);
    await reveal();
    expect(edit()).toContain('第 1 题，共 3 题');
    expect(edit()).toContain('当前得分\n• 1. Maya：1 分');
    expect(platform.posts).toEqual([]);
    await pass(world, REST_MS);
    const second = await posted();
    await answer(world, second.right, MAYA);
    await answer(world, second.right, LIN);
    await reveal();
    expect(edit()).toContain('• 1. Maya：2 分\n• 2. 小林：1 分');
    await pass(world, REST_MS);
    const third = await posted();
    await answer(world, third.right, LIN);
    await reveal();
    expect(edit()).not.toContain('当前得分');
    expect(post()).toContain('最终得分\n共 3 题\n• 1. 小林：2 分\n• 1. Maya：2 分');
    expect(linesOf(platform.posts.at(-1)!.reply)).toEqual(['quiz group count:3 24']);
    expect(new Set([first, second, third].map(({ question }) => question.id)).size).toBe(3);
    await pass(world, 10 * WINDOW);
    expect(platform.posts).toHaveLength(3);
    expect((await start('quiz group 24')).id).toMatch(/^r/);
  });

  it('Q4: the clock of a later question starts when its post is confirmed', async () => {
    await start('quiz group count:2 seconds:60 24');
    await reveal();
    platform.before = (_channel, what) => {
      if (what === 'post') world.clock.travel(world.clock.now() + 20_000);
    };
    await pass(world, REST_MS);
    const { id } = await posted();
    const round = await world.hall.parts.store.get<{ closesAt: number }>(`round:${id}`);
    expect(round?.value.closesAt).toBe(world.clock.now() + WINDOW);
  });

  it('a pool that is smaller than the quiz makes it shorter', async () => {
    const { question } = await start('quiz group count:5 seconds:60 25');
    expect(question.id).toBe('only');
    await reveal();
    expect(edit()).not.toContain('共 5 题');
    await pass(world, REST_MS * 2);
    expect(platform.posts).toEqual([]);
    expect((await start('quiz group 25')).question.id).toBe('only');
  });

  it('is refused where it could not post its questions, with what is missing', async () => {
    platform.missing = ['Send Messages'];
    expect(words(await say(world, 'quiz group count:2 24'))).toContain('Send Messages');
    expect((await start('quiz group 24')).id).toMatch(/^r/);
  });

  it('a platform that fails for a while gets the question later, once; one that is gone ends the quiz', async () => {
    await start('quiz group count:3 seconds:60 24');
    await reveal();
    let how: 'retry' | 'gone' | undefined = 'retry';
    platform.before = (_channel, what) => {
      if (how && what === 'post') throw new DeliveryError(how, 'no');
    };
    for (let i = 0; i < 3; i++) await pass(world, REST_MS);
    expect(platform.posts).toEqual([]);
    how = undefined;
    await pass(world, 1000);
    await pass(world, 1000);
    expect(platform.posts).toHaveLength(1);
    how = 'gone';
    await reveal();
    await pass(world, REST_MS);
    await pass(world, 1000);
    await pass(world, 1000);
    how = undefined;
    expect((await start('quiz group 24')).id).toMatch(/^r/);
  });
});

describe('Q3: stop and skip', () => {
  it('a skipped question gives no points, also those that it had given; the next one comes at once', async () => {
    const first = await start('quiz group count:2 seconds:60 24');
    await answer(world, first.right, MAYA);
    expect(words(await press(world, `quiz skip ${first.id}`, MAYA))).toContain('not-starter');
    expect(words(await press(world, `quiz skip ${first.id}`, LIN))).toContain('不计分');
    expect(words(await answer(world, first.right, member(1)))).toContain('ended');
    await pass(world, GRACE_MS);
    expect(edit()).toContain('被跳过');
    expect(edit()).toContain('还没有人得分');
    expect(words(await press(world, `quiz skip ${first.id}`, LIN))).toMatch(/\bended$/);
    await pass(world, 0);
    const second = await posted();
    await answer(world, second.right, MAYA);
    await reveal();
    await pass(world, 0);
    expect(post()).toContain('• 1. Maya：1 分');
  });

  it('stop ends the quiz with what was answered, by its starter or who manages the channel; typed without an id as well', async () => {
    const first = await askedIn(world, await say(world, 'quiz group count:3 seconds:60 24', { member: MAYA }));
    await answer(world, first.right, member(1));
    expect(words(await say(world, 'quiz stop', { member: member(2) }))).toContain('not-starter');
    expect(words(await say(world, 'quiz stop', { member: MAYA }))).toContain('The quiz ends here');
    await pass(world, GRACE_MS);
    await pass(world, 0);
    expect(post()).toContain('• 1. Member 1：1 分');
    expect(words(await say(world, 'quiz stop', { member: MAYA }))).toContain('none-running');
    await pass(world, 10 * WINDOW);
    expect(platform.posts).toHaveLength(1);
  });

  it('stop in the rest between two questions brings the scores', async () => {
    await start('quiz group count:3 seconds:60 24');
    await reveal();
    await say(world, 'quiz stop');
    await pass(world, 0);
    expect(post()).toContain('最终得分');
    await pass(world, REST_MS);
    expect(platform.posts).toHaveLength(1);
  });
});

describe('Q10: what comes at the wrong time, from the wrong place, or to another question', () => {
  it('an answer from outside the group is refused', async () => {
    const { right, id } = await start('quiz group 24');
    const place = { ...HALL, group: 'x:other', channel: 'x:elsewhere' };
    expect(words(await answer(world, right, MAYA, place))).toContain('elsewhere');
    expect(words(await press(world, `quiz result ${id}`, MAYA, { place }))).toContain('elsewhere');
    expect(await world.hall.parts.store.members(`attempts:${id}`)).toEqual([]);
  });

  it('names with right-to-left and zero-width characters are shown as plain words', async () => {
    const { right } = await start('quiz group count:2 seconds:60 24');
    await answer(world, right, { ...MAYA, name: '\u202Egnp.exe\u200B' });
    await answer(world, right, { ...member(1), name: '\u200B\u200E\u2060' });
    await reveal();
    expect(edit()).toContain('答对的有：gnp.exe、?');
    expect(edit()).not.toMatch(/[\u202E\u200B]/);
  });

  it('two quizzes at once in a channel: one is asked, the other is told so', async () => {
    const replies = await Promise.all([say(world, 'quiz group count:2 24'), say(world, 'quiz race 24'), say(world, 'quiz group 24')]);
    expect(replies.map(words).filter((said) => /\brunning$/.test(said))).toHaveLength(2);
    await reveal();
    await pass(world, 20 * WINDOW);
    expect((await world.hall.parts.store.members('rounds:live')).length).toBeLessThanOrEqual(1);
  });

  it('a question that is edited or deleted while it is asked: the round goes on as it was asked, practice says so', async () => {
    const { library } = world.hall.parts;
    let course = library().course;
    const bot = createBot({ ...world.hall.parts, library: () => ({ ...library(), index: library().index, course }) });
    const edited = (questions: readonly Question[]) => {
      course = { ...course, lessons: course.lessons.map((lesson) => (lesson.id === '25' ? { ...lesson, questions } : lesson)) };
    };
    const said = async (line: string, who = MAYA) => words(await say(world, line, { member: who, pressed: { private: false } }, bot));
    const { right, id } = await askedIn(world, await say(world, 'quiz group seconds:60 25', {}, bot));
    const practised = await say(world, 'quiz practice 25', { member: MAYA }, bot);
    const line = `${linesOf(practised)[0]} kubectl apply`;
    edited([{ ...typed('only', ['something new']), lesson: '25' }]);
    expect(await said(right)).toContain('is recorded');
    expect(await said(line)).toMatch(/\bchanged$/m);
    edited([]);
    expect(await said(right, member(1))).toContain('is recorded');
    expect(await said(line)).toMatch(/\bgone$/);
    world.clock.travel(world.clock.now() + WINDOW + GRACE_MS);
    await bot.tick();
    expect(edit()).toContain('kubectl apply');
    expect(edit()).toContain('答对的有：Maya、Member 1');
    expect(await said(`quiz result ${id}`)).toContain('Right!');
  });
});
