/** A workspace in memory: who is there, which channels, and every message that the bot wrote. */
export interface User {
  readonly id: string;
  readonly name: string;
  locale?: string;
  admin?: boolean;
  /** What chat.postMessage says to a message to them. */
  shut?: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  private?: boolean;
  archived?: boolean;
  creator?: string;
  readonly members: Set<string>;
}

/** A message as it stands now. */
export interface Stored {
  readonly ts: string;
  readonly channel: string;
  text: string;
  blocks: unknown[];
  /** Whatever else came with it. */
  extra: Readonly<Record<string, unknown>>;
  readonly thread_ts?: string | undefined;
  readonly metadata?: unknown;
  /** The only one who sees it. */
  readonly onlyFor?: string | undefined;
  edits: number;
  pinned?: boolean;
}

export const TEAM = 'T1';
export const BOT_USER = 'UBOT';
export const BOT = 'B1';
export const APP = 'A1';

export class World {
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly messages: Stored[] = [];
  /** What others wrote, as far as it matters. */
  readonly others: Pick<Stored, 'ts' | 'channel'>[] = [];
  /** The `ts` of messages that somebody deleted. */
  readonly deleted = new Set<string>();
  /** Epoch seconds. */
  now = 1_790_000_000;
  #count = 0;

  constructor() {
    this.user({ id: 'U1', name: 'wang', locale: 'zh-CN' });
    this.user({ id: 'U2', name: 'ada', locale: 'en-US', admin: true });
    this.channel({ id: 'C1', name: 'study', creator: 'U2', members: new Set([BOT_USER, 'U1', 'U2']) });
    this.channel({ id: 'C2', name: 'elsewhere', creator: 'U1', members: new Set(['U1', 'U2']) });
  }

  user(user: User): void {
    this.users.set(user.id, user);
  }

  channel(channel: Channel): void {
    this.channels.set(channel.id, channel);
  }

  /** Unique and rising, as Slack's are. */
  ts(): string {
    this.#count += 1;
    return `${this.now}.${String(this.#count).padStart(6, '0')}`;
  }

  add(message: Omit<Stored, 'ts' | 'edits'>): Stored {
    const stored: Stored = { ...message, ts: this.ts(), edits: 0 };
    this.messages.push(stored);
    return stored;
  }

  find(channel: string, ts: string): Stored | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts && message.onlyFor === undefined);
  }

  /** Somebody else writes. */
  chat(channel: string): void {
    this.others.push({ ts: this.ts(), channel });
  }

  /** What a member sees in a channel now. */
  seenBy(user: string, channel = 'C1'): Stored[] {
    return this.messages.filter((message) => message.channel === channel && (message.onlyFor === undefined || message.onlyFor === user));
  }
}
