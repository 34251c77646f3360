import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lessonAt } from '../src/course/course.js';
import { commentsOn } from '../src/digest/shelf.js';
import { lineOf } from '../src/line.js';
import { problems } from '../src/limits.js';
import { tame } from '../src/text.js';
import { hostile } from './core/arbitraries.js';
import { commentsIn, EVE, ownIn, quoted } from './support/comments.js';
import { ear, errors, HALL, inMemory, LIN, linesOf, MAYA, press, request, say, words } from './support/members.js';
import { openWorld, type World } from './support/world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  await world.close();
});

const ELSEWHERE = { ...HALL, group: 'x:other', channel: 'x:other-hall' };
const on = (lesson: string, group?: string) => commentsIn(world, lesson, group);
const own = (lesson: string, group?: string) => ownIn(world, lesson, group);
const write = (line: string, member = MAYA, more = {}) => say(world, line, { member, ...more });

describe('D8: a group writes its own comments', () => {
  it('adds one with a number, for everyone, and shows it whole under that number', async () => {
    const heard = ear();
    await world.hall.bot.receive(request(world, 'comment 13 a Pod is a logical host', { member: MAYA }), heard);
    expect(heard.answers[0]?.audience).toBe('everyone');
    const reply = heard.answers[0]!.reply;
    expect(words(reply)).toContain('已存为 13.g1');
    expect(quoted(reply)).toEqual(['a Pod is a logical host']);
    expect(linesOf(reply)).toEqual(['comment like 13.g1', 'comment reply 13.g1', 'comment delete 13.g1', 'digest 13', 'lesson 13']);
    expect(await own('13')).toMatchObject([{ ref: '13.g1', author: 'Maya', text: 'a Pod is a logical host', date: '2026-03-02', likes: 0, replyCount: 0 }]);
    const shown = await write('comment 13.g1', LIN);
    expect(quoted(shown)).toEqual(['a Pod is a logical host']);
    expect(words(shown)).toMatch(/Maya.*本群/);
  });

  it.each(['13', '#13', '１３', '第13讲', '第十三讲', 'bonus-2019', 'L13'])('the lesson as people write it in one word: %s', async (ref) => {
    await write(`comment ${ref} words`);
    const lesson = ref === 'bonus-2019' ? ref : '13';
    expect((await own(lesson)).map((one) => one.text)).toEqual(['words']);
    for (const address of [`${ref}.g1`, `${ref}.G01`]) expect(quoted(await write(`comment ${address}`))).toEqual(['words']);
  });

  it('keeps the words exactly as they were typed, and quotes exact parts of them', async () => {
    const text = 'apiVersion: v1\nkind:  Pod\n\n  name：ｗｅｂ  # on:14 page:2 text: `x` ***\n\ttab';
    await write(`comment 13 ${text}`);
    expect((await own('13'))[0]?.text).toBe(text);
    expect(quoted(await write('comment 13.g1'))).toEqual([text]);
    await write(lineOf('comment', '', { text, on: '13' }, ['text']));
    expect((await own('13'))[1]?.text).toBe(text);
  });

  it('D7: hostile words are words, whatever they are, in every reply that shows them', async () => {
    const bot = inMemory(world);
    let number = 0;
    await fc.assert(
      fc.asyncProperty(hostile(300), hostile(20), async (text, name) => {
        const member = { ...MAYA, name };
        const reply = await say(world, lineOf('comment', '', { on: '14', text }, ['text']), { member }, bot);
        const words = tame(text).trim();
        if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(words)) return;
        number++;
        for (const one of [reply, await say(world, `comment 14.g${number}`, {}, bot), await say(world, 'comment 14', {}, bot), await say(world, `comment delete 14.g${number}`, { member }, bot)]) {
          expect(problems(one)).toEqual([]);
          for (const part of quoted(one)) expect(words).toContain(part);
        }
      }),
      { numRuns: 60 },
    );
    expect(number).toBeGreaterThan(20);
  });

  it('a wall of text is paged, nothing of it lost', async () => {
    const text = `${'字'.repeat(990)}\n${'*_`'.repeat(333)}`;
    const first = await write(`comment 13 ${text}`);
    expect(problems(first)).toEqual([]);
    const parts = [...quoted(first)];
    for (let next = linesOf(first).find((line) => line.startsWith('comment show')); next; ) {
      const page = await press(world, next, LIN);
      expect(problems(page)).toEqual([]);
      parts.push(...quoted(page));
      next = linesOf(page).find((line) => line.startsWith('comment show'));
    }
    expect(parts.join('')).toBe(text);
  });

  it('refuses what is too long or shows nothing, with a sentence, and takes the longest', async () => {
    expect(words(await write(`comment 13 ${'x'.repeat(2001)}`))).toContain('2001');
    expect(words(await write('comment 13 \u00AD\u0301'))).not.toContain('已存为');
    expect(await own('13')).toHaveLength(0);
    await write(`comment 13 ${'x'.repeat(2000)}`);
    expect(await own('13')).toHaveLength(1);
  });

  it('without words it says how to write, and lists what the group wrote last', async () => {
    expect(words(await write('comment 13'))).toMatch(/comment 13 你的留言[\s\S]*还没有人/);
    for (let i = 1; i <= 7; i++) await write(`comment 13 number ${i}`);
    const reply = await write('comment 13');
    expect(words(reply)).toMatch(/13\.g7 · Maya：number 7[\s\S]*13\.g3/);
    expect(words(reply)).not.toContain('number 2');
    expect(linesOf(reply)).toEqual(['comment 13.g7', 'comment 13.g6', 'comment 13.g5', 'comment 13.g4', 'comment 13.g3', 'comment add 13', 'digest 13', 'lesson 13']);
  });

  it('a form asks for the words where the line names a lesson, or a comment to answer', () => {
    const form = (line: string) => world.hall.bot.form({ line, member: MAYA, place: HALL });
    expect(form('comment #13')).toMatchObject({ title: 'Comment on this lesson', line: 'comment on:#13', fields: [{ name: 'text', max: 2000, multiline: true }] });
    expect(form('comment add 13')).toMatchObject({ line: 'comment add on:13' });
    expect(form('comment reply 13.7')).toMatchObject({ title: 'Answer this comment', line: 'comment reply on:13.7' });
    for (const line of ['comment', 'comment 13.7', 'comment 13 words', 'comment reply 13', 'comment 99', 'comment 13.x', 'comment like 13.7']) expect([line, form(line)]).toEqual([line, undefined]);
  });

  it('a bad address is one sentence with what to do; words behind it are not lost', async () => {
    expect(words(await write('comment 13.x'))).toMatch(/13\.7[\s\S]*13\.g2/);
    expect(words(await write('comment 13.g9'))).toContain('13.g9');
    expect(linesOf(await write('comment 99'))).toContain('lesson 52');
    for (const [line, first] of [['comment 99 kept words', undefined], ['comment 13.x kept words', '13'], ['comment 13.g9 kept words', '13']] as const) {
      const before = (await own('13')).length;
      const ask = await write(line);
      const [choice = ''] = linesOf(ask);
      expect(choice).toMatch(/^comment keep \w{12} /);
      if (first) expect(choice.endsWith(` ${first}`)).toBe(true);
      expect(words(await press(world, choice.replace(/\S+$/, '13'), MAYA))).toContain(`13.g${before + 1}`);
    }
    expect((await own('13')).map((one) => one.text)).toEqual(['kept words', 'kept words', 'kept words']);
  });
});

describe('D8: nothing of one group is seen in another', () => {
  it('numbers, words, likes and deletion are each group’s own', async () => {
    await write('comment 13 of the hall');
    await write('comment 13 of the others', EVE, { place: ELSEWHERE });
    await say(world, 'comment like 13.1', { member: EVE, place: ELSEWHERE });
    expect((await own('13')).map((one) => one.text)).toEqual(['of the hall']);
    expect((await own('13', ELSEWHERE.group)).map((one) => [one.ref, one.text])).toEqual([['13.g1', 'of the others']]);
    expect((await on('13')).some((one) => one.groupLikes)).toBe(false);
    expect((await on('13', ELSEWHERE.group))[0]?.groupLikes).toBe(1);
    for (const line of ['comment 13', 'comment 13.g1', 'digest 13']) expect(words(await write(line))).not.toContain('of the others');
    await say(world, 'comment delete 13.g1 yes', { member: LIN });
    expect(await own('13', ELSEWHERE.group)).toHaveLength(1);
    const [column] = [await commentsOn(world.hall.parts.store, 'kubernetes', lessonAt(world.hall.parts.library().course, '13')!)];
    expect(column.every((one) => one.source !== 'group' && one.groupLikes === undefined)).toBe(true);
  });
});
