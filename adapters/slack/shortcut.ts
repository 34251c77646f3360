import type { Subject } from '../../src/ports.js';
import { fields, word } from './fields.js';
import { channelId, memberId, messageId } from './ids.js';
import { mentionedIn, wordsIn } from './plain.js';
import type { People } from './people.js';
import type { About, Incoming, Origin } from './receive.js';

/** A mention beyond so many keeps its id: each costs a look-up. */
const MAX_NAMES = 10;

/** A message shortcut whose line is one of `lines`; undefined for any other, and where nobody could be answered. */
export function readShortcut(body: unknown, lines: ReadonlySet<string>): Incoming | undefined {
  const shortcut = fields(body);
  const [person, message] = [fields(shortcut['user']), fields(shortcut['message'])];
  const [line, user] = [word(shortcut['callback_id']), word(person['id'])];
  const team = word(fields(shortcut['team'])['id']) ?? word(person['team_id']);
  const channel = word(fields(shortcut['channel'])['id']);
  const ts = word(message['ts']) ?? word(shortcut['message_ts']);
  if (line === undefined || !lines.has(line)) return undefined;
  if (team === undefined || channel === undefined || user === undefined || ts === undefined || !/^\d+(?:\.\d+)?$/.test(ts)) return undefined;
  const thread = word(message['thread_ts']);
  return {
    key: `slack:${word(shortcut['trigger_id']) ?? [word(shortcut['action_ts']) ?? '', user, line, ts].join(':')}`,
    line,
    name: word(person['name']) ?? word(person['username']) ?? user,
    origin: { team, channel, user, thread, openThread: thread, responseUrl: word(shortcut['response_url']) },
    about: {
      user: word(message['user']),
      bot: word(message['bot_id']),
      name: word(message['username']) ?? word(fields(message['bot_profile'])['name']),
      text: word(message['text']) ?? '',
      ts,
    },
  };
}

/** The message as its readers see it, with names as far as Slack tells them in time. */
export async function subjectOf(about: About, { team, channel }: Origin, people: People): Promise<Subject> {
  const { user, bot, name, text, ts } = about;
  const asked = [...(user === undefined ? [] : [user]), ...mentionedIn(text).slice(0, MAX_NAMES)];
  const names = await people.names([...new Set(asked)]);
  const author = user ?? bot ?? `message ${ts}`;
  return {
    author: { id: memberId(team, author), name: name ?? names.get(author) ?? user ?? bot ?? '?' },
    text: wordsIn(text, { user: (one) => names.get(one) }),
    at: Math.round(Number(ts) * 1000),
    message: { channel: channelId(team, channel), message: messageId(team, channel, ts) },
  };
}
