import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderDiscord } from '../adapters/discord/render.js';
import { renderSlack } from '../adapters/slack/render.js';
import { reportReply } from '../src/commands/report-reply.js';
import type { Lesson } from '../src/course/course.js';
import { identify, type CommentFacts, type PlacedComment } from '../src/digest/comment.js';
import { makeDigest } from '../src/digest/digest.js';
import { courseReport } from '../src/digest/report.js';
import { makeReport } from '../src/digest/report-made.js';
import { shelve } from '../src/digest/shelf.js';
import { problems } from '../src/limits.js';
import { LOCALES, translator } from '../src/locale/index.js';
import { summary } from '../src/reply.js';
import { readings } from './fakes/discord/reading.js';
import { aliveIn } from './fakes/slack/read.js';
import { LABELLED } from './support/labelled.js';
import { hostileComments, PLAIN, said } from './support/said.js';
import { HALL, linesOf, say, words } from './support/members.js';
import { isExactPart, quotesOf } from './support/quotes.js';
import { openWorld, type World } from './support/world.js';

const WISH = PLAIN.request[1]!.replace(/[。！？!?.]+$/u, '');

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const put = (lesson: string, ...all: CommentFacts[]) => shelve(world.hall.parts.store, 'kubernetes', lesson, identify(all, 'column'));
const report = (line: string, locale = 'en') => say(world, line, { locale });
const made = (turn = async () => {}) => courseReport({ store: world.hall.parts.store, course: world.hall.parts.library().course, group: HALL.group, now: '2026-03-02' }, turn);

describe('D9: a report over the whole course', () => {
  it('requests: near duplicates are one over lessons, the most asked first, with citation', async () => {
    await put('36', said(`${WISH}！`, { author: 'amy', likes: 7 }), said(PLAIN.request[0]!, { author: 'bob', likes: 90 }));
    await put('37', said(`${WISH}。`, { author: 'cat', likes: 9 }));
    await put('38', said(WISH, { author: 'dan', likes: 8 }));
    const reply = await report('report requests');
    expect(problems(reply)).toEqual([]);
    const [first, second] = reply.blocks.flatMap((block, i) => (block.kind === 'quote' ? [summary({ ...reply, blocks: reply.blocks.slice(i, i + 2) })] : []));
    expect(first).toMatch(new RegExp(`${WISH}。\n— cat · 37\\.1 · .* · Lesson 37 · `));
    expect(first).toContain('👍 9 · said by 3 readers');
    for (const lesson of world.hall.parts.library().course.lessons.filter(({ id }) => id === '36' || id === '37')) expect(words(reply)).toContain(lesson.title.en);
    expect(second).toContain('bob · 36.2 · ');
    expect(linesOf(reply)).toEqual(expect.arrayContaining(['comment 37.1', 'comment 36.2', 'report questions', 'report insights']));
  });

  it('questions: only open ones, by lesson in reading order', async () => {
    await put('38', said(PLAIN.question[0]!, { author: 'amy' }), said(PLAIN.question[1]!, { author: 'bob', replyCount: 2 }));
    await put('36', said(PLAIN.question[3]!, { author: 'cat' }));
    const text = words(await report('report questions'));
    expect(text.indexOf('cat · 36.1')).toBeGreaterThan(text.indexOf('Lesson 36'));
    expect(text.indexOf('amy · 38.1')).toBeGreaterThan(text.indexOf('Lesson 38'));
    expect(text.indexOf('Lesson 38')).toBeGreaterThan(text.indexOf('Lesson 36'));
    expect(text).toContain('1 question without a visible reply');
    expect(text).not.toContain('bob');
  });

  it('insights: lessons by how many they drew, each with its best one', async () => {
    await put('36', said(PLAIN.insight[0]!, { author: 'amy', likes: 500 }));
    await put('37', ...PLAIN.insight.slice(1).map((text, i) => said(text, { author: `r${i}`, likes: i })));
    const { insights } = await made();
    expect(insights[0]?.lesson.id).toBe('37');
    const counts = insights.map(({ count }) => count);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    const text = words(await report('report insights'));
    expect(text).toContain(`${insights[0]?.count} insights`);
    expect(text).toContain('amy · 36.1');
  });

  it('in Chinese too, by Chinese words', async () => {
    const text = words(await report('汇总 心愿', 'zh-CN'));
    expect(text).toContain('读者的心愿');
    expect(text).toContain('示例');
    expect(words(await report('报告 疑问', 'zh-CN'))).toContain('待解的疑问');
    expect(words(await report('report 心得', 'zh-CN'))).toContain('心得最多的课');
    expect(words(await report('report', 'zh-CN'))).toBe(text);
    expect(words(await report('report weather'))).toContain('requests, questions, insights');
  });

  it('pages through hundreds, and shows each once', async () => {
    // each of words of its own, so that no two are the same wish
    const own = (i: number) => Array.from({ length: 14 }, (_, k) => String.fromCodePoint(0x4e00 + i * 89 + k * 6)).join('');
    const wishes = Array.from({ length: 150 }, (_, i) => said(`希望老师再出一讲${own(i)}`, { author: `r${i}`, likes: i }));
    for (let i = 0; i < 5; i++) await put(String(30 + i), ...wishes.slice(i * 30, i * 30 + 30));
    const { requests } = await made();
    const shown: string[] = [];
    for (let page = 1; ; page++) {
      const reply = await report(`report requests page:${page}`);
      expect(problems(reply)).toEqual([]);
      shown.push(...linesOf(reply).filter((line) => line.startsWith('comment')));
      if (!linesOf(reply).includes(`report requests page:${page + 1}`)) break;
    }
    expect(shown.length).toBeGreaterThan(100);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toEqual(requests.map(({ item }) => `comment ${item.ref}`));
    expect(words(await report('report requests page:9999'))).toContain('There is no page 9999');
  });

  it('D7 X4: whatever the comments are, every page fits, is accepted, and nothing in it is alive', () => {
    const { course } = world.hall.parts.library();
    const [one, two] = [course.lessons[3]!, course.lessons[9]!];
    const made = (lesson: Lesson, comments: readonly PlacedComment[]) => ({ lesson, comments, key: '', digest: makeDigest(comments, { now: '2026-03-02', glossary: course.glossary }) });
    fc.assert(
      fc.property(hostileComments(one.id), hostileComments(two.id), fc.constantFrom(...LOCALES), fc.constantFrom('requests', 'questions', 'insights'), (a, b, locale, topic) => {
        const whole = makeReport([made(one, a), made(two, b)]);
        const texts = new Map([...a, ...b].map((comment) => [comment.ref, comment.text]));
        for (let page = 1, more = true; more; page++) {
          const reply = reportReply(whole, topic, page, { locale, t: translator(locale) });
          expect(problems(reply)).toEqual([]);
          const body = renderDiscord(reply);
          expect(readings(body).flatMap(({ alive }) => alive)).toEqual([]);
          const { text, blocks } = renderSlack(reply);
          expect(aliveIn({ text, blocks, extra: { unfurl_links: 'false', unfurl_media: 'false' } }, () => false)).toEqual([]);
          for (const { quote, ref } of quotesOf(reply)) expect([ref, quote, isExactPart(quote, texts.get(ref) ?? '')]).toEqual([ref, quote, true]);
          more = linesOf(reply).includes(`report ${topic} page:${page + 1}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('D10: made once; new likes on one lesson make another', async () => {
    await put('37', said(WISH, { author: 'amy' }));
    const first = await made();
    expect(await made()).toBe(first);
    await put('37', said(WISH, { author: 'amy', likes: 77 }));
    const second = await made();
    expect(second).not.toBe(first);
    expect(second.requests.find(({ item }) => item.ref === '37.1')?.item.likes).toBe(77);
  });

  it('others have their turn between two lessons', async () => {
    let turns = 0;
    await made(async () => void turns++);
    expect(turns).toBe(world.hall.parts.library().course.lessons.length);
    // while a report is made, a lesson that was asked for later is answered first
    const order: string[] = [];
    await put('37', ...Object.values(LABELLED).flat().map((text, i) => said(text, { author: `r${i}` })));
    await Promise.all([report('report insights').then(() => order.push('report')), say(world, 'help').then(() => order.push('help'))]);
    expect(order).toEqual(['help', 'report']);
  });

  it('says so where there is nothing', async () => {
    const library = world.hall.parts.library();
    const bare = { ...library.course, lessons: library.course.lessons.map((lesson) => ({ ...lesson, samples: [] })) };
    const empty = await courseReport({ store: world.hall.parts.store, course: bare, group: HALL.group, now: '2026-03-02' }, async () => {});
    expect(empty).toEqual({ requests: [], questions: [], insights: [], total: 0, samples: false });
  });
});
