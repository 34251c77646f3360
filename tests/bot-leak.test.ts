import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDiscord } from '../adapters/discord/render.js';
import { renderSlack } from '../adapters/slack/render.js';
import { renderText } from '../adapters/terminal/render.js';
import type { Bot } from '../src/bot.js';
import type { Course } from '../src/course/course.js';
import type { TravelClock } from '../src/io/clock.js';
import type { Place, Request } from '../src/ports.js';
import { rightAnswer } from '../src/quiz/grade.js';
import { isOnePress, type Question } from '../src/quiz/question.js';
import { type Board, board, ear, errors, HALL, inMemory, LIN, linesOf, MAYA, request } from './support/members.js';
import { choice, SAMPLES, swaps, tries } from './support/questions.js';
import { countedRandom, openWorld, stillClock, type World } from './support/world.js';

const MINUTE = 60_000;
/** Pairs of worlds that work side by side, because a store waits a moment for company before it writes. */
const LANES = 5;

interface Side {
  readonly bot: Bot;
  readonly clock: TravelClock;
  readonly shows: Board;
  course: Course;
}

let world: World;
let whole: Course;
beforeAll(async () => {
  world = await openWorld();
  whole = world.hall.parts.library().course;
});
afterAll(() => world.close());

function side(): Side {
  const { index } = world.hall.parts.library();
  const clock = stillClock();
  const shows = board(world);
  const adapters = new Map([[shows.platform, shows]]);
  const made: Side = { clock, shows, course: whole, bot: inMemory(world, { clock, adapters, random: countedRandom(), library: () => ({ course: made.course, index }) }) };
  return made;
}

/** The course with this one question in its lesson. */
const only = (question: Question): Course => ({ ...whole, lessons: whole.lessons.map((lesson) => (lesson.id === question.lesson ? { ...lesson, questions: [question] } : lesson)) });

/** Everything that leaves for a line: to whom, and the bytes of every rendering. */
async function bytes({ clock, bot }: Side, line: string, more: Partial<Request>): Promise<{ sent: string; lines: string[] }> {
  const heard = ear();
  await bot.receive(request({ clock }, line, more), heard);
  const sent = heard.answers.map(({ reply, audience }) => ({ audience, reply, discord: renderDiscord(reply), slack: renderSlack(reply), text: renderText(reply) }));
  return { sent: JSON.stringify([heard.acknowledged, sent]), lines: heard.answers.flatMap(({ reply }) => linesOf(reply)) };
}

/** One question in two worlds: the same to look at, with something else right in the second. */
async function indistinct(sides: readonly [Side, Side], question: Question, n: number): Promise<void> {
  const [first, second] = sides;
  const others = swaps(question).filter((one) => rightAnswer(one) !== rightAnswer(question));
  first.course = only(question);
  second.course = only(others[n % others.length] as Question);
  await compare(sides, question, n);
}

/** The same for a question that a member of the group suggested: its right options are marked elsewhere in the second world. */
async function indistinctOwn(sides: readonly [Side, Side], rights: readonly [string, string], n: number): Promise<void> {
  const question = choice('any', (rights[0] ?? '').length === 1 ? 'one-choice' : 'many-choice', [...rights[0]], 'abcde');
  for (const [i, side] of sides.entries()) {
    side.course = { ...whole, lessons: whole.lessons.map((lesson) => ({ ...lesson, questions: [] })) };
    const options = [...'abcde'].map((one) => `${rights[i]?.includes(one) ? '*' : ''}option ${one} // as ${rights[i]}`).join(' | ');
    const at = { place: placeOf(n), member: LIN };
    await bytes(side, `question suggest ${question.lesson} number ${n}? | ${options} | = for ${rights[i]}`, at);
    await bytes(side, 'question approve q1', at);
  }
  await compare(sides, question, n);
}

const placeOf = (n: number): Place => ({ ...HALL, channel: `x:c${n}`, group: `x:g${n}`, locale: n % 2 ? 'en' : 'zh-CN' });

async function compare([first, second]: readonly [Side, Side], question: Question, n: number): Promise<void> {
  const same = async (line: string, more: Partial<Request>): Promise<string[]> => {
    const [one, other] = await Promise.all([bytes(first, line, more), bytes(second, line, more)]);
    expect(other.sent).toBe(one.sent);
    return one.lines.filter((sends) => /^quiz (answer|type) /.test(sends));
  };
  const place = placeOf(n);
  const presses = isOnePress(question) ? question.options.length : 1;
  expect(await same(`quiz practice ${question.lesson}`, { place, member: n % 2 ? MAYA : LIN })).toHaveLength(presses);
  const round = await same(`quiz group seconds:60 ${question.lesson}`, { place });
  expect(round).toHaveLength(presses);

  const id = round[0]?.split(' ')[2] ?? '';
  const lines = tries(question, id);
  const pressed = { private: false };
  const early = { ...MAYA, id: 'x:m0' };
  // what runs at once shows no new id, so the worlds stay in step
  await Promise.all(lines.map((line, i) => same(line, { place, pressed, member: { ...(i % 2 ? LIN : MAYA), id: `x:m${i}` } })));
  await Promise.all([same(lines[1] as string, { place, pressed, member: early }), same(`quiz result ${id}`, { place, pressed, member: early }), same(`quiz result ${id}`, { place, pressed, member: MAYA })]);
  // the number of answers on the public message, as each world shows it
  const counts: string[] = [];
  for (const { clock, bot, shows } of [first, second]) {
    const before = shows.edits.length;
    clock.travel(clock.now() + 6000);
    await bot.tick();
    counts.push(JSON.stringify(shows.edits.slice(before).map(({ reply }) => [reply, renderDiscord(reply), renderSlack(reply), renderText(reply)])));
  }
  expect(counts[0]).toMatch(/answers? so far|人作答/);
  expect(counts[1]).toBe(counts[0]);
  await same(`quiz reveal ${id}`, { place, pressed, member: LIN });

  // the worlds do differ: after the reveal they say so
  for (const { clock, bot } of [first, second]) {
    clock.travel(clock.now() + MINUTE);
    await bot.tick();
  }
  const [one, other] = await Promise.all([first, second].map((each) => bytes(each, `quiz result ${id}`, { place, member: MAYA })));
  expect(other?.sent).not.toBe(one?.sent);
}

describe('Q1: before the reveal no byte depends on which option is right', () => {
  it('every question of the bank and every kind, in private and in a group, in both languages, on every adapter', async () => {
    const questions = whole.lessons.flatMap((lesson) => lesson.questions);
    expect(questions.length).toBeGreaterThanOrEqual(18);
    questions.push(...SAMPLES);
    await Promise.all(
      Array.from({ length: LANES }, async (_, lane) => {
        const pair = [side(), side()] as const;
        for (const [n, question] of questions.entries()) if (n % LANES === lane) await indistinct(pair, question, n);
      }),
    );
    expect(errors(world)).toEqual([]);
  });

  it('A2: a group’s own question no less', async () => {
    const pair = [side(), side()] as const;
    const rights = [['a', 'b'], ['a', 'e'], ['c', 'd'], ['ab', 'ac'], ['ab', 'de']] as const;
    for (const [n, right] of rights.entries()) await indistinctOwn(pair, right, n);
    expect(errors(world)).toEqual([]);
  });
});
