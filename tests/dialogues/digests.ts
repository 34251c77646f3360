import { expect } from 'vitest';
import { identify, type CommentFacts } from '../../src/digest/comment.js';
import { shelve } from '../../src/digest/shelf.js';
import { PLAIN } from '../support/said.js';
import type { Stage } from './stage.js';

const DAY = 86_400_000;
const said = (text: string, more: Partial<CommentFacts> = {}): CommentFacts => ({ author: '南风', likes: 3, replyCount: 0, date: '2024-01-02', ...more, text });
const put = ({ world }: Stage, lesson: string, ...all: CommentFacts[]) => shelve(world.hall.parts.store, 'kubernetes', lesson, identify(all, 'column'));

/** Dialogues about digests of comments, and the report on the course. */
export const DIGESTS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'D3: a digest quotes the comments, says whose they are, and that samples are samples': async ({ say, world }) => {
    const seen = await say('lin', 'digest', { ref: '23' });
    expect(seen.private).toBe(false);
    expect(seen.words()).toContain('最值得读的');
    expect(seen.words()).toContain('示例');
    const samples = world.hall.parts.library().course.lessons.find((lesson) => lesson.id === '23')?.samples ?? [];
    expect(samples.filter(({ author }) => seen.words().includes(author)).length).toBeGreaterThanOrEqual(3);
  },

  'D4: the first page leads to sections, to pages, to comments and back to the lesson': async ({ say, press, player }) => {
    const first = await say('lin', 'digest', { ref: '13' });
    expect(first.lines()).toEqual(expect.arrayContaining(['digest 13 section:insight', 'digest 13 section:request', 'digest 13 page:2', 'lesson 13']));
    expect(first.lines().filter((line) => line.startsWith('comment 13.')).length).toBeGreaterThanOrEqual(3);
    const insights = await press('maya', first, 'digest 13 section:insight');
    expect(insights.private).toBe(true);
    expect(insights.words()).toContain('What readers worked out');
    expect(insights.words()).not.toContain('What readers ask for');
    const count = player.seen().length;
    const overview = await press('maya', insights, 'digest 13');
    expect(player.seen()).toHaveLength(count);
    expect(overview.words()).toContain('Highlights');
    expect((await press('maya', overview, 'lesson 13')).words()).toContain('Lesson 13');
  },

  'D4: More walks through all of a digest, each page in place': async ({ say, press }) => {
    let page = await say('maya', 'digest', { ref: '13' });
    expect(page.words()).toContain('第 1 页');
    for (let number = 2; page.lines().includes(`digest 13 page:${number}`); number++) {
      page = await press('maya', page, `digest 13 page:${number}`);
      expect(page.words()).toContain(`Page ${number} of`);
    }
    expect(page.words()).toContain('What readers ask for');
  },

  'D4: a digest says what changed since the last one': async (stage) => {
    const { say, pass } = stage;
    await put(stage, '37', said(PLAIN.insight[0]!, { author: '甲' }), said(PLAIN.question[0]!, { author: '乙' }));
    expect((await say('lin', 'digest', { ref: '37' })).words()).not.toContain('以来');
    await put(stage, '37', said(PLAIN.insight[1]!, { author: '丙' }), said(PLAIN.question[0]!, { author: '乙', replyCount: 1 }));
    await pass(2 * DAY);
    const seen = await say('maya', 'digest', { ref: '37' });
    expect(seen.words()).toContain('自2026年3月2日以来：新增 1 条留言（37.3） · 1 个疑问有了回复（37.2）');
  },

  'D7: hostile comments and names stay words, and contact data is left out': async (stage) => {
    const name = '@everyone <!channel> **x** `y` [z](https://evil.example)';
    const text = `${PLAIN.insight[0]!} <@U1> \`\`\`${'`'.repeat(1615)} 加我微信 k8s_fan2019`;
    await put(stage, '37', said(text, { author: name }), said(PLAIN.request[0]!, { author: '13800138000' }));
    const seen = await stage.say('maya', 'digest', { ref: '37' });
    expect(seen.words()).toContain('@everyone <!channel> **x** `y`');
    expect(seen.words()).not.toMatch(/k8s_fan2019|13800138000/);
    const requests = await stage.press('maya', seen, 'digest 37 section:request');
    expect(requests.words()).toContain('13***');
  },

  'a lesson without comments says how they come': async ({ say }) => {
    expect((await say('lin', 'digest', { ref: '37' })).words()).toContain('npm run import');
  },

  'D9: the report: requests, then open questions, then insights': async (stage) => {
    await put(stage, '37', said(PLAIN.question[0]!, { author: '乙' }));
    const requests = await stage.say('lin', 'report', { topic: 'requests' });
    expect(requests.private).toBe(false);
    expect(requests.words()).toContain('读者的心愿');
    expect(requests.lines().some((line) => line.startsWith('comment '))).toBe(true);
    const questions = await stage.press('maya', requests, 'report questions');
    expect(questions.private).toBe(true);
    expect(questions.words()).toContain('Questions that stay open');
    expect(questions.words()).toContain('乙 · 37.1');
    const insights = await stage.press('maya', questions, 'report insights');
    expect(insights.words()).toContain('Lessons that draw most insight');
    expect(insights.words()).toMatch(/Lesson 13 .* · \d+ insights/);
  },
};
