import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderDiscord } from '../adapters/discord/render.js';
import { renderSlack } from '../adapters/slack/render.js';
import { readLibrary } from '../adapters/hall.js';
import { digestReply } from '../src/commands/digest-reply.js';
import type { Course, Lesson } from '../src/course/course.js';
import type { PlacedComment } from '../src/digest/comment.js';
import { type Digest, makeDigest } from '../src/digest/digest.js';
import { KINDS, type SectionKind } from '../src/digest/kinds.js';
import { sectionsOf } from '../src/digest/view.js';
import { UserError } from '../src/errors.js';
import { problems } from '../src/limits.js';
import { LOCALES, translator, type Locale } from '../src/locale/index.js';
import { type Reply, summary } from '../src/reply.js';
import { controls, readings } from './fakes/discord/reading.js';
import { ruleProblems } from './fakes/discord/rules.js';
import { schemaProblems } from './fakes/discord/schema.js';
import { aliveIn, wordsOf } from './fakes/slack/read.js';
import { blockFaults, messageFaults } from './fakes/slack/rules.js';
import { LABELLED } from './support/labelled.js';
import { hostileComments, onLesson, PLAIN, said } from './support/said.js';
import { linesOf } from './support/members.js';
import { isExactPart, quotesOf } from './support/quotes.js';

const NOW = '2026-03-02';
let course: Course;
let lesson: Lesson;
beforeAll(async () => {
  ({ course } = await readLibrary('content/kubernetes'));
  lesson = course.lessons.find((one) => one.id === '13') as Lesson;
});

const digestOf = (comments: readonly PlacedComment[]) => makeDigest(comments, { now: NOW, glossary: course.glossary });
const replyTo = (digest: Digest, locale: Locale, section?: SectionKind, page?: number): Reply => digestReply(digest, { lesson, section, page }, { course, locale, t: translator(locale) });

/** Every reply that a digest can give in a language. */
function everyReply(digest: Digest, locale: Locale): Reply[] {
  const found: Reply[] = [];
  for (const section of [undefined, ...KINDS]) {
    for (let page = 1; ; page++) {
      try {
        found.push(replyTo(digest, locale, section, page));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        break;
      }
      if (page > 60) throw new Error('pages without end');
      if (!linesOf(found.at(-1) as Reply).some((line) => line.endsWith(`page:${page + 1}`))) break;
    }
  }
  return found;
}

describe('whatever the comments are', () => {
  it('D3 X4: every page of every section fits everywhere, and quotes exactly, in both languages', () => {
    let quotes = 0;
    fc.assert(
      fc.property(hostileComments('13'), (comments) => {
        const digest = digestOf(comments);
        for (const locale of LOCALES) {
          for (const reply of everyReply(digest, locale)) {
            expect(problems(reply)).toEqual([]);
            for (const { quote, ref } of quotesOf(reply)) {
              quotes++;
              const cited = comments.find((one) => one.ref === ref);
              expect([ref, quote, isExactPart(quote, cited?.text ?? '')]).toEqual([ref, quote, true]);
            }
          }
        }
      }),
      { numRuns: 50 },
    );
    expect(quotes).toBeGreaterThan(500);
  });

  it('X4: a hundred of the dearest comments fit, page by page', () => {
    const dear = Object.values(LABELLED).flatMap((all, kind) => all.map((words, i) => said(`${words} ${'*_`~|'.repeat(80)}${kind}.${i}`, { author: `${'*'.repeat(60)}${kind}.${i}`, likes: 999_999_999 - i, replyCount: i % 3 })));
    const digest = digestOf(onLesson('13', dear));
    const [, ...items] = digest.sections.flatMap((section) => section.items);
    const changes = { since: '2026-02-28', added: 12_345, addedItems: items, answered: items, risen: items.slice(0, 2).map((item) => ({ item, by: 999_999_999 })) };
    for (const locale of LOCALES) {
      const replies = [...everyReply(digest, locale), digestReply(digest, { lesson, changes }, { course, locale, t: translator(locale) })];
      expect(replies.length).toBeGreaterThan(10);
      for (const reply of replies) expect(problems(reply)).toEqual([]);
    }
  });

  it('D4: every quoted comment has a way to itself on the same page', () => {
    fc.assert(
      fc.property(hostileComments('13'), (comments) => {
        for (const reply of everyReply(digestOf(comments), 'en')) {
          const refs = new Set(quotesOf(reply).map(({ ref }) => `comment ${ref}`));
          expect(new Set(linesOf(reply).filter((line) => line.startsWith('comment 13.')))).toEqual(refs);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('D4: the sections together show every comment that the digest has, once', () => {
    fc.assert(
      fc.property(hostileComments('13'), (comments) => {
        const digest = digestOf(comments);
        const shown: string[] = [];
        for (const { kind, count } of sectionsOf(digest)) {
          let left = count;
          for (let page = 1; left > 0; page++) {
            const refs = quotesOf(replyTo(digest, 'en', kind, page)).map(({ ref }) => ref);
            shown.push(...refs);
            left -= refs.length;
          }
        }
        expect(shown.sort()).toEqual(digest.sections.flatMap((section) => section.items.map((item) => item.ref)).sort());
      }),
      { numRuns: 30 },
    );
  });

  it('D7: on Discord every payload is accepted and nothing in it is alive', () => {
    fc.assert(
      fc.property(hostileComments('13'), fc.constantFrom(...LOCALES), (comments, locale) => {
        for (const reply of everyReply(digestOf(comments), locale)) {
          const body = renderDiscord(reply);
          expect([...schemaProblems('MessageCreateRequest', body), ...ruleProblems(body as never)]).toEqual([]);
          const read = readings(body);
          expect(read.flatMap((one) => one.alive)).toEqual([]);
          const words = read.map((one) => one.words).join('\n');
          for (const { quote } of quotesOf(reply)) expect(words).toContain(quote);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('D7: on Slack every payload is accepted and nothing in it is alive', () => {
    fc.assert(
      fc.property(hostileComments('13'), fc.constantFrom(...LOCALES), (comments, locale) => {
        for (const reply of everyReply(digestOf(comments), locale)) {
          const { text, blocks } = JSON.parse(JSON.stringify(renderSlack(reply))) as { text: string; blocks: unknown[] };
          expect([...blockFaults(blocks), ...messageFaults({ text, blocks })]).toEqual([]);
          expect(aliveIn({ text, blocks, extra: { unfurl_links: 'false', unfurl_media: 'false' } }, () => false)).toEqual([]);
          for (const { quote } of quotesOf(reply)) expect(wordsOf({ blocks })).toContain(quote);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('D7: a name cannot pose as a button, a heading or another byline', () => {
    const name = '**admin** [here](https://evil.example)\n# All lessons\n@everyone <!channel> `x` \u202Egnihton';
    const reply = replyTo(digestOf(onLesson('13', [said(PLAIN.insight[0]!, { author: name })])), 'en');
    const body = renderDiscord(reply);
    expect(readings(body).flatMap((one) => [...one.alive, ...one.marks.filter((mark) => mark === 'list')])).toEqual([]);
    expect(readings(body).flatMap((one) => one.marks).filter((mark) => mark === 'heading')).toHaveLength(1);
    expect(controls(body).map((one) => one.line).filter((line) => line !== undefined)).toEqual(['comment 13.1', 'digest 13 section:insight', 'digest 13 page:2', 'lesson 13']);
    expect(summary(reply)).not.toContain('\u202E');
  });

  it('contact data is shown nowhere: not in quotes, not in names, not in menus', () => {
    const comments = onLesson('13', [
      said(`${PLAIN.insight[0]}。加我微信 k8s_fan2019 一起学，电话 13800138000。${PLAIN.insight[1]}`, { author: 'someone@example.com' }),
      said(`${PLAIN.question[0]} https://pan.baidu.com/s/1AbCdEf 提取码 k8s1 ${PLAIN.question[1]}`, { author: '13900001234' }),
      said(`${PLAIN.request[0]} QQ 123456789 ${PLAIN.request[1]}`, { author: 'QQ：987654321' }),
    ]);
    for (const locale of LOCALES) {
      for (const reply of everyReply(digestOf(comments), locale)) {
        expect(summary(reply)).not.toMatch(/k8s_fan2019|13800138000|example\.com|1AbCdEf|k8s1|13900001234|123456789|987654321/);
      }
      const listed = summary(replyTo(digestOf(comments), locale, undefined, 2));
      for (const name of ['— so***', '— 13***', '— QQ：98***']) expect(listed).toContain(name);
    }
  });
});

describe('D4: the first page', () => {
  const everything = Object.values(LABELLED).flat().map((words, i) => said(words, { author: `r${i}`, likes: i, replyCount: i % 3 }));
  const first = (locale: Locale) => replyTo(digestOf(onLesson('13', everything)), locale);

  it('counts by class, themes by name, three highlights, open questions, corrections, thanks in one line', () => {
    const { praise, other } = digestOf(onLesson('13', everything));
    const en = summary(first('en'));
    expect(en).toContain(`${everything.length} comments: insights `);
    expect(en).toContain(`thanks ${praise}`);
    expect(en).toMatch(/About: .*Pod/);
    expect(first('en').blocks.filter((block) => block.kind === 'quote')).toHaveLength(3);
    const lists = first('en').blocks.filter((block) => block.kind === 'list');
    expect(lists.map((block) => block.kind === 'list' && block.items.length)).toEqual([3, 2]);
    expect(en).toContain('Still open');
    expect(en).toContain(`and ${praise + other} comments of thanks or small talk`);
    const zh = summary(first('zh-CN'));
    expect(zh).toMatch(/谈到：.*容器/);
    expect(zh).toContain('待解的疑问（未见回复）');
  });

  it('quotes are ≤ 280 units, those in lists ≤ 120 on one line', () => {
    const long = everything.map((one) => ({ ...one, text: `${one.text}\n${'后面还有很长的一段话。'.repeat(60)}` }));
    const { blocks } = replyTo(digestOf(onLesson('13', long)), 'zh-CN');
    for (const block of blocks) {
      if (block.kind === 'quote') expect(block.spans.join('').length).toBeLessThanOrEqual(280);
      if (block.kind === 'list') for (const item of block.items) expect([String(item[1]).length <= 120, String(item[1]).includes('\n')]).toEqual([true, false]);
    }
  });

  it('the quotes are the same in both languages, and so are the lines of its controls', () => {
    expect(quotesOf(first('en'))).toEqual(quotesOf(first('zh-CN')));
    expect(linesOf(first('en'))).toEqual(linesOf(first('zh-CN')));
  });

  it('six sections are a menu, fewer are buttons', () => {
    expect(linesOf(first('en')).filter((line) => line.includes('section:'))).toEqual(KINDS.map((kind) => `digest 13 section:${kind}`));
    expect(first('en').blocks.filter((block) => block.kind === 'choices')).toHaveLength(2);
    const few = replyTo(digestOf(onLesson('13', [said(PLAIN.insight[0]!), said(PLAIN.request[0]!)])), 'en');
    expect(few.blocks.filter((block) => block.kind === 'choices')).toHaveLength(1);
    expect(linesOf(few).filter((line) => line.includes('section:'))).toEqual(['digest 13 section:insight', 'digest 13 section:request']);
  });

  it('D8: comments of the group are marked, counted, and show their likes here', () => {
    const own: PlacedComment = { ...onLesson('13', [said(PLAIN.insight[1]!, { author: 'Maya', likes: undefined })], 'group')[0]!, ref: '13.g1', groupLikes: 2 };
    const words = summary(replyTo(digestOf([...onLesson('13', [said(PLAIN.insight[0]!)]), own]), 'en'));
    expect(words).toContain('1 of them from this group');
    expect(words).toMatch(/Maya · 13\.g1 · 2 likes here · .*from this group/);
    expect(words).not.toContain('sample');
  });

  it('D2: whose a quote is stands below it on one small line on Slack too, with its age and without its date', () => {
    const reply = replyTo(digestOf(onLesson('13', [said(PLAIN.insight[0]!, { author: 'amy', likes: 7, replyCount: 2, date: '2021-01-13' })])), 'en');
    const line = '— amy · 13.1 · 👍 7 · 2 replies · 5 years ago';
    expect(summary(reply)).toContain(line);
    expect(renderSlack(reply).blocks).toContainEqual({ type: 'context', elements: [{ type: 'plain_text', text: line, emoji: false }] });
  });

  it('D4: a highlight that is an open question says so', () => {
    const open = replyTo(digestOf(onLesson('13', [said(PLAIN.question[0]!, { author: 'amy', replyCount: 0 })])), 'en');
    expect(summary(open)).toMatch(/— amy · .* · still open/);
    const answered = replyTo(digestOf(onLesson('13', [said(PLAIN.question[0]!, { author: 'amy', replyCount: 1 })])), 'en');
    expect(summary(answered)).not.toContain('still open');
  });

  it('D5: merged comments say how many say the same', () => {
    const words = PLAIN.insight[0]!;
    const reply = replyTo(digestOf(onLesson('13', [said(words, { author: 'a' }), said(`${words}！`, { author: 'b' }), said(` ${words}`, { author: 'c' })])), 'zh-CN');
    expect(summary(reply)).toContain('3 位读者都这么说');
  });

  it('says how many are quoted nowhere', () => {
    const [a, b, c] = PLAIN.insight;
    expect(summary(replyTo(digestOf(onLesson('13', [a, b, c].map((words) => said(words!, { author: 'one' })))), 'en'))).toContain('1 more is not quoted');
  });

  it('a page or a section that is not there is said kindly', () => {
    const digest = digestOf(onLesson('13', [said(PLAIN.praise[0]!)]));
    expect(summary(replyTo(digest, 'en', 'insight'))).toContain('No comment on this lesson is of that kind');
    expect(() => replyTo(digest, 'en', undefined, 7)).toThrow(UserError);
    const none = replyTo(digestOf([]), 'en');
    expect(summary(none)).toContain('no comments on this lesson yet');
    expect(linesOf(none)).toEqual(['comment add 13', 'lesson 13']);
  });
});
