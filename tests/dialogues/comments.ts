import { expect } from 'vitest';
import type { Stage } from './stage.js';

/** Dialogues about the group's own comments. */
export const COMMENTS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'D8: a comment on a lesson is written for everyone, and found again under its number': async ({ say, press }) => {
    const text = 'a Pod is a logical host, 容器同生共死 **x** @everyone <b>';
    const written = await say('maya', 'comment', { on: '13', text });
    expect(written.private).toBe(false);
    expect(written.words()).toContain('已存为 13.g1');
    expect(written.words()).toContain(text);
    const shown = await say('lin', 'comment', { on: '第13讲.g1' });
    expect(shown.private).toBe(false);
    expect(shown.words()).toContain(text);
    expect(shown.lines()).toEqual(['comment like 13.g1', 'comment reply 13.g1', 'comment delete 13.g1', 'digest 13', 'lesson 13']);
    expect((await press('maya', shown, 'lesson 13')).words()).toContain('Lesson 13');
  },

  'D8: who likes a comment is told in private how many do; the public message stays as it is': async ({ say, press }) => {
    const written = await say('maya', 'comment', { on: '23', text: 'desired state, again and again' });
    const before = written.words();
    const receipt = await press('lin', written, 'comment like 23.g1');
    expect(receipt.private).toBe(true);
    expect(receipt.words()).toContain('已赞 23.g1。本群共 1 个赞');
    expect((await press('maya', written, 'comment like 23.g1')).words()).toContain('Likes in this group: 2');
    expect((await press('maya', written, 'comment like 23.g1')).words()).toContain('no longer like 23.g1');
    expect(written.words()).toBe(before);
    const whole = await press('lin', receipt, 'comment 23.g1');
    expect(whole.private).toBe(true);
    expect((await press('lin', whole, 'comment like 23.g1')).words()).toContain('已取消对 23.g1 的赞。本群共 0 个赞');
  },

  'D8: a comment of the column and one of the group are answered, and lead to their answers': async ({ say, press }) => {
    await say('maya', 'comment', { on: '13', text: 'why a pause container?' });
    const answer = await say('lin', 'comment', { on: '13.g1', text: '它握着网络命名空间' });
    expect(answer.words()).toContain('回复 13.g1 · Maya：why a pause container?');
    const asked = await press('maya', answer, 'comment 13.g1');
    expect(asked.words()).toContain('13.g2 · 小林: 它握着网络命名空间');
    expect((await press('maya', asked, 'comment 13.g2')).words()).toContain('Answers 13.g1');
    const column = await say('maya', 'comment', { on: '13.1', text: 'so it is' });
    expect(column.words()).toContain('回复 13.1');
  },

  'D8: a comment is deleted by who wrote it, asked once; others cannot, and old buttons say so': async ({ say, press }) => {
    const first = await say('maya', 'comment', { on: '24', text: 'mine to take back' });
    const second = await say('lin', 'comment', { on: '24', text: 'not hers' });
    expect((await press('maya', second, 'comment delete 24.g2')).words()).toContain('Only those who wrote or saved 24.g2');
    const ask = await press('maya', first, 'comment delete 24.g1');
    expect(ask.private).toBe(true);
    expect((await press('maya', ask, 'comment delete 24.g1 yes')).words()).toContain('24.g1 is deleted');
    expect((await press('lin', first, 'comment like 24.g1')).words()).toContain('这里没有 24.g1');
    expect((await say('maya', 'comment', { on: '24', text: 'once more' })).words()).toContain('24.g3');
    expect((await press('lin', first, 'digest 24')).words()).not.toContain('mine to take back');
  },

  'D8: words behind a lesson that does not exist are kept, and the menu asks where they belong': async ({ say, press }) => {
    const ask = await say('maya', 'comment', { on: '99', text: 'a sidecar shares the network of its Pod' });
    expect(ask.words()).toContain('没有“99”这一讲');
    const line = ask.lines().find((one) => one.endsWith(' 13')) as string;
    expect((await press('lin', ask, line)).words()).toContain('别人正在保存');
    const kept = await press('maya', ask, line);
    expect(kept.words()).toContain('Saved as 13.g1');
    expect(kept.words()).toContain('a sidecar shares the network of its Pod');
  },
};
