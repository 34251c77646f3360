import { InteractionContextType, MessageFlags, PermissionFlagsBits } from 'discord.js';
import type { Member, MessageRef, Place } from '../../src/ports.js';
import { toId } from './ids.js';
import type { WireInteraction, WireUser } from './wire.js';

/** The name that a user goes by where no server gives another one. */
export const nameOf = (user: WireUser, id: string): string => user.global_name ?? user.username ?? id;

export function memberOf(raw: WireInteraction, user: WireUser, id: string): Member {
  return {
    id: toId(id),
    name: raw.member?.nick ?? nameOf(user, id),
    locale: raw.locale ?? undefined,
    admin: isAdmin(raw),
    host: has(raw, PermissionFlagsBits.ManageChannels),
  };
}

/** Manage Server in a guild. In a conversation with the bot alone the member decides; nobody else is there. */
function isAdmin(raw: WireInteraction): boolean {
  // who comes as the member of a server is in one, whatever else is missing
  if (!raw.guild_id) return !raw.member && raw.context !== InteractionContextType.PrivateChannel;
  return has(raw, PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator);
}

/** Whether the member has any of these permissions in the channel; the platform computes them for it. */
function has(raw: WireInteraction, wanted: bigint): boolean {
  const permissions = raw.member?.permissions ?? '';
  return /^\d+$/.test(permissions) && (BigInt(permissions) & wanted) !== 0n;
}

/** A thread is a channel of its own on Discord, so it stands under `channel`. */
export function placeOf(raw: WireInteraction, user: string): Place {
  const channel = raw.channel_id ?? raw.channel?.id ?? raw.message?.channel_id ?? user;
  const group = raw.guild_id ? toId(raw.guild_id) : toId(`dm:${channel}`);
  return { platform: 'discord', group, channel: toId(channel), locale: raw.guild_locale ?? (raw.guild_id ? undefined : raw.locale) ?? undefined };
}

export function pressedOf({ message, channel_id }: WireInteraction): { private: boolean; message: MessageRef | undefined } {
  const channel = message?.channel_id ?? channel_id;
  return {
    private: ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
    message: message?.id && channel ? { channel: toId(channel), message: toId(message.id) } : undefined,
  };
}
