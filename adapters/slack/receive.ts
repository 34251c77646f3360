import type { Member, Request, Subject } from '../../src/ports.js';
import { channelWord } from '../../src/line.js';
import { linkedChannel, type Channels } from './channels.js';
import { type Fields, fields, word } from './fields.js';
import { channelId, groupId, memberId, messageId } from './ids.js';
import { lineIn, unescapeText } from './plain.js';

/** Where an event came from, in Slack's own ids: what the answer needs. */
export interface Origin {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  /** Thread that a public answer goes to; it may begin with that answer. */
  readonly thread?: string | undefined;
  /** Thread that is there already: Slack shows a private message in no other ("chat.postEphemeral", thread_ts). */
  readonly openThread?: string | undefined;
  /** Secret; takes 5 answers in 30 minutes. */
  readonly responseUrl?: string | undefined;
  readonly pressed?: { readonly private: boolean; readonly ts?: string | undefined } | undefined;
}

export interface Incoming {
  readonly key: string;
  readonly line: string;
  /** As far as the payload tells it. */
  readonly name: string;
  readonly origin: Origin;
  /** Opens one form, within 3 s (Slack docs "Modals"). */
  readonly trigger?: string | undefined;
  /** The message that a shortcut was used on. */
  readonly about?: About | undefined;
}

/** A message of the channel, as far as the payload tells it. */
export interface About {
  /** Neither is there on messages of Slack's own. */
  readonly user: string | undefined;
  readonly bot: string | undefined;
  /** Bots may bring their own. */
  readonly name: string | undefined;
  /** On the wire: with Slack's markup. */
  readonly text: string;
  readonly ts: string;
}

/** A mention of the bot in a channel; undefined for bots, for ourselves and where nobody could be answered. */
export function readMention(body: unknown, botUser: string | undefined, channels?: Channels): Incoming | undefined {
  const envelope = fields(body);
  const event = fields(envelope['event']);
  const [team, channel, user, ts] = [
    teamIn(envelope),
    word(event['channel']),
    word(event['user']),
    word(event['ts']),
  ];
  const byBot = event['bot_id'] !== undefined || event['subtype'] === 'bot_message' || user === botUser;
  if (byBot || team === undefined || channel === undefined || user === undefined) return undefined;
  const openThread = word(event['thread_ts']);
  return {
    key: `slack:${word(envelope['event_id']) ?? `${channel}:${ts ?? ''}`}`,
    line: typedLine(word(event['text']) ?? '', team, botUser, channels),
    name: user,
    origin: { team, channel, user, thread: openThread ?? ts, openThread },
  };
}

/** The workspace in which the app heard it: in a channel that several share, another one may be named beside. */
function teamIn(envelope: Fields): string | undefined {
  const first = fields((envelope['authorizations'] as unknown[] | undefined)?.[0]);
  return word(first['team_id']) ?? word(envelope['team_id']) ?? word(fields(envelope['event'])['team']);
}

/** `/study …`: the text after the command is the line. Slash commands cannot be sent in threads. */
export function readCommand(body: unknown, channels?: Channels): Incoming | undefined {
  const command = fields(body);
  const [team, channel, user] = [word(command['team_id']), word(command['channel_id']), word(command['user_id'])];
  const trigger = word(command['trigger_id']);
  if (team === undefined || channel === undefined || user === undefined || trigger === undefined) return undefined;
  return {
    key: `slack:${trigger}`,
    line: typedLine(word(command['text']) ?? '', team, undefined, channels),
    name: word(command['user_name']) ?? user,
    origin: { team, channel, user, responseUrl: word(command['response_url']) },
    trigger,
  };
}

function typedLine(wire: string, team: string, botUser: string | undefined, channels: Channels | undefined): string {
  const line = lineIn(wire, botUser) || 'help';
  if (!channels?.in(line)) return line;
  return lineIn(wire, botUser, { channel: (id) => channelWord(channelId(team, id)), link: (url) => linkedChannel(url, team) });
}

/** A press on a button or a pick from a menu; undefined for anything else (link buttons send a press too). */
export function readPress(body: unknown): Incoming | undefined {
  const press = fields(body);
  const [action, person, container, message] = [
    fields((press['actions'] as unknown[] | undefined)?.[0]),
    fields(press['user']),
    fields(press['container']),
    fields(press['message']),
  ];
  const line = action['type'] === 'button' ? word(action['value']) : word(fields(action['selected_option'])['value']);
  const team = word(fields(press['team'])['id']) ?? word(person['team_id']);
  const channel = word(fields(press['channel'])['id']) ?? word(container['channel_id']);
  const user = word(person['id']);
  if (line === undefined || team === undefined || channel === undefined || user === undefined) return undefined;
  const hidden = container['is_ephemeral'] === true;
  const openThread = word(message['thread_ts']) ?? word(container['thread_ts']);
  const trigger = word(press['trigger_id']);
  return {
    key: `slack:${trigger ?? [word(action['action_ts']) ?? '', user, word(action['action_id']) ?? ''].join(':')}`,
    // texts of a pressed message come back escaped (slackapi/bolt-python #513); of values Slack's docs say nothing
    line: unescapeText(line),
    name: word(person['name']) ?? word(person['username']) ?? user,
    origin: {
      team,
      channel,
      user,
      thread: openThread,
      openThread,
      responseUrl: word(press['response_url']),
      // a private message has a ts too, but no method takes it
      pressed: { private: hidden, ts: hidden ? undefined : (word(message['ts']) ?? word(container['message_ts'])) },
    },
    trigger,
  };
}

/** What the platform knows of a member beyond the payload. */
export type Person = Pick<Member, 'locale' | 'admin' | 'host'> & { readonly name?: string | undefined };

/** The event as the core takes it. `at` is epoch milliseconds. */
export function toRequest({ key, line, name, origin }: Incoming, person: Person, at: number, subject?: Subject): Request {
  const { team, channel, user, thread, pressed } = origin;
  const message =
    pressed?.ts === undefined ? undefined : { channel: channelId(team, channel), message: messageId(team, channel, pressed.ts) };
  const home = channelId(team, channel);
  const below = thread === undefined ? {} : { thread: { channel: home, message: messageId(team, channel, thread) } };
  return {
    key,
    line,
    at,
    member: { id: memberId(team, user), name: person.name ?? name, locale: person.locale, admin: person.admin, host: person.host },
    place: { platform: 'slack', group: groupId(team), channel: home, ...below },
    ...(pressed === undefined ? {} : { pressed: { private: pressed.private, message } }),
    ...(subject === undefined ? {} : { subject }),
  };
}
