import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createDiscordAdapter } from '../adapters/discord/index.js';
import { type Hall, openHall } from '../adapters/hall.js';
import { DISCORD_PACE, SLACK_PACE } from '../adapters/paces.js';
import { createSlackAdapter } from '../adapters/slack/index.js';
import { createBot } from '../src/bot.js';
import { createClock } from '../src/io/clock.js';
import { createPace } from '../src/io/pace.js';
import { random } from '../src/io/random.js';
import type { Adapter } from '../src/ports.js';
import { createSchedule } from '../src/schedule/book.js';
import { GRACE_MS } from '../src/schedule/schedule.js';
import { localDate } from '../src/schedule/zone.js';
import { bytes, quantile, table } from './measure.js';
import type { Addresses, Counted } from './platforms.js';

/** Schedules due in the same minute: the whole of it takes Discord 200 s, so a fifth of it unless `--full` is given. */
const DUE = { usual: 2000, full: 10_000 } as const;
/** Slack: so many channels with so many posts each, which takes as many seconds. */
const SLACK = { channels: 25, posts: 20 } as const;
/** Schedules in all, of which as many are due as `FEW`, and then all. */
const SIZES = [1000, 10_000, 100_000] as const;
const FEW = 100;
/** So many due at once are done only with `--full`: it takes minutes. */
const MOST_AT_ONCE = 100_000;
/** The looks of which the median counts. */
const LOOKS = 9;

let logged = 0;
const quiet = { info: () => {}, warn: () => void logged++, error: (message: string, fields?: object) => console.error(message, fields) };

/** A core on a store on disk, with schedules. */
async function withHall<T>(work: (hall: Hall, clock: ReturnType<typeof createClock>) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'study-hall-bench-'));
  const clock = createClock();
  const config = { STORE_URL: `file://${join(folder, 'hall.db')}`, COURSE: 'content/tea', DEFAULT_LOCALE: 'en' as const, DEFAULT_ZONE: 'Etc/UTC' };
  const hall = await openHall({ config, clock, random, log: quiet });
  try {
    return await work(hall, clock);
  } finally {
    await hall.close();
    await rm(folder, { recursive: true });
  }
}

/** Schedules of lessons, each due `inDays` from this minute on; `channel` of the i-th. */
async function fill({ parts: { store } }: Hall, platform: string, count: number, channel: (i: number) => string, inDays = 0): Promise<void> {
  const now = Date.now() + inDays * 86_400_000;
  const date = localDate(now, 'Etc/UTC');
  const common = { platform, locale: 'en', owner: '', what: 'lesson', time: new Date(now).toISOString().slice(11, 16), zone: 'Etc/UTC', pattern: { kind: 'every', n: 1 }, from: date, graceMs: GRACE_MS, cursor: '1', pass: 1, follow: { thread: false, pin: false, quiz: false }, skips: [], nextDate: date, state: 'on', log: [] } as const;
  for (let from = 0; from < count; from += 500) {
    await Promise.all(Array.from({ length: Math.min(500, count - from) }, (_, i) => createSchedule(store, { ...common, id: random.id(), group: `${platform}:${(from + i) >> 4}`, channel: channel(from + i) })));
  }
}

/** Ticks every second, as the program does, until nothing is due. Returns the highest memory in use, in bytes. */
async function deliver(hall: Hall, platform: string): Promise<number> {
  const ticks = new Set<Promise<void>>();
  let most = 0;
  do {
    const tick = hall.bot.tick().finally(() => ticks.delete(tick));
    ticks.add(tick);
    await new Promise((done) => setTimeout(done, 1000));
    most = Math.max(most, process.memoryUsage().heapUsed);
  } while ((await hall.parts.store.lowest(`due:${platform}`, Date.now(), 1)).length > 0);
  await Promise.all(ticks);
  return most;
}

/** One platform with its real library against its limits; `ideal`: seconds from the first post to the last that they allow. */
async function onPlatform(worker: Worker, adapter: Adapter, { count, channel, ideal }: { count: number; channel: (i: number) => string; ideal: number }): Promise<readonly string[]> {
  return withHall(async (hall) => {
    await fill(hall, adapter.platform, count, channel);
    await adapter.start(hall.bot);
    hall.adapters.set(adapter.platform, adapter);
    const before = bytes();
    const most = await deliver(hall, adapter.platform);
    await adapter.stop();
    worker.postMessage('count');
    const [{ posts, refused, tookMs }] = (await once(worker, 'message')) as [Counted];
    const expected = new Map<string, number>();
    for (let i = 0; i < count; i++) expected.set(channel(i), (expected.get(channel(i)) ?? 0) + 1);
    const differences = [...expected].map(([name, wanted]) => (posts[name.split(':').at(-1) ?? ''] ?? 0) - wanted);
    const sum = (of: (difference: number) => number) => differences.reduce((all, one) => all + of(one), 0);
    return [
      count.toLocaleString('en'),
      (tookMs / 1000).toFixed(1),
      `${((100 * ideal) / (tookMs / 1000)).toFixed(1)} %`,
      String(refused),
      String(sum((one) => Math.max(0, -one))),
      String(sum((one) => Math.max(0, one))),
      ((most - before) / 2 ** 20).toFixed(0),
    ];
  });
}

/** What it costs to find what is due among others that are not, and to do all at once: processor time of this process. */
async function finding(count: number, withAll: boolean): Promise<readonly string[]> {
  const empty = bytes();
  return withHall(async (hall, clock) => {
    let posted = 0;
    const refuse = () => Promise.reject(new Error('not here'));
    hall.adapters.set('bench', {
      platform: 'bench',
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      post: (channel) => Promise.resolve({ channel, message: `bench:${posted++}` }),
      tell: refuse,
      edit: refuse,
      pin: refuse,
      channel: refuse,
      preflight: () => Promise.resolve([]),
    });
    await fill(hall, 'bench', count, (i) => `bench:${i}`, 1);
    const held = (bytes() - empty) / 2 ** 20;
    const costOf = async (work: () => Promise<unknown>) => {
      const start = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    await hall.bot.tick();
    // as after a start: on a store that knows when it was looked at last
    const began = await costOf(() => createBot(hall.parts).tick());
    const looks: number[] = [];
    for (let i = 0; i < LOOKS; i++) looks.push(await costOf(() => hall.bot.tick()));
    const few: number[] = [];
    for (let i = 0; i < LOOKS; i++) {
      await fill(hall, 'bench', FEW, (one) => `bench:few${i}-${one}`);
      few.push(await costOf(() => hall.bot.tick()));
    }
    if (posted !== FEW * LOOKS) throw new Error(`${posted} posts`);
    const row = [count.toLocaleString('en'), held.toFixed(1), began.toFixed(0), quantile(looks, 0.5).toFixed(2), quantile(few, 0.5).toFixed(0)];
    if (!withAll) return [...row, '–', '–'];
    clock.travel(Date.now() + 86_400_000 + 60_000);
    const all = await costOf(() => hall.bot.tick());
    const due = count + FEW * LOOKS;
    if (posted !== due + FEW * LOOKS) throw new Error(`${posted} posts`);
    return [...row, all.toFixed(0), ((all / due) * 1000).toFixed(0)];
  });
}

export async function benchSchedule(args: readonly string[]): Promise<void> {
  const worker = new Worker(new URL('platforms.js', import.meta.url));
  const [{ discord, slack }] = (await once(worker, 'message')) as [Addresses];
  const full = args.includes('--full');
  const count = full ? DUE.full : DUE.usual;
  const discordPace = createPace(DISCORD_PACE);
  const slackPace = createPace(SLACK_PACE);
  console.log('\nSchedules');
  const heads = ['due in one minute', 'posts', 'seconds', 'of what is allowed', '429s', 'lost', 'twice', 'MB on top'];
  const onDiscord = await onPlatform(worker, createDiscordAdapter({ token: 'bench', api: discord, log: quiet, pace: discordPace }), { count, channel: (i) => `discord:${910_000_000_000_000_000n + BigInt(i)}`, ideal: (count - 1) / 50 });
  const onSlack = await onPlatform(worker, createSlackAdapter({ botToken: 'xoxb-bench', signingSecret: 'bench', port: 0, host: '127.0.0.1', api: slack, commands: [], log: quiet, pace: slackPace }), {
    count: SLACK.channels * SLACK.posts,
    channel: (i) => `slack:T1:C${i % SLACK.channels}`,
    ideal: SLACK.posts - 1,
  });
  console.log(table([heads, ['Discord, 50 a second, a channel each', ...onDiscord], [`Slack, 1 a second in each of ${SLACK.channels} channels`, ...onSlack]]));
  await Promise.all([discordPace.stop(), slackPace.stop(), worker.terminate()]);
  const rows: (readonly string[])[] = [];
  for (const size of SIZES) rows.push(await finding(size, full || size < MOST_AT_ONCE));
  console.log(table([['schedules', 'MB held', 'first look, ms', 'a look at none due, ms', `at ${FEW} due, ms`, 'at all due, ms', 'µs each'], ...rows]));
}
