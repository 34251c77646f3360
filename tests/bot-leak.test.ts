import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDiscord } from '../adapters/discord/render.js';
import { renderSlack } from '../adapters/slack/render.js';
import { renderText } from '../adapters/terminal/render.js';
import type { Bot } from '../src/bot.js';
import type { Course } from '../src/course/course.js';
import type { Place, Request } from '../src/ports.js';
import type { Question } from '../src/quiz/question.js';
import { board, ear, HALL, inMemory, LIN, linesOf, MAYA, request } from './support/members.js';
import { openWorld, type World } from './support/world.js';

/** In the first world the right option is right, in the second another one. */
const WORLDS = 2;
const MINUTE = 60_000;

interface Side {
  readonly world: World;
  readonly bot: Bot;
  course: Course;
}

const sides: Side[] = [];
let whole: Course;
beforeAll(async () => {
  for (let n = 0; n < WORLDS; n++) {
    const world = await openWorld();
    board(world);
    const { course, index } = world.hall.parts.library();
    whole = course;
    const side: Side = { world, course, bot: inMemory(world, { library: () => ({ course: side.course, index }) }) };
    sides.push(side);
  }
});
afterAll(() => Promise.all(sides.map(({ world }) => world.close())));

/** The course with this one question in its lesson, the option `by` places after the right one taken for right. */
function keyed(question: Question, by: number): Course {
  const { options } = question;
  const key = options[(options.findIndex(({ id }) => id === question.key) + by) % options.length]?.id ?? '';
  return { ...whole, lessons: whole.lessons.map((lesson) => (lesson.id === question.lesson ? { ...lesson, questions: [{ ...question, key }] } : lesson)) };
}

/** Everything that leaves for a line: to whom, and the bytes of every rendering. */
async function bytes({ world, bot }: Side, line: string, more: Partial<Request>): Promise<{ sent: string; lines: string[] }> {
  const heard = ear({});
  await bot.receive(request(world, line, more), heard);
  const sent = heard.answers.map(({ reply, audience }) => ({ audience, reply, discord: renderDiscord(reply), slack: renderSlack(reply), text: renderText(reply) }));
  return { sent: JSON.stringify([heard.acknowledged, sent]), lines: heard.answers.flatMap(({ reply }) => linesOf(reply)) };
}

/** The same line in every world; the bytes must not differ. */
async function same(line: string, more: Partial<Request>): Promise<string[]> {
  const all = await Promise.all(sides.map((side) => bytes(side, line, more)));
  for (const one of all) expect(one.sent).toBe(all[0]?.sent);
  expect(all[0]?.sent).not.toMatch(/"(?:error\.)?bug"|went wrong|出了点问题/);
  return all[0]?.lines ?? [];
}

describe('Q1: before the reveal no byte depends on which option is right', () => {
  it('every question of the bank, in private and in a group, in both languages', async () => {
    const questions = whole.lessons.flatMap((lesson) => lesson.questions);
    expect(questions.length).toBeGreaterThanOrEqual(18);
    for (const [n, question] of questions.entries()) {
      const others = question.options.length - 1;
      for (const [i, side] of sides.entries()) side.course = keyed(question, i * (1 + (n % others)));
      const place: Place = { ...HALL, channel: `x:c${n}`, group: `x:g${n}`, locale: n % 2 ? 'en' : 'zh-CN' };
      const answers = (lines: string[]) => lines.filter((line) => line.startsWith('quiz answer'));

      const practice = answers(await same(`quiz practice ${question.lesson}`, { place, member: n % 2 ? MAYA : LIN }));
      expect(practice).toHaveLength(question.options.length);
      const round = answers(await same(`quiz group seconds:60 ${question.lesson}`, { place }));
      expect(round).toHaveLength(question.options.length);
      const id = round[0]?.split(' ')[2] ?? '';
      const pressed = { private: false };
      const first = { ...MAYA, id: 'x:m0' };
      // what runs at once shows no new id, so the worlds stay in step
      await Promise.all(round.map((line, i) => same(line, { place, pressed, member: { ...(i % 2 ? LIN : MAYA), id: `x:m${i}` } })));
      await Promise.all([same(`quiz answer ${id} 2`, { place, pressed, member: first }), same(`quiz result ${id}`, { place, pressed, member: first }), same(`quiz result ${id}`, { place, pressed, member: MAYA })]);
      await same(`quiz reveal ${id}`, { place, pressed, member: LIN });

      // the worlds do differ: after the reveal they say so
      for (const { world, bot } of sides) {
        world.clock.travel(world.clock.now() + MINUTE);
        await bot.tick();
      }
      const after = await Promise.all(sides.map((side) => bytes(side, `quiz result ${id}`, { place, member: MAYA })));
      expect(after[0]?.sent).not.toBe(after[1]?.sent);
    }
  }, 60_000);
});
