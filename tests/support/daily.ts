import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type Bot, createBot } from '../../src/bot.js';
import type { Place } from '../../src/ports.js';
import { changeSchedule, dueBoard, scheduleIds, scheduleOf } from '../../src/schedule/book.js';
import type { Schedule } from '../../src/schedule/schedule.js';
import type { Store } from '../../src/store.js';
import { type Board, board, say, words } from './members.js';
import { countedRandom, openWorld, START, stillClock, type World } from './world.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** The world begins at 09:00 in Shanghai; the next 08:00 there. */
export const FIRST = START + 23 * HOUR;

/** What follows a post, where all of it is wanted. */
export const everything = { thread: true, pin: true, quiz: false };

/** A world with one platform for each test of the file, and what tests of daily posts do with it. */
export function daily() {
  let folder: string;
  let random: ReturnType<typeof countedRandom>;
  const now = {} as { world: World; platform: Board; clock: ReturnType<typeof stillClock> };
  const open = async (): Promise<void> => {
    now.world = await openWorld({ file: join(folder, 'hall.db'), clock: now.clock, random });
    now.platform = board(now.world);
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daily-'));
    now.clock = stillClock();
    random = countedRandom();
    await open();
  });
  afterEach(async () => {
    await now.world.close();
    await rm(folder, { recursive: true });
  });
  /** The one schedule. */
  const stored = async (): Promise<Schedule> => {
    const { store } = now.world.hall.parts;
    const [id = ''] = await scheduleIds(store);
    return (await scheduleOf(store, id)) as Schedule;
  };
  return {
    now,
    /** The process ends and starts again, on the same store; what the platform has stays. */
    async reopen(): Promise<void> {
      const { posts } = now.platform;
      await now.world.close();
      await open();
      now.platform.posts.push(...posts);
    },
    set: (line = 'schedule set 08:00 start:13', place?: Place) => say(now.world, line, place ? { place } : {}),
    async at(ms: number): Promise<void> {
      now.clock.travel(ms);
      await now.world.hall.bot.tick();
    },
    /** The lessons that were posted to a channel, in order, by their numbers in the Chinese heading. */
    lessons: (channel = 'x:hall') => now.platform.posts.filter((post) => post.channel === channel).map(({ reply }) => Number(/第 (\d+) 讲/.exec(words(reply))?.[1])),
    stored,
    /** Changes the one schedule behind the commands' back. */
    async change(to: Partial<Schedule>): Promise<void> {
      const { id } = await stored();
      await changeSchedule(now.world.hall.parts.store, id, (one) => ({ ...one, ...to }));
    },
    /** All that is to be looked at, ever. */
    board: () => now.world.hall.parts.store.lowest(dueBoard('x'), Number.MAX_SAFE_INTEGER, 100),
    /** A second process on the same store, with calls of the store that fail, or do something before. */
    another: (over: Partial<Store> = {}): Bot => createBot({ ...now.world.hall.parts, store: { ...now.world.hall.parts.store, ...over } }),
    status: async () => words(await say(now.world, 'schedule status')),
  };
}
