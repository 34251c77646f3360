import { fault, ok, type Answer, type Call } from './http.js';
import type { Message, Messages } from './messages.js';
import { allowed, channel, CREATE_THREADS, GUILD, HISTORY, isThread, PIN, SEND, SEND_IN_THREADS, snowflake, VIEW, type World } from './world.js';

/** Channels, threads, conversations with one member: who may do what there (developer docs, "Channels Resource"). */
interface Parts {
  readonly world: World;
  readonly messages: Messages;
}

/** Discord: 250; far fewer do here. */
const MAX_PINS = 50;
const NO_RIGHT = fault(403, 50013, 'Missing Permissions');
const UNKNOWN_MESSAGE = fault(404, 10008, 'Unknown Message');

/** Refuses a channel that is not there, that the bot cannot see, or where it lacks `right`. */
export function closed(world: World, id: string, { right = 0n, editing = false }: { right?: bigint; editing?: boolean } = {}): Answer | undefined {
  const found = channel(world, id);
  if (!found) return fault(404, 10003, 'Unknown Channel');
  const home = 'guild_id' in found ? found.guild_id : undefined;
  if (home === undefined) return undefined;
  if (world.kicked || home !== GUILD || (allowed(world, id) & VIEW) === 0n) return fault(403, 50001, 'Missing Access');
  if ((allowed(world, id) & right) !== right) return NO_RIGHT;
  if (editing && world.threads.get(id)?.archived) return fault(400, 50083, 'Thread is archived');
  return undefined;
}

/** Refuses a new message; one that is taken wakes an archived thread up. */
export function writing({ world }: Parts, id: string): Answer | undefined {
  const no = closed(world, id, { right: isThread(world, id) ? SEND_IN_THREADS : SEND });
  if (no) return no;
  const member = [...world.dms].find(([, dm]) => dm === id)?.[0];
  if (member !== undefined && world.shut.has(member)) return fault(403, 50007, 'Cannot send messages to this user');
  const thread = world.threads.get(id);
  if (thread?.locked) return fault(403, 160005, 'Thread is locked');
  if (thread) thread.archived = false;
  return undefined;
}

/** Without the right to it the history is empty, and no error. */
export function history({ world, messages }: Parts, id: string, call: Call): Answer {
  const no = closed(world, id);
  if (no) return no;
  const dm = [...world.dms.values()].includes(id);
  return dm || (allowed(world, id) & HISTORY) !== 0n ? messages.history(id, call.query) : ok([]);
}

export function openThread({ world, messages }: Parts, id: string, message: string, body: unknown): Answer {
  const no = closed(world, id, { right: CREATE_THREADS }) ?? messages.refuse('CreateTextThreadWithMessageRequest', body, undefined, false);
  if (no) return no;
  if (isThread(world, id) || [...world.dms.values()].includes(id)) return fault(400, 50024, 'Cannot execute action on this channel type');
  if (!messages.find(id, message)) return UNKNOWN_MESSAGE;
  if (world.threads.has(message)) return fault(400, 160004, 'A thread has already been created for this message');
  world.threads.set(message, { parent: id, name: (body as { name: string }).name, archived: false, locked: false });
  return { status: 201, body: channel(world, message) };
}

export function unarchive({ world, messages }: Parts, id: string, body: unknown): Answer {
  const no = closed(world, id, { right: SEND_IN_THREADS }) ?? messages.refuse('UpdateThreadRequestPartial', body, undefined, false);
  const thread = world.threads.get(id);
  if (no ?? thread?.locked) return no ?? NO_RIGHT;
  if (thread) thread.archived = (body as { archived: boolean }).archived;
  return ok(channel(world, id));
}

export function pin({ world, messages }: Parts, id: string, message: string, on: boolean): Answer {
  const no = closed(world, id, { right: PIN, editing: true });
  const found: Message | undefined = messages.find(id, message);
  if (no) return no;
  if (!found) return UNKNOWN_MESSAGE;
  if (on && !found.pinned && messages.all.filter((one) => one.channel_id === id && one.pinned).length >= MAX_PINS)
    return fault(400, 30003, 'Maximum number of pins reached');
  found.pinned = on;
  return { status: 204 };
}

export function openDm({ world, messages }: Parts, body: unknown): Answer {
  const no = messages.refuse('CreatePrivateChannelRequest', body, undefined, false);
  if (no) return no;
  const member = (body as { recipient_id: string }).recipient_id;
  const id = world.dms.get(member) ?? snowflake();
  world.dms.set(member, id);
  return ok(channel(world, id));
}
