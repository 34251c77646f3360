import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lessonAt } from '../src/course/course.js';
import { identify, type PlacedComment } from '../src/digest/comment.js';
import { makeDigest } from '../src/digest/digest.js';
import { commentsOn, shelve } from '../src/digest/shelf.js';
import { lineOf } from '../src/line.js';
import { problems } from '../src/limits.js';
import { blockText, type Reply } from '../src/reply.js';
import { tame } from '../src/text.js';
import { hostile } from './core/arbitraries.js';
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
const EVE = { ...MAYA, id: 'x:eve', name: 'Eve' };
const on = (lesson: string, group: string | undefined = HALL.group): Promise<PlacedComment[]> => {
  const { store, library } = world.hall.parts;
  return commentsOn(store, library().course.id, lessonAt(library().course, lesson)!, group);
};
const own = async (lesson: string, group?: string) => (await on(lesson, group)).filter((one) => one.source === 'group');
const quoted = (reply: Reply): string[] => reply.blocks.flatMap((block) => (block.kind === 'quote' ? [blockText(block)] : []));
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
    await write(lineOf('comment', '', { text, on: '13' }, 'text'));
    expect((await own('13'))[1]?.text).toBe(text);
  });

  it('D7: hostile words are words, whatever they are, in every reply that shows them', async () => {
    const bot = inMemory(world);
    let number = 0;
    await fc.assert(
      fc.asyncProperty(hostile(300), hostile(20), async (text, name) => {
        const member = { ...MAYA, name };
        const reply = await say(world, lineOf('comment', '', { on: '14', text }, 'text'), { member }, bot);
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
    expect(words(reply)).toMatch(/13\.g7 · Maya: number 7[\s\S]*13\.g3/);
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

describe('D8: members like and answer', () => {
  it('a like is turned by each press, counted once a member, and told to the presser alone', async () => {
    await write('comment 13 words');
    const heard = ear();
    await world.hall.bot.receive(request(world, 'comment like 13.g1', { member: LIN, pressed: { private: false } }), heard);
    expect(heard.answers[0]?.audience).toBe('you');
    expect(words(heard.answers[0]!.reply)).toContain('已赞 13.g1。本群共 1 个赞');
    expect(words(await press(world, 'comment like 13.g1', MAYA))).toContain('Likes in this group: 2');
    expect(words(await press(world, 'comment like 13.g1', MAYA))).toContain('no longer like 13.g1. Likes in this group: 1');
    expect((await own('13'))[0]?.likes).toBe(1);
    const seen = await say(world, 'comment like 13.g1', { member: EVE, pressed: { private: true } });
    expect(quoted(seen)).toEqual(['words']);
    expect(words(seen)).toMatch(/👍 2/);
  });

  it('of the column: the group’s likes stand beside the column’s own', async () => {
    const before = (await on('13'))[0]!;
    await press(world, 'comment like 13.1', MAYA);
    expect((await on('13'))[0]).toEqual({ ...before, groupLikes: 1 });
    expect(words(await write('comment 13.1'))).toContain('本群 👍 1');
  });

  it('is exact under redelivery, also where the first answer never arrived', async () => {
    await write('comment 13 words');
    const event = request(world, 'comment like 13.g1', { pressed: { private: false } });
    for (let i = 0; i < 4; i++) await world.hall.bot.receive(event, ear());
    expect((await own('13'))[0]?.likes).toBe(1);
    const deaf = () => ear({ answer: () => Promise.reject(new Error('the platform is away')) });
    for (const [member, likes] of [[MAYA, 2], [MAYA, 1]] as const) {
      const lost = request(world, 'comment like 13.g1', { member, pressed: { private: false } });
      for (let i = 0; i < 3; i++) await world.hall.bot.receive(lost, deaf());
      await world.hall.bot.receive(lost, ear());
      expect((await own('13'))[0]?.likes).toBe(likes);
    }
    world.logged.length = 0;
  });

  it('a typed comment whose answer never arrived is not written twice', async () => {
    const event = request(world, 'comment 13 once', { member: MAYA });
    for (let i = 0; i < 3; i++) await world.hall.bot.receive(event, ear({ answer: () => Promise.reject(new Error('away')) }));
    const heard = ear();
    await world.hall.bot.receive(event, heard);
    expect(words(heard.answers[0]!.reply)).toContain('13.g1');
    expect(await own('13')).toHaveLength(1);
    world.logged.length = 0;
  });

  it('is exact under concurrency: 40 members at once, then each of them an odd or an even number of presses at once', async () => {
    const bot = inMemory(world);
    const members = Array.from({ length: 40 }, (_, i) => ({ ...MAYA, id: `x:m${i}`, name: `m${i}` }));
    await Promise.all(members.map((member, i) => say(world, `comment 13 words ${i}`, { member }, bot)));
    const all = await say(world, 'comment 13', {}, bot);
    expect(words(all)).toContain('13.g40');
    await Promise.all(members.map((member) => say(world, 'comment like 13.g1', { member }, bot)));
    expect(words(await say(world, 'comment 13.g1', {}, bot))).toContain('👍 40');
    await Promise.all(members.flatMap((member, i) => Array.from({ length: 1 + (i % 2) }, () => say(world, 'comment like 13.g1', { member }, bot))));
    expect(words(await say(world, 'comment 13.g1', {}, bot))).toContain('👍 20');
  });

  it('an answer names what it answers, and the answered shows it', async () => {
    await write('comment 13 is a pause container needed?');
    const answer = await say(world, 'comment reply 13.g1 yes: it holds the network', { member: LIN, pressed: { private: true } });
    expect(words(answer)).toMatch(/回复 13\.g1 · Maya: is a pause/);
    expect(linesOf(answer)).toContain('comment 13.g1');
    const asked = await write('comment 13.g1');
    expect(words(asked)).toMatch(/1 条回复[\s\S]*13\.g2 · 小林: yes: it holds/);
    expect(linesOf(asked)).toContain('comment 13.g2');
    await write('comment 13.1 so it does');
    expect((await own('13')).map((one) => one.answers)).toEqual([undefined, '13.g1', '13.1']);
    expect(words(await write('comment 13.1'))).toContain('13.g3 · Maya');
    expect(words(await write('comment reply 13.1'))).toContain('comment 13.1 你的回复');
  });

  it('an answered question is not open any more, of the column or of the group', async () => {
    const open = async () => makeDigest(await on('37'), { now: '2026-03-02' }).sections.filter((one) => one.open).flatMap((one) => one.items.map((item) => item.ref));
    const { store } = world.hall.parts;
    const asked = { author: '南风', likes: 1, replyCount: 0, date: '2020-01-01', text: '请问会话保持在重启以后还有效吗？' };
    await shelve(store, 'kubernetes', '37', identify([asked], 'column'));
    await write('comment 37 请问 Service 的虚拟地址为什么不能 ping 通？');
    expect((await open()).sort()).toEqual(['37.1', '37.g1']);
    await write('comment 37.1 由内核的超时决定');
    expect(await open()).toEqual(['37.g1']);
    await write('comment 37.g1 因为它只是转发规则');
    expect(await open()).toEqual([]);
  });

  it('a digest holds both sources and marks them; samples stay until something is imported', async () => {
    await write('comment 13 容器的本质是进程，Pod 就是进程组，所以它们要一起调度、一起死。');
    const digest = makeDigest(await on('13'), { now: '2026-03-02' });
    expect(digest).toMatchObject({ samples: true, group: 1 });
    expect(digest.sections.flatMap((one) => one.items).find((item) => item.source === 'group')?.ref).toBe('13.g1');
    await write('comment 13.1 answers a sample');
    await shelve(world.hall.parts.store, 'kubernetes', '13', identify([{ author: 'a', likes: 1, replyCount: 0, date: '2020-01-01', text: 'imported' }], 'column'));
    const after = await on('13');
    expect(after.map((one) => [one.ref, one.source])).toEqual([['13.1', 'column'], ['13.g1', 'group'], ['13.g2', 'group']]);
    expect(after.every((one) => one.answers === undefined)).toBe(true);
  });
});
