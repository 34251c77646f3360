/** The small world of the fake: one application, a server with two channels and a thread, two roles, a channel of another server. */

let counter = 0n;
/** An id of a time (developer docs, "Snowflakes"); rising for one time. */
export const snowflake = (at = Date.now()): string => String((BigInt(at - 1_420_070_400_000) << 22n) | (++counter & 0x3f_ff_ffn));

export const TOKEN = 'fake.discord.token';
export const APPLICATION = '900000000000000001';
export const GUILD = '900000000000000002';
export const CHANNEL = '900000000000000003';
export const THREAD = '900000000000000004';
export const DM = '900000000000000005';
export const SECOND = '900000000000000008';
/** In a server of which nothing more is known. */
export const ABROAD = '900000000000000009';
/** Of two shards it is the first one's, and GUILD the second one's. */
export const OTHER_GUILD = '900000000004194306';
const OWNER = '900000000000000006';
const ROLE = '900000000000000007';

/** View Channel, Send Messages, Send Messages in Threads, Read Message History, Create Public Threads, Pin Messages. */
export const VIEW = 1n << 10n;
export const SEND = 1n << 11n;
export const SEND_IN_THREADS = 1n << 38n;
export const HISTORY = 1n << 16n;
export const CREATE_THREADS = 1n << 35n;
export const PIN = 1n << 51n;

export interface World {
  /** What the bot may do by the server's roles. */
  permissions: bigint;
  /** What a channel takes from it. */
  denied: bigint;
  /** The one channel for which that holds; all of them without it. */
  only?: string;
  commands: unknown[];
  /** Of the application, as the developer portal sets them. */
  flags: number;
  /** Opened at a message, whose id they have. */
  readonly threads: Map<string, Thread>;
  /** Conversations with the bot alone, by member. */
  readonly dms: Map<string, string>;
  /** Members who take no messages. */
  readonly shut: Set<string>;
  /** More channels of the server. */
  readonly more: Set<string>;
  /** Channels that were deleted. */
  readonly deleted: Set<string>;
  /** The bot is no member of the server any more. */
  kicked: boolean;
  /** The token is good for nothing any more. */
  revoked: boolean;
}
export interface Thread {
  readonly parent: string;
  readonly name: string;
  archived: boolean;
  locked: boolean;
}
export const newWorld = (): World => ({
  threads: new Map(),
  dms: new Map([['800000000000000001', DM]]),
  shut: new Set(),
  more: new Set(),
  deleted: new Set(),
  kicked: false,
  revoked: false,
  permissions: VIEW | SEND | SEND_IN_THREADS | HISTORY | CREATE_THREADS | PIN,
  denied: 0n,
  commands: [],
  flags: 0,
});

export const botUser = { id: APPLICATION, username: 'study-hall', global_name: null, discriminator: '0000', avatar: null, bot: true };

export const guild = (world: World) => ({
  id: GUILD,
  name: 'Study group',
  owner_id: OWNER,
  preferred_locale: 'zh-CN',
  afk_timeout: 300,
  features: [],
  emojis: [],
  stickers: [],
  roles: [role(GUILD, '@everyone', 0n), role(ROLE, 'bot', world.permissions)],
});
const role = (id: string, name: string, permissions: bigint) => ({
  id,
  name,
  permissions: String(permissions),
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  position: 1,
  managed: false,
  mentionable: false,
  flags: 0,
});

/** GUILD_CREATE as the gateway sends it. */
export const guildCreate = (world: World) => ({
  ...guild(world),
  member_count: 2,
  members: [{ ...member(), user: botUser }],
  channels: [CHANNEL, SECOND].flatMap((id) => channel(world, id) ?? []),
  threads: [],
  presences: [],
  voice_states: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  joined_at: new Date(0).toISOString(),
  large: false,
  unavailable: false,
});

export const member = () => ({ user: botUser, roles: [ROLE], joined_at: new Date(0).toISOString(), deaf: false, mute: false, flags: 0 });

export function channel(world: World, id: string) {
  const thread = world.threads.get(id) ?? (id === THREAD ? { parent: CHANNEL, name: 'thread', archived: false, locked: false } : undefined);
  if (world.deleted.has(id)) return undefined;
  if (id === CHANNEL || id === SECOND || world.more.has(id)) return { id, type: 0, guild_id: GUILD, name: 'study', position: 0, permission_overwrites: overwrites(world, id) };
  if (id === ABROAD) return { id, type: 0, guild_id: '900000000000000010', name: 'abroad', position: 0, permission_overwrites: [] };
  if (thread) return { id, type: 11, guild_id: GUILD, parent_id: thread.parent, name: thread.name, owner_id: OWNER };
  return [...world.dms.values()].includes(id) ? { id, type: 1, flags: 0, recipients: [] } : undefined;
}

export const isThread = (world: World, id: string): boolean => id === THREAD || world.threads.has(id);

const deniedIn = ({ denied, only }: World, id: string): bigint => (only === undefined || only === id ? denied : 0n);

const overwrites = (world: World, id: string) => (deniedIn(world, id) === 0n ? [] : [{ id: ROLE, type: 0, allow: '0', deny: String(world.denied) }]);

/** What the bot may do in a channel; a simple world needs no more of Discord's order. */
export const allowed = (world: World, id: string): bigint => world.permissions & ~deniedIn(world, world.threads.get(id)?.parent ?? id);
