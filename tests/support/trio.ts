import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startFakeDiscord, type FakeDiscord } from '../fakes/discord/index.js';
import { Gateway } from '../fakes/discord/gateway.js';
import { TOKEN } from '../fakes/discord/world.js';
import { FakeSlack } from '../fakes/slack/index.js';
import { type Desk, openDesk, type Ran, type Started } from './process.js';
import { type RedisServer, startRedis } from './redis.js';

/** How many processes share the work. */
const PROCESSES = 3;

/** Three real processes of the program on one Redis, with both platforms in this one. */
export interface Trio {
  readonly redis: RedisServer;
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  /** `kill -9`; resolves when it is gone. */
  kill(number: number): Promise<void>;
  /** Starts a killed one again; resolves once it is ready. */
  start(number: number): Promise<void>;
  /** Stops it where it is, for so many ms. */
  freeze(number: number, ms: number): Promise<void>;
  /** Those that ended without being killed, with what they said. */
  readonly ended: Ran[];
  /** Ends all of it; gives what the processes wrote to their logs. */
  stop(): Promise<string>;
}

export async function startTrio(env: Record<string, string> = {}): Promise<Trio> {
  const redis = await startRedis();
  // a machine with so many processes is late for reasons of its own
  const discord = await startFakeDiscord({ lateMs: 60_000 });
  const slack = await FakeSlack.start();
  // the instant of a message is where an earlier attempt is looked for
  Object.defineProperty(slack.world, 'now', { get: () => Math.floor(Date.now() / 1000) });
  const fronts = await Promise.all(Array.from({ length: PROCESSES }, () => openFront(discord)));
  // every process has a session of its own, and Discord tells an event to each of them
  discord.gateway.dispatch = (t, d) => {
    for (const front of fronts) front.gateway.dispatch(t, d);
  };
  const desk: Desk = await openDesk();
  const running: (Started | undefined)[] = [];
  const killed = new Set<Started>();
  const ended: Ran[] = [];
  let log = '';

  const start = async (number: number): Promise<void> => {
    const one = await desk.start({
      STORE_URL: redis.url,
      PROCESSES: String(PROCESSES),
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: fronts[number]!.api,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.api,
      DEFAULT_LOCALE: 'en',
      DEFAULT_ZONE: 'Etc/UTC',
      LOG_LEVEL: 'info',
      ...env,
    });
    running[number] = one;
    one.child.stderr?.on('data', (part: string) => (log += part));
    one.child.once('exit', (code, signal) => {
      if (!killed.has(one)) ended.push({ code, signal, out: one.said(), err: log.slice(-2000) });
    });
  };
  await Promise.all(Array.from({ length: PROCESSES }, (_, number) => start(number)));
  const end = async (one: Started, signal: NodeJS.Signals) => {
    killed.add(one);
    one.child.kill('SIGCONT');
    return one.end(signal);
  };

  return {
    redis,
    discord,
    slack,
    ended,
    start,
    async kill(number) {
      await end(running[number]!, 'SIGKILL');
    },
    async freeze(number, ms) {
      const { child } = running[number]!;
      child.kill('SIGSTOP');
      await new Promise((done) => setTimeout(done, ms));
      child.kill('SIGCONT');
    },
    async stop() {
      const alive = running.flatMap((one) => (one && one.child.exitCode === null && one.child.signalCode === null ? [one] : []));
      await Promise.all(alive.map((one) => end(one, 'SIGTERM')));
      await desk.clear();
      await Promise.all(fronts.map((front) => front.stop()));
      await discord.stop();
      await slack.stop();
      await redis.dispose();
      return log;
    },
  };
}

/** A gateway of its own before the one Discord that all share. */
async function openFront(discord: FakeDiscord): Promise<{ api: string; gateway: Gateway; stop(): Promise<void> }> {
  const behind = new URL(discord.api);
  const server: Server = createServer((from, to) => {
    if (from.url?.endsWith('/gateway/bot')) {
      to.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(gateway.bot()));
      return;
    }
    const { method, url: path, headers } = from;
    const through = ask({ host: behind.hostname, port: behind.port, method, path, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(to);
    });
    // who was killed while it asked reads no answer
    through.on('error', () => to.destroy());
    from.on('error', () => through.destroy());
    from.pipe(through);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const gateway: Gateway = new Gateway(server, discord.world, 41_250);
  gateway.open(port);
  return {
    api: `http://127.0.0.1:${port}/api`,
    gateway,
    async stop() {
      await gateway.stop();
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
