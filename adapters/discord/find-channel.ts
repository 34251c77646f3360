import { ChannelType, Routes, type REST } from 'discord.js';
import type { Channel } from '../../src/ports.js';
import { deliveryError } from './errors.js';
import { snowflakeOf, toId } from './ids.js';

interface Known {
  readonly id: string;
  readonly type: number;
  readonly name?: string | null;
  readonly guild_id?: string;
}

/** Channels that people mean by a name. */
const NAMED = new Set<number>([ChannelType.GuildText, ChannelType.GuildAnnouncement]);

/** The channel of a server, or the conversation itself, by its mention (`<#1>`), an id of ours or a name. @throws DeliveryError */
export async function findChannel(rest: REST, typed: string, group: string): Promise<Channel | undefined> {
  const id = /^(?:<#(\d+)>|discord:(\d+)|(\d{17,20}))$/.exec(typed.trim())?.slice(1).find((one) => one !== undefined);
  try {
    const found = id === undefined ? await byName(rest, typed, group) : ((await rest.get(Routes.channel(id))) as Known);
    if (!found) return undefined;
    const home = found.guild_id === undefined ? toId(`dm:${found.id}`) : toId(found.guild_id);
    return home === group ? { id: toId(found.id), name: found.name ?? undefined } : undefined;
  } catch (error) {
    const known = deliveryError(error);
    // a channel that the bot cannot see is none for it
    if (known.kind === 'gone' || known.kind === 'forbidden') return undefined;
    throw known;
  }
}

async function byName(rest: REST, typed: string, group: string): Promise<Known | undefined> {
  const server = snowflakeOf(group);
  if (server === undefined) return undefined;
  const name = typed.trim().replace(/^#/, '').toLowerCase();
  const all = (await rest.get(Routes.guildChannels(server))) as Known[];
  const found = all.find((one) => NAMED.has(one.type) && one.name?.toLowerCase() === name);
  return found && { ...found, guild_id: server };
}
