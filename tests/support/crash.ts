import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDiscordAdapter } from '../../adapters/discord/index.js';
import { openHall } from '../../adapters/hall.js';
import { createSlackAdapter } from '../../adapters/slack/index.js';
import { createClock } from '../../src/io/clock.js';
import { createPace } from '../../src/io/pace.js';
import { openStore } from '../../src/io/store/index.js';
import { random } from '../../src/io/random.js';
import { createSchedule, dueBoard } from '../../src/schedule/book.js';
import type { Schedule } from '../../src/schedule/schedule.js';
import { addDays, localDate } from '../../src/schedule/zone.js';
import type { Store } from '../../src/store.js';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/index.js';
import { TOKEN } from '../fakes/discord/world.js';
import { FakeSlack } from '../fakes/slack/index.js';
import { DAY, HOUR } from './daily.js';
import { listLog, type Logged } from './log.js';
import { schedule } from './schedules.js';

export interface Said {
  readonly level: string;
  readonly message: string;
  readonly key?: string | undefined;
  readonly error?: string | undefined;
}

/** Both platforms, on a machine with a clock of its own: this process's too, until it is stopped. */
export interface Loop {
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  /** Milliseconds that the machine's clock is ahead of the real one. */
  readonly ahead: number;
  /** Time goes on, or back, for all. */
  pass(ms: number): void;
  stop(): Promise<void>;
}

export async function openLoop(): Promise<Loop> {
  const real = Date.now;
  let ahead = 0;
  Date.now = () => real() + ahead;
  const [discord, slack] = await Promise.all([startFakeDiscord(), FakeSlack.start()]);
  const pass = (ms: number): void => {
    ahead += ms;
    slack.world.now = Math.floor(Date.now() / 1000);
  };
  pass(0);
  return {
    discord,
    slack,
    get ahead() {
      return ahead;
    },
    pass,
    async stop() {
      Date.now = real;
      await Promise.all([discord.stop(), slack.stop()]);
    },
  };
}

/** What a run shall do. */
export interface Orders {
  readonly store: string;
  /** The point at which it kills itself. */
  readonly kill?: string | undefined;
  readonly record?: boolean;
  /** Milliseconds from now up to which it goes on to what becomes due; two hours by default. */
  readonly until?: number;
}

export interface Run {
  readonly child: ChildProcess;
  /** The points that it passed. */
  readonly points: string[];
  readonly said: Said[];
  /** How it ended: by itself, when there was nothing more to do, or killed. @throws Error when it broke */
  readonly ended: Promise<'idle' | 'killed'>;
}

const SCRIPT = fileURLToPath(new URL('schedule-child.mjs', import.meta.url));

/** A process that has loaded the program and waits for its orders. */
function spare(platforms: readonly Platform[]): { child: ChildProcess; warm: Promise<unknown> } {
  const child = fork(SCRIPT, [resolve('dist'), ...platforms], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  return { child, warm: once(child, 'message') };
}

/** Starts processes with these platforms; the next one loads while one runs. */
export function runner(platforms: readonly Platform[]) {
  let next: ReturnType<typeof spare> | undefined;
  return {
    async run(loop: Loop, { until = 2 * HOUR, ...more }: Orders): Promise<Run> {
      const { child, warm } = next ?? spare(platforms);
      next = spare(platforms);
      await warm;
      const points: string[] = [];
      const said: Said[] = [];
      let idle = false;
      let rest = '';
      child.stdout?.setEncoding('utf8').on('data', (part: string) => {
        const lines = (rest + part).split('\n');
        rest = lines.pop() ?? '';
        points.push(...lines);
      });
      child.on('message', (message: 'idle' | { pass: number } | Said) => {
        if (message === 'idle') idle = true;
        else if ('pass' in message) {
          loop.pass(message.pass);
          child.send('passed');
        } else said.push(message);
      });
      const ended = once(child, 'close').then(([code, signal]) => {
        if (signal === 'SIGKILL') return 'killed' as const;
        if (code === 0 && idle) return 'idle' as const;
        throw new Error(`the process broke (${String(code)}): ${JSON.stringify(said)}`);
      });
      child.send({
        until,
        course: COURSE,
        ahead: loop.ahead,
        discord: { token: TOKEN, api: loop.discord.api },
        slack: { botToken: loop.slack.botToken, appToken: loop.slack.appToken, api: loop.slack.api },
        ...more,
      });
      return { child, points, said, ended };
    },
    async stop(): Promise<void> {
      if (!next) return;
      next.warm.catch(() => undefined);
      next.child.kill('SIGKILL');
      await once(next.child, 'close');
    },
  };
}

/** A store with schedules that are due now, on the minute, in UTC; with all that can follow a post. */
export async function seed(path: string, given: readonly (Partial<Schedule> & Pick<Schedule, 'id' | 'channel' | 'platform'>)[]): Promise<void> {
  const store = await openMachineStore(path);
  const date = localDate(Date.now(), 'Etc/UTC');
  for (const more of given) {
    const { number: _number, ...one } = schedule({
      zone: 'Etc/UTC',
      time: new Date(Date.now()).toISOString().slice(11, 16),
      from: addDays(date, -1),
      nextDate: date,
      locale: 'en',
      group: `${more.platform}:group`,
      owner: more.platform === 'discord' ? 'discord:800000000000000001' : 'slack:T1:U1',
      follow: { thread: true, pin: true, quiz: true },
      ...more,
    });
    await createSchedule(store, one);
  }
  await store.close();
}

/** The store as the machine's clock has it. */
export const openMachineStore = (path: string): Promise<Store> => openStore(`file://${path}`, { now: () => Date.now(), token: () => random.id() });

export type Platform = 'discord' | 'slack';
const COURSE = resolve('content/tea');

/** The program started anew in this process, on a store that another one left. */
export async function openMachine(path: string, loop: Loop, platforms: readonly Platform[] = ['discord', 'slack']) {
  const logged: Logged[] = [];
  const log = listLog(logged);
  const config = { STORE_URL: `file://${path}`, COURSE, DEFAULT_LOCALE: 'en', DEFAULT_ZONE: 'Etc/UTC' } as const;
  const hall = await openHall({ config, clock: createClock(), random, log });
  const { discord, slack } = loop;
  const pace = createPace({ minTimeMs: 1, channelMinTimeMs: 0 });
  if (platforms.includes('discord')) hall.adapters.set('discord', createDiscordAdapter({ token: TOKEN, api: discord.api, log, pace }));
  if (platforms.includes('slack')) hall.adapters.set('slack', createSlackAdapter({ botToken: slack.botToken, appToken: slack.appToken, api: slack.api, commands: [], log, pace }));
  for (const adapter of hall.adapters.values()) await adapter.start(hall.bot);
  const next = async (within: number) => {
    const found = await Promise.all(platforms.map((platform) => hall.parts.store.lowest(dueBoard(platform), Date.now() + within, 1)));
    return found.flat().map(({ score }) => score);
  };
  return {
    hall,
    logged,
    /** Until nothing is left to do in the next `within` ms; time goes on by itself. */
    async settle(within = 2 * HOUR): Promise<void> {
      for (;;) {
        await hall.bot.tick();
        const due = await next(within);
        if (due.length === 0) return;
        // what is due and was not done is somebody's who died
        loop.pass(Math.max(Math.min(...due) - Date.now(), 5000));
      }
    },
    /** Time goes on to the next thing that is due at all. */
    async untilNextDue(): Promise<void> {
      loop.pass(Math.max(0, Math.min(...(await next(100 * DAY))) - Date.now()));
    },
    async close(): Promise<void> {
      await pace.stop();
      for (const adapter of hall.adapters.values()) await adapter.stop();
      await hall.close();
    },
  };
}
