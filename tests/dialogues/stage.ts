import { settingsKey } from '../../src/documents.js';
import type { Adapter, Audience, Core, Subject } from '../../src/ports.js';
import type { Reply } from '../../src/reply.js';
import { soon } from '../contracts/core.js';
import type { Question } from '../../src/quiz/question.js';
import { choice, classify, order, statement, typed } from '../support/questions.js';
import { openWorld, type World } from '../support/world.js';

/** lin may manage the group and reads Chinese; maya may not and reads English. */
export type Who = 'lin' | 'maya';

/** A message as people see it on its platform now. */
export interface Seen {
  words(): string;
  /** The lines that its buttons and menus send, in order. */
  lines(): string[];
  readonly private: boolean;
}

/** A slash command by its parts; `raw` where a platform takes free text, as typed. */
export interface Call {
  readonly command: string;
  readonly action?: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** One platform with its real library, its fake, and the core behind it. */
export interface Player {
  readonly adapter: Adapter;
  /** Where the dialogue takes place. */
  readonly channel: string;
  say(who: Who, call: Call): Promise<void> | void;
  press(who: Who, seen: Seen, line: string): Promise<void> | void;
  /** Fills the form that the last press or command opened, and sends it. */
  submit(values: Readonly<Record<string, string>>): Promise<void> | void;
  /** Whoever acted last (lin, where nobody did) picks the entry with this line in a message's own menu. */
  menu?(line: string, subject: Subject): Promise<void> | void;
  /** Every message that stands there, oldest first. */
  seen(): Seen[];
  /** Resolves when every acknowledgement that is owed has come, or is late. */
  settle?(): Promise<void>;
  /** What the platform refused; empty when all was well. */
  refused(): string[];
  stop(): Promise<void>;
}

/** What the core said, in order: the same on every platform. */
export interface Turn {
  readonly how: Audience | 'post' | 'edit';
  readonly reply: Reply;
}

export interface Stage {
  readonly world: World;
  readonly player: Player;
  readonly turns: Turn[];
  /** A member types a command; resolves with the message that answers. */
  say(who: Who, command: string, values?: Call['values']): Promise<Seen>;
  press(who: Who, seen: Seen, line: string | RegExp): Promise<Seen>;
  /** A member presses a button that opens a form, and sends it filled in. */
  fill(who: Who, seen: Seen, line: RegExp, values: Readonly<Record<string, string>>): Promise<Seen>;
  /** Time goes on, and what is due happens. Resolves with the messages that are new. */
  pass(ms: number): Promise<Seen[]>;
  stop(): Promise<void>;
}

/** Lessons whose questions are fixed, so that a dialogue knows of which kind it is asked; one has none. */
const STAGED: Readonly<Record<string, readonly Question[]>> = Object.fromEntries([
  ['37', []],
  ...[choice('s-many', 'many-choice', ['a', 'c'], 'abcdef'), statement('s-statement', 'false'), typed('s-typed'), order('s-order'), classify('s-classify')].map((question, i) => {
    const lesson = String(48 + i);
    return [lesson, [{ ...question, lesson }]];
  }),
]);

export type Open = (core: Core, world: World) => Promise<Player>;

export async function openStage(open: Open): Promise<Stage> {
  const world = await openWorld({ questions: STAGED });
  const turns: Turn[] = [];
  const { bot, adapters } = world.hall;
  let settled = 0;
  let answered: Reply | undefined;
  const core: Core = {
    suggest: bot.suggest,
    form: bot.form,
    left: bot.left,
    async receive(request, responder) {
      // real adapters stamp real time; the dialogue has its own
      await bot.receive({ ...request, at: world.clock.now() }, {
        acknowledge: (audience) => responder.acknowledge(audience),
        async answer(reply, audience) {
          turns.push({ how: audience, reply });
          answered = reply;
          return responder.answer(reply, audience);
        },
      });
      settled++;
    },
  };
  const player = await open(core, world);
  const { adapter } = player;
  await world.hall.parts.documents.set(settingsKey(player.channel), { locale: 'zh-CN' });
  adapters.set(adapter.platform, {
    ...adapter,
    async post(channel, reply, options) {
      turns.push({ how: 'post', reply: alike(reply) });
      return adapter.post(channel, reply, options);
    },
    async edit(message, reply) {
      turns.push({ how: 'edit', reply });
      return adapter.edit(message, reply);
    },
  });

  /** The message that shows what was answered last: the newest one with its first words. */
  const shown = async (before: number): Promise<Seen> => {
    await soon(() => settled > before, 'an answer');
    const [first] = answered?.blocks ?? [];
    const words = first && 'text' in first ? first.text : first && 'spans' in first ? first.spans.map((s) => (typeof s === 'string' ? s : s.text)).join('') : '';
    return soon(() => player.seen().findLast((one) => squeezed(one.words()).includes(squeezed(words))), `a message with «${words.slice(0, 60)}» on ${adapter.platform}, among ${player.seen().map((one) => one.words().slice(0, 40)).join(' | ')}; refused ${player.refused().join(' | ')}; logged ${JSON.stringify(world.logged)}`);
  };

  const pressed = (who: Who, seen: Seen, line: string | RegExp) => {
    const found = seen.lines().find((one) => (typeof line === 'string' ? one === line : line.test(one)));
    if (found === undefined) throw new Error(`no button ${String(line)} among ${seen.lines().join(', ')}`);
    return player.press(who, seen, found);
  };

  return {
    world,
    player,
    turns,
    async say(who, command, values = {}) {
      const before = settled;
      const [name = '', action] = command.split(' ');
      await player.say(who, { command: name, values, ...(action === undefined ? {} : { action }) });
      return shown(before);
    },
    async press(who, seen, line) {
      const before = settled;
      await pressed(who, seen, line);
      return shown(before);
    },
    async fill(who, seen, line, values) {
      const before = settled;
      await pressed(who, seen, line);
      await player.submit(values);
      return shown(before);
    },
    async pass(ms) {
      const before = player.seen().length;
      const said = turns.length;
      world.clock.travel(world.clock.now() + ms);
      await world.hall.bot.tick();
      // what comes by itself at one time comes in no order
      turns.push(...turns.splice(said).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
      return player.seen().slice(before);
    },
    async stop() {
      await player.stop();
      await world.close();
    },
  };
}

/** Members have other ids on every platform. */
const alike = (reply: Reply): Reply => JSON.parse(JSON.stringify(reply, (name, value: unknown) => (name === 'mention' ? 'somebody' : value))) as Reply;

const squeezed = (words: string): string => words.replace(/\s+/g, '');
