import { expect } from 'vitest';
import type { Stage } from './stage.js';

/** Dialogues about lessons, search, settings and mistakes. */
export const STUDY: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'L1: a lesson by its number, for everyone, in the language of the channel': async ({ say }) => {
    const seen = await say('maya', 'lesson', { ref: '23' });
    expect(seen.private).toBe(false);
    expect(seen.words()).toContain('声明式API与Kubernetes编程范式');
    expect(seen.lines()).toEqual(expect.arrayContaining(['lesson 23 page:2', 'quiz practice 23', 'digest 23', 'lesson 22', 'lesson 24']));
  },

  'L1: a lesson by a Chinese number and by a part of its English title is one lesson': async ({ say, turns }) => {
    await say('lin', 'lesson', { ref: '第二十三讲' });
    await say('lin', 'lesson', { ref: 'programming model' });
    expect(turns[1]?.reply.blocks[0]).toEqual(turns[0]?.reply.blocks[0]);
  },

  'I1: More on a public lesson is private and in the language of the member': async ({ say, press }) => {
    const seen = await say('lin', 'lesson', { ref: '13' });
    const before = seen.words();
    const more = await press('maya', seen, 'lesson 13 page:2');
    expect(more.private).toBe(true);
    expect(more.words()).toContain('Page 2 of');
    expect(seen.words()).toBe(before);
  },

  'the next page of a private page replaces it': async ({ say, press, player }) => {
    const card = await say('lin', 'lesson', { ref: '13' });
    const second = await press('lin', card, 'lesson 13 page:2');
    const count = player.seen().length;
    const third = await press('lin', second, 'lesson 13 page:3');
    expect(player.seen()).toHaveLength(count);
    expect(third.words()).toContain('第 3 页');
  },

  'a lesson without our text leads to the original': async ({ say }) => {
    const seen = await say('lin', 'lesson', { ref: '37' });
    expect(seen.words()).toContain('找到容器不容易');
    expect(seen.words()).toContain('原文');
  },

  'the course by sections, by menus': async ({ say, press }) => {
    const contents = await say('lin', 'lesson');
    expect(contents.words()).toContain('容器编排与Kubernetes作业管理');
    const section = await press('lin', contents, 'lesson section:4');
    const lesson = await press('lin', section, 'lesson 23');
    expect(lesson.words()).toContain('声明式API与Kubernetes编程范式');
  },

  'L3: a lesson that does not exist offers the three nearest': async ({ say, press }) => {
    const miss = await say('maya', 'lesson', { ref: '99' });
    expect(miss.lines()).toHaveLength(3);
    expect(miss.lines()).toContain('lesson 52');
    const found = await press('maya', miss, 'lesson 52');
    expect(found.words()).toContain('Lesson 52');
  },

  'L2: search in either language, each hit a button': async ({ say, press }) => {
    const zh = await say('lin', 'find', { query: '自定义控制器' });
    expect(zh.private).toBe(true);
    expect(zh.lines()[0]).toBe('lesson 25');
    const en = await say('maya', 'find', { query: 'sidecar containers in a pod' });
    const lesson = await press('maya', en, 'lesson 13');
    expect(lesson.words()).toContain('Lesson 13');
  },

  'next goes on after the lesson that a member opened last': async ({ say }) => {
    expect((await say('lin', 'next')).words()).toContain('开篇词');
    await say('maya', 'lesson', { ref: '23' });
    expect((await say('maya', 'next')).words()).toContain('Lesson 24');
    expect((await say('lin', 'next')).words()).toContain('小鲸鱼大事记');
  },

  'L4: previous goes back, resume opens the page where one stopped': async ({ say, press }) => {
    expect((await say('lin', 'resume')).words()).toContain('你还没有打开过');
    const card = await say('lin', 'lesson', { ref: '24' });
    await press('lin', card, 'lesson 24 page:2');
    expect((await say('lin', 'resume')).words()).toContain('第 2 页');
    expect((await say('lin', 'previous')).words()).toContain('第 23 讲');
    await say('lin', 'lesson', { ref: 'preface' });
    expect((await say('lin', 'previous')).words()).toContain('这已经是第一讲');
  },

  'L4: lessons are marked as read, pass by pass, with dates': async ({ say, press, pass }) => {
    expect((await say('lin', 'read')).words()).toContain('你还没有打开过');
    expect((await say('lin', 'progress')).words()).toContain('还没有标记读完的课');
    const card = await say('lin', 'lesson', { ref: '13' });
    expect((await press('lin', card, 'read 13')).words()).toContain('第 13 讲 · 为什么我们需要Pod？：一刷，2026年3月2日');
    expect((await say('lin', 'read', { ref: '13' })).words()).toContain('今天已经记过了');
    await pass(24 * 60 * 60_000);
    expect((await say('lin', 'read', { ref: '13' })).words()).toContain('二刷，2026年3月3日');
    const progress = await say('lin', 'progress');
    expect(progress.words()).toContain('一刷：1 / 57 讲');
    expect(progress.words()).toContain('2026年3月3日 · 第 13 讲 · 为什么我们需要Pod？ · 二刷');
    expect(progress.lines()).toContain('lesson preface');
    expect((await say('maya', 'progress')).words()).toContain('You have marked no lesson');
  },

  'a term by its abbreviation, in both languages, with its lessons': async ({ say, press }) => {
    const seen = await say('maya', 'term', { name: 'sts' });
    expect(seen.private).toBe(true);
    expect(seen.words()).toContain('StatefulSet');
    expect((await press('maya', seen, 'lesson 18')).words()).toContain('Lesson 18');
  },

  'a term that is none offers the nearest, and search': async ({ say, press }) => {
    const seen = await say('maya', 'term', { name: 'statefullset' });
    expect(seen.lines()).toContain('term statefulset');
    expect((await press('maya', seen, 'find statefullset')).lines().some((line) => line.startsWith('lesson'))).toBe(true);
  },

  'I1: a member changes their own language, by menu': async ({ say, press }) => {
    const seen = await say('lin', 'settings');
    expect(seen.private).toBe(true);
    expect((await press('lin', seen, 'settings en')).words()).toContain('English');
    expect((await say('lin', 'find', { query: 'pod' })).words()).toContain('Lessons on');
  },

  'only who manages the group changes its language, and then public answers follow': async ({ say }) => {
    expect((await say('maya', 'settings', { language: 'en', scope: 'channel' })).words()).toContain('Only those who manage this group');
    await say('lin', 'settings', { language: 'en', scope: 'channel' });
    expect((await say('lin', 'lesson', { ref: '23' })).words()).toContain('Lesson 23');
  },

  'help names every command, in private': async ({ say }) => {
    const seen = await say('maya', 'help');
    expect(seen.private).toBe(true);
    for (const name of ['lesson', 'find', 'next', 'quiz', 'digest', 'report', 'schedule', 'settings']) expect(seen.words()).toContain(name);
  },

  'I1: help speaks the language of who asks, and every command in it can be typed': async ({ say }) => {
    const [english, chinese] = [await say('maya', 'help'), await say('lin', 'help')];
    expect(english.words()).toContain('lessons');
    expect(chinese.words()).toContain('讲');
    expect(english.words()).not.toBe(chinese.words());
    for (const name of ['lesson', 'find', 'quiz', 'review', 'digest', 'schedule', 'progress', 'leaderboard', 'mydata']) {
      for (const help of [english, chinese]) expect(help.words()).toContain(name);
    }
  },

  'an unknown command is answered with what to do': async ({ say, press }) => {
    const seen = await say('maya', 'frobnicate', {});
    expect(seen.private).toBe(true);
    expect(seen.words()).toContain('I don’t know “frobnicate”');
    expect((await press('maya', seen, 'help')).words()).toContain('Study Hall');
  },

  'a missing and a wrong argument are each one clear sentence': async ({ say }) => {
    expect((await say('lin', 'find')).words()).toContain('还缺一项');
    expect((await say('lin', 'schedule set', { time: 'soon' })).words()).toContain('“soon”不是时间');
    expect((await say('lin', 'schedule set', { time: '08:00', zone: 'Mars/Base' })).words()).toContain('不认识时区');
  },

  'D7: hostile words in a line come back as words': async ({ say }) => {
    const query = '@everyone <!channel> **x** `y` \u202Etxt https://evil.example';
    const seen = await say('maya', 'lesson', { ref: query });
    expect(seen.words()).toContain('@everyone <!channel> **x** `y` txt https://evil.example');
  },
};
