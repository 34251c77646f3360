import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { WebSocketServer } from 'ws';

/**
 * Discord and Slack on the loopback, in a thread of their own, with no more than what a post needs and the limits that they
 * have: Discord 50 calls in any second and 5 posts in 5 s a channel, Slack one post a second in a channel.
 */
export interface Counted {
  /** Posts that were taken, by channel. */
  readonly posts: Readonly<Record<string, number>>;
  readonly refused: number;
  /** Milliseconds from the first post that was taken to the last. */
  readonly tookMs: number;
}

export interface Addresses {
  readonly discord: string;
  readonly slack: string;
}

const DISCORD = { all: { count: 50, ms: 1000 }, channel: { count: 5, ms: 5000 } } as const;
/** Slack's second is a bit elastic; what comes this much early is let through, as a timer may be early. */
const SLACK = { ms: 1000, earlyMs: 15 } as const;

const EPOCH_MS = 1_420_070_400_000n;
let count = 0n;
const snowflake = (): string => String(((BigInt(Date.now()) - EPOCH_MS) << 22n) | (++count & 0x3fffffn));
const BOT = { id: '900000000000000001', username: 'study-hall', discriminator: '0000', avatar: null, bot: true };

let posts = new Map<string, number>();
let refused = 0;
let first = 0;
let last = 0;
function taken(channel: string): void {
  last = performance.now();
  first ||= last;
  posts.set(channel, (posts.get(channel) ?? 0) + 1);
}

/** The last calls of each, by performance.now(). */
const calls = new Map<string, number[]>();
/** Milliseconds until there is room for one more; 0: it is counted. */
function room(key: string, { count: most, ms }: { readonly count: number; readonly ms: number }): number {
  const now = performance.now();
  const recent = (calls.get(key) ?? []).filter((at) => at > now - ms);
  calls.set(key, recent);
  if (recent.length >= most) return (recent[0] ?? now) + ms - now;
  recent.push(now);
  return 0;
}

type Answer = readonly [status: number, body: object, headers?: Readonly<Record<string, string>>];

function discord(path: string, port: number): Answer {
  if (path.endsWith('/gateway/bot')) return [200, { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1 } }];
  const channel = /\/channels\/(\d+)\/messages$/.exec(path)?.[1];
  if (channel === undefined) return [404, { code: 0, message: '404: Not Found' }];
  for (const [key, limit, global] of [['discord', DISCORD.all, true], [channel, DISCORD.channel, false]] as const) {
    const wait = room(key, limit) / 1000;
    if (wait === 0) continue;
    refused++;
    return [429, { message: 'You are being rate limited.', retry_after: wait, global }, { 'retry-after': String(wait), 'x-ratelimit-scope': global ? 'global' : 'user', ...(global ? { 'x-ratelimit-global': 'true' } : {}) }];
  }
  taken(channel);
  const left = DISCORD.channel.count - (calls.get(channel)?.length ?? 0);
  return [
    200,
    { id: snowflake(), channel_id: channel, type: 0, author: BOT, content: '', timestamp: new Date().toISOString(), components: [] },
    { 'x-ratelimit-bucket': 'posts', 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': String(left), 'x-ratelimit-reset-after': '5', 'x-ratelimit-reset': String(Date.now() / 1000 + 5) },
  ];
}

function slack(method: string, form: URLSearchParams): Answer {
  if (method !== 'chat.postMessage') return [200, { ok: true, user_id: 'UBOT', bot_id: 'B1', team_id: 'T1' }];
  const channel = form.get('channel') ?? '';
  const now = performance.now();
  const early = (calls.get(channel)?.[0] ?? -Infinity) + SLACK.ms - SLACK.earlyMs - now;
  if (early > 0) {
    refused++;
    return [429, { ok: false, error: 'ratelimited' }, { 'retry-after': '1' }];
  }
  calls.set(channel, [now]);
  taken(channel);
  return [200, { ok: true, channel, ts: `${Math.floor(Date.now() / 1000)}.${String(++count).padStart(6, '0')}` }];
}

async function read(request: IncomingMessage): Promise<string> {
  let raw = '';
  for await (const part of request.setEncoding('utf8')) raw += String(part);
  return raw;
}

function send(response: ServerResponse, [status, body, headers = {}]: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

const server = createServer((request, response) => {
  void read(request).then((raw) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { port } = server.address() as AddressInfo;
    const method = /^\/slack\/(.+)$/.exec(pathname)?.[1];
    send(response, method === undefined ? discord(pathname, port) : slack(method, new URLSearchParams(raw)));
  });
});

/** Hello, then whoever identifies is ready, in no server. */
new WebSocketServer({ server }).on('connection', (socket) => {
  const say = (packet: object) => socket.send(JSON.stringify(packet));
  say({ op: 10, d: { heartbeat_interval: 41_250 } });
  socket.on('message', (data) => {
    const { op } = JSON.parse(String(data)) as { op: number };
    if (op === 1) say({ op: 11 });
    const { port } = server.address() as AddressInfo;
    if (op === 2) say({ op: 0, t: 'READY', s: 1, d: { v: 10, user: BOT, guilds: [], session_id: 's', resume_gateway_url: `ws://127.0.0.1:${port}`, application: { id: BOT.id, flags: 0 }, shard: [0, 1], private_channels: [] } });
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  parentPort?.postMessage({ discord: `http://127.0.0.1:${port}/api`, slack: `http://127.0.0.1:${port}/slack/` } satisfies Addresses);
});

// every message asks what was counted, and begins anew
parentPort?.on('message', () => {
  parentPort?.postMessage({ posts: Object.fromEntries(posts), refused, tookMs: last - first } satisfies Counted);
  posts = new Map();
  [refused, first, last] = [0, 0, 0];
  calls.clear();
});
