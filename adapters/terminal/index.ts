import { DeliveryError } from '../../src/errors.js';
import type { Adapter, Core, MessageRef, Responder } from '../../src/ports.js';
import { note, type Reply } from '../../src/reply.js';

export interface SayOptions {
  /** The member's name; the id is made of it. */
  readonly as: string;
  /** BCP 47 tag of the terminal's own language, where it tells one. */
  readonly locale?: string | undefined;
  /** BCP 47 tag asked for on the command line: it beats every setting. */
  readonly lang?: string | undefined;
}

export interface Terminal extends Adapter {
  /** What the core answered to a line, and what it posted or edited since the last one, in order. */
  say(line: string, options: SayOptions): Promise<Reply[]>;
  /** From now on posts and edits go to `show` as they come, and no longer wait for a line. Returns how to stop that. */
  listen(show: (reply: Reply) => void): () => void;
}

const PLATFORM = 'terminal';
const HALL = 'terminal:hall';
/** Posts kept for the next line, and post keys remembered; ours. Nobody reads further back in a terminal. */
const KEPT = 100;

/**
 * The owner's own machine as a platform with one channel, `terminal:hall`; everybody here is an admin, and no message
 * is private. A button's line is typed, so a request is never `pressed`. `key` gives an id that never comes again.
 */
export function createTerminal(parts: { core?: Core; now(): number; key(): string }): Terminal {
  let core = parts.core;
  let show: ((reply: Reply) => void) | undefined;
  const waiting: Reply[] = [];
  const posted = new Map<string, MessageRef>();
  const underWay = new Set<Promise<void>>();

  const ref = (): MessageRef => ({ channel: HALL, message: `${PLATFORM}:${parts.key()}` });
  const deliver = (reply: Reply) => {
    if (show) return show(shown(reply));
    waiting.push(shown(reply));
    if (waiting.length > KEPT) waiting.shift();
  };
  const need = (channel: string) => {
    if (channel !== HALL) throw new DeliveryError('gone', `the terminal has no channel ${channel}`);
  };

  const once = (key: string, reply: Reply): MessageRef => {
    const before = posted.get(key);
    if (before) return before;
    const made = ref();
    posted.set(key, made);
    const [oldest] = posted.keys();
    if (posted.size > KEPT && oldest !== undefined) posted.delete(oldest);
    deliver(reply);
    return made;
  };

  return {
    platform: PLATFORM,
    start: async (given) => {
      core = given;
    },
    stop: async () => {
      await Promise.all(underWay);
      core = undefined;
    },

    say: async (line, { as, locale, lang }) => {
      if (core === undefined) throw new Error('the terminal is not started');
      const answers = waiting.splice(0);
      const responder: Responder = {
        acknowledge: async () => {},
        answer: async (reply) => {
          answers.push(shown(reply));
          return ref();
        },
      };
      const member = { id: `${PLATFORM}:${as}`, name: as, locale, admin: true };
      const place = { platform: PLATFORM, group: HALL, channel: HALL, locale };
      const done = core.receive({ key: `${PLATFORM}:${parts.key()}`, line, member, place, locale: lang, at: parts.now() }, responder);
      underWay.add(done);
      await done.finally(() => underWay.delete(done));
      return [...answers, ...waiting.splice(0)];
    },

    listen: (to) => {
      show = to;
      for (const reply of waiting.splice(0)) to(reply);
      return () => {
        if (show === to) show = undefined;
      };
    },

    post: async (channel, reply, { key, under }) => {
      need(channel);
      return once(key, under ? headed(`↳ ${under.title}`, reply) : reply);
    },
    tell: async (member, reply, { key }) => {
      if (!member.startsWith(`${PLATFORM}:`)) throw new DeliveryError('gone', `the terminal has no member ${member}`);
      return once(key, headed(`→ @${member.slice(PLATFORM.length + 1)}`, reply));
    },
    edit: async (message, reply) => {
      need(message.channel);
      deliver(reply);
    },
    // what was printed stays where it is
    pin: async (message) => need(message.channel),
    channel: async (typed, group) => (group === HALL && [HALL, 'hall', '#hall'].includes(typed.trim()) ? { id: HALL, name: 'hall' } : undefined),
    preflight: async (channel, { group = HALL } = {}) => {
      need(channel);
      need(group);
      return [];
    },
  };
}

/** Without the core's own marks, which are never shown to a platform. */
function shown(reply: Reply): Reply {
  const { track: _, trouble: __, ...rest } = reply;
  return rest;
}

/** With a line above it that says where it stands. */
const headed = (where: string, reply: Reply): Reply => ({ ...reply, blocks: [note(where), ...reply.blocks] });
