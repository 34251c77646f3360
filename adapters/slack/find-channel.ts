import type { WebClient } from '@slack/web-api';
import type { Channel } from '../../src/ports.js';
import { delivery } from './errors.js';
import { channelId, groupId, teamOf } from './ids.js';
import type { Redact } from './secrets.js';

/** Ours: channels that the bot is in, looked through for a name; Slack gives at most so many at once. */
const PAGE = 200;
const PAGES = 5;

/**
 * The channel of a workspace by its mention (`<#C1|name>`), an id of ours or Slack's, or the name of one that the bot is in.
 * An id is not looked up: whether the bot can post there is what `preflight` tells. @throws DeliveryError
 */
export async function findChannel(clientOf: (team: string) => Promise<Pick<WebClient, 'conversations' | 'users'>>, typed: string, group: string, redact: Redact): Promise<Channel | undefined> {
  const [, team = teamOf(group), id, name] = /^<?#?(?:slack:(\w+):)?([CDG][A-Z0-9]+)(?:\|([^>]*))?>?$/.exec(typed.trim()) ?? [];
  if (id !== undefined && groupId(team) !== group) return undefined;
  try {
    const client = await clientOf(teamOf(group));
    if (id !== undefined) return { id: channelId(team, id), name: name || (await nameOf(client, id)) };
    return await byName(client, typed.trim().replace(/^#/, '').toLowerCase(), teamOf(group));
  } catch (error) {
    throw delivery(error, redact);
  }
}

async function nameOf(client: Pick<WebClient, 'conversations'>, id: string): Promise<string | undefined> {
  const found = await client.conversations.info({ channel: id }).catch(() => undefined);
  return found?.channel?.name;
}

async function byName({ users }: Pick<WebClient, 'users'>, name: string, team: string): Promise<Channel | undefined> {
  let cursor = '';
  for (let page = 0; page < PAGES; page++) {
    const { channels = [], response_metadata: more } = await users.conversations({ types: 'public_channel,private_channel', exclude_archived: true, limit: PAGE, cursor });
    const id = channels.find((one) => one.name === name)?.id;
    if (id !== undefined) return { id: channelId(team, id), name };
    cursor = more?.next_cursor ?? '';
    if (cursor === '') return undefined;
  }
  return undefined;
}
