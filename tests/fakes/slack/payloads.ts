import type { Delivery } from './delivery.js';
import type { Fields } from './shape.js';
import { APP, BOT_USER, TEAM, type Stored } from './world.js';

let count = 0;
export const next = (prefix: string): string => `${prefix}${String((count += 1)).padStart(8, '0')}`;

export const delivery = (id: string, kind: Delivery['kind'], payload: Fields): Delivery => ({ id, kind, payload, acks: [], replies: [], statuses: [] });

export interface Mention {
  readonly user?: string;
  readonly channel?: string;
  /** As on the wire: `&`, `<` and `>` of a person come escaped. */
  readonly text: string;
  readonly thread?: string;
  /** Further fields of the event. */
  readonly more?: Fields;
}

/** An app_mention event. Slack docs, "app_mention event". */
export function mention({ user = 'U1', channel = 'C1', text, thread, more = {} }: Mention, ts: string): Delivery {
  const id = next('Ev');
  return delivery(id, 'events_api', {
    type: 'event_callback',
    team_id: TEAM,
    api_app_id: APP,
    event: {
      type: 'app_mention',
      user,
      team: TEAM,
      channel,
      text,
      ts,
      event_ts: ts,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...more,
    },
    event_id: id,
    event_time: 1790000000,
    authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  });
}

/** `/study text`. Slack docs, "Slash commands": every field is a string. */
export function slash(text: string, user: string, channel: string, responseUrl: string): Delivery {
  const id = next('13345224609.');
  return delivery(id, 'slash_commands', {
    team_id: TEAM,
    team_domain: 'study',
    channel_id: channel,
    channel_name: 'study',
    user_id: user,
    user_name: user.toLowerCase(),
    command: '/study',
    text,
    api_app_id: APP,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: id,
  });
}

/** A press or a pick in a message. Slack docs, "block_actions payload"; a private message comes without its content. */
export function press(message: Stored, action: Fields, user: string, responseUrl: string): Delivery {
  const id = next('12466734323.');
  const { ts, channel, thread_ts: thread, text, blocks, onlyFor } = message;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  return delivery(id, 'interactive', {
    type: 'block_actions',
    user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: TEAM },
    api_app_id: APP,
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: onlyFor !== undefined, ...inThread },
    trigger_id: id,
    team: { id: TEAM, domain: 'study' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: 'study' },
    ...(onlyFor === undefined ? { message: { type: 'message', user: BOT_USER, ts, text, blocks, ...inThread } } : {}),
    state: { values: {} },
    response_url: responseUrl,
    actions: [{ block_id: 'b0', action_ts: `${ts}9`, ...action }],
  });
}
