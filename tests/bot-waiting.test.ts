import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBot } from '../src/bot.js';
import type { Adapter, Place } from '../src/ports.js';
import { createSchedule } from '../src/schedule/book.js';
import { say, words } from './support/members.js';
import { DAY } from './support/daily.js';
import { schedule } from './support/schedules.js';
import { openWorld, START, type World } from './support/world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const place = (platform: string): Place => ({ platform, group: `${platform}:group`, channel: `${platform}:hall` });

/** A platform that keeps every post waiting until it is let go. */
function slow(platform: string) {
  const started: string[] = [];
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const adapter: Adapter = {
    platform,
    start: async () => {},
    stop: async () => {},
    channel: async () => undefined,
    preflight: async () => [],
    edit: async () => {},
    pin: async () => {},
    tell: async (member) => ({ channel: member, message: `${platform}:0` }),
    async post(channel) {
      started.push(channel);
      await gate;
      return { channel, message: `${platform}:1` };
    },
  };
  return { adapter, started, letGo: () => letGo() };
}

test('S4: a post that waits for its platform holds up no other, and is not started again meanwhile', async () => {
  const [stuck, swift] = [slow('stuck'), slow('swift')];
  swift.letGo();
  for (const { adapter } of [stuck, swift]) world.hall.adapters.set(adapter.platform, adapter);
  for (const platform of ['stuck', 'swift']) await say(world, 'schedule set 08:00 start:13', { place: place(platform) });

  world.clock.travel(world.clock.now() + DAY);
  const first = world.hall.bot.tick();
  await expect.poll(() => swift.started).toHaveLength(1);
  // looks that do not wait for the first one, long past its lease
  world.clock.travel(world.clock.now() + 5 * 60_000);
  await world.hall.bot.tick();
  await world.hall.bot.tick();
  expect(stuck.started).toHaveLength(1);
  expect(swift.started).toHaveLength(1);
  expect(words(await say(world, 'schedule status', { place: place('swift') }))).toContain('最近几次');

  stuck.letGo();
  await first;
  expect(words(await say(world, 'schedule status', { place: place('stuck') }))).toContain('最近几次');
  expect(stuck.started).toHaveLength(1);
});

test.each([
  [1, 100],
  [3, 34],
])('S4: of %i processes each has %i posts under way at most, and leaves the others of what is due', async (processes, most) => {
  const { adapter, started, letGo } = slow('x');
  const { parts } = world.hall;
  const bot = createBot({ ...parts, processes, adapters: new Map([['x', adapter]]) });
  for (let i = 0; i < 120; i++) await createSchedule(parts.store, schedule({ id: `s${i}`, number: i + 1, channel: `x:c${i}`, from: '2026-03-01', nextDate: '2026-03-02' }));
  world.clock.travel(START + 60_000);
  const look = bot.tick();
  await expect.poll(() => started.length).toBe(most);
  await bot.tick();
  expect(started).toHaveLength(most);
  letGo();
  await look;
  expect(new Set(started).size).toBe(120);
});
