import { describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import { followOf } from '../src/schedule/follows.js';
import { previewOf } from '../src/schedule/post.js';
import { scoresOn } from '../src/progress/boards.js';
import { slotsOf } from '../src/quiz/deck/deck.js';
import { askedKey } from '../src/quiz/pick.js';
import { LIVE_ROUNDS, type Round } from '../src/quiz/round.js';
import type { Reply } from '../src/reply.js';
import { problems } from '../src/limits.js';
import { DAY, daily, FIRST, HOUR, MINUTE } from './support/daily.js';
import { errors, HALL, LIN, linesOf, MAYA, press, say, words } from './support/members.js';
import { askedIn, member } from './support/party.js';
import { plan } from './support/plans.js';
import { choice } from './support/questions.js';
import { withQuestions } from './support/world.js';

const { at, now } = daily();
const posts = () => now.platform.posts;
const reply = (i: number): Reply => posts()[i]?.reply as Reply;
const round = async (id: string) => (await now.world.hall.parts.store.get<Round>(`round:${id}`))?.value as Round;
const live = () => now.world.hall.parts.store.members(LIVE_ROUNDS);
/** A few seconds go by. */
const seconds = async (from: number, count = 6) => {
  for (let i = 0; i < count; i++) await at(from + i * 1000);
};

describe('S6: the question of the day', () => {
  it('stands for a day, takes one answer a member, and is revealed next day at the same time, with a short post', async () => {
    await plan(now.world, { what: 'quiz', cursor: '13' });
    await at(FIRST);
    expect(posts()).toHaveLength(1);
    expect(problems(reply(0))).toEqual([]);
    expect(words(reply(0))).toContain('每日一题 · 第 13 讲');
    expect(words(reply(0))).toContain('2026年3月4日周三 08:00');
    const asked = await askedIn(now.world, reply(0));
    expect(asked.question.lesson).toBe('13');
    // nobody looks at it every second
    expect(await live()).toEqual([]);
    await at(FIRST + HOUR);
    expect(words(await press(now.world, asked.right, MAYA))).toContain('is recorded');
    await press(now.world, asked.wrong, member(1));
    await press(now.world, asked.wrong, MAYA);
    await at(FIRST + DAY - 1000);
    await press(now.world, asked.right, member(2));
    expect(now.platform.edits).toEqual([]);
    await seconds(FIRST + DAY);
    expect(words(await press(now.world, asked.right, member(3)))).toContain('This round has ended');
    const [edit] = now.platform.edits;
    expect(now.platform.edits).toHaveLength(1);
    expect(edit?.message.message).toBe('x:p1');
    expect(words(edit?.reply as Reply)).toContain('3 人作答');
    expect(words(edit?.reply as Reply)).toContain('答对的有：Maya、Member 2');
    const results = posts().filter(({ key }) => key.endsWith(':result'));
    expect(results).toHaveLength(1);
    expect(words(results[0]?.reply as Reply)).toContain('2026年3月3日的每日一题（第 13 讲 · 为什么我们需要Pod？）：3 人作答，2 人答对');
    expect(words(await press(now.world, `quiz result ${asked.id}`, member(1)))).toContain('Not this time');
    expect(linesOf(results[0]?.reply as Reply)).toContain(`quiz result ${asked.id}`);
    // the next question stands there meanwhile, and is another one
    expect(posts()).toHaveLength(3);
    const next = await askedIn(now.world, posts().find(({ key }) => key.endsWith('03-04'))?.reply as Reply);
    expect(next.question.id).not.toBe(asked.question.id);
    expect((await round(asked.id)).state).toBe('shown');
    expect(await live()).toEqual([]);
    expect(errors(now.world)).toEqual([]);
  });

  it('counts as a group round does: points, cards, log', async () => {
    await plan(now.world, { what: 'quiz', cursor: '13' });
    await at(FIRST);
    const asked = await askedIn(now.world, reply(0));
    await press(now.world, asked.right, MAYA);
    await press(now.world, asked.wrong, LIN);
    await seconds(FIRST + DAY);
    const { parts } = now.world.hall;
    expect(await scoresOn(parts, HALL.group, { kind: 'all' })).toEqual([{ member: MAYA.id, score: 1 }]);
    expect((await slotsOf(parts.store, LIN.id)).map(({ question }) => question)).toEqual([asked.question.id]);
  });

  it('closes by the clocks of its zone, a day of 23 hours included', async () => {
    // in Berlin the clocks go forward on 29 March 2026
    await plan(now.world, { what: 'quiz', cursor: '13', zone: 'Europe/Berlin', nextDate: '2026-03-28' });
    const due = Date.parse('2026-03-28T07:00:00Z');
    await at(due);
    const { id } = await askedIn(now.world, reply(0));
    expect((await round(id)).closesAt).toBe(Date.parse('2026-03-29T06:00:00Z'));
  });

  it('is in no game’s way: the channel plays beside it', async () => {
    await plan(now.world, { what: 'quiz', cursor: '13' });
    await at(FIRST);
    expect(words(await say(now.world, 'quiz group seconds:60 24'))).toContain('群测验');
    expect(words(await say(now.world, 'quiz stop'))).toContain('测验到此为止');
    await seconds(FIRST + 2 * MINUTE);
    expect((await round((await askedIn(now.world, reply(0))).id)).state).toBe('open');
  });

  it('without a lesson asks about the whole course, and never one twice until all were asked', async () => {
    const few = withQuestions(now.world.hall.parts.library(), Object.fromEntries(now.world.hall.parts.library().course.lessons.map(({ id }) => [id, id === '5' || id === '6' ? [{ ...choice(`only-${id}`), lesson: id }] : []])));
    const bot = createBot({ ...now.world.hall.parts, library: () => few });
    await plan(now.world, { what: 'quiz', cursor: undefined });
    for (let day = 0; day < 4; day++) {
      now.clock.travel(FIRST + day * DAY);
      await bot.tick();
    }
    const asked = await Promise.all(posts().filter(({ key }) => /\d$/.test(key)).map(async (post) => (await askedIn(now.world, post.reply)).question.id));
    expect(asked).toHaveLength(4);
    expect(new Set(asked.slice(0, 2))).toEqual(new Set(['only-5', 'only-6']));
    expect(asked[2]).not.toBe(asked[1]);
  });

  it('on a lesson that has no questions asks about the others', async () => {
    await plan(now.world, { what: 'quiz', cursor: 'no-such-lesson' });
    await at(FIRST);
    expect((await askedIn(now.world, reply(0))).question.lesson).not.toBe('');
  });

  it('comes late after an outage, and stands for a day all the same', async () => {
    await plan(now.world, { what: 'quiz', cursor: '13', graceMs: 48 * HOUR });
    await at(FIRST + 20 * HOUR);
    const { id } = await askedIn(now.world, reply(0));
    expect((await round(id)).closesAt).toBe(FIRST + 2 * DAY);
  });
});

describe('Q3 S6: ended before its time', () => {
  it('by who manages the channel, by nobody else; the result follows at once and only once', async () => {
    await plan(now.world, { what: 'quiz', cursor: '13' });
    await at(FIRST);
    const { id, right } = await askedIn(now.world, reply(0));
    await press(now.world, right, MAYA);
    expect(words(await press(now.world, `quiz reveal ${id}`, MAYA))).toContain('Only who manages this channel');
    const host = { ...MAYA, host: true };
    expect(words(await press(now.world, `quiz reveal ${id}`, host, { place: { ...HALL, channel: 'x:elsewhere' } }))).toContain('Only who manages this channel');
    expect(words(await press(now.world, `quiz reveal ${id}`, host))).toContain('on its way');
    await seconds(FIRST + 2000, 8);
    expect(now.platform.edits).toHaveLength(1);
    expect(posts().map(({ key }) => key.split(':').at(-1))).toEqual(['2026-03-03', 'result']);
    await seconds(FIRST + DAY);
    expect(posts().filter(({ key }) => key.includes('03-03'))).toHaveLength(2);
  });

  it('skipped: nobody scores, and the post says so', async () => {
    await plan(now.world, { what: 'quiz', cursor: '13' });
    await at(FIRST);
    const { id, right } = await askedIn(now.world, reply(0));
    await press(now.world, right, MAYA);
    expect(words(await say(now.world, `quiz skip ${id}`))).toContain('已跳过');
    await seconds(FIRST + 2000, 8);
    expect(words(posts().at(-1)?.reply as Reply)).toContain('已跳过，不计分');
    expect(await scoresOn(now.world.hall.parts, HALL.group, { kind: 'all' })).toEqual([]);
  });
});

describe('S9: the question that follows a lesson', () => {
  it('asks about that lesson, and is revealed next day', async () => {
    await plan(now.world, { follow: { thread: false, pin: false, quiz: true } });
    await at(FIRST);
    expect(posts().map(({ key }) => key.split(':').at(-1))).toEqual(['2026-03-03', 'quiz']);
    const asked = await askedIn(now.world, reply(1));
    expect(asked.question.lesson).toBe('13');
    await press(now.world, asked.right, MAYA);
    await seconds(FIRST + DAY);
    expect(now.platform.edits.map(({ message }) => message.message)).toEqual(['x:p2']);
    expect(posts().filter(({ key }) => key.endsWith('03-03:result'))).toHaveLength(1);
    const follow = await followOf(now.world.hall.parts.store, posts()[0]?.key as string);
    expect(follow?.steps.map(({ kind, state }) => [kind, state])).toEqual([['quiz', 'done'], ['reveal', 'done'], ['result', 'done']]);
  });

  it('asks about the lessons before it where it has no question that is new, and never fails where there is none at all', async () => {
    const library = now.world.hall.parts.library();
    const bare = (some: readonly string[]) => withQuestions(library, Object.fromEntries(library.course.lessons.map(({ id }) => [id, some.includes(id) ? [{ ...choice(`q-${id}`), lesson: id }, { ...choice(`r-${id}`), lesson: id }] : []])));
    await plan(now.world, { follow: { thread: false, pin: false, quiz: true } });
    const asked: string[] = [];
    for (const [day, some] of [['13'], ['13'], [], ['13', '16']].entries()) {
      const made = bare(some);
      const bot = createBot({ ...now.world.hall.parts, library: () => made });
      for (const ms of [0, 1000]) {
        now.clock.travel(FIRST + day * DAY + ms);
        await bot.tick();
      }
      const post = posts().findLast(({ key }) => key.endsWith(`03-0${3 + day}:quiz`));
      asked.push(post ? (await askedIn(now.world, post.reply)).question.lesson : '');
    }
    expect(asked).toEqual(['13', '13', '', '16']);
    expect(errors(now.world)).toEqual([]);
  });
});

describe('a look ahead', () => {
  it('shows a question with its buttons off, and draws nothing', async () => {
    const made = await plan(now.world, { what: 'quiz', cursor: '13' });
    const { parts } = now.world.hall;
    const shown = (await previewOf(parts, made))?.reply as Reply;
    expect(words(shown)).toContain('每日一题');
    expect(problems(shown)).toEqual([]);
    expect(shown.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])).filter((one) => 'line' in one && one.line.startsWith('quiz')).every((one) => 'line' in one && one.disabled)).toBe(true);
    expect(await parts.store.get(askedKey(HALL.group))).toBeUndefined();
    expect(await parts.store.get('round:r000000000000')).toBeUndefined();
  });
});
