import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problems } from '../src/limits.js';
import type { Member } from '../src/ports.js';
import { pointsFor } from '../src/progress/boards.js';
import type { ImageBlock, Reply } from '../src/reply.js';
import { board, errors, HALL, LIN, MAYA, say, words } from './support/members.js';
import { playRound } from './support/rounds.js';
import { openWorld, type World } from './support/world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  board(world);
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  await world.close();
});

const DAY = 86_400_000;
const EVE: Member = { id: 'x:eve', name: '\u202E@everyone **eve**', locale: 'en', admin: false };
const pictureIn = ({ blocks }: Reply): ImageBlock | undefined => blocks.find((block) => block.kind === 'image');
const asked = async (line: string, member = MAYA, more = {}): Promise<ImageBlock | undefined> => {
  const reply = await say(world, line, { member, locale: member.locale, ...more });
  expect(problems(reply)).toEqual([]);
  return pictureIn(reply);
};

describe('P6: the leaderboard as a picture', () => {
  it('shows the ranks of the words beside it, each bar in proportion to the first', async () => {
    for (const member of [LIN, MAYA]) await say(world, 'leaderboard join', { member });
    await playRound(world, '24', [[LIN, true], [MAYA, true], [EVE, true]]);
    await playRound(world, '24', [[LIN, true]]);
    const picture = await asked('leaderboard');
    expect(picture?.card).toEqual({
      title: 'Leaderboard',
      bars: [
        { lead: '1', label: '小林', share: 1, value: '2 points' },
        { lead: '2', label: 'Maya and 1 more', share: 0.5, value: '1 point' },
      ],
    });
    expect(picture?.alt).toBe('Picture of “Leaderboard”: 1. 小林 · 2 points; 2. Maya and 1 more · 1 point.');
    expect(await asked('leaderboard', LIN)).toMatchObject({ card: { title: '排行榜', bars: [{ value: '2 分' }, { label: 'Maya 等另外 1 位' }] }, alt: expect.stringContaining('“排行榜”的图：1. 小林 · 2 分；2.') });
    expect((await asked('leaderboard week'))?.card.title).toContain('Mar 2, 2026');
    expect((await asked('leaderboard 24'))?.card.title).toContain('Lesson 24');
  });

  it('P3: names nobody who did not ask for it, nor who left', async () => {
    await playRound(world, '24', [[MAYA, true], [EVE, true]]);
    const nobody = JSON.stringify(await asked('leaderboard'));
    for (const name of ['Maya', 'eve']) expect(nobody).not.toContain(name);
    await say(world, 'leaderboard join', { member: EVE });
    expect(JSON.stringify(await asked('leaderboard'))).toContain('@everyone **eve** and 1 more');
    await say(world, 'leaderboard leave', { member: EVE });
    expect(JSON.stringify(await asked('leaderboard'))).toBe(nobody);
  });

  it('ten ranks are drawn, and the rest counted, however long the names are', async () => {
    const many = Array.from({ length: 12 }, (_, i): Member => ({ id: `x:m${i}`, name: `${'长'.repeat(40)}${i}`, locale: 'en', admin: false }));
    for (const [i, member] of many.entries()) {
      await say(world, 'leaderboard join', { member });
      const answered = { mode: 'round', right: true, group: HALL.group, lesson: '24', member: member.id, at: world.clock.now(), name: '', question: '' } as const;
      for (const points of pointsFor(world.hall.parts, answered)) await world.hall.parts.store.score(points.board, member.id, i + 1);
    }
    const picture = await asked('leaderboard');
    expect(picture?.card.bars).toHaveLength(10);
    expect(picture?.card.foot).toBe('Below them: 2 more members.');
    expect(Math.max(...(picture?.card.bars ?? []).map(({ label }) => label.length))).toBeLessThanOrEqual(24);
    expect(picture?.alt).toContain('3. ');
    expect(picture?.alt).not.toContain('4. ');
  });

  it('there is none where nobody has points', async () => {
    expect(await asked('leaderboard')).toBeUndefined();
    expect(await asked('leaderboard me')).toBeUndefined();
  });
});

describe('P6: one’s progress as a picture', () => {
  it('shows each pass and the last four weeks, in the member’s language', async () => {
    for (const lesson of ['13', '14']) await say(world, `read ${lesson}`, { member: MAYA });
    world.clock.travel(world.clock.now() + DAY);
    await say(world, 'read 13', { member: MAYA });
    const picture = await asked('progress');
    const total = world.hall.parts.library().course.lessons.length;
    expect(picture?.card).toMatchObject({
      title: 'Your progress',
      about: 'Streak: 2 days · longest: 2 days',
      bars: [
        { label: 'Pass 1', value: `2 / ${total}`, share: 2 / total },
        { label: 'Pass 2', value: `1 / ${total}`, share: 1 / total },
      ],
      days: { label: '2 days of study in the last four weeks', from: 'Feb 4, 2026', to: 'Mar 3, 2026' },
    });
    expect(picture?.card.days?.marks).toEqual(Array.from({ length: 28 }, (_, i) => i >= 26));
    expect(picture?.alt).toBe(`Picture of your progress: Streak: 2 days · longest: 2 days; Pass 1: 2 of ${total} lessons; Pass 2: 1 of ${total} lessons; 2 days of study in the last four weeks.`);
    expect((await asked('progress', { ...MAYA, locale: 'zh-CN' }))?.card).toMatchObject({ title: '你的进度', bars: [{ label: '一刷' }, { label: '二刷' }], days: { label: '最近四周打卡 2 天' } });
  });

  it('the words beside it say the same, for who cannot see it', async () => {
    await say(world, 'read 13', { member: MAYA });
    const reply = await say(world, 'progress', { member: MAYA });
    const said = words(reply);
    for (const fact of ['Streak: 1 day', 'longest: 1 day', 'Pass 1: 1 of']) expect(said).toContain(fact);
    expect(said).not.toContain('Picture');
  });

  it('stands on the first page alone, and nowhere before anything was done', async () => {
    expect(await asked('progress')).toBeUndefined();
    for (let pass = 0; pass < 2; pass++) {
      for (const { id } of world.hall.parts.library().course.lessons) await say(world, `read ${id}`, { member: MAYA, place: HALL });
      world.clock.travel(world.clock.now() + DAY);
    }
    expect(await asked('progress')).toBeDefined();
    expect(await asked('progress page:2')).toBeUndefined();
  });
});
