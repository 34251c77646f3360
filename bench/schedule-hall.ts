import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Hall, openHall } from '../adapters/hall.js';
import { createClock } from '../src/io/clock.js';
import { random } from '../src/io/random.js';
import { createSchedule } from '../src/schedule/book.js';
import { GRACE_MS } from '../src/schedule/schedule.js';
import { localDate } from '../src/schedule/zone.js';

export const quiet = { info: () => {}, warn: () => {}, error: (message: string, fields?: object) => console.error(message, fields) };

/** A core on the store at this address, which so many processes share. */
export const openBenchHall = (store: string, { clock = createClock(), processes = 1 } = {}): Promise<Hall> =>
  openHall({ config: { STORE_URL: store, PROCESSES: processes, COURSE: 'content/tea', DEFAULT_LOCALE: 'en', DEFAULT_ZONE: 'Etc/UTC' }, clock, random, log: quiet });

/** The address of a store on disk that is gone after the work. */
export async function withFile<T>(work: (store: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'study-hall-bench-'));
  try {
    return await work(`file://${join(folder, 'hall.db')}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A core on a store on disk that is gone after the work. */
export async function withHall<T>(work: (hall: Hall, clock: ReturnType<typeof createClock>) => Promise<T>): Promise<T> {
  const clock = createClock();
  return withFile(async (store) => {
    const hall = await openBenchHall(store, { clock });
    try {
      return await work(hall, clock);
    } finally {
      await hall.close();
    }
  });
}

/** Schedules of lessons, each due `inDays` from this minute on; `channel` of the i-th. */
export async function fill({ parts: { store } }: Hall, platform: string, count: number, channel: (i: number) => string, inDays = 0): Promise<void> {
  const now = Date.now() + inDays * 86_400_000;
  const date = localDate(now, 'Etc/UTC');
  const common = { platform, locale: 'en', owner: '', what: 'lesson', time: new Date(now).toISOString().slice(11, 16), zone: 'Etc/UTC', pattern: { kind: 'every', n: 1 }, from: date, graceMs: GRACE_MS, cursor: '1', pass: 1, follow: { thread: false, pin: false, quiz: false }, skips: [], nextDate: date, state: 'on', log: [] } as const;
  for (let from = 0; from < count; from += 500) {
    await Promise.all(Array.from({ length: Math.min(500, count - from) }, (_, i) => createSchedule(store, { ...common, id: random.id(), group: `${platform}:${(from + i) >> 4}`, channel: channel(from + i) })));
  }
}
