import { afterEach, beforeEach, expect, test } from 'vitest';
import { HALL, LIN, MAYA, say } from './support/members.js';
import { openWorld, type World } from './support/world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Completions, and whether they were there before the event loop turned. */
async function complete(command: string, param: string, typed: string, member = MAYA) {
  let turned = false;
  setImmediate(() => (turned = true));
  const found = await world.hall.bot.suggest(command, param, typed, { key: 'x:typing', member, place: HALL, at: 0 });
  expect(turned).toBe(false);
  return found;
}

test('L5: a lesson is completed from the same index, in the language of the member, within one turn of the event loop', async () => {
  expect((await complete('lesson', 'ref', '23'))[0]).toEqual({ value: '23', label: 'Lesson 23 · The declarative API and the Kubernetes programming model' });
  expect((await complete('lesson', 'ref', '控制器', LIN)).map(({ value }) => value)).toContain('25');
  expect((await complete('lesson', 'ref', 'sidecar'))[0]?.value).toBe('13');
  for (const { label, value } of await complete('lesson', 'ref', '')) expect([label.length <= 100, value.length <= 100]).toEqual([true, true]);
  expect(await complete('lesson', 'ref', '')).toHaveLength(25);
});

test('L5: a language that the member has chosen wins over that of the client', async () => {
  await say(world, 'settings zh', { member: MAYA });
  expect((await complete('lesson', 'ref', '23'))[0]?.label).toContain('第 23 讲');
});

test('terms and zones are completed too; an unknown command or parameter has no completions', async () => {
  expect((await complete('term', 'name', 'statefuls'))[0]?.value).toBe('statefulset');
  expect((await complete('schedule', 'zone', 'berlin')).map(({ value }) => value)).toEqual(['Europe/Berlin']);
  expect((await complete('schedule', 'zone', '北京时间')).map(({ value }) => value)).toEqual(['Asia/Shanghai']);
  for (const [command, param] of [['nonsense', 'ref'], ['lesson', 'nonsense'], ['constructor', 'toString']] as const) expect(await complete(command, param, 'x')).toEqual([]);
});
