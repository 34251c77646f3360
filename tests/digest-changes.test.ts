import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify, type CommentFacts } from '../src/digest/comment.js';
import { shelve } from '../src/digest/shelf.js';
import type { Request } from '../src/ports.js';
import { PLAIN, said } from './support/said.js';
import { HALL, inMemory, MAYA, say, words } from './support/members.js';
import { openWorld, type World } from './support/world.js';
import type { Bot } from '../src/bot.js';
import type { Store } from '../src/store.js';

const DAY = 86_400_000;
const [A, B, C] = PLAIN.insight.map((text, i) => said(text, { author: `r${i}`, likes: [10, 9000, 0][i % 3]! }));
const QUESTION = said(PLAIN.question[0]!, { author: '南风', likes: 3 });

let world: World;
let bot: Bot;
let store: Store;
beforeEach(async () => {
  world = await openWorld();
  store = world.hall.parts.store;
  bot = world.hall.bot;
});
afterEach(() => world.close());

const put = (...all: CommentFacts[]) => shelve(store, 'kubernetes', '37', identify(all, 'column'));
const digest = async (more: Partial<Request> = {}, line = 'digest 37') => words(await say(world, line, { locale: 'en', ...more }, bot));
const days = (count: number) => world.clock.travel(world.clock.now() + count * DAY);

describe('D4: what changed since the last digest', () => {
  it('the first time there is nothing to compare with, nor on the same day', async () => {
    await put(A!, QUESTION);
    expect(await digest()).not.toMatch(/Since|since/);
    await put(B!);
    expect(await digest()).not.toMatch(/Since|since/);
  });

  it('new comments, questions with a reply, and new likes, each with addresses, since the day of the last one', async () => {
    await put(A!, QUESTION);
    await digest();
    days(3);
    await put({ ...A!, likes: 22 }, { ...QUESTION, replyCount: 1 }, B!, C!);
    const second = await digest();
    expect(second).toContain('Since Mar 2, 2026: 2 new comments (37.3, 37.4) · 1 question has a reply now (37.2) · most new likes: 37.1 (+12)');
    expect(words(await say(world, 'digest 37', { locale: 'zh-CN' }, bot))).toContain('自2026年3月2日以来：新增 2 条留言（37.3, 37.4） · 1 个疑问有了回复（37.2） · 新增赞最多：37.1 (+12)');
  });

  it('all of a day are compared with the same earlier one; the day after, with that day', async () => {
    await put(A!);
    await digest();
    days(1);
    await put(B!);
    for (let i = 0; i < 3; i++) expect(await digest({ member: MAYA })).toContain('Since Mar 2, 2026: 1 new comment (37.2)');
    days(1);
    expect(await digest()).toContain('Nothing new since Mar 3, 2026');
    days(30);
    await put(C!);
    expect(await digest()).toContain('Since Mar 4, 2026: 1 new comment (37.3)');
  });

  it('a day begins at midnight of the zone, not of UTC', async () => {
    await put(A!);
    await digest();
    // 09:00 in Shanghai; fourteen hours later it is 23:00, then midnight
    world.clock.travel(world.clock.now() + 14 * 3_600_000);
    expect(await digest()).not.toMatch(/since/i);
    world.clock.travel(world.clock.now() + 3_600_000);
    expect(await digest()).toContain('Nothing new since Mar 2, 2026');
  });

  it('each group has its own, each lesson has its own', async () => {
    await put(A!);
    await digest();
    days(1);
    expect(await digest({ place: { ...HALL, group: 'x:other' } })).not.toMatch(/since/i);
    expect(await digest({}, 'digest 13')).not.toMatch(/since/i);
    expect(await digest()).toContain('Nothing new since');
  });

  it('pages and sections are no digest of their own', async () => {
    await put(A!);
    await digest({}, 'digest 37 section:insight');
    await digest({}, 'digest 37 page:2');
    days(1);
    expect(await digest()).not.toMatch(/since/i);
  });

  it('samples that real comments replace are compared with nothing', async () => {
    const sampled = await digest({}, 'digest 23');
    expect(sampled).toContain('marked “sample”');
    days(1);
    await shelve(store, 'kubernetes', '23', identify([A!, B!], 'column'));
    expect(await digest({}, 'digest 23')).toMatch(/Since Mar 2, 2026: 2 new comments \(23\.[12], 23\.[12]\)/);
  });

  it('a clock that goes back shows nothing wrong', async () => {
    await put(A!);
    await digest();
    days(-5);
    await put(B!);
    expect(await digest()).not.toMatch(/since/i);
  });

  it('ten at once on a new day agree', async () => {
    await put(A!);
    await digest();
    days(1);
    await put(B!);
    const all = await Promise.all(Array.from({ length: 10 }, () => digest()));
    expect(new Set(all.map((one) => /Since .*/.exec(one)?.[0])).size).toBe(1);
  });

  it('what is kept stays small, however many comments there are', async () => {
    const memory = inMemory(world);
    bot = memory;
    const many = Array.from({ length: 3000 }, (_, i) => said(`${PLAIN.insight[i % PLAIN.insight.length]} 第 ${i} 条，${'排队有代价'.repeat(i % 5)}`, { author: `r${i}`, likes: i }));
    await put(...many);
    bot = world.hall.bot;
    await digest();
    const kept = await store.get('digest-seen:kubernetes:37:x:group');
    expect(JSON.stringify(kept?.value).length).toBeLessThan(12_000);
    days(1);
    await put(said(`新的一条：${PLAIN.insight[0]}`, { author: 'new', likes: 0 }));
    expect(await digest()).toContain('Since Mar 2, 2026: 1 new comment (37.3001)');
  });
});
