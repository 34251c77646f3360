import { type Bot, createBot } from '../../src/bot.js';
import type { Parts } from '../../src/commands/command.js';
import { openDatabase } from '../../src/io/store/driver.js';
import { keyvOver } from '../../src/io/store/keyv.js';
import { migrate } from '../../src/io/store/schema.js';
import { sqliteStore } from '../../src/io/store/sqlite.js';
import type { Adapter, Audience, Member, MessageRef, Place, PostOptions, Request, Responder } from '../../src/ports.js';
import { type Reply, summary } from '../../src/reply.js';
import type { World } from './world.js';

/** Manages the group, reads Chinese. */
export const LIN: Member = { id: 'x:lin', name: '小林', locale: 'zh-CN', admin: true };
/** Reads English. */
export const MAYA: Member = { id: 'x:maya', name: 'Maya', locale: 'en-GB', admin: false };

export const HALL: Place = { platform: 'x', group: 'x:group', channel: 'x:hall' };

/** How one event was answered. */
export interface Ear extends Responder {
  readonly acknowledged: Audience[];
  readonly answers: { readonly reply: Reply; readonly audience: Audience }[];
}

let messages = 0;

/** A responder made by hand; `over` replaces what shall go wrong. */
export function ear(over: Partial<Responder> = {}): Ear {
  const acknowledged: Audience[] = [];
  const answers: Ear['answers'] = [];
  return {
    acknowledged,
    answers,
    async acknowledge(audience) {
      acknowledged.push(audience);
    },
    async answer(reply, audience) {
      answers.push({ reply, audience });
      return { channel: HALL.channel, message: `x:m${messages++}` };
    },
    ...over,
  };
}

let keys = 0;

export const request = (world: Pick<World, 'clock'>, line: string, more: Partial<Request> = {}): Request => ({
  key: `x:event${keys++}`,
  line,
  member: LIN,
  place: HALL,
  at: world.clock.now(),
  ...more,
});

/** A member says a line; the one answer. @throws Error unless there is exactly one */
export async function say(world: World, line: string, more: Partial<Request> = {}, bot: Bot = world.hall.bot): Promise<Reply> {
  const heard = ear();
  await bot.receive(request(world, line, more), heard);
  const [answer] = heard.answers;
  if (!answer || heard.answers.length !== 1) throw new Error(`${heard.answers.length} answers to «${line}»: ${JSON.stringify(world.logged)}`);
  return answer.reply;
}

/** A member presses a button below a public message. */
export const press = (world: World, line: string, member: Member, more: Partial<Request> = {}): Promise<Reply> =>
  say(world, line, { member, pressed: { private: false }, ...more });

/** The lines that the controls of a reply send. */
export const linesOf = (reply: Reply): string[] =>
  reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.flatMap((one) => ('line' in one ? [one.line] : [])) : block.kind === 'choices' ? block.choices.map((one) => one.line) : []));

export const words = summary;

/** A platform made by hand: keeps what is posted and edited, and fails where it is told to. */
export interface Board extends Adapter {
  readonly posts: ({ readonly channel: string; readonly reply: Reply } & PostOptions)[];
  readonly edits: { readonly message: MessageRef; readonly reply: Reply }[];
  readonly told: { readonly member: string; readonly reply: Reply; readonly key: string }[];
  readonly pins: MessageRef[];
  /** Called before everything that is sent, with its channel or member. */
  before: (channel: string, what: 'post' | 'tell' | 'edit' | 'pin') => void | Promise<void>;
  missing: string[];
  /** Names of the rights that it lacks for a thread, or a pin. */
  cannot: { thread?: string; pin?: string };
  readonly channels: { readonly id: string; readonly name: string; readonly group: string }[];
}

export function board(world: World, platform = HALL.platform): Board {
  const made: Board = {
    platform,
    posts: [],
    edits: [],
    told: [],
    pins: [],
    before: () => {},
    missing: [],
    cannot: {},
    channels: [{ id: 'x:hall', name: 'hall', group: 'x:group' }, { id: 'x:cellar', name: 'cellar', group: 'x:group' }, { id: 'x:other', name: 'other', group: 'x:other' }],
    start: async () => {},
    stop: async () => {},
    async post(channel, reply, options) {
      await made.before(channel, 'post');
      made.posts.push({ channel, reply, ...options });
      return { channel, message: `x:p${made.posts.length}` };
    },
    async edit(message, reply) {
      await made.before(message.channel, 'edit');
      made.edits.push({ message, reply });
    },
    async tell(member, reply, { key }) {
      await made.before(member, 'tell');
      made.told.push({ member, reply, key });
      return { channel: member, message: `x:t${made.told.length}` };
    },
    async pin(message, on) {
      await made.before(message.channel, 'pin');
      const at = made.pins.findIndex((one) => one.message === message.message);
      if (on && at < 0) made.pins.push(message);
      if (!on && at >= 0) made.pins.splice(at, 1);
    },
    channel: async (typed, group) => made.channels.find(({ id, name, group: of }) => of === group && [id, name, `#${name}`].includes(typed)),
    preflight: async (_, { wants = [] } = {}) => [...made.missing, ...wants.flatMap((want) => made.cannot[want] ?? [])],
  };
  world.hall.adapters.set(platform, made);
  return made;
}

/** The world's core on a store in memory, for tests of thousands of events: nothing waits for a disk. */
export function inMemory(world: World, over: Partial<Parts> = {}): Bot {
  const { clock, random } = { ...world.hall.parts, ...over };
  const db = openDatabase(':memory:');
  migrate(db);
  const store = sqliteStore(db, { now: () => clock.now(), token: () => random.id() });
  return createBot({ ...world.hall.parts, store, documents: keyvOver(store, 'documents'), ...over });
}

/** Time goes on, then what is due happens. */
export async function pass(world: World, ms: number): Promise<void> {
  world.clock.travel(world.clock.now() + ms);
  await world.hall.bot.tick();
}

export const errors = (world: World) => world.logged.filter(({ level }) => level === 'error');
