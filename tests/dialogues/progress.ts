import { expect } from 'vitest';
import { readAnswer, isRight } from '../../src/quiz/grade.js';
import { questionAt } from '../../src/course/course.js';
import { drawn } from '../support/drawn.js';
import type { Seen, Stage } from './stage.js';

const DAY = 86_400_000;

/** The line of a button that answers right, or wrong. */
async function answer({ world }: Stage, seen: Seen, right: boolean): Promise<string> {
  const lines = seen.lines().filter((line) => line.startsWith('quiz answer'));
  const id = lines[0]?.split(' ')[2] ?? '';
  const { store, library } = world.hall.parts;
  const document = (await store.get<{ question: string }>(`practice:${id}`)) ?? (await store.get<{ question: string }>(`round:${id}`));
  const question = questionAt(library().course, document?.value.question ?? '');
  const found = question && lines.find((_, place) => isRight(question, readAnswer(question, id, 'ABCDEF'[place] as string) ?? '') === right);
  if (found === undefined) throw new Error('no question with buttons stands there');
  return found;
}

/** Dialogues about streaks, leaderboards, one's own data and weak spots. */
export const PROGRESS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'P2: a day of reading begins a streak, and `progress` shows it': async ({ say, press, pass }) => {
    const read = await say('lin', 'read', { ref: '13' });
    const progress = await press('lin', read, 'progress');
    expect(progress.words()).toContain('连续打卡 1 天');
    await pass(DAY);
    expect((await say('lin', 'progress')).words()).toContain('今天还没打卡');
    await say('lin', 'read', { ref: '14' });
    expect((await say('lin', 'progress')).words()).toContain('连续打卡 2 天');
    expect((await say('maya', 'progress')).words()).not.toContain('Streak');
  },

  'P3: a board is public and names nobody; one press puts a name on it, another takes it off': async (stage) => {
    const { say, press, pass } = stage;
    const round = await say('lin', 'quiz group', { ref: '24', seconds: 60 });
    await press('maya', round, await answer(stage, round, true));
    await pass(62_000);
    const board = await say('lin', 'leaderboard');
    expect(board.private).toBe(false);
    expect(board.words()).toContain('1 位成员');
    expect(board.words()).not.toContain('Maya');
    const joined = await press('maya', board, 'leaderboard join');
    expect(joined.private).toBe(true);
    expect(joined.words()).toContain('show your name');
    expect((await say('lin', 'leaderboard week')).words()).toContain('Maya');
    const left = await press('maya', joined, 'leaderboard leave');
    expect(left.words()).toContain('no longer show your name');
    expect((await say('lin', 'leaderboard show', { ref: '24' })).words()).not.toContain('Maya');
  },

  'P6: progress and the board come as pictures with a text, beside the same words; what comes in their place takes them away': async (stage) => {
    const { say, press, pass, turns } = stage;
    // where the optional packages are missing the words stand alone
    const seen = (there: Seen, alt: string) => expect(there.words().includes(alt)).toBe(drawn !== undefined);
    for (const ref of ['13', '14']) await say('lin', 'read', { ref });
    const progress = await say('lin', 'progress');
    expect(progress.private).toBe(true);
    seen(progress, '学习进度图：连续打卡 1 天');
    expect(progress.words()).toContain('一刷：2 / ');
    await press('lin', progress, /^lesson /);
    expect(progress.words()).not.toContain('学习进度图');
    const round = await say('lin', 'quiz group', { ref: '24', seconds: 60 });
    await press('maya', round, await answer(stage, round, true));
    await pass(62_000);
    await say('maya', 'leaderboard join');
    const board = await say('maya', 'leaderboard week');
    expect(board.private).toBe(false);
    seen(board, '1. Maya · 1 分。');
    expect(board.words()).toContain('Maya · 1 分');
    expect(turns.filter(({ reply }) => reply.blocks.some(({ kind }) => kind === 'image'))).toHaveLength(2);
    await say('maya', 'read', { ref: '13' });
    const mine = await say('maya', 'progress');
    seen(mine, 'Picture of your progress: Streak: 1 day');
  },

  'P2: where a member’s clock stands, and when their day begins, is theirs to say': async ({ say, pass }) => {
    expect((await say('maya', 'settings', { zone: 'Europe/Berlin', hour: 3 })).words()).toContain('Europe/Berlin');
    await pass(1000);
    // 09:00 in Shanghai is two in the morning there: still Sunday
    expect((await say('maya', 'read', { ref: '13' })).words()).toContain('Mar 1, 2026');
    await pass(2 * 3_600_000);
    expect((await say('maya', 'read', { ref: '14' })).words()).toContain('Mar 2, 2026');
    expect((await say('lin', 'settings', { zone: 'Mars/Base' })).words()).toContain('Mars/Base');
  },

  'P4: one’s data as text for Anki and as a table': async ({ say, press }) => {
    await say('maya', 'read', { ref: '13' });
    const data = await say('maya', 'mydata show');
    expect((await press('maya', data, 'mydata export csv')).words()).toContain('.csv');
    expect((await say('maya', 'mydata export', { format: 'anki' })).words()).toContain('Anki');
  },

  'P4: one’s data is told in private, handed out as text, and deleted after one more press': async ({ say, press }) => {
    await say('maya', 'read', { ref: '13' });
    const data = await say('maya', 'mydata show');
    expect(data.private).toBe(true);
    expect(data.words()).toContain('Reading passes: 1');
    const json = await press('maya', data, 'mydata export json');
    expect(json.private).toBe(true);
    expect(json.words()).toContain('"pass":1');
    const again = await press('maya', json, 'mydata');
    const ask = await press('maya', again, 'mydata delete');
    expect(ask.words()).toContain('for good?');
    expect((await press('maya', ask, 'mydata delete yes')).words()).toContain('I keep nothing of you any more');
    expect((await say('maya', 'progress')).words()).toContain('You have marked no lesson');
  },

  'P5: what a group misses leads to the lesson, to its quiz and to readers who explain it': async (stage) => {
    const { say, press } = stage;
    for (let i = 0; i < 5; i++) {
      const question = await say('maya', 'quiz practice', { ref: '13' });
      await press('maya', question, await answer(stage, question, false));
    }
    const report = await say('lin', 'report', { topic: 'weakspots' });
    expect(report.words()).toContain('5 次作答错 5 次');
    expect(report.lines()).toContain('quiz practice 13');
    expect((await press('lin', report, /^comment 13\./)).words()).toContain('13.');
    expect((await press('lin', report, 'lesson 13')).words()).toContain('第 13 讲');
  },
};
