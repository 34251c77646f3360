import {
  OverwriteType,
  PermissionFlagsBits,
  Routes,
  type APIGuild,
  type APIGuildChannel,
  type APIGuildMember,
  type APIOverwrite,
  type REST,
} from 'discord.js';
import { DeliveryError } from '../../src/errors.js';
import type { PreflightOptions } from '../../src/ports.js';
import { codeOf } from './errors.js';
import { snowflakeOf, toId } from './ids.js';
import { HISTORY, OPEN_THREADS, PIN, SEND, SEND_IN_THREADS, VIEW, type Right } from './rights.js';

const WANTS: Readonly<Record<'thread' | 'pin', readonly Right[]>> = { thread: [OPEN_THREADS, SEND_IN_THREADS], pin: [PIN] };

/** Announcement, public and private threads (developer docs, "Channel Types"). */
const THREADS = new Set([10, 11, 12]);
const MISSING_ACCESS = 50_001;
const UNKNOWN_GUILD = 10_004;

/**
 * Names of the rights that the bot lacks for posting to a channel and for what else is wanted there, by Discord's own order of
 * permissions (developer docs, "Permission Overwrites"). Asks Discord; a cache may be old when an admin just changed something.
 * `known`: whether a channel, seen or not, is of a server that the bot is in; undefined where that is not known here.
 * @throws DeliveryError `gone` where the group has no such channel
 */
export async function missingPermissions(
  rest: REST,
  bot: string,
  channelId: string,
  known: (channel: string) => boolean | undefined,
  { group, wants = [] }: PreflightOptions = {},
): Promise<string[]> {
  try {
    const channel = (await rest.get(Routes.channel(channelId))) as APIGuildChannel & { parent_id?: string | null };
    const home = channel.guild_id === undefined ? toId(`dm:${channelId}`) : toId(channel.guild_id);
    if (group !== undefined && group !== home) throw new DeliveryError('gone', 'a channel of another server');
    if (channel.guild_id === undefined) return [];
    const thread = THREADS.has(channel.type);
    if (thread && wants.includes('thread')) return ['a channel that is no thread itself'];
    const [guild, member, ruled] = await Promise.all([
      rest.get(Routes.guild(channel.guild_id)) as Promise<APIGuild>,
      rest.get(Routes.guildMember(channel.guild_id, bot)) as Promise<APIGuildMember>,
      // a thread has the overwrites of its parent
      thread && channel.parent_id ? (rest.get(Routes.channel(channel.parent_id)) as Promise<typeof channel>) : channel,
    ]);
    const has = permissionsIn(guild, { id: bot, roles: member.roles }, ruled.permission_overwrites ?? []);
    const needed = new Set([VIEW, thread ? SEND_IN_THREADS : SEND, HISTORY, ...wants.flatMap((want) => WANTS[want])]);
    return [...needed].filter(({ bit }) => (has & bit) === 0n).map(({ name }) => name);
  } catch (error) {
    if (codeOf(error) === MISSING_ACCESS) {
      const isMember = known(channelId) ?? (await isMemberOf(rest, group));
      return [isMember ? VIEW.name : isMember === undefined ? `${VIEW.name}, or membership of the server` : 'membership of the server'];
    }
    throw error;
  }
}

/** Whether the bot is in a server whose channels another process hears of. */
async function isMemberOf(rest: REST, group: string | undefined): Promise<boolean | undefined> {
  const server = group === undefined ? undefined : snowflakeOf(group);
  if (server === undefined) return undefined;
  try {
    await rest.get(Routes.guild(server));
    return true;
  } catch (error) {
    if (codeOf(error) === MISSING_ACCESS || codeOf(error) === UNKNOWN_GUILD) return false;
    throw error;
  }
}

/** All rights of a member in a channel, as bits. Pure. */
export function permissionsIn(
  guild: { id: string; owner_id: string; roles: readonly { id: string; permissions: string }[] },
  member: { id: string; roles: readonly string[] },
  overwrites: readonly Pick<APIOverwrite, 'id' | 'type' | 'allow' | 'deny'>[],
): bigint {
  const everything = ~0n;
  if (guild.owner_id === member.id) return everything;
  const held = guild.roles.filter((role) => role.id === guild.id || member.roles.includes(role.id));
  const base = held.reduce((bits, role) => bits | BigInt(role.permissions), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return everything;
  const apply = (bits: bigint, some: typeof overwrites) => {
    const any = (side: 'allow' | 'deny') => some.reduce((all, one) => all | BigInt(one[side]), 0n);
    return (bits & ~any('deny')) | any('allow');
  };
  const roles = overwrites.filter((one) => one.type === OverwriteType.Role && one.id !== guild.id && member.roles.includes(one.id));
  return apply(
    apply(
      apply(
        base,
        overwrites.filter((one) => one.id === guild.id),
      ),
      roles,
    ),
    overwrites.filter((one) => one.id === member.id),
  );
}
