import { expect } from 'vitest';
import type { Seen, Stage } from './stage.js';
import { questionAt } from '../../src/course/course.js';
import { inOrder } from '../../src/quiz/order.js';
import { isOnePress } from '../../src/quiz/question.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The lines of the right and of a wrong answer to the question that was asked last. */
export async function answers({ world }: Stage, seen: Seen): Promise<{ right: string; wrong: string }> {
  const lines = seen.lines().filter((line) => line.startsWith('quiz answer'));
  const id = lines[0]?.split(' ')[2] ?? '';
  const { store, library } = world.hall.parts;
  const document = (await store.get<{ question: string }>(`practice:${id}`)) ?? (await store.get<{ question: string }>(`round:${id}`));
  const question = questionAt(library().course, document?.value.question ?? '');
  if (!question || !isOnePress(question)) throw new Error('no question stands there');
  const place = inOrder(question, id).findIndex((option) => question.keys.includes(option.id));
  return { right: lines[place] as string, wrong: lines[(place + 1) % lines.length] as string };
}

/** Dialogues about quizzes and daily posts. */
export const GROUP: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'Q3: practice is private; a right answer is right, and another one follows': async (stage) => {
    const question = await stage.say('maya', 'quiz practice', { ref: '23' });
    expect(question.private).toBe(true);
    const { right } = await answers(stage, question);
    const verdict = await stage.press('maya', question, right);
    expect(verdict.words()).toContain('Right!');
    expect(verdict.words()).toContain('Explanation');
    const next = await stage.press('maya', verdict, 'quiz another 23');
    expect(next.lines().filter((line) => /^quiz (answer|type) /.test(line)).length).toBeGreaterThanOrEqual(1);
  },

  'a wrong answer says which was right and why one’s own tempts': async (stage) => {
    const question = await stage.say('lin', 'quiz practice', { ref: '13' });
    const { wrong } = await answers(stage, question);
    const verdict = await stage.press('lin', question, wrong);
    expect(verdict.words()).toContain('这次没答对');
    expect(verdict.words()).toContain('为什么不是');
  },

  'Q2: a round is public, picks are not, and the reveal shows who was right': async (stage) => {
    const round = await stage.say('lin', 'quiz group', { ref: '24', seconds: 60 });
    expect(round.private).toBe(false);
    const { right, wrong } = await answers(stage, round);
    const before = round.words();
    const receipt = await stage.press('maya', round, right);
    expect(receipt.private).toBe(true);
    expect(receipt.words()).toContain('is recorded');
    expect(receipt.words()).not.toMatch(/right|wrong/i);
    await stage.press('lin', round, wrong);
    expect(round.words()).toBe(before);
    await stage.pass(MINUTE + 2000);
    expect(round.words()).toContain('正确答案是');
    expect(round.words()).toContain('2 人作答');
    expect(round.words()).toContain('答对的有：Maya');
  },

  'Q3: the first answer counts, a second one changes nothing': async (stage) => {
    const round = await stage.say('lin', 'quiz group', { ref: '25' });
    const { right, wrong } = await answers(stage, round);
    await stage.press('maya', round, wrong);
    expect((await stage.press('maya', round, right)).words()).toContain('Your first answer');
    await stage.pass(3 * MINUTE);
    expect(round.words()).toContain('这次没有人答对');
  },

  'one’s own result of a round that ended is there in private': async (stage) => {
    const round = await stage.say('lin', 'quiz group', { seconds: 10 });
    const { right } = await answers(stage, round);
    await stage.press('lin', round, right);
    await stage.pass(MINUTE);
    const late = await stage.world.hall.parts.store.get(`round:${right.split(' ')[2]}`);
    expect(late?.value).toMatchObject({ state: 'shown' });
    const result = await stage.press('maya', round, /^quiz result/);
    expect(result.words()).toContain('You did not answer in time');
    expect((await stage.press('lin', round, /^quiz result/)).words()).toContain('答对了');
  },

  'whoever started a round reveals it early, others do not': async (stage) => {
    const round = await stage.say('maya', 'quiz group', { ref: 'bonus-2019' });
    const reveal = round.lines().find((line) => line.startsWith('quiz reveal')) as string;
    await stage.press('maya', round, reveal);
    await stage.pass(2000);
    expect(round.words()).toContain('没有人作答');
    const second = await stage.say('lin', 'quiz group', { ref: 'bonus-2019' });
    expect((await stage.press('maya', second, /^quiz reveal/)).words()).toContain('Only whoever started');
  },

  'Q12: a quiz of two questions for the whole channel, with the scores after each and at the end': async (stage) => {
    const first = await stage.say('lin', 'quiz group', { ref: '24', seconds: 60, count: 2 });
    expect(first.words()).toContain('第 1 题，共 2 题');
    await stage.press('maya', first, (await answers(stage, first)).right);
    await stage.pass(20_000);
    expect(first.words()).toContain('已有 1 人作答');
    await stage.pass(MINUTE);
    expect(first.words()).toContain('当前得分');
    const [second] = await stage.pass(MINUTE / 2);
    const { right } = await answers(stage, second as Seen);
    expect((await stage.press('maya', second as Seen, right)).words()).toContain('is recorded');
    await stage.press('lin', second as Seen, right);
    const [final] = await stage.pass(MINUTE + 2000);
    expect(final?.words()).toContain('最终得分');
    expect(final?.words()).toMatch(/1\. Maya：2 分[\s\S]*2\. 小林：1 分/);
    expect((await stage.press('lin', final as Seen, 'quiz group count:2 24')).words()).toContain('第 1 题，共 2 题');
  },

  'Q9: a quiz on a topic by its name in either language; a name that means nothing is told, and its buttons ask': async ({ say, press, world }) => {
    const topicOf = async (seen: Seen): Promise<string | undefined> => {
      const id = /^quiz (?:answer|type) (\w+)/m.exec(seen.lines().join('\n'))?.[1] ?? '';
      const kept = (await world.hall.parts.store.get<{ question: string }>(`practice:${id}`)) ?? (await world.hall.parts.store.get<{ question: string }>(`round:${id}`));
      return questionAt(world.hall.parts.library().course, kept?.value.question ?? '')?.topic;
    };
    expect(await topicOf(await say('maya', 'quiz practice', { ref: 'pay per use' }))).toBe('pay-per-use');
    expect(await topicOf(await say('lin', 'quiz practice', { ref: '声明式' }))).toBe('declarative-api');
    const lost = await say('maya', 'quiz practice', { ref: 'zebra' });
    expect(lost.words()).toContain('Topics: Declarative API, Serverless');
    expect((await press('maya', lost, /^quiz practice /)).lines().filter((line) => /^quiz (answer|type) /.test(line)).length).toBeGreaterThan(0);
    expect(await topicOf(await say('lin', 'quiz group', { ref: '工作流驱动' }))).toBe('workflow-driven');
  },

  'Q3: a race ends with the first right answer; a wrong one may not try again': async (stage) => {
    const race = await stage.say('maya', 'quiz race', { ref: '25' });
    const { right, wrong } = await answers(stage, race);
    expect((await stage.press('maya', race, wrong)).words()).toContain('is recorded');
    expect((await stage.press('maya', race, right)).words()).toContain('Your first answer');
    await stage.press('lin', race, right);
    await stage.pass(1000);
    expect(race.words()).toContain('答对的有：小林');
    expect((await stage.press('maya', race, /^quiz result/)).words()).toContain('Not this time');
  },

  'Q3: whoever started a quiz skips a question and stops it; others do neither': async (stage) => {
    const first = await stage.say('lin', 'quiz group', { ref: '24', count: 3 });
    expect((await stage.press('maya', first, /^quiz skip/)).words()).toContain('Only whoever started');
    await stage.press('lin', first, /^quiz skip/);
    const [second] = await stage.pass(2000);
    expect(first.words()).toContain('不计分');
    expect((await stage.press('maya', second as Seen, /^quiz stop/)).words()).toContain('Only whoever started');
    expect((await stage.say('lin', 'quiz stop')).words()).toContain('测验到此为止');
    const [final] = await stage.pass(2000);
    expect(final?.words()).toContain('还没有人得分');
    expect(await stage.pass(10 * MINUTE)).toEqual([]);
  },

  'one round at a time in a channel': async (stage) => {
    await stage.say('lin', 'quiz group');
    expect((await stage.say('maya', 'quiz group')).words()).toContain('已有一轮测验');
  },

  'a lesson without questions says so and offers others': async (stage) => {
    const none = await stage.say('maya', 'quiz practice', { ref: '37' });
    expect(none.words()).toContain('no questions on Lesson 37');
    expect((await stage.press('maya', none, 'quiz practice')).lines()).toHaveLength(4);
  },

  'S5: daily posts are set, stated with five dates, and come at the hour': async (stage) => {
    const set = await stage.say('lin', 'schedule set', { time: '08:00', zone: 'Asia/Shanghai', start: '23' });
    expect(set.words()).toContain('第 23 讲');
    expect(set.words().match(/08:00/g)?.length).toBeGreaterThanOrEqual(5);
    expect(await stage.pass(MINUTE)).toEqual([]);
    const [post] = await stage.pass(23 * 60 * MINUTE);
    expect(post?.private).toBe(false);
    expect(post?.words()).toContain('今日一讲');
    expect(post?.words()).toContain('声明式API与Kubernetes编程范式');
    expect(await stage.pass(MINUTE)).toEqual([]);
    const [next] = await stage.pass(DAY);
    expect(next?.words()).toContain('第 24 讲');
  },

  'the buttons of a daily post work for each member in private': async (stage) => {
    await stage.say('lin', 'schedule set', { time: '08:00', start: '13' });
    const [post] = await stage.pass(DAY);
    const more = await stage.press('maya', post as Seen, 'lesson 13 page:2');
    expect(more.private).toBe(true);
    expect(more.words()).toContain('Page 2');
  },

  'paused posts do not come, resumed ones go on with the same lesson': async (stage) => {
    await stage.say('lin', 'schedule set', { time: '08:00', start: '13' });
    expect((await stage.say('lin', 'schedule pause')).words()).toContain('已暂停');
    expect(await stage.pass(3 * DAY)).toEqual([]);
    await stage.say('lin', 'schedule resume');
    const [post] = await stage.pass(DAY);
    expect(post?.words()).toContain('第 13 讲');
  },

  'who does not manage the group sets and pauses nothing': async (stage) => {
    expect((await stage.say('maya', 'schedule set', { time: '08:00' })).words()).toContain('Only those who manage');
    expect((await stage.say('maya', 'schedule status')).words()).toContain('no scheduled posts');
    await stage.say('lin', 'schedule set', { time: '08:00' });
    expect((await stage.say('maya', 'schedule pause')).words()).toContain('Only those who manage');
    expect((await stage.say('maya', 'schedule status')).words()).toContain('08:00');
  },
};
