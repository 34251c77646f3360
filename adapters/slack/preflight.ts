import type { WebClient } from '@slack/web-api';
import { DeliveryError } from '../../src/errors.js';
import type { PreflightOptions } from '../../src/ports.js';
import { delivery, slackWord } from './errors.js';
import { channelOf, groupId, teamOf } from './ids.js';
import { SCOPES } from './manifest.js';
import type { Redact } from './secrets.js';

/** Scopes without which posts fail or a second attempt cannot look for the first one, for public and private channels. */
const NEEDED = { public: ['chat:write', 'channels:history'], private: ['chat:write', 'groups:history'] };

/**
 * What the bot lacks for posting to a channel and for what else is wanted there, as short English names; empty when it can post.
 * @throws DeliveryError `retry` when Slack could not be asked, `gone` for a channel of another workspace.
 */
export async function preflight(
  clientOf: (team: string) => Promise<Pick<WebClient, 'conversations'>>,
  channel: string,
  redact: Redact,
  { group, wants = [] }: PreflightOptions = {},
): Promise<string[]> {
  if (group !== undefined && group !== groupId(teamOf(channel))) throw new DeliveryError('gone', 'a channel of another workspace');
  try {
    const client = await clientOf(teamOf(channel));
    const { channel: found, response_metadata: meta } = await client.conversations.info({ channel: channelOf(channel) });
    const granted = meta?.scopes;
    const needed = [...NEEDED[found?.is_private === true ? 'private' : 'public'], ...(wants.includes('pin') ? ['pins:write'] : [])];
    const scopes = needed.filter(
      (scope) => granted !== undefined && !granted.includes(scope),
    );
    return [
      ...(found?.is_archived === true ? ['an open channel (it is archived)'] : []),
      ...(found?.is_member === true ? [] : ['membership of the channel']),
      ...scopes.map((scope) => `scope ${scope}`),
    ];
  } catch (error) {
    // a private channel that the bot is not in does not exist for it
    if (slackWord(error) === 'channel_not_found') return ['membership of the channel'];
    const known = delivery(error, redact);
    if (known.kind === 'forbidden') return [...known.missing];
    throw known;
  }
}

/** Scopes of the manifest that a token was not granted; none where Slack does not list them. */
export const missingScopes = (granted: readonly string[] | undefined): string[] =>
  granted === undefined ? [] : SCOPES.map(({ scope }) => scope).filter((scope) => !granted.includes(scope));
