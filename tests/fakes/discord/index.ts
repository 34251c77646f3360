import { awakeMs } from '../../support/awake.js';
import { Callbacks, type Sent } from './callbacks.js';
import { strike, type Fault } from './faults.js';
import { submitPayload } from './forms.js';
import { Gateway } from './gateway.js';
import { serve, type Recorded } from './http.js';
import { buttonPayload, commandPayload, selectPayload, type CommandCall, type Payload, type Who } from './interactions.js';
import { menuPayload, type MenuCall } from './menus.js';
import { Messages, type Message } from './messages.js';
import { route } from './routes.js';
import type { Meddle } from '../meddle.js';
import { GUILD, newWorld, type World } from './world.js';

export interface FakeOptions {
  /** How long an acknowledgement may take, in milliseconds awake; Discord's 3 s, shorter to test lateness. */
  readonly lateMs?: number;
  readonly heartbeatMs?: number;
}

/** Discord on 127.0.0.1: REST and gateway, refusing what Discord refuses, recording all it is asked. */
export interface FakeDiscord {
  /** For the client's `rest.api`. */
  readonly api: string;
  readonly world: World;
  readonly gateway: Gateway;
  readonly requests: readonly Recorded[];
  readonly faults: Fault[];
  readonly messages: readonly Message[];
  /** Reasons of every refused payload. */
  readonly refused: readonly string[];
  /** A member types a slash command, or is typing one where an option is `focused`. */
  command(call: CommandCall): Sent;
  press(message: Message, line: string, who?: Who): Sent;
  select(message: Message, customId: string, value: string, who?: Who): Sent;
  /** A member chooses an entry of a message's own menu. @throws where no such entry is registered */
  menu(call: MenuCall): Sent;
  /** Whoever opened a form sends it, filled. @throws where no form is open, or a client would not send it */
  submit(opened: Sent, values: Readonly<Record<string, string>>): Sent;
  /** Any payload at all. */
  inject(payload: unknown): void;
  /** Delivers an interaction again, unchanged. */
  again(sent: Sent): void;
  /** Somebody else writes into a channel; another bot may do so with components. */
  chat(channel: string, body?: Message['body']): void;
  /** Time goes on for Discord: nonces are forgotten, later messages are younger. */
  pass(ms: number): void;
  /** The server shows the bot out. */
  kick(): void;
  meddle: Meddle | undefined;
  stop(): Promise<void>;
}

export async function startFakeDiscord({ lateMs = 3_000, heartbeatMs = 41_250 }: FakeOptions = {}): Promise<FakeDiscord> {
  const world = newWorld();
  const messages = new Messages();
  const callbacks = new Callbacks(messages, lateMs);
  const requests: Recorded[] = [];
  const faults: Fault[] = [];
  const payloads = new Map<string, Payload>();
  const { server, port } = await serve(async (call) => {
    const what = `${call.method} ${call.path}`;
    const hit = strike(faults, call);
    const early = hit && !hit.after ? hit.answer : await fake.meddle?.(what, 'arrived');
    if (early) return early;
    const answer = route({ world, messages, callbacks, gateway }, call);
    return (await fake.meddle?.(what, 'done')) ?? hit?.answer ?? answer;
  }, requests);
  const gateway: Gateway = new Gateway(server, world, heartbeatMs);
  gateway.open(port);

  const send = (payload: Payload, pressed?: Message): Sent => {
    const sent: Sent = {
      id: payload.id,
      token: payload.token,
      type: payload.type,
      channel: payload.channel_id,
      pressed,
      at: awakeMs(),
    };
    callbacks.sent.push(sent);
    payloads.set(sent.id, payload);
    gateway.dispatch('INTERACTION_CREATE', payload);
    return sent;
  };

  const fake: FakeDiscord = {
    meddle: undefined,
    api: `http://127.0.0.1:${port}/api`,
    world,
    gateway,
    requests,
    faults,
    messages: messages.all,
    refused: messages.refused,
    command: (call) => send(commandPayload(call)),
    press: (message, line, who = {}) => send(buttonPayload(message, line, who), message),
    select: (message, customId, value, who = {}) => send(selectPayload(message, customId, value, who), message),
    menu(call) {
      const entries = (world.commands as { type?: number; name: string }[]).filter(({ type }) => type === 3);
      if (!entries.some(({ name }) => name === call.name)) throw new Error(`no entry ${call.name} in the menu of a message`);
      return send(menuPayload(call));
    },
    submit(opened, values) {
      const payload = payloads.get(opened.id);
      if (!payload || !opened.form) throw new Error('no form is open');
      return send(submitPayload(payload, opened.form, values, opened.pressed), opened.pressed);
    },
    inject: (payload) => gateway.dispatch('INTERACTION_CREATE', payload),
    chat: (channel, body) => messages.chat(channel, body),
    pass: (ms) => void (messages.aheadMs += ms),
    kick() {
      world.kicked = true;
      gateway.dispatch('GUILD_DELETE', { id: GUILD });
    },
    again: (sent) => gateway.dispatch('INTERACTION_CREATE', payloads.get(sent.id)),
    async stop() {
      await gateway.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return fake;
}
