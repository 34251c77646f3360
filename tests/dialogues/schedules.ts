import { expect } from 'vitest';
import type { Seen, Stage } from './stage.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const dates = (seen: Seen): number => seen.words().match(/08:00/g)?.length ?? 0;

/** Dialogues about schedules: set by a line or by the guided form, seen, changed, removed. */
export const SCHEDULES: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'S6: the guided form: what, then the rest; what stays empty has a default; switches below': async ({ say, fill, press, pass }) => {
    const ask = await say('lin', 'schedule set');
    expect(ask.private).toBe(true);
    expect(ask.lines()).toEqual(['lesson', 'quiz', 'digest', 'review'].map((what) => `schedule set what:${what}`));
    const set = await fill('lin', ask, /what:lesson$/, { time: '早上8点 北京时间', days: '每两天', start: '13' });
    expect(set.private).toBe(true);
    expect(set.words()).toContain('定时任务 1 已开启');
    expect(set.words()).toContain('每 2 天 08:00（Asia/Shanghai）');
    expect(dates(set)).toBe(6);
    expect((await press('lin', set, / thread:on$/)).words()).toContain('讨论串：关 → 开');
    const [post, talk] = await pass(23 * 60 * MINUTE);
    expect(post?.words()).toContain('第 13 讲');
    expect(talk === undefined || talk.words().includes('聊聊')).toBe(true);
    expect((await pass(DAY)).filter((seen) => seen.words().includes('第 14 讲'))).toEqual([]);
    expect((await pass(DAY)).some((seen) => seen.words().includes('第 14 讲'))).toBe(true);
  },

  'S6: what cannot be read in a form is said, and the next try works': async ({ say, fill }) => {
    const ask = await say('lin', 'schedule set');
    const wrong = await fill('lin', ask, /what:quiz$/, { time: 'soon' });
    expect(wrong.words()).toContain('“soon”不是时间');
    const again = await say('lin', 'schedule set');
    expect((await fill('lin', again, /what:quiz$/, { time: '20:00', grace: '2小时' })).words()).toContain('每日一题');
  },

  'schedule list and status: all of the group, then one of them; by its number too': async ({ say, press, pass }) => {
    await say('lin', 'schedule set', { time: '08:00', start: '13' });
    await say('lin', 'schedule set', { what: 'digest', time: '18:00' });
    const list = await say('maya', 'schedule list');
    expect(list.private).toBe(true);
    expect(list.words()).toContain('1. Daily lesson');
    expect(list.words()).toContain('2. Digest of the week');
    await pass(23 * 60 * MINUTE);
    const one = await press('maya', list, list.lines()[0] as string);
    expect(one.words()).toContain('on time');
    expect(one.words()).toContain('Lesson 14');
    expect((await say('maya', 'schedule status', { number: 2 })).words()).toContain('Schedule 2');
    expect((await say('maya', 'schedule status', { number: 7 })).words()).toContain('no such schedule');
  },

  'schedule preview: the next post for the member alone, and nothing is posted': async ({ say, press, pass }) => {
    const set = await say('lin', 'schedule set', { time: '08:00', start: '13' });
    const shown = await press('lin', set, /^schedule preview/);
    expect(shown.private).toBe(true);
    expect(shown.words()).toContain('预览');
    expect(shown.words()).toContain('为什么我们需要Pod');
    expect(await pass(MINUTE)).toEqual([]);
    expect((await press('lin', shown, /^schedule status/)).words()).toContain('接下来');
  },

  'S6: schedule skip, move by a form, and remove': async ({ say, press, fill, pass }) => {
    const set = await say('lin', 'schedule set', { time: '08:00', start: '13' });
    const skipped = await press('lin', set, /^schedule skip/);
    expect(skipped.words()).toContain('已跳过');
    expect(await pass(DAY)).toEqual([]);
    const moved = await fill('lin', skipped, /^schedule move id:\S+$/, { time: '09:30', start: '23' });
    expect(moved.words()).toContain('每天 08:00（Asia/Shanghai） → 每天 09:30（Asia/Shanghai）');
    const [post] = await pass(DAY + 30 * MINUTE);
    expect(post?.words()).toContain('第 23 讲');
    const ask = await press('lin', moved, /^schedule remove/);
    expect(ask.words()).toContain('别的都不会删除');
    expect((await press('lin', ask, /sure:yes$/)).words()).toContain('已删除');
    expect(await pass(3 * DAY)).toEqual([]);
  },

  'S5: here by its name, elsewhere not at all': async ({ say }) => {
    expect((await say('lin', 'schedule set', { time: '08:00', channel: '#nowhere' })).words()).toContain('找不到频道“#nowhere”');
    expect((await say('lin', 'schedule list')).words()).toContain('还没有定时发布');
  },

  'rights are asked again at every press': async ({ say, press }) => {
    await say('lin', 'schedule set', { time: '08:00' });
    const seen = await say('maya', 'schedule status');
    expect(seen.lines().filter((line) => !/^schedule (status|list)/.test(line))).toEqual([]);
    for (const action of ['pause', 'skip', 'move', 'remove', 'preview']) {
      const values: Record<string, string | number> = action === 'move' ? { number: 1, time: '20:00' } : { number: 1 };
      expect((await say('maya', `schedule ${action}`, values)).words(), action).toContain('Only those who manage');
    }
    expect((await press('maya', seen, /^schedule status/)).words()).toContain('Schedule 1');
  },
};
