import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { lineOf } from '../../src/line.js';
import type { Member, MessageRef, Place, Request } from '../../src/ports.js';
import { toId } from './ids.js';

/**
 * The parts of an interaction that we read (developer docs, "Interaction Object"), each of which may be missing on the wire.
 */
export interface WireInteraction {
  readonly id?: string;
  readonly application_id?: string;
  readonly token?: string;
  readonly type?: number;
  readonly guild_id?: string;
  readonly channel_id?: string;
  readonly channel?: { readonly id?: string } | null;
  readonly context?: number;
  readonly locale?: string;
  readonly guild_locale?: string;
  readonly user?: WireUser | null;
  readonly member?: { readonly user?: WireUser | null; readonly nick?: string | null; readonly permissions?: string } | null;
  readonly message?: { readonly id?: string; readonly channel_id?: string; readonly flags?: number } | null;
  readonly data?: {
    readonly type?: number;
    readonly name?: string;
    readonly options?: readonly (WireOption | null)[] | null;
    readonly custom_id?: string;
    readonly component_type?: number;
    readonly values?: readonly string[] | null;
  } | null;
}
interface WireUser {
  readonly id?: string;
  readonly username?: string;
  readonly global_name?: string | null;
}
interface WireOption {
  readonly name?: string;
  readonly type?: number;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
  readonly options?: readonly (WireOption | null)[] | null;
}

/** Where an answer goes: good for 15 minutes. */
export interface Reference {
  readonly id: string;
  readonly token: string;
  readonly application: string;
  /** Whether it came from a button or menu, so that an answer may change the message in place. */
  readonly component: boolean;
}

export type Inbound =
  | { readonly kind: 'request'; readonly request: Request; readonly reference: Reference }
  | {
      readonly kind: 'suggest';
      readonly command: string;
      readonly param: string;
      readonly typed: string;
      readonly request: Omit<Request, 'line'>;
      readonly reference: Reference;
    }
  | { readonly kind: 'ignored'; readonly why: string };

/** What an interaction asks of the core. Pure, never throws, whatever is missing. `at`: epoch ms of its arrival. */
export function read(raw: WireInteraction | null | undefined, at: number): Inbound {
  const user = raw?.member?.user ?? raw?.user;
  if (!raw?.id || !raw.token || !raw.application_id) return ignored('no id, token or application');
  if (!user?.id) return ignored('no user');
  const component = raw.type === InteractionType.MessageComponent;
  const reference = { id: raw.id, token: raw.token, application: raw.application_id, component };
  const base = { key: toId(raw.id), member: memberOf(raw, user, user.id), place: placeOf(raw, user.id), at };
  const called = callOf(raw);
  if (raw.type === InteractionType.ApplicationCommandAutocomplete) {
    const focused = called?.options.find((option) => option.focused);
    if (!called || !focused?.name) return ignored('autocomplete without a focused option');
    return { kind: 'suggest', command: called.command, param: focused.name, typed: String(focused.value ?? ''), request: base, reference };
  }
  if (raw.type === InteractionType.ApplicationCommand) {
    if (!called) return ignored(`application command of type ${raw.data?.type}`);
    const values = called.options.flatMap(({ name, value }) =>
      name && value !== undefined && value !== null ? [[name, value] as const] : [],
    );
    return { kind: 'request', request: { ...base, line: lineOf(called.command, called.action, Object.fromEntries(values)) }, reference };
  }
  if (component) {
    const line = raw.data?.component_type === ComponentType.StringSelect ? raw.data.values?.[0] : raw.data?.custom_id;
    if (!line) return ignored('a component without a line');
    return { kind: 'request', request: { ...base, line, pressed: pressedOf(raw) }, reference };
  }
  return ignored(`interaction of type ${raw.type}`);
}

const ignored = (why: string): Inbound => ({ kind: 'ignored', why });

/** The slash command, its sub-command and their options. */
function callOf({ data }: WireInteraction): { command: string; action: string; options: readonly WireOption[] } | undefined {
  if (!data?.name || (data.type ?? ApplicationCommandType.ChatInput) !== ApplicationCommandType.ChatInput) return undefined;
  const options = present(data.options);
  const sub = options.find((option) => option.type === ApplicationCommandOptionType.Subcommand);
  return { command: data.name, action: sub?.name ?? '', options: sub ? present(sub.options) : options };
}

const present = (options: readonly (WireOption | null)[] | null | undefined): WireOption[] =>
  (options ?? []).filter((option) => Boolean(option)) as WireOption[];

function memberOf(raw: WireInteraction, user: WireUser, id: string): Member {
  return {
    id: toId(id),
    name: raw.member?.nick ?? user.global_name ?? user.username ?? id,
    locale: raw.locale ?? undefined,
    admin: isAdmin(raw),
    host: has(raw, PermissionFlagsBits.ManageChannels),
  };
}

/** Manage Server in a guild. In a conversation with the bot alone the member decides; nobody else is there. */
function isAdmin(raw: WireInteraction): boolean {
  if (!raw.guild_id) return raw.context !== InteractionContextType.PrivateChannel;
  return has(raw, PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator);
}

/** Whether the member has any of these permissions in the channel; the platform computes them for it. */
function has(raw: WireInteraction, wanted: bigint): boolean {
  const permissions = raw.member?.permissions ?? '';
  return /^\d+$/.test(permissions) && (BigInt(permissions) & wanted) !== 0n;
}

/** A thread is a channel of its own on Discord, so it stands under `channel`. */
function placeOf(raw: WireInteraction, user: string): Place {
  const channel = raw.channel_id ?? raw.channel?.id ?? raw.message?.channel_id ?? user;
  const group = raw.guild_id ? toId(raw.guild_id) : toId(`dm:${channel}`);
  return { platform: 'discord', group, channel: toId(channel), locale: raw.guild_locale ?? (raw.guild_id ? undefined : raw.locale) ?? undefined };
}

function pressedOf({ message, channel_id }: WireInteraction): { private: boolean; message: MessageRef | undefined } {
  const channel = message?.channel_id ?? channel_id;
  return {
    private: ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
    message: message?.id && channel ? { channel: toId(channel), message: toId(message.id) } : undefined,
  };
}
