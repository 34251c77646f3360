import { expect } from 'vitest';
import { answers } from './group.js';
import type { Seen, Stage } from './stage.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From the beginning to the first 08:00. */
const FIRST = 23 * HOUR;

/** A schedule of 08:00 in Shanghai, set by whoever manages the channel. */
const set = (stage: Stage, values: Readonly<Record<string, string>>) => stage.say('lin', 'schedule set', { time: '08:00', zone: 'Asia/Shanghai', ...values });

/** The message among these that says something; an error where none does. */
function that(seen: readonly Seen[], words: RegExp): Seen {
  const found = seen.find((one) => words.test(one.words()));
  if (!found) throw new Error(`nothing says ${words} among ${seen.map((one) => one.words().slice(0, 60)).join(' | ')}`);
  return found;
}

/** Dialogues about what is posted by itself, and what follows. */
export const POSTS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'S6 S9: a lesson comes with its thread and the question of the day, which is revealed next day with who was right': async (stage) => {
    await set(stage, { start: '24', thread: 'on', quiz: 'on' });
    const morning = await stage.pass(FIRST);
    expect(morning).toHaveLength(3);
    expect(that(morning, /今日一讲/).words()).toContain('第 24 讲');
    expect(that(morning, /来聊聊这一讲/).lines()).toContain('comment add 24');
    const question = that(morning, /每日一题/);
    expect(question.private).toBe(false);
    const { right, wrong } = await answers(stage, question);
    const before = question.words();
    const receipt = await stage.press('maya', question, right);
    expect(receipt.private).toBe(true);
    expect(receipt.words()).toContain('is recorded');
    await stage.press('lin', question, wrong);
    await stage.pass(HOUR);
    expect(question.words()).toBe(before);

    const next = await stage.pass(DAY - HOUR);
    expect(that(next, /今日一讲/).words()).toContain('第 25 讲');
    expect(question.words()).toBe(before);
    await stage.pass(2 * SECOND);
    const [result] = await stage.pass(4 * SECOND);
    expect(question.words()).toContain('正确答案是');
    expect(question.words()).toContain('答对的有：Maya');
    expect(result?.words()).toContain('2 人作答，1 人答对');
    const mine = await stage.press('lin', result as Seen, /^quiz result/);
    expect(mine.private).toBe(true);
    expect(mine.words()).toContain('这次没答对');
    expect(await stage.pass(MINUTE)).toEqual([]);
    const status = await stage.say('lin', 'schedule status');
    expect(status.words()).toContain('每日一题');
  },

  'S6: a question of the day of its own, ended early by who manages the channel': async (stage) => {
    await set(stage, { what: 'quiz', start: '24' });
    const [question] = (await stage.pass(FIRST)) as [Seen];
    await stage.press('maya', question, (await answers(stage, question)).right);
    expect((await stage.press('maya', question, /^quiz reveal/)).words()).toContain('Only who manages this channel');
    await stage.press('lin', question, /^quiz reveal/);
    await stage.pass(2 * SECOND);
    const [result] = await stage.pass(4 * SECOND);
    expect(question.words()).toContain('答对的有：Maya');
    expect(result?.words()).toContain('1 人作答，1 人答对');
  },

  'S7: who asks for it is mentioned in the next post, until one press ends that': async (stage) => {
    await set(stage, { start: '13' });
    const [first] = (await stage.pass(FIRST)) as [Seen];
    expect(first.words()).not.toContain('🔔');
    const said = await stage.press('maya', first, /^schedule notice on/);
    expect(said.private).toBe(true);
    expect(said.words()).toContain('I mention you');
    const [second] = (await stage.pass(DAY)) as [Seen];
    expect(second.words()).toContain('🔔');
    expect((await stage.press('maya', second, /^schedule notice off/)).words()).toContain('no longer mention you');
    const [third] = (await stage.pass(DAY)) as [Seen];
    expect(third.words()).not.toContain('🔔');
  },

  'S6 D8: the digest of the week tells what the group wrote, asked and liked, and what comes': async (stage) => {
    await set(stage, { what: 'digest', days: 'tue' });
    await stage.say('maya', 'comment', { on: '13', text: 'A Pod is a group of containers that share a network namespace, so a sidecar reaches the main container over localhost; that helped us to debug.' });
    await stage.say('lin', 'comment', { on: '13', text: 'Why must the infra container start first, and what happens to the other containers when it exits?' });
    const comment = await stage.say('lin', 'comment', { on: '13.g1' });
    await stage.press('lin', comment, 'comment like 13.g1');
    const digest = that(await stage.pass(FIRST), /群里这些天/);
    expect(digest.words()).toContain('最受欢迎的留言');
    expect(digest.words()).toContain('share a network namespace');
    expect(digest.words()).toContain('还在等回答的问题');
    expect(digest.lines()).toContain('comment 13.g2');
    expect((await stage.press('maya', digest, 'comment 13.g1')).words()).toContain('A Pod is a group');
  },

  'S8: after the last lesson a closing post, and a press begins the second round': async (stage) => {
    const { lessons } = stage.world.hall.parts.library().course;
    await set(stage, { start: lessons.at(-1)?.id ?? '' });
    await stage.pass(FIRST);
    const [closing] = (await stage.pass(DAY)) as [Seen];
    expect(closing.words()).toContain('课程读完了');
    expect(await stage.pass(DAY)).toEqual([]);
    expect((await stage.press('maya', closing, /^schedule again/)).words()).not.toContain('begins with');
    expect((await stage.press('lin', closing, /^schedule again/)).words()).toContain('第二轮从');
    const [again] = (await stage.pass(DAY)) as [Seen];
    expect(again.words()).toContain('今日一讲 · 第二轮');
  },

  'S6: a nudge to review leads each member to their own cards': async (stage) => {
    await set(stage, { what: 'review' });
    const [nudge] = (await stage.pass(FIRST)) as [Seen];
    expect(nudge.words()).toContain('该复习了');
    const own = await stage.press('maya', nudge, 'review');
    expect(own.private).toBe(true);
  },
};
