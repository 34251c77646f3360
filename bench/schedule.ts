import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createDiscordAdapter } from '../adapters/discord/index.js';
import type { Hall } from '../adapters/hall.js';
import { DISCORD_PACE, SLACK_PACE } from '../adapters/paces.js';
import { createSlackAdapter } from '../adapters/slack/index.js';
import { createPace } from '../src/io/pace.js';
import type { Adapter } from '../src/ports.js';
import { bytes, table } from './measure.js';
import type { Addresses, Counted } from './platforms.js';
import { benchFinding } from './schedule-find.js';
import { fill, quiet, withHall } from './schedule-hall.js';

/** Schedules due in the same minute: the whole of it takes Discord 200 s, so a fifth of it unless `--full` is given. */
const DUE = { usual: 2000, full: 10_000 } as const;
/** Slack: so many channels with so many posts each; all together not more than 50 a second, which is our own limit. */
const SLACK = { channels: 200, posts: 5 } as const;
const A_SECOND = 50;

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
    const cpu = process.cpuUsage();
    const most = await deliver(hall, adapter.platform);
    const { user, system } = process.cpuUsage(cpu);
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
      ((user + system) / 1000 / count).toFixed(1),
      ((most - before) / 2 ** 20).toFixed(0),
    ];
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
  const heads = ['due in one minute', 'posts', 'seconds', 'of what is allowed', '429s', 'lost', 'twice', 'processor ms each', 'MB on top'];
  const onDiscord = await onPlatform(worker, createDiscordAdapter({ token: 'bench', api: discord, log: quiet, pace: discordPace }), { count, channel: (i) => `discord:${910_000_000_000_000_000n + BigInt(i)}`, ideal: (count - 1) / A_SECOND });
  const onSlack = await onPlatform(worker, createSlackAdapter({ botToken: 'xoxb-bench', signingSecret: 'bench', port: 0, host: '127.0.0.1', api: slack, commands: [], log: quiet, pace: slackPace }), {
    count: SLACK.channels * SLACK.posts,
    channel: (i) => `slack:T1:C${i % SLACK.channels}`,
    ideal: (SLACK.channels * SLACK.posts - 1) / A_SECOND,
  });
  console.log(table([heads, ['Discord, 50 a second, a channel each', ...onDiscord], [`Slack, 1 a second in each of ${SLACK.channels} channels, 50 in all`, ...onSlack]]));
  await Promise.all([discordPace.stop(), slackPace.stop(), worker.terminate()]);
  await benchFinding(full);
}
