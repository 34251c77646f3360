import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify } from '../src/digest/comment.js';
import { makeDigest } from '../src/digest/digest.js';
import { likesOn } from '../src/digest/likes.js';
import { tracesKey } from '../src/digest/own.js';
import { shelve } from '../src/digest/shelf.js';
import type { Store } from '../src/store.js';
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

const on = (lesson: string, group?: string) => commentsIn(world, lesson, group);
const own = (lesson: string, group?: string) => ownIn(world, lesson, group);
const write = (line: string, member = MAYA, more = {}) => say(world, line, { member, ...more });

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

  it.each(['get', 'add'] as const)('a like that crosses a deletion leaves nothing behind (before its first %s)', async (call) => {
    await write('comment 13 words');
    const { store } = world.hall.parts;
    let crossed = false;
    const crossing = new Proxy(store, {
      get: (of, name: keyof Store) => async (...args: unknown[]) => {
        if (name === call && !crossed && String(args[0]).startsWith('like')) {
          crossed = true;
          expect(words(await press(world, 'comment delete 13.g1 yes', MAYA))).toContain('deleted');
        }
        return (of[name] as (...args: unknown[]) => unknown).apply(of, args);
      },
    });
    const reply = await say(world, 'comment like 13.g1', { member: LIN }, inMemory(world, { store: crossing }));
    expect([crossed, words(reply)]).toEqual([true, expect.stringMatching(/13\.g1[^]*\ngone\n/)]);
    expect(await store.members(tracesKey(LIN.id))).toEqual([]);
    expect(await likesOn(store, { course: 'kubernetes', lesson: '13', group: HALL.group })).toEqual(new Map());
  });

  it('an answer names what it answers, and the answered shows it', async () => {
    await write('comment 13 is a pause container needed?');
    const answer = await say(world, 'comment reply 13.g1 yes: it holds the network', { member: LIN, pressed: { private: true } });
    expect(words(answer)).toMatch(/回复 13\.g1 · Maya：is a pause/);
    expect(linesOf(answer)).toContain('comment 13.g1');
    const asked = await write('comment 13.g1');
    expect(words(asked)).toMatch(/1 条回复[\s\S]*13\.g2 · 小林：yes: it holds/);
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
