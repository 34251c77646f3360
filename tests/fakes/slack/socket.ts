import type { Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import { WebSocketServer, type WebSocket } from 'ws';
import { afterAwake, awakeMs } from '../../support/awake.js';
import type { Delivery, Line, Retry } from './delivery.js';
import { APP } from './world.js';

interface Open {
  readonly delivery: Delivery;
  readonly sentAt: number;
  done?: (acknowledged: boolean) => void;
}

/** Slack's side of Socket Mode: hello, envelopes, acknowledgements, refresh. Slack docs "Using Socket Mode". */
export class SocketSide implements Line {
  readonly #server: WebSocketServer;
  readonly #tickets = new Set<string>();
  readonly #envelopes = new Map<string, Open>();
  readonly #waiting = new Set<() => void>();
  #live: WebSocket[] = [];
  /** Connections that are to be replaced: they get no more events. */
  readonly #old = new Set<WebSocket>();
  #turn = 0;
  /** How many events went over each connection, in order of opening. */
  readonly sent: number[] = [];
  readonly #numbers = new Map<WebSocket, number>();
  /** Pings are not answered any more: a connection that only seems to be there. */
  deaf = false;
  /** How many sockets were opened until now. */
  opened = 0;
  #stopped = false;

  constructor(
    http: Server,
    private readonly complaints: string[],
    private readonly ackWindowMs: number,
  ) {
    this.#server = new WebSocketServer({ server: http, path: '/link', autoPong: false });
    this.#server.on('connection', (socket, request) => {
      const ticket = new URL(request.url ?? '', 'ws://127.0.0.1').searchParams.get('ticket') ?? '';
      if (!this.#tickets.delete(ticket)) return socket.close(1008, 'link_invalid');
      this.#live.push(socket);
      this.#numbers.set(socket, this.sent.push(0) - 1);
      this.opened += 1;
      socket.on('close', () => (this.#live = this.#live.filter((one) => one !== socket)));
      socket.on('ping', (data) => this.deaf || socket.pong(data));
      socket.on('message', (data) => this.#heard(String(data)));
      socket.send(
        JSON.stringify({
          type: 'hello',
          num_connections: this.#live.length,
          connection_info: { app_id: APP },
          debug_info: { host: 'fake', approximate_connection_time: 18060 },
        }),
      );
      for (const go of this.#waiting) go();
    });
  }

  /** A new address; each ticket opens one socket. */
  url(origin: string): string {
    const ticket = randomBytes(8).toString('hex');
    this.#tickets.add(ticket);
    return `ws://${origin}/link?ticket=${ticket}&app_id=${APP}`;
  }

  get connected(): boolean {
    return this.#live.length > 0;
  }

  get connections(): number {
    return this.#live.length;
  }

  /** Waits for a socket, as Slack keeps an event for one; gives nothing when the fake stops first. Each in its turn where there are several. */
  async #socket(): Promise<WebSocket | undefined> {
    while (this.#live.length === 0 && !this.#stopped) {
      await new Promise<void>((go) => this.#waiting.add(go));
      this.#waiting.clear();
    }
    const young = this.#live.filter((one) => !this.#old.has(one));
    const all = young.length > 0 ? young : this.#live;
    return all[this.#turn++ % all.length];
  }

  async send(delivery: Delivery, retry?: Retry): Promise<boolean> {
    const socket = await this.#socket();
    if (socket === undefined) return false;
    const id = randomBytes(6).toString('hex');
    const again = delivery.kind === 'events_api' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {};
    return new Promise((resolve) => {
      const open: Open = { delivery, sentAt: awakeMs(), done: resolve };
      this.#envelopes.set(id, open);
      afterAwake(this.ackWindowMs, () => {
        open.done?.(false);
        delete open.done;
      });
      const envelope = {
        envelope_id: id,
        type: delivery.kind,
        payload: delivery.payload,
        accepts_response_payload: delivery.kind !== 'events_api',
        ...again,
      };
      const number = this.#numbers.get(socket)!;
      this.sent[number]! += 1;
      socket.send(JSON.stringify(envelope));
    });
  }

  /** Any text over the socket. */
  raw(text: string): void {
    this.#live.at(-1)?.send(text);
  }

  #heard(text: string): void {
    const { envelope_id: id, payload = {} } = JSON.parse(text) as { envelope_id?: string; payload?: object };
    const open = this.#envelopes.get(id ?? '');
    if (open === undefined) return void this.complaints.push(`an acknowledgement of no envelope: ${text.slice(0, 100)}`);
    const ms = awakeMs() - open.sentAt;
    if (open.done === undefined)
      this.complaints.push(`${open.delivery.id} was acknowledged ${ms <= this.ackWindowMs ? 'twice' : 'too late'}`);
    open.delivery.acks.push(ms);
    open.delivery.replies.push(Object.keys(payload).length === 0 ? '' : JSON.stringify(payload));
    open.done?.(true);
    delete open.done;
  }

  /** Slack moves its connections elsewhere; those that still stand after `closeMs` are closed. */
  refresh(reason: 'warning' | 'refresh_requested' | 'link_disabled' = 'refresh_requested', closeMs?: number): void {
    for (const socket of this.#live) {
      this.#old.add(socket);
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }));
      if (closeMs !== undefined) setTimeout(() => socket.close(1000), closeMs).unref();
    }
  }

  /** The connections, or the first so many of them, break without a goodbye. */
  drop(count = Infinity): void {
    for (const socket of this.#live.slice(0, count)) socket.terminate();
  }

  stop(): void {
    this.#stopped = true;
    for (const go of this.#waiting) go();
    for (const open of this.#envelopes.values()) open.done?.(false);
    this.drop();
    this.#server.close();
  }
}
