import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './port.js';

/** The server that this machine has, Redis or Valkey. */
const PROGRAM = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);

/** For `describe.skipIf`, and the words for the name of what is skipped. */
export const noRedis = PROGRAM === undefined;
export const skipped = noRedis ? ' (skipped: no redis-server)' : '';

/** A server of our own on a free port, in a folder of its own, with every acknowledged write on disk. */
export interface RedisServer {
  readonly port: number;
  /** `redis://127.0.0.1:PORT`. */
  readonly url: string;
  /** Starts it again on the same port and folder. */
  start(...settings: string[]): Promise<void>;
  /** Sends a signal; for one that ends it, resolves when it is gone. */
  signal(name: NodeJS.Signals): Promise<void>;
  /** One command, answered as text. */
  command(...words: string[]): Promise<string>;
  /** Ends it and removes the folder. */
  dispose(): Promise<void>;
}

export async function startRedis(...settings: string[]): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'study-hall-redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const ended = new Set<NodeJS.Signals>(['SIGKILL', 'SIGTERM']);
  const server: RedisServer = {
    port,
    url: `redis://127.0.0.1:${port}`,
    async start(...more) {
      const safe = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction', '--save', ''];
      const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--daemonize', 'no'];
      child = spawn(PROGRAM as string, [...place, ...safe, ...settings, ...more], { stdio: 'ignore' });
      for (let left = 200; !/PONG|NOAUTH|LOADING/.test(await server.command('PING').catch(() => '')); left--) {
        if (left === 0 || child.exitCode !== null) throw new Error(`${PROGRAM} did not start`);
        await wait(25);
      }
    },
    async signal(name) {
      const gone = child && ended.has(name) ? once(child, 'exit') : undefined;
      child?.kill(name);
      await gone;
    },
    command: (...words) => command(port, words),
    async dispose() {
      if (child && child.exitCode === null && child.signalCode === null) {
        child.kill('SIGCONT');
        await server.signal('SIGKILL');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** On a connection of its own, so that no client of ours stands between. Short answers only. */
async function command(port: number, words: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);
    const [answer] = (await once(socket, 'data', { signal: AbortSignal.timeout(2000) })) as [Buffer];
    return answer.toString('utf8').trim();
  } finally {
    socket.destroy();
  }
}
