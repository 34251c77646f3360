import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { board, errors, HALL, LIN, linesOf, MAYA, say, words } from './support/members.js';
import { quoted } from './support/comments.js';
import { playRound, practise } from './support/rounds.js';
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

const spots = (line = 'report weakspots') => say(world, line, { locale: 'en' });

describe('P5: the weak spots of a group', () => {
  it('need five counted answers, stand by their share of misses, and say nobody’s name', async () => {
    for (const right of [true, false, false, false]) await practise(world, '13', MAYA, right);
    expect(words(await spots())).toContain('No lesson has been missed in five or more');
    await playRound(world, '13', [[LIN, false]]);
    for (const right of [true, true, true, true, false]) await practise(world, '24', LIN, right);
    for (let i = 0; i < 6; i++) await practise(world, '25', LIN, true);
    const reply = await spots();
    expect(words(reply)).toMatch(/Lesson 13[^\n]*4 of 5 answers wrong \(80%\)[^]*Lesson 24[^\n]*1 of 5 answers wrong \(20%\)/);
    expect(words(reply)).not.toMatch(/Lesson 25|Maya|小林/);
    expect(linesOf(reply)).toEqual(expect.arrayContaining(['lesson 13', 'quiz practice 13', 'digest 13', 'lesson 24', 'quiz practice 24']));
  });

  it('are tied to the comments of readers that answer them: exact, with their addresses', async () => {
    for (let i = 0; i < 5; i++) await practise(world, '13', MAYA, i === 0);
    const reply = await spots('report 薄弱');
    const ref = linesOf(reply).find((line) => line.startsWith('comment 13.'));
    expect(ref).toBeDefined();
    expect(quoted(reply)).toHaveLength(1);
    expect(words(await say(world, ref!, { locale: 'en' }))).toContain(quoted(reply)[0]!.split('\n')[0]);
    await say(world, `comment 13 ${'Pod 就是逻辑主机：'.repeat(3)}容器共享网络，所以 localhost 就能互相访问，这就是要它的原因。`, { member: LIN });
    expect(words(await spots())).toContain('4 of 5 answers wrong (80%)');
  });

  it('are of one group alone, and an answer told again counts once', async () => {
    for (let i = 0; i < 5; i++) {
      const { wrong } = await practise(world, '24', MAYA, false);
      await say(world, wrong, { member: MAYA, pressed: { private: true } });
    }
    expect(words(await spots())).toContain('5 of 5 answers wrong (100%)');
    expect(words(await say(world, 'report weakspots', { locale: 'en', place: { ...HALL, group: 'x:other' } }))).toContain('No lesson has been missed');
  });

  it('go on over pages that fit, with the other reports beside them', async () => {
    const { store, library } = world.hall.parts;
    for (const { id } of library().course.lessons) {
      await store.score('answered:kubernetes:x:group', id, 10);
      await store.score('missed:kubernetes:x:group', id, 7);
      await say(world, `comment ${id} 我的理解：${'_*`[](x)-+!.:#<@>'.repeat(40)} 所以声明式 API 的本质就是期望状态，控制器不断调谐它。`, { member: MAYA });
    }
    for (let page = 1; page <= 19; page++) {
      const reply = await spots(`report weakspots page:${page}`);
      expect(words(reply)).toContain(`Page ${page} of 19`);
      expect(linesOf(reply)).toContain('report requests');
    }
    expect(words(await spots('report weakspots page:20'))).toContain('no-page');
  });
});
