import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { APPLICATION, botUser, GUILD, guildCreate, snowflake, TOKEN, type World } from './world.js';

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

/** Discord's gateway for one session at a time: identify, dispatch, heartbeat, resume with replay. */
export class Gateway {
  /** What the client sent, by opcode. */
  readonly received: Packet[] = [];
  /** Refuses the next resumes: the client has to identify anew. */
  refuseResume = false;
  /** Heartbeats stay without an answer. */
  deaf = false;
  /** Closes with this code instead of identifying. */
  refuseIdentify: number | undefined;
  /** A resume plays this many events again that the client already has. */
  replayExtra = 0;
  readonly #server: WebSocketServer;
  #socket: WebSocket | undefined;
  #session = '';
  #history: Packet[] = [];
  #url = '';

  constructor(
    server: Server,
    private readonly world: World,
    private readonly heartbeatMs: number,
  ) {
    this.#server = new WebSocketServer({ server });
    this.#server.on('connection', (socket) => {
      this.#socket = socket;
      socket.on('message', (data) => this.#take(socket, JSON.parse(String(data)) as Packet));
      socket.on('close', () => void (this.#socket === socket && (this.#socket = undefined)));
      socket.send(JSON.stringify({ op: HELLO, d: { heartbeat_interval: this.heartbeatMs } }));
    });
  }

  open(port: number): void {
    this.#url = `ws://127.0.0.1:${port}`;
  }

  bot = () => ({ url: this.#url, shards: 1, session_start_limit: { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1 } });

  get sessions(): number {
    return this.received.filter((p) => p.op === IDENTIFY).length;
  }
  get resumes(): number {
    return this.received.filter((p) => p.op === RESUME).length;
  }

  /** Sends an event, or keeps it for the resume where no socket is open. */
  dispatch(t: string, d: unknown): void {
    const packet = { op: DISPATCH, t, d, s: this.#history.length + 1 };
    this.#history.push(packet);
    this.#socket?.send(JSON.stringify(packet));
  }

  /** Closes the socket with a code, or cuts it without one. */
  drop(code?: number): void {
    if (code === undefined) this.#socket?.terminate();
    else this.#socket?.close(code);
    this.#socket = undefined;
  }

  async stop(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #take(socket: WebSocket, packet: Packet): void {
    this.received.push(packet);
    const send = (out: object) => socket.send(JSON.stringify(out));
    const d = packet.d as { token?: string; intents?: number; seq?: number; session_id?: string } | null;
    if (packet.op === HEARTBEAT && !this.deaf) send({ op: ACK });
    else if (packet.op === IDENTIFY) {
      if (this.refuseIdentify) return socket.close(this.refuseIdentify);
      if (d?.token !== TOKEN) return socket.close(4004);
      if (((d.intents ?? 0) & PRIVILEGED) !== 0) return socket.close(4014);
      this.#session = snowflake();
      this.#history = [];
      this.dispatch('READY', {
        v: 10,
        user: botUser,
        guilds: [{ id: GUILD, unavailable: true }],
        session_id: this.#session,
        resume_gateway_url: this.#url,
        application: { id: APPLICATION, flags: 0 },
        shard: [0, 1],
        private_channels: [],
      });
      this.dispatch('GUILD_CREATE', guildCreate(this.world));
    } else if (packet.op === RESUME) {
      if (this.refuseResume || d?.session_id !== this.#session) return send({ op: INVALID_SESSION, d: false });
      const from = Math.max(0, (d.seq ?? 0) - this.replayExtra);
      for (const missed of this.#history.slice(from)) send(missed);
      this.dispatch('RESUMED', {});
    }
  }
}
