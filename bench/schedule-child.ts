import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { createDiscordAdapter } from '../adapters/discord/index.js';
import type { Hall } from '../adapters/hall.js';
import { DISCORD_PACE, paceOf, SLACK_PACE } from '../adapters/paces.js';
import { createSlackAdapter } from '../adapters/slack/index.js';
import { dueBoard } from '../src/schedule/book.js';
import { bytes } from './measure.js';
import { openBenchHall, quiet } from './schedule-hall.js';

/**
 * One of the processes that post what is due, with the real library of its platform. It says when it is connected, begins
 * when it is told to, and ends with what it cost once nothing is due any more.
 */
export interface Task {
  readonly platform: 'discord' | 'slack';
  /** Address of the platform. */
  readonly api: string;
  /** Address of the store. */
  readonly store: string;
  /** How many processes share the platform's rate. */
  readonly processes: number;
}

export interface Cost {
  /** Milliseconds of processor time. */
  readonly cpuMs: number;
  /** The most memory in use beyond what was before, in bytes. */
  readonly bytes: number;
}

/** Ticks every second, as the program does, until nothing is due. Returns the highest memory in use, in bytes. */
async function deliver({ bot, parts }: Hall, platform: string): Promise<number> {
  const ticks = new Set<Promise<void>>();
  let most = 0;
  do {
    const tick = bot.tick().finally(() => ticks.delete(tick));
    ticks.add(tick);
    await wait(1000);
    most = Math.max(most, process.memoryUsage().heapUsed);
  } while ((await parts.store.lowest(dueBoard(platform), Date.now(), 1)).length > 0);
  await Promise.all(ticks);
  return most;
}

const { platform, api, store, processes } = JSON.parse(process.argv[2] ?? '') as Task;
const hall = await openBenchHall(store, { processes });
const pace = paceOf(platform === 'discord' ? DISCORD_PACE : SLACK_PACE, processes, hall.parts.store);
const adapter =
  platform === 'discord'
    ? createDiscordAdapter({ token: 'bench', api, log: quiet, pace })
    : createSlackAdapter({ botToken: 'xoxb-bench', signingSecret: 'bench', port: 0, host: '127.0.0.1', api, commands: [], log: quiet, pace });
await adapter.start(hall.bot);
hall.adapters.set(platform, adapter);
const before = bytes();
process.send?.('ready');
await once(process, 'message');
const start = process.cpuUsage();
const most = await deliver(hall, platform);
const { user, system } = process.cpuUsage(start);
await pace.stop();
await adapter.stop();
await hall.close();
process.send?.({ cpuMs: (user + system) / 1000, bytes: most - before } satisfies Cost, () => process.exit());
