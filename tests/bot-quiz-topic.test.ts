import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import { questionAt } from '../src/course/course.js';
import { inOrder } from '../src/quiz/order.js';
import { isOnePress, type Question } from '../src/quiz/question.js';
import type { Reply } from '../src/reply.js';
import { board, HALL, LIN, linesOf, MAYA, pass, press, say, words } from './support/members.js';
import { openWorld, type World } from './support/world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const TRAITS = ['pay-per-use', 'workflow-driven', 'highly-scalable'];

/** The question that a reply asks, and the line that answers with the option shown at a place, from 1. */
async function asked(reply: Reply): Promise<{ question: Question; id: string }> {
  const id = /^quiz (?:answer|type) (\w+)/m.exec(linesOf(reply).join('\n'))?.[1] ?? '';
  const { store, library } = world.hall.parts;
  const kept = await store.get<{ question: string }>(`${id.startsWith('p') ? 'practice' : 'round'}:${id}`);
  const question = questionAt(library().course, kept?.value.question ?? '');
  if (!question) throw new Error(`no question in «${words(reply)}»`);
  return { question, id };
}

const onTopicsOf = async (line: string, member = MAYA): Promise<string> => (await asked(await say(world, line, { member }))).question.topic;

describe('Q9: a quiz on a topic, by the names that people type', () => {
  it.each([
    ['quiz declarative-api', ['declarative-api']],
    ['quiz declarative', ['declarative-api']],
    ['quiz Declarative API', ['declarative-api']],
    ['测验 声明式', ['declarative-api']],
    ['测验 声明式API', ['declarative-api']],
    ['quiz pay per use', ['pay-per-use']],
    ['quiz pay-as-you-go', ['pay-per-use']],
    ['测验 按需付费', ['pay-per-use']],
    ['测验 按使用付费', ['pay-per-use']],
    ['quiz workflow driven', ['workflow-driven']],
    ['测验 工作流', ['workflow-driven']],
    ['quiz highly scalable', ['highly-scalable']],
    ['测验 高可扩展', ['highly-scalable']],
    ['quiz serverless', ['serverless', ...TRAITS]],
    ['测验 无服务器', ['serverless', ...TRAITS]],
    ['测验 Serverless 的三大特征', ['serverless', ...TRAITS]],
    ['quiz practice ref:networking', ['networking']],
    // a part of a name that only one topic has
    ['quiz declar', ['declarative-api']],
    ['quiz quizzes on scheduling', ['scheduling']],
  ])('%s', async (line, topics) => {
    for (let i = 0; i < 4; i++) expect(topics).toContain(await onTopicsOf(line));
  });

  it('serverless asks about each of its three traits', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 60; i++) seen.add(await onTopicsOf('quiz serverless'));
    expect([...seen].sort()).toEqual(['serverless', ...TRAITS].sort());
  });

  it('a lesson is asked for as before: by number, by title, by a part of its title', async () => {
    for (const [line, lesson] of [['quiz 23', '23'], ['测验 第十三讲', '13'], ['quiz kubeadm', '10'], ['quiz preface', 'preface']] as const) {
      expect([line, (await asked(await say(world, line))).question.lesson]).toEqual([line, lesson]);
    }
  });
});

describe('Q7: another question on the topic', () => {
  it('follows by its button, and none comes twice before all were asked', async () => {
    const { course } = world.hall.parts.library();
    const all = course.lessons.flatMap(({ questions }) => questions).filter(({ topic }) => topic === 'pay-per-use');
    const ids = new Set<string>();
    let reply = await say(world, 'quiz pay per use', { member: MAYA });
    for (let i = 0; i < all.length; i++) {
      const { question, id } = await asked(reply);
      ids.add(question.id);
      const answered = isOnePress(question) ? await press(world, `quiz answer ${id} 1`, MAYA) : undefined;
      // and to the lesson of this question: a topic has no page
      if (answered) expect(linesOf(answered)).toEqual(expect.arrayContaining(['quiz another pay-per-use', `lesson ${question.lesson}`]));
      reply = await press(world, 'quiz another pay-per-use', MAYA);
    }
    expect(ids.size).toBe(all.length);
  });
});

describe('Q3: a group round on a topic', () => {
  it('leads on to the same topic', async () => {
    const platform = board(world);
    const start = await say(world, 'quiz group seconds:10 工作流驱动');
    const { question, id } = await asked(start);
    expect(question.topic).toBe('workflow-driven');
    if (isOnePress(question)) await press(world, `quiz answer ${id} ${inOrder(question, id).length}`, MAYA);
    await pass(world, 15_000);
    expect(linesOf(platform.edits.at(-1)?.reply ?? platform.posts.at(-1)!.reply)).toContain('quiz group workflow-driven');
  });

  it('of several questions asks all of them on it, and the last message starts the same again', async () => {
    const platform = board(world);
    const first = await asked(await say(world, 'quiz group count:3 seconds:10 serverless'));
    const topics = [first.question.topic];
    for (let i = 0; i < 12; i++) await pass(world, 10_000);
    for (const { reply } of platform.posts) if (linesOf(reply).some((line) => line.startsWith('quiz reveal') || line.startsWith('quiz answer'))) topics.push((await asked(reply)).question.topic);
    expect(topics).toHaveLength(3);
    for (const topic of topics) expect(['serverless', ...TRAITS]).toContain(topic);
    expect(platform.posts.flatMap(({ reply }) => linesOf(reply))).toContain('quiz group count:3 serverless');
  });
});

describe('a name that means nothing', () => {
  it('is told with all topics; the buttons ask, and open no lesson', async () => {
    const reply = await say(world, 'quiz zebra', { member: MAYA });
    expect(words(reply)).toMatch(/no lesson and no topic “zebra”. Topics: Declarative API, Serverless, Pay per use, .*Community and ecosystem\./);
    // the nearest lessons, and what the course is about above all
    expect(linesOf(reply)).toHaveLength(5);
    expect(linesOf(reply).slice(-2)).toEqual(['quiz practice declarative-api', 'quiz practice serverless']);
    for (const line of linesOf(reply)) {
      expect(line).toMatch(/^quiz practice \S+$/);
      await asked(await press(world, line, MAYA));
    }
  });

  it('in a course without topics is told with the nearest lessons alone', async () => {
    const { course, index } = world.hall.parts.library();
    const bot = createBot({ ...world.hall.parts, library: () => ({ course: { ...course, topics: [] }, index }) });
    const reply = await say(world, 'quiz serverless traits', { member: MAYA }, bot);
    expect(words(reply)).toContain('I can’t find the lesson “serverless traits”');
    expect(linesOf(reply)).toEqual(Array(3).fill(expect.stringMatching(/^quiz practice \S+$/)));
  });

  it('for a group keeps how it was asked for', async () => {
    const reply = await say(world, 'quiz race count:2 seconds:30 没有这个东西', { member: LIN });
    expect(words(reply)).toContain('也没有这个主题。可选的主题：声明式 API、Serverless、按使用计费、');
    for (const line of linesOf(reply)) expect(line).toMatch(/^quiz race count:2 seconds:30 \S+$/);
  });

  it('where it means several topics they come first', async () => {
    const reply = await say(world, '测验 按需付费和工作流', { member: LIN });
    expect(linesOf(reply).slice(0, 2).sort()).toEqual(['quiz practice pay-per-use', 'quiz practice workflow-driven']);
    expect(linesOf(reply).length).toBeGreaterThan(2);
  });
});

it('L5: topics are completed before lessons, by any of their names, with how many questions they have', async () => {
  const complete = (typed: string, member = MAYA) => world.hall.bot.suggest('quiz', 'ref', typed, { key: 'x:typing', member, place: HALL, at: 0 });
  expect((await complete('按需'))[0]).toEqual({ value: 'pay-per-use', label: 'Topic: Pay per use (12 questions)' });
  expect((await complete('serverless', LIN))[0]).toEqual({ value: 'serverless', label: '主题：Serverless（80 题）' });
  expect((await complete('s')).map(({ value }) => value).slice(0, 4)).toEqual(['serverless', 'highly-scalable', 'storage', 'scheduling']);
  expect((await complete('23'))[0]?.value).toBe('23');
  const all = await complete('');
  expect(all).toHaveLength(25);
  expect(all.map(({ value }) => value).slice(0, 2)).toEqual(['declarative-api', 'serverless']);
  expect(all.some(({ value }) => value === 'preface')).toBe(true);
});
