import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { board, errors, LIN, MAYA, say, words } from './support/members.js';
import { playRound, practise } from './support/rounds.js';
import { openWorld, START, type World } from './support/world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  board(world);
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  await world.close();
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Hours after Monday 2026-03-02, 09:00 in Shanghai. */
const at = (hours: number) => world.clock.travel(START + hours * HOUR);
const progress = async (member = MAYA) => words(await say(world, 'progress', { member }));

describe('P2: the streak in `progress`', () => {
  it('begins with the first day on which something was done, and opening a lesson alone is nothing', async () => {
    await say(world, 'lesson 13', { member: MAYA });
    expect(await progress()).not.toContain('Streak');
    await say(world, 'read 13', { member: MAYA });
    expect(await progress()).toContain('Streak: 1 day · longest: 1 day · today counts already · one missed day is forgiven this week');
    expect(await progress(LIN)).not.toContain('打卡');
  });

  it('a read pass, practice, and an answer in a round make their days count; wrong ones too', async () => {
    await say(world, 'read 13', { member: MAYA });
    at(24);
    expect(await progress()).toContain('Streak: 1 day · longest: 1 day · today is still open');
    await practise(world, '23', MAYA, false);
    expect(await progress()).toContain('Streak: 2 days');
    at(48);
    await playRound(world, '24', [[MAYA, true], [LIN, false]]);
    expect(await progress()).toContain('Streak: 3 days');
    expect(await progress(LIN)).toContain('连续打卡 1 天 · 最长 1 天 · 今天已打卡 · 本周还可以缺一天');
  });

  it('the day begins at four: one in the morning is still yesterday, also for a pass', async () => {
    at(16.5);
    expect(words(await say(world, 'read 13', { member: MAYA }))).toContain('Mar 2, 2026');
    at(18.9);
    expect(await progress()).toContain('Streak: 1 day · longest: 1 day · today counts');
    at(19);
    expect(await progress()).toContain('today is still open');
    expect(words(await say(world, 'read 13', { member: MAYA }))).toContain('pass 2, Mar 3, 2026');
  });

  it('one missed day a week is forgiven, a second one is not', async () => {
    for (const day of [0, 1, 3]) {
      at(24 * day);
      await say(world, `read ${13 + day}`, { member: MAYA });
    }
    expect(await progress()).toContain('Streak: 3 days · longest: 3 days · today counts already · this week’s forgiven day is used up');
    at(24 * 5);
    expect(await progress()).toContain('Streak: 0 days · longest: 3 days');
    at(24 * 7);
    await say(world, 'read 20', { member: MAYA });
    expect(await progress()).toContain('Streak: 1 day · longest: 3 days · today counts already · one missed day');
  });

  it('another zone or hour holds from then on, and changes no day that was', async () => {
    await say(world, 'read 13', { member: MAYA });
    const days = async () => (await world.hall.parts.store.get<{ days: string[] }>(`activity:${MAYA.id}`))?.value.days;
    expect(words(await say(world, 'settings zone:America/Los_Angeles', { member: MAYA }))).toContain('America/Los_Angeles, each from 04:00');
    expect(await days()).toEqual(['2026-03-02']);
    at(0.01);
    await say(world, 'read 14', { member: MAYA });
    expect(await days()).toEqual(['2026-03-01', '2026-03-02']);
    expect(words(await say(world, 'settings hour:0', { member: MAYA }))).toContain('America/Los_Angeles, each from 00:00');
    expect(await days()).toEqual(['2026-03-01', '2026-03-02']);
    world.clock.travel(START + DAY + HOUR);
    expect(await progress()).toContain('Streak: 2 days');
    for (const line of ['settings zone:Mars/Base', 'settings hour:13', 'settings hour:x']) expect(words(await say(world, line, { member: MAYA }))).toMatch(/bad-zone|not-a-number/);
    expect(await progress(LIN)).not.toContain('打卡');
  });

  it('an answer told again after the zone changed makes no second day', async () => {
    const { id, right } = await practise(world, '23', MAYA, true);
    await say(world, 'settings zone:America/Los_Angeles', { member: MAYA });
    await say(world, right, { member: MAYA, pressed: { private: true } });
    expect(id).toMatch(/^p/);
    expect((await world.hall.parts.store.get<{ days: string[] }>(`activity:${MAYA.id}`))?.value.days).toEqual(['2026-03-02']);
    expect(await world.hall.parts.store.count(`answers:${MAYA.id}`)).toBe(1);
  });
});
