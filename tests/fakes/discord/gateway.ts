import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { APPLICATION, botUser, guildCreate, OTHER_GUILD, snowflake, TOKEN, type World } from './world.js';

interface Packet {
  readonly op: number;
  readonly d: unknown;
  readonly s?: number;
  readonly t?: string;
}

/** Gateway opcodes (developer docs). */
const [DISPATCH, HEARTBEAT, IDENTIFY, RESUME, INVALID_SESSION, HELLO, ACK] = [0, 1, 2, 6, 9, 10, 11];
/** Privileged intents: members, presences, message content. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);

/** What a client is connected as: one shard of so many. */
interface Session {
  readonly id: string;
  readonly shard: readonly [number: number, of: number];
  socket: WebSocket | undefined;
  readonly history: Packet[];
}

/** Developer docs, "Sharding": the shard that hears of a server; conversations with the bot alone are the first one's. */
export const shardOf = (guild: string | undefined, count: number): number => (guild === undefined ? 0 : Number((BigInt(guild) >> 22n) % BigInt(count)));

/** Discord's gateway, a session a shard: identify, dispatch, heartbeat, resume with replay. */
export class Gateway {
  /** What the clients sent, by opcode. */
  readonly received: Packet[] = [];
  /** Refuses the next resumes: the client has to identify anew. */
  refuseResume = false;
  /** Heartbeats stay without an answer. */
  deaf = false;
  /** Closes with this code instead of identifying. */
  refuseIdentify: number | undefined;
  /** A resume plays this many events again that the client already has. */
  replayExtra = 0;
  /** Shards that Discord recommends, and how many may identify at once. */
  recommended = 1;
  concurrency = 1;
  /** Milliseconds between two identifies of one bucket (Discord: 5,000); 0 takes any. */
  identifyMs = 0;
  /** Identifies that came too early, by shard. */
  readonly hasty: number[] = [];
  readonly #identified = new Map<number, number>();
  readonly #server: WebSocketServer;
  #sessions: Session[] = [];
  #url = '';

  constructor(
    server: Server,
    private readonly world: World,
    private readonly heartbeatMs: number,
  ) {
    this.#server = new WebSocketServer({ server });
    this.#server.on('connection', (socket) => {
      socket.on('message', (data) => this.#take(socket, JSON.parse(String(data)) as Packet));
      socket.on('close', () => {
        for (const session of this.#sessions) if (session.socket === socket) session.socket = undefined;
      });
      socket.send(JSON.stringify({ op: HELLO, d: { heartbeat_interval: this.heartbeatMs } }));
    });
  }

  open(port: number): void {
    this.#url = `ws://127.0.0.1:${port}`;
  }

  bot = () => ({
    url: this.#url,
    shards: this.recommended,
    session_start_limit: { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: this.concurrency },
  });

  get sessions(): number {
    return this.received.filter((p) => p.op === IDENTIFY).length;
  }
  get resumes(): number {
    return this.received.filter((p) => p.op === RESUME).length;
  }
  /** The shards that are connected, as `0/2`. */
  get connected(): string[] {
    return this.#sessions.filter(({ socket }) => socket !== undefined).map(({ shard }) => shard.join('/')).sort();
  }

  /** Sends an event to the shard of its server, or keeps it for the resume where no socket is open. */
  dispatch(t: string, d: unknown): void {
    const { guild_id, id } = (d ?? {}) as { guild_id?: string; id?: string };
    const guild = t.startsWith('GUILD_') ? id : guild_id;
    for (const session of this.#sessions) if (session.shard[0] === shardOf(guild, session.shard[1])) this.#send(session, t, d);
  }

  #send({ history, socket }: Session, t: string, d: unknown): void {
    const packet = { op: DISPATCH, t, d, s: history.length + 1 };
    history.push(packet);
    socket?.send(JSON.stringify(packet));
  }

  /** Closes the sockets, or that of one shard, with a code, or cuts them without one. */
  drop(code?: number, shard?: number): void {
    for (const session of this.#sessions) {
      if (shard !== undefined && session.shard[0] !== shard) continue;
      if (code === undefined) session.socket?.terminate();
      else session.socket?.close(code);
      session.socket = undefined;
    }
  }

  async stop(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #take(socket: WebSocket, packet: Packet): void {
    this.received.push(packet);
    const send = (out: object) => socket.send(JSON.stringify(out));
    const d = packet.d as { token?: string; intents?: number; seq?: number; session_id?: string; shard?: [number, number] } | null;
    if (packet.op === HEARTBEAT && !this.deaf) send({ op: ACK });
    else if (packet.op === IDENTIFY) this.#identify(socket, d ?? {});
    else if (packet.op === RESUME) {
      const session = this.#sessions.find(({ id }) => id === d?.session_id);
      if (this.refuseResume || session === undefined) return send({ op: INVALID_SESSION, d: false });
      session.socket = socket;
      const from = Math.max(0, (d?.seq ?? 0) - this.replayExtra);
      for (const missed of session.history.slice(from)) send(missed);
      this.#send(session, 'RESUMED', {});
    }
  }

  #identify(socket: WebSocket, { token, intents = 0, shard = [0, 1] }: { token?: string; intents?: number; shard?: [number, number] }): void {
    if (this.refuseIdentify) return socket.close(this.refuseIdentify);
    if (token !== TOKEN) return socket.close(4004);
    if ((intents & PRIVILEGED) !== 0) return socket.close(4014);
    if (shard[0] >= shard[1]) return socket.close(4010);
    const bucket = shard[0] % this.concurrency;
    const now = performance.now();
    if (now - (this.#identified.get(bucket) ?? -Infinity) < this.identifyMs) {
      this.hasty.push(shard[0]);
      return socket.send(JSON.stringify({ op: INVALID_SESSION, d: false }));
    }
    this.#identified.set(bucket, now);
    const session: Session = { id: snowflake(), shard, socket, history: [] };
    // a new session takes the place of one that nobody is connected with
    this.#sessions = [...this.#sessions.filter((one) => one.socket !== undefined || one.shard.join('/') !== shard.join('/')), session];
    const guilds = guildsOf(this.world, shard[1]).filter(({ id }) => shardOf(id, shard[1]) === shard[0]);
    this.#send(session, 'READY', {
      v: 10,
      user: botUser,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url,
      application: { id: APPLICATION, flags: 0 },
      shard,
      private_channels: [],
    });
    for (const guild of guilds) this.#send(session, 'GUILD_CREATE', guild);
  }
}

/** A bot that is large enough for shards is in a second server. */
const guildsOf = (world: World, shards: number) => {
  const first = guildCreate(world);
  return shards === 1 ? [first] : [first, { ...first, id: OTHER_GUILD, channels: [] }];
};
