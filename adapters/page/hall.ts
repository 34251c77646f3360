import type { WireEvents, WireMessage } from './web/wire.js';

/** Messages that the channel holds; an older one is forgotten. Enough for an evening, little enough to send at once. */
export const HISTORY = 200;

type Send = <E extends 'message' | 'gone' | 'clock' | 'calendar' | 'refresh'>(event: E, data: WireEvents[E]) => void;

/** The channel's messages, and who is looking. What a member may see is decided here and nowhere else. */
export interface Hall {
  /** Adds a message and returns its id. */
  add(message: Omit<WireMessage, 'id'>): string;
  /** Changes a message; false where it is not there any more. */
  change(id: string, patch: Partial<Omit<WireMessage, 'id'>>): boolean;
  drop(id: string): void;
  /** The message, where this member may see it. */
  find(id: string, member: string): WireMessage | undefined;
  /** Whether the message is there, for anybody. */
  has(id: string): boolean;
  /** All that this member may see, oldest first. */
  seenBy(member: string): WireMessage[];
  /** Calls `send` for everything new that this member may see, until the returned function is called. */
  watch(member: string, send: Send): () => void;
  /** Tells everybody. */
  tell<E extends 'clock' | 'calendar' | 'refresh'>(event: E, data: WireEvents[E]): void;
}

const visible = (message: WireMessage, member: string): boolean => message.audience === 'everyone' || (message.to ?? message.asked?.member) === member;

export function createHall(): Hall {
  // a Map keeps the order of adding
  const messages = new Map<string, WireMessage>();
  const watchers = new Set<{ member: string; send: Send }>();
  let count = 0;

  const show = (message: WireMessage) => {
    for (const { member, send } of watchers) if (visible(message, member)) send('message', message);
  };
  const drop = (id: string) => {
    const message = messages.get(id);
    if (!message) return;
    messages.delete(id);
    for (const { member, send } of watchers) if (visible(message, member)) send('gone', { id });
  };

  return {
    add(message) {
      const id = `page:m${++count}`;
      messages.set(id, { ...message, id });
      show({ ...message, id });
      for (const oldest of messages.keys()) {
        if (messages.size <= HISTORY) break;
        drop(oldest);
      }
      return id;
    },
    change(id, patch) {
      const message = messages.get(id);
      if (!message) return false;
      const next = { ...message, ...patch };
      messages.set(id, next);
      show(next);
      return true;
    },
    drop,
    find(id, member) {
      const message = messages.get(id);
      return message && visible(message, member) ? message : undefined;
    },
    has: (id) => messages.has(id),
    seenBy: (member) => [...messages.values()].filter((message) => visible(message, member)),
    watch(member, send) {
      const watcher = { member, send };
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    tell(event, data) {
      for (const { send } of watchers) send(event, data);
    },
  };
}
