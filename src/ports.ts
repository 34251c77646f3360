import type { Card, Picture } from './card.js';
import type { Reply } from './reply.js';

/**
 * The contracts between the core and the world, on one screen.
 *
 * Every id (member, group, channel, message) is an opaque string, unique over all
 * platforms, made by the adapter (`discord:1234`, `slack:T1:C2`) and read back by it alone.
 */
export interface Member {
  readonly id: string;
  /** Display name as the platform gives it: data, never markup. */
  readonly name: string;
  /** BCP 47 tag of the member's client, where the platform tells it. */
  readonly locale?: string | undefined;
  /** May manage the whole group, as the platform says it. */
  readonly admin: boolean;
  /** May manage the channel of the request: its schedules, its language, its rounds. Admins may as well. */
  readonly host?: boolean | undefined;
}

export interface Place {
  readonly platform: string;
  /** Guild, workspace, or the direct conversation itself. */
  readonly group: string;
  readonly channel: string;
  /** The message below which the answer stands, where it stands in a thread of the channel. */
  readonly thread?: MessageRef | undefined;
  /** BCP 47 tag of the group, where the platform tells it. */
  readonly locale?: string | undefined;
}

export interface MessageRef {
  readonly channel: string;
  readonly message: string;
}

/** A chat message that a command was used on. */
export interface Subject {
  readonly author: { readonly id: string; readonly name: string };
  /** As its author wrote it. */
  readonly text: string;
  /** Epoch milliseconds at which it was written. */
  readonly at: number;
  readonly message: MessageRef;
}

/** One event from a platform, as a line of text with who, where and when. */
export interface Request {
  /** The platform's event id: an event is handled once, however often it is delivered. */
  readonly key: string;
  readonly line: string;
  readonly member: Member;
  readonly place: Place;
  /** BCP 47 tag of the language asked for in this one request; it beats every setting. */
  readonly locale?: string | undefined;
  /** Epoch milliseconds at which the adapter received the event. */
  readonly at: number;
  /** Set when a button or choice was pressed: whether its message is visible to one member only. */
  readonly pressed?: { readonly private: boolean; readonly message?: MessageRef | undefined } | undefined;
  /** Set where the line came from a message's own menu. */
  readonly subject?: Subject | undefined;
}

/** Who sees an answer: everyone in the channel, the member alone, or the pressed message changes. */
export type Audience = 'everyone' | 'you' | 'in-place';

/** How one request is answered. The core calls `acknowledge` once, before it thinks, then `answer` at most once. */
export interface Responder {
  /**
   * Resolves too when the platform says that it is acknowledged already: to false then, for another delivery, here or in
   * another process, may be at it. Throws when it is too late.
   */
  acknowledge(audience: Audience): Promise<boolean | void>;
  /** Returns where the answer stands, or undefined when the platform cannot address it later. */
  answer(reply: Reply, audience: Audience): Promise<MessageRef | undefined>;
}

/** Fields to fill in before a line is whole: a modal where the platform has them. Lengths in UTF-16 units. */
export interface Form {
  /** ≤ 24: Slack's limit for a modal's title (Discord: 45). */
  readonly title: string;
  /** Sent with the form, each field behind it as `name:value`, by `lineOf`; ≤ 100, as a button's. */
  readonly line: string;
  /** 1 to 5: Discord's limit. What is typed into them ends the line, in this order, as it was typed. */
  readonly fields: readonly FormField[];
  /** ≤ 24: Slack's limit. */
  readonly submit: string;
}

export interface FormField {
  /** Name of the command's parameter. */
  readonly name: string;
  /** ≤ 45: Discord's limit for the label of a text input. */
  readonly label: string;
  /** ≤ 100: Discord's limit. */
  readonly placeholder: string;
  readonly multiline: boolean;
  /** Longest value; ≤ 3,000: Slack's limit (Discord: 4,000). */
  readonly max: number;
  /** May stay empty; the line then lacks it. */
  readonly optional?: boolean | undefined;
}

/** What an adapter may ask of the core. */
export interface Core {
  /** Never throws, never rejects. Answers at most once per `request.key`. */
  receive(request: Request, responder: Responder): Promise<void>;
  /** Completions for one parameter of a command while it is typed; instant, from memory. */
  suggest(command: string, param: string, typed: string, request: Omit<Request, 'line'>): Promise<Suggestion[]>;
  /**
   * The form to show instead of receiving a line that lacks what a form asks for; undefined for every other line.
   * Instant, from memory: a platform opens a form within seconds, in place of the acknowledgement.
   */
  form(request: Pick<Request, 'line' | 'member' | 'place'>): Form | undefined;
  /** A group took the bot out: what it was to post there pauses and says why. To be repeated freely. Never rejects. */
  left(group: string): Promise<void>;
}

export interface Suggestion {
  /** Shown to the member, ≤ 100 characters. */
  readonly label: string;
  /** Goes into the line, ≤ 100 characters. */
  readonly value: string;
}

/** How a post is told apart from its own repeats, and where it stands. */
export interface PostOptions {
  /** Two calls with the same key shall leave one message where the platform has means for it. */
  readonly key: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** Epoch ms of the first attempt with this key: a repeat looks for the message among those since then. */
  readonly since?: number | undefined;
  /**
   * Stands below this message of the channel: in its thread, which is opened where there is none; `title` (1–100
   * UTF-16 units) names it where threads have names.
   */
  readonly under?: { readonly message: MessageRef; readonly title: string } | undefined;
}

export interface Channel {
  readonly id: string;
  /** Without a sign; data, never markup. */
  readonly name?: string | undefined;
}

export interface PreflightOptions {
  readonly group?: string | undefined;
  readonly wants?: readonly ('thread' | 'pin')[] | undefined;
}

/** A platform. What the bot sends by itself is paced; acknowledgements and first answers are not. */
export interface Adapter {
  readonly platform: string;
  start(core: Core): Promise<void>;
  /** Stops taking events, then waits for the answers under way. */
  stop(): Promise<void>;
  /** Posts to a channel, or below one of its messages. @throws DeliveryError */
  post(channel: string, reply: Reply, options: PostOptions): Promise<MessageRef>;
  /**
   * Where an earlier attempt of this post stands, for one that shall not be posted any more; undefined where none landed.
   * Absent where the platform has no means to tell. @throws DeliveryError
   */
  landed?(channel: string, reply: Reply, options: PostOptions): Promise<MessageRef | undefined>;
  /** Writes to one member in private. @throws DeliveryError (`forbidden` where the member takes no messages) */
  tell(member: string, reply: Reply, options: PostOptions): Promise<MessageRef>;
  /** Replaces a message that the bot wrote. @throws DeliveryError */
  edit(message: MessageRef, reply: Reply): Promise<void>;
  /** Pins a message that the bot wrote, or takes its pin off; one that is so already is fine. @throws DeliveryError */
  pin(message: MessageRef, on: boolean): Promise<void>;
  /**
   * The channel of a group that a person means by a mention, one of our ids or a name; undefined where there is none that
   * the bot sees. @throws DeliveryError
   */
  channel(typed: string, group: string): Promise<Channel | undefined>;
  /**
   * Names of the rights that the bot lacks for posting to the channel; empty means it can post. `group`: where the channel
   * has to be. `wants`: what is to be done there beside.
   * @throws DeliveryError `gone` where the group has no such channel
   */
  preflight(channel: string, options?: PreflightOptions): Promise<string[]>;
  /** How it is connected now. Absent where there is no connection to lose. */
  link?(): Link;
}

export interface Link {
  /** Whether events come in. */
  readonly up: boolean;
  /** How often a lost connection was made again since the start. */
  readonly reconnects: number;
}

/**
 * Time. Epoch milliseconds; `every` calls until the returned function is called, never overlapping itself.
 * `turn` resolves after everything else that waits in this process has had its turn: for long work in small pieces.
 */
export interface Clock {
  now(): number;
  turn(): Promise<void>;
  every(ms: number, run: () => Promise<void>): () => void;
}

/** Draws cards. Never rejects: undefined where a card could not be drawn, and then the words around it are all that is sent. */
export interface Pictures {
  draw(card: Card): Promise<Picture | undefined>;
}

/** Randomness. `id` gives 12 characters of [a-z0-9], unguessable; `next` is uniform in [0, 1). */
export interface Random {
  next(): number;
  id(): string;
}

export interface Log {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}
