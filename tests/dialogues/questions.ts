import { expect } from 'vitest';
import type { Stage } from './stage.js';

const MINUTE = 60_000;

/** What people type into the form; the right option is the first. */
const WRITTEN = {
  stem: 'What happens to\n```yaml\nkind: Pod\n```\nwithout a spec?',
  options: '*it is refused // the server validates it\nit waits for one\nit runs an empty container @everyone\nit restarts for ever',
  explanation: 'The API server checks it, **before** it is stored: <b>no</b> spec, no Pod.',
};

/** Dialogues about questions that members suggest and report. Lesson 37 has none of the course's own. */
export const QUESTIONS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'A2: a question is suggested by a form, approved by an admin, and asked with credit to its author': async ({ say, press, fill }) => {
    const none = await say('maya', 'quiz practice', { ref: '37' });
    const thanks = await fill('maya', none, /^question suggest 37$/, WRITTEN);
    expect(thanks.private).toBe(true);
    expect(thanks.words()).toContain('q1 waits for an admin');
    const list = await say('lin', 'question list');
    expect(list.private).toBe(true);
    expect(list.words()).toContain('1 道推荐的题目等待审核');
    const shown = await press('lin', list, 'question show q1');
    expect(shown.words()).toContain('kind: Pod');
    expect(shown.words()).toContain('it runs an empty container @everyone');
    expect((await press('lin', shown, 'question approve q1')).words()).toContain('q1 已通过');

    const asked = await say('lin', 'quiz practice', { ref: '37' });
    expect(asked.words()).toContain('本群推荐 · 单选 · 只有英文');
    expect(asked.words()).not.toContain('Maya');
    const verdict = await press('lin', asked, /^quiz answer \S+ 1$/);
    expect(verdict.words()).toContain('由 Maya 推荐');
    expect(verdict.words()).toContain('**before** it is stored: <b>no</b> spec');
    expect((await say('maya', 'progress')).words()).toContain('was approved. Thank you');
    expect((await say('maya', 'progress')).words()).not.toContain('was approved');
  },

  'A2: typed on one line, it is declined with a reason from a form, which its author reads as a quote': async ({ say, fill }) => {
    await say('maya', 'question suggest', { ref: '37', stem: 'Which is it?', options: '*a | b | c | d', explanation: 'it is a' });
    expect((await say('maya', 'question approve', { id: 'q1' })).words()).toContain('Only those who manage');
    const shown = await say('lin', 'question show', { id: 'q1' });
    expect((await fill('lin', shown, /^question decline q1$/, { reason: '太简单了，\n再想想 @everyone' })).words()).toContain('q1 未通过');
    const list = await say('maya', 'question list');
    expect(list.words()).toContain('q1 · Which is it? (declined)');
    expect(list.words()).toContain('再想想 @everyone');
    expect((await say('maya', 'quiz practice', { ref: '37' })).words()).toContain('no questions on Lesson 37');
  },

  'A2: the form asks for the lesson where the line names none; what is wrong is told, and nothing is lost': async ({ say, fill, press, player }) => {
    const list = await say('maya', 'question list');
    const wrong = await fill('maya', list, /^question suggest$/, { ref: '第三十七讲', ...WRITTEN, options: 'a\nb\n*c' });
    expect(wrong.words()).toContain('at least three wrong options; this one has 2');
    expect(wrong.words()).toContain('Nothing is lost');
    expect(wrong.words()).toContain('**before** it is stored');
    const lost = await fill('maya', await say('maya', 'question list'), /^question suggest$/, { ref: '999', ...WRITTEN });
    expect(lost.words()).toContain('no lesson “999”');
    const [line = ''] = lost.lines();
    expect((await press('maya', lost, line)).words()).toContain('q1 waits for an admin');
    expect(player.refused()).toEqual([]);
  },

  'Q11: a revealed question is reported with one press, suspended at the group’s number, and restored': async ({ say, press, pass }) => {
    expect((await say('lin', 'settings', { reports: 1 })).words()).toContain('1 位成员举报就停用一道题');
    const round = await say('lin', 'quiz group', { ref: '49', seconds: 10 });
    await press('maya', round, /^quiz answer \S+ 2$/);
    expect(round.lines().some((line) => line.startsWith('question report'))).toBe(false);
    await pass(MINUTE);
    const asks = await press('maya', round, /^question report/);
    expect(asks.private).toBe(true);
    const kept = await press('maya', asks, /^question because \S+ several$/);
    expect(kept.words()).toContain('Thank you');
    expect(kept.words()).toContain('suspended here until an admin');
    expect((await say('maya', 'quiz practice', { ref: '49' })).words()).toContain('no questions on');
    const reports = await say('lin', 'question reports');
    expect(reports.private).toBe(true);
    expect(reports.words()).toContain('1 人举报：不止一个答案正确（1）');
    expect(reports.words()).not.toContain('Maya');
    expect((await say('maya', 'question reports')).words()).toContain('Only those who manage');
    await press('lin', reports, 'question void s-statement');
    const sure = await say('lin', 'question void', { id: 's-statement' });
    expect((await press('lin', sure, 'question void s-statement yes')).words()).toContain('涉及 1 轮，1 个答对的');
    await pass(1000);
    expect(round.words()).toContain('得分已收回');
    expect((await press('lin', await say('lin', 'question reports'), 'question restore s-statement')).words()).toContain('已恢复');
    expect((await say('maya', 'quiz practice', { ref: '49' })).words()).toContain('stem of s-statement');
  },

  'Q11: in one’s own words by a form; a question suspended in an open round ends it, and says why': async ({ say, press, fill, pass }) => {
    const verdict = await press('maya', await say('maya', 'quiz practice', { ref: '49' }), /^quiz answer \S+ 1$/);
    const asks = await press('maya', verdict, /^question report/);
    expect((await fill('maya', asks, /other$/, { reason: 'see the *docs*,\n<!channel>' })).words()).toContain('Thank you');
    expect(verdict.words()).toContain('Explanation');
    const reports = await say('lin', 'question reports');
    expect(reports.words()).toContain('see the *docs*,\n<!channel>');
    const round = await say('lin', 'quiz group', { ref: '49' });
    await press('maya', round, /^quiz answer \S+ 2$/);
    await press('lin', reports, 'question suspend s-statement');
    expect((await press('lin', round, /^quiz answer \S+ 2$/)).words()).toContain('已在本群停用');
    await pass(2000);
    expect(round.words()).toContain('提问期间被停用');
  },
};
