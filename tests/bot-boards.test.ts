import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../src/ports.js';
import { type Store, StoreUnavailable } from '../src/store.js';
import { board, ear, errors, HALL, inMemory, LIN, linesOf, MAYA, pass, press, request, say, words } from './support/members.js';
import { askedIn, playRound, practise } from './support/rounds.js';
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

const EVE: Member = { id: 'x:eve', name: '\u202Eeve\u200B  @everyone', locale: 'en', admin: false };
const shown = async (line = 'leaderboard', more = {}) => words(await say(world, line, { locale: 'en', ...more }));

describe('P3: leaderboards', () => {
  it('name nobody who did not ask for it; ties share a rank', async () => {
    await playRound(world, '24', [[LIN, true], [MAYA, true], [EVE, false]]);
    await playRound(world, '24', [[LIN, true], [MAYA, true], [EVE, true]]);
    expect(await shown()).toMatch(/1\. 2 members · 2 points\n.*3\. 1 member · 1 point/);
    const joined = words(await say(world, 'leaderboard join', { member: MAYA, pressed: { private: false } }));
    expect(joined).toContain('From now on the leaderboards of this group show your name');
    expect(await shown()).toContain('1. Maya and 1 more · 2 points');
    await say(world, 'leaderboard join', { member: EVE });
    expect(await shown()).toContain('3. eve @everyone · 1 point');
    expect(words(await say(world, 'leaderboard leave', { member: MAYA }))).toContain('no longer show your name');
    await say(world, 'leaderboard leave', { member: MAYA });
    expect(await shown()).not.toContain('Maya');
  });

  it('stand by group, lesson and week', async () => {
    for (const member of [LIN, MAYA]) await say(world, 'leaderboard join', { member });
    await playRound(world, '24', [[LIN, true]]);
    world.clock.travel(world.clock.now() + 7 * 86_400_000);
    await playRound(world, '25', [[MAYA, true]]);
    expect(await shown()).toContain('1. Maya, 小林 · 1 point');
    expect(await shown('leaderboard week')).toMatch(/week from Mar 9, 2026[^]*1\. Maya · 1 point/);
    expect(await shown('leaderboard 24')).toMatch(/Lesson 24[^]*1\. 小林 · 1 point/);
    expect(await shown('leaderboard 13')).toContain('Nobody has points here yet');
    expect(await shown('leaderboard', { place: { ...HALL, group: 'x:other' } })).toContain('Nobody has points here yet');
    expect(await shown('leaderboard 99')).toContain('99');
    expect(await shown('排行榜')).toBe(await shown());
  });

  it('one’s own place is private, and there whether one is named or not', async () => {
    await playRound(world, '24', [[LIN, true], [MAYA, true]]);
    await playRound(world, '24', [[LIN, true], [MAYA, false]]);
    const heard = ear();
    await world.hall.bot.receive(request(world, 'leaderboard me', { member: MAYA, pressed: { private: false } }), heard);
    expect(heard.answers[0]?.audience).toBe('you');
    expect(words(heard.answers[0]!.reply)).toMatch(/week from Mar 2, 2026 · rank 2, 1 point\n.*Leaderboard · rank 2, 1 point/);
    expect(linesOf(heard.answers[0]!.reply)).toContain('leaderboard join');
    expect(words(await say(world, 'leaderboard me', { member: EVE }))).toContain('no points yet');
  });

  it('practice and wrong answers give no points, and nothing before the reveal does (Q2)', async () => {
    await practise(world, '23', MAYA, true);
    await playRound(world, '24', [[MAYA, false]]);
    expect(await shown()).toContain('Nobody has points here yet');
    const asked = await askedIn(world, await say(world, 'quiz group 24'));
    await press(world, asked.right, MAYA);
    for (const line of ['leaderboard', 'leaderboard week', 'leaderboard 24', 'leaderboard me', 'mydata', 'report weakspots']) {
      const [before, after] = [await shown(line, { member: EVE }), await shown(line, { member: MAYA })];
      expect(after).not.toContain('1 point');
      if (line.startsWith('leaderboard')) expect(after).toBe(before);
    }
    await pass(world, 130_000);
    expect(await shown('leaderboard 24')).toContain('1. 1 member · 1 point');
  });

  it('a round that is killed while it is settled counts every answer, once', async () => {
    const { store } = world.hall.parts;
    let records = 0;
    let settling = false;
    const failing = new Proxy(store, {
      get: (of, name: keyof Store) => (...args: unknown[]) => {
        if (settling && name === 'record' && records++ % 7 === 3 && records < 60) return Promise.reject(new StoreUnavailable('the disk is away'));
        return (of[name] as (...all: unknown[]) => unknown).apply(of, args);
      },
    });
    const bot = inMemory(world, { store: failing });
    const asked = await askedIn(world, await say(world, 'quiz group seconds:60 24', {}, bot));
    const members = Array.from({ length: 40 }, (_, i) => ({ ...MAYA, id: `x:m${i}` }));
    await Promise.all(members.flatMap((member, i) => [0, 1].map(() => say(world, i % 4 === 0 ? asked.wrong : asked.right, { member, pressed: { private: false } }, bot))));
    settling = true;
    for (let i = 0; i < 12; i++) {
      world.clock.travel(world.clock.now() + 62_000);
      await bot.tick();
    }
    expect(records).toBeGreaterThan(60);
    expect(await store.count('rounds:live')).toBe(0);
    const scores = await store.top('points:kubernetes:all::x:group', 99);
    expect(scores.map(({ member, score }) => `${member} ${score}`).sort()).toEqual(members.filter((_, i) => i % 4 !== 0).map(({ id }) => `${id} 1`).sort());
    expect(await store.top('answered:kubernetes:x:group', 9)).toEqual([{ member: '24', score: 40 }]);
    expect(await store.top('missed:kubernetes:x:group', 9)).toEqual([{ member: '24', score: 10 }]);
  });

  it('a new name is shown from the next answer on; long boards fit', async () => {
    await say(world, 'leaderboard join', { member: MAYA });
    await playRound(world, '24', [[{ ...MAYA, name: 'Dr. Maya' }, true]]);
    expect(await shown()).toContain('1. Dr. Maya');
    const { store } = world.hall.parts;
    for (let i = 0; i < 300; i++) {
      const id = `x:many${i}`;
      if (i % 2 === 0) await Promise.all([store.put('named:x:group', id, `**${'名'.repeat(60)}** ${i}`), store.add(`named-in:${id}`, 'x:group')]);
      await store.score('points:kubernetes:all::x:group', id, 2 + (i % 20));
    }
    const many = await shown();
    expect(many).toMatch(/Below them: 151 more members/);
    expect(many.match(/ points/g)).toHaveLength(10);
  });
});
