import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Message } from './events-child.js';

/** `acknowledged`, `answered`: milliseconds after it was sent. */
interface Event {
  readonly at: number;
  acknowledged?: number;
  answered?: number;
}

export type Kind = 'slash on Discord' | 'mention on Slack' | 'slash on Slack';

const BOT = { id: '900000000000000001', username: 'study-hall', global_name: null, discriminator: '0000', avatar: null, bot: true };
const GUILD = '900000000000000002';
const CHANNEL = '900000000000000003';
const TEAM = 'T1';
/** As many members and channels as an afternoon has; who spoke before is known from then on. */
const MEMBERS = 50;
const CHANNELS = 8;
/** In turns, so that every event moves its member on. */
const LESSONS = ['13', '14'] as const;
const lessonOf = (i: number): string => LESSONS[Math.floor(i / MEMBERS) % LESSONS.length] ?? LESSONS[0];

const EPOCH_MS = 1_420_070_400_000n;
let count = 0;
const snowflake = (): string => String(((BigInt(Date.now()) - EPOCH_MS) << 22n) | BigInt(++count & 0x3fffff));
const slackTime = (): string => `${Math.floor(Date.now() / 1000)}.${String(++count).padStart(6, '0')}`;

/** Discord's gateway and REST, Slack's Socket Mode and Web API on the loopback: what one event and its answer need, without limits. */
export class FakePlatforms {
  readonly #events = new Map<string, Event>();
  #left = 0;
  #sent = 0;
  #done = () => {};
  #discord: WebSocket | undefined;
  #slack: WebSocket | undefined;
  #answers: Message[] | undefined;
  readonly #server = createServer((request, response) => {
    void read(request).then((raw) => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const body = pathname.startsWith('/slack/') ? { ok: true, ...this.#web(pathname.slice(7), new URLSearchParams(raw)) } : this.#rest(pathname, raw);
      if (body === undefined) response.writeHead(204).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });

  async start(): Promise<{ discord: string; slack: string }> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    new WebSocketServer({ server: this.#server }).on('connection', (socket, { url }) => (url?.startsWith('/link') ? this.#link(socket) : this.#gateway(socket)));
    return { discord: `http://${this.#host}/api`, slack: `http://${this.#host}/slack/` };
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The answers to one event a lesson, as a library would be given them. */
  async messages(kind: Kind): Promise<readonly Message[]> {
    const answers: Message[] = [];
    this.#answers = answers;
    await this.run(kind, MEMBERS * LESSONS.length, 1);
    this.#answers = undefined;
    return answers.filter((_, i) => i % MEMBERS === 0);
  }

  /** So many events, never more than `atOnce` without an answer; resolves when all are acknowledged and answered. */
  async run(kind: Kind, total: number, atOnce: number): Promise<{ ms: number; acknowledged: number[]; answered: number[] }> {
    this.#events.clear();
    this.#left = total;
    let unsent = total;
    const send = () => {
      unsent--;
      this.#send(kind, this.#sent++);
    };
    const start = performance.now();
    await new Promise<void>((resolve) => {
      this.#done = () => {
        if (this.#left === 0) resolve();
        else if (unsent > 0) send();
      };
      while (total - unsent < Math.min(atOnce, total)) send();
    });
    const all = [...this.#events.values()];
    return { ms: performance.now() - start, acknowledged: all.map((one) => one.acknowledged ?? Number.NaN), answered: all.map((one) => one.answered ?? Number.NaN) };
  }

  get #host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #send(kind: Kind, i: number): void {
    if (kind === 'slash on Discord') {
      const { key, packet } = interaction(i);
      this.#events.set(key, { at: performance.now() });
      this.#discord?.send(JSON.stringify({ op: 0, t: 'INTERACTION_CREATE', s: ++count, d: packet }));
    } else {
      const { key, envelope } = kind === 'mention on Slack' ? mention(i) : slash(i);
      this.#events.set(key, { at: performance.now() });
      this.#slack?.send(JSON.stringify(envelope));
    }
  }

  #acknowledged(key: string): void {
    const event = this.#events.get(key);
    if (event && event.acknowledged === undefined) event.acknowledged = performance.now() - event.at;
    this.#finish(event);
  }

  #answered(key: string): void {
    const event = this.#events.get(key);
    if (event && event.answered === undefined) event.answered = performance.now() - event.at;
    this.#finish(event);
  }

  /** Once for an event: the second of both is the end. */
  #finish(event: Event | undefined): void {
    if (event?.acknowledged === undefined || event.answered === undefined) return;
    this.#left--;
    this.#done();
  }

  #rest(path: string, raw: string): object | undefined {
    if (path.endsWith('/gateway/bot')) return { url: `ws://${this.#host}`, shards: 1, session_start_limit: { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1 } };
    const callback = /\/interactions\/(\d+)\/[^/]+\/callback$/.exec(path)?.[1];
    if (callback !== undefined) {
      this.#acknowledged(callback);
      return undefined;
    }
    const answered = /\/webhooks\/\d+\/secret-(\d+)\/messages\/(?:@|%40)original$/.exec(path)?.[1];
    if (answered === undefined) return [];
    this.#answers?.push(JSON.parse(raw) as Message);
    this.#answered(answered);
    return { id: snowflake(), channel_id: CHANNEL, type: 0, author: BOT, content: '', timestamp: new Date().toISOString(), edited_timestamp: null, tts: false, mention_everyone: false, mentions: [], mention_roles: [], attachments: [], embeds: [], pinned: false, flags: 0, components: [] };
  }

  #web(method: string, form: URLSearchParams): object {
    if (method === 'apps.connections.open') return { url: `ws://${this.#host}/link?ticket=1` };
    if (method === 'auth.test') return { team: 'Study', user: 'study', team_id: TEAM, user_id: 'UBOT', bot_id: 'B1' };
    const user = form.get('user') ?? '';
    if (method === 'users.info') return { user: { id: user, name: user, locale: 'en-US', is_admin: false, is_owner: false, profile: { display_name: user } } };
    if (method === 'conversations.info') return { channel: { id: form.get('channel'), name: 'study', creator: 'U1', is_member: true } };
    this.#answers?.push({ text: form.get('text') ?? '', ...(form.has('blocks') ? { blocks: JSON.parse(form.get('blocks') ?? '') as unknown } : {}), unfurl_links: false, unfurl_media: false });
    // a mention is answered in its thread, a command in a channel of its own
    this.#answered(form.get('thread_ts') ?? form.get('channel') ?? '');
    return { channel: form.get('channel'), ts: slackTime(), message: { text: form.get('text') } };
  }

  #gateway(socket: WebSocket): void {
    const say = (packet: object) => socket.send(JSON.stringify(packet));
    say({ op: 10, d: { heartbeat_interval: 41_250 } });
    socket.on('message', (data) => {
      const { op } = JSON.parse(String(data)) as { op: number };
      if (op === 1) say({ op: 11 });
      if (op !== 2) return;
      this.#discord = socket;
      say({ op: 0, t: 'READY', s: 1, d: { v: 10, user: BOT, guilds: [{ id: GUILD, unavailable: true }], session_id: 's', resume_gateway_url: `ws://${this.#host}`, application: { id: BOT.id, flags: 0 }, shard: [0, 1], private_channels: [] } });
      say({ op: 0, t: 'GUILD_CREATE', s: 2, d: SERVER });
    });
  }

  #link(socket: WebSocket): void {
    this.#slack = socket;
    socket.on('message', (data) => this.#acknowledged((JSON.parse(String(data)) as { envelope_id: string }).envelope_id));
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' }, debug_info: { host: 'fake', approximate_connection_time: 18060 } }));
  }
}

const SERVER = {
  id: GUILD, name: 'Study group', owner_id: '1', preferred_locale: 'en-US', afk_timeout: 300, features: [], emojis: [], stickers: [], member_count: 2, members: [], threads: [], presences: [], voice_states: [],
  stage_instances: [], guild_scheduled_events: [], soundboard_sounds: [], joined_at: new Date(0).toISOString(), large: false, unavailable: false,
  roles: [{ id: GUILD, name: '@everyone', permissions: '0', color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null }, hoist: false, position: 0, managed: false, mentionable: false, flags: 0 }],
  channels: [{ id: CHANNEL, type: 0, guild_id: GUILD, name: 'study', position: 0, permission_overwrites: [] }],
};

/** `/lesson ref:13` or another, with every field that the gateway sends. */
function interaction(i: number): { key: string; packet: object } {
  const id = snowflake();
  const user = { id: `8000000000000000${10 + (i % MEMBERS)}`, username: 'reader', global_name: 'Reader', discriminator: '0', avatar: null };
  const member = { user, nick: null, permissions: '0', roles: [], joined_at: new Date(0).toISOString(), deaf: false, mute: false, flags: 0 };
  const place = { guild_id: GUILD, guild_locale: 'en-US', context: 0, channel_id: CHANNEL, channel: { id: CHANNEL, type: 0, guild_id: GUILD }, authorizing_integration_owners: { 0: GUILD } };
  const data = { id: '77', type: 1, name: 'lesson', options: [{ name: 'ref', value: lessonOf(i), type: 3 }] };
  return { key: id, packet: { id, application_id: BOT.id, token: `secret-${id}`, version: 1, type: 2, locale: 'en-US', app_permissions: '0', entitlements: [], attachment_size_limit: 10_485_760, member, data, ...place } };
}

/** The envelope's name is the mention's time, which its answer's thread has. */
function mention(i: number): { key: string; envelope: object } {
  const ts = slackTime();
  const event = { type: 'app_mention', user: `U${i % MEMBERS}`, team: TEAM, channel: `C${i % CHANNELS}`, text: `<@UBOT> lesson ${lessonOf(i)}`, ts, event_ts: ts };
  const authorizations = [{ enterprise_id: null, team_id: TEAM, user_id: 'UBOT', is_bot: true, is_enterprise_install: false }];
  const payload = { type: 'event_callback', team_id: TEAM, api_app_id: 'A1', event, event_id: `Ev${ts}`, event_time: 1_790_000_000, authorizations, is_ext_shared_channel: false };
  return { key: ts, envelope: { envelope_id: ts, type: 'events_api', payload, accepts_response_payload: false, retry_attempt: 0, retry_reason: '' } };
}

function slash(i: number): { key: string; envelope: object } {
  const channel = `C${slackTime()}`;
  const user = `U${i % MEMBERS}`;
  const payload = { team_id: TEAM, team_domain: 'study', channel_id: channel, channel_name: 'study', user_id: user, user_name: user, command: '/study', text: `lesson ${lessonOf(i)}`, api_app_id: 'A1', is_enterprise_install: 'false', response_url: 'https://hooks.slack.com/commands/1', trigger_id: channel };
  return { key: channel, envelope: { envelope_id: channel, type: 'slash_commands', payload, accepts_response_payload: true } };
}

async function read(request: IncomingMessage): Promise<string> {
  let raw = '';
  for await (const part of request.setEncoding('utf8')) raw += String(part);
  return raw;
}
