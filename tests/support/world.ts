import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Hall, openHall, readLibrary } from '../../adapters/hall.js';
import type { Library } from '../../src/commands/command.js';
import type { Writer } from '../../src/digest/abstract/writer.js';
import type { TravelClock } from '../../src/io/clock.js';
import type { Random } from '../../src/ports.js';
import { listLog, type Logged } from './log.js';

/** 2026-03-02, a Monday, 09:00 in Shanghai. */
export const START = Date.parse('2026-03-02T01:00:00Z');

/** A clock that stands still until it is moved; nothing runs by itself. */
export function stillClock(start = START): TravelClock {
  let now = start;
  return { now: () => now, turn: () => new Promise((resolve) => setImmediate(resolve)), every: () => () => {}, travel: (to) => void (now = to), offsetMs: () => now - start };
}

/** The same numbers and ids in every run. */
export function countedRandom(): Random {
  let state = 7;
  let count = 0;
  return {
    next: () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647,
    id: () => (count++).toString(36).padStart(12, '0'),
  };
}

const COURSE = 'content/kubernetes';
/** Read once for all worlds of a test file: it never changes. */
let library: Promise<Library> | undefined;

export interface World {
  readonly hall: Hall;
  readonly clock: TravelClock;
  readonly logged: Logged[];
  readonly file: string;
  close(): Promise<void>;
}

/** The real core on a real store in a folder of its own, with the course of the repository. */
export async function openWorld(more: { file?: string; clock?: TravelClock; random?: Random; writer?: Writer | undefined } = {}): Promise<World> {
  const folder = more.file === undefined ? await mkdtemp(join(tmpdir(), 'study-hall-')) : undefined;
  const file = more.file ?? join(folder as string, 'hall.db');
  const clock = more.clock ?? stillClock();
  const logged: Logged[] = [];
  const hall = await openHall({
    config: { STORE_URL: `file://${file}`, COURSE, DEFAULT_LOCALE: 'zh-CN', DEFAULT_ZONE: 'Asia/Shanghai' },
    clock,
    random: more.random ?? countedRandom(),
    log: listLog(logged),
    writer: more.writer,
    library: await (library ??= readLibrary(COURSE)),
  });
  return {
    hall,
    clock,
    logged,
    file,
    async close() {
      await hall.close();
      if (folder !== undefined) await rm(folder, { recursive: true });
    },
  };
}
