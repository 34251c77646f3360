import { setTimeout as wait } from 'node:timers/promises';
import { COMMANDS } from '../src/commands/index.js';
import { declare } from '../src/commands/declare.js';
import { createPictures } from '../src/io/card/index.js';
import { createClock } from '../src/io/clock.js';
import { show } from '../src/io/content/problem.js';
import { watchFolder } from '../src/io/content/watch.js';
import type { Config } from '../src/io/config.js';
import { readControl } from '../src/io/control-file.js';
import { controlFile, serveControl } from '../src/io/control.js';
import { modelOf } from '../src/io/model.js';
import { look, type Phase } from '../src/io/ops/look.js';
import { type Ops, serveOps } from '../src/io/ops/server.js';
import type { Pace, PaceOptions } from '../src/io/pace.js';
import { fromRoot } from '../src/io/paths.js';
import { random } from '../src/io/random.js';
import type { Adapter, Log } from '../src/ports.js';
import { scheduleIn } from '../src/schedule/book.js';
import { followIn } from '../src/schedule/follows.js';
import { StoreBusy } from '../src/store.js';
import { handleCall } from './cli/calls.js';
import { ContentError, type Hall, openHall, storeAddress } from './hall.js';
import type { PageAdapter } from './page/index.js';
import { DISCORD_PACE, paceOf, SLACK_PACE } from './paces.js';
import { createTerminal } from './terminal/index.js';

/** How often rounds and schedules are looked at: a round's window is seconds. */
const TICK_MS = 1000;
/** An `ask` or `import` holds the store for moments only. */
const PATIENCE_MS = 10_000;

export interface Running {
  readonly page: PageAdapter | undefined;
  /** Address for operators, where there is one. */
  readonly ops: string | undefined;
  readonly platforms: readonly string[];
  stop(): Promise<void>;
}

/** The composition root: config → parts → adapters, all started. @throws ConfigError, ContentError, StoreBusy … */
export async function startStudyHall(config: Config, log: Log): Promise<Running> {
  const clock = createClock();
  let plansChanged = () => {};
  const wrote = (key: string) => {
    if (scheduleIn(key) !== undefined || followIn(key) !== undefined) plansChanged();
  };
  // a Redis has no door to knock at: `ask` and `import` open it beside us
  const file = controlFile(storeAddress(config.STORE_URL));
  const paces = new Map<string, Pace>();
  // figures that nobody can look at are not taken
  const measured = config.OPS_PORT === undefined ? undefined : (await import('./measure.js')).measure({ clock, paces });
  const open = () => openHall({ config, clock, random, log, writer: modelOf(config), seen: measured?.store, tally: measured?.tally, wrote });
  const hall = await (file === undefined ? open() : openPatiently(open, file));
  const commands = declare(COMMANDS);
  const pictures = config.PICTURES === 'on' ? createPictures(log) : undefined;
  const paced = (platform: string, options: PaceOptions) => {
    const pace = paceOf(options, config.PROCESSES, hall.parts.store);
    paces.set(platform, pace);
    return pace;
  };

  const add = <A extends Adapter>(adapter: A): A => {
    hall.adapters.set(adapter.platform, measured?.adapter(adapter) ?? adapter);
    return adapter;
  };
  const { DISCORD_TOKEN, SLACK_BOT_TOKEN } = config;
  // each library takes a third of a second to load, and the page has its share: only where they are used
  if (DISCORD_TOKEN) {
    const { createDiscordAdapter } = await import('./discord/index.js');
    add(createDiscordAdapter({ token: DISCORD_TOKEN, api: config.DISCORD_API_URL, log, pace: paced('discord', DISCORD_PACE), commands, pictures, shards: config.SHARDS, store: hall.parts.store }));
  }
  const oauth = oauthOf(config, hall);
  if (SLACK_BOT_TOKEN || oauth) {
    const { createSlackAdapter } = await import('./slack/index.js');
    add(
      createSlackAdapter({
        botToken: SLACK_BOT_TOKEN,
        oauth,
        appToken: config.SLACK_APP_TOKEN,
        signingSecret: config.SLACK_SIGNING_SECRET,
        port: config.SLACK_PORT,
        connections: config.SLACK_CONNECTIONS,
        api: config.SLACK_API_URL,
        commands,
        log,
        pace: paced('slack', SLACK_PACE),
        pictures,
      }),
    );
  }
  const onPlatforms = hall.adapters.size > 0;
  const page =
    config.PAGE === 'on' || (config.PAGE === undefined && !onPlatforms)
      ? add(
          (await import('./page/open.js')).pageOf(hall.bot, hall.parts, {
            port: config.PAGE_PORT,
            log,
            clock,
            commands,
            pictures,
            zone: config.DEFAULT_ZONE,
            // a moved clock would post in real channels
            travels: !onPlatforms,
          }),
        )
      : undefined;
  plansChanged = () => page?.plansChanged();
  // what `ask` gets through our door; where there is none, it has a terminal of its own
  const terminal = file === undefined ? undefined : add(createTerminal({ now: () => clock.now(), key: random.id }));

  let phase: Phase = 'starting';
  let ops: Ops | undefined;
  /** Begun together: each takes nothing new, and ends when what it has under way has ended. */
  const ends: (() => Promise<void>)[] = [];
  const quietly = (end: () => Promise<void>) => end().catch((error: unknown) => log.error('stopping', { error }));
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      phase = 'draining';
      await Promise.all(ends.map(quietly));
      await quietly(() => hall.close());
      // from outside it is seen to drain until the end
      await quietly(async () => ops?.close());
    })());
  try {
    if (config.OPS_PORT !== undefined && measured) {
      const looks = { store: hall.parts.store, phase: () => phase, links: measured.links };
      ops = await serveOps({ host: config.OPS_HOST, port: config.OPS_PORT, look: () => look(looks), metrics: measured.meters.text, log });
    }
    for (const adapter of hall.adapters.values()) {
      await adapter.start(hall.bot);
      if (adapter.platform !== terminal?.platform) ends.push(() => adapter.stop());
    }
    // what waits for a rate limit would hold the adapters up
    ends.push(async () => void (await Promise.all([...paces.values()].map((pace) => pace.stop()))));
    if (file !== undefined && terminal) {
      const control = await serveControl({ file, log, page: page?.address(), handle: handleCall(hall, terminal) });
      // a line that came through the door is answered
      ends.push(() => control.close().then(() => terminal.stop()));
    }
    const unwatch = watchFolder(fromRoot(config.COURSE), () => reload(hall, page, log));
    ends.push(async () => unwatch());
    // a platform that keeps a post waiting must not hold up the others: no look waits for the one before
    const looks = new Set<Promise<void>>();
    const still = clock.every(TICK_MS, async () => {
      const look = hall.bot.tick().finally(() => looks.delete(look));
      looks.add(look);
    });
    ends.push(async () => {
      still();
      await Promise.all(looks);
    });
    phase = 'running';
  } catch (error) {
    await stop();
    throw error;
  }
  // after the start, so that the first search or completion finds it ready
  setImmediate(() => hall.parts.library().index);
  return { page, ops: ops?.address, platforms: [...hall.adapters.keys()].filter((name) => name !== 'terminal'), stop };
}

/** What workspaces install the Slack app with; undefined where it is not for many. */
function oauthOf({ SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret, TOKEN_KEY: keys }: Config, { parts: { store } }: Hall) {
  return clientId && clientSecret && stateSecret && keys ? { clientId, clientSecret, stateSecret, keys, store } : undefined;
}

/** Content was saved: authors see it on the page at once, or what is wrong with it in the terminal. */
async function reload(hall: Hall, page: PageAdapter | undefined, log: Log): Promise<void> {
  try {
    await hall.reload();
    setImmediate(() => hall.parts.library().index);
    page?.refresh();
    log.info('the course was read again');
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    log.warn('the course has mistakes; the one before stays', { mistakes: error.problems.map(show) });
  }
}

/** Another process may hold the store for one line; one that answers at its door holds it for good. */
async function openPatiently(open: () => Promise<Hall>, file: string): Promise<Hall> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof StoreBusy)) throw error;
      const running = await readControl(file);
      if (running) {
        throw new StoreBusy(`Study Hall is already running (process ${running.pid}${running.page ? `, page at ${running.page}` : ''}). Stop it first, or set another STORE_URL.`);
      }
      if (performance.now() > end) throw error;
      await wait(200);
    }
  }
}
