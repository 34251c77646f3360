import { Client, Events, GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits, Options, type ClientOptions, type RateLimitData } from 'discord.js';
import type { Shards } from '../../src/io/shards.js';
import type { Links } from '../../src/link.js';
import type { Log } from '../../src/ports.js';
import { errorLine, safeError } from './errors.js';
import { sendWhole } from './multipart.js';

/** One try, in ms. Two tries stay under what one post may take in all. */
const TIMEOUT_MS = 6_000;

/** The longest that discord.js may wait by itself inside a turn of the pace, in ms. */
const FORESEEN_MS = 2_000;

export interface ClientParts {
  /** Base address of the REST API. */
  readonly api: string | undefined;
  /** One connection, where there are none. */
  readonly shards: Shards | undefined;
  readonly ws: ClientOptions['ws'];
}

/** The real Client with the least it needs: one intent, none of them privileged, and small caches. */
export const createClient = ({ api, shards = { ids: [0], count: 1 }, ws }: ClientParts): Client =>
  new Client({
    intents: [GatewayIntentBits.Guilds],
    // always said: where it is not, discord.js reads variables of the same names in its own way
    ...(shards === 'auto' ? { shards } : { shards: [...shards.ids], shardCount: shards.count }),
    ...(ws === undefined ? {} : { ws }),
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, ...NOT_USED }),
    rest: { version: '10', timeout: TIMEOUT_MS, retries: 1, rejectOnRateLimit: isTooMany, makeRequest: sendWhole, ...(api === undefined ? {} : { api }) },
  });

/** Everything but servers, channels and roles, which arrive with READY: nothing here reads a cache. */
const NOT_USED = {
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
};

/**
 * A 429 on what is paced goes to the pace, which waits or tells its caller when to come back. What discord.js foresees by itself
 * it waits for, if that is short: there both numbers are one. Answers to interactions have no place in the pace, so they wait too.
 */
const isTooMany = ({ route, retryAfter, timeToReset, sublimitTimeout }: RateLimitData): boolean =>
  (route.startsWith('/channels/') || route.startsWith('/users/')) && (sublimitTimeout > 0 || retryAfter !== timeToReset || timeToReset > FORESEEN_MS);

/** Logs in and waits until all servers are there. Rejects where Discord refuses for good, as with a wrong token. */
export async function connect(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => resolve());
    client.once(Events.ShardDisconnect, ({ code }) =>
      reject(new Error(`Discord closed the connection for good: ${code} ${GatewayCloseCodes[code] ?? ''}`)),
    );
  });
  // a refused login ends both; only one of them is waited for
  ready.catch(() => undefined);
  try {
    await Promise.race([ready, client.login(token).then(() => ready)]);
  } catch (error) {
    throw safeError(error);
  }
}

/** What helps after a code that discord.js does not connect again after (developer docs, "Gateway Close Event Codes"). */
const REMEDIES: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'set DISCORD_TOKEN to a token that is valid now, and start the bot again',
  [GatewayCloseCodes.InvalidShard]: 'start the bot again with another number of shards',
  [GatewayCloseCodes.ShardingRequired]: 'the bot is in too many servers for one connection: start it with shards',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord no longer speaks with this version: update Study Hall',
  [GatewayCloseCodes.InvalidIntents]: 'update Study Hall',
  [GatewayCloseCodes.DisallowedIntents]: 'switch on the intent in the developer portal, or update Study Hall',
};

/** Passes interactions on as they came over the wire, and keeps connection trouble out of the process's way. */
export function listen(client: Client, log: Log, links: Links, take: (raw: unknown) => void): void {
  client.on(Events.Raw as string, (packet: { t?: string | null; d?: unknown }) => {
    if (packet.t !== GatewayDispatchEvents.InteractionCreate) return;
    take(packet.d);
    // discord.js builds its own objects next. Those throw where a field is missing, inside a socket's callback, which ends the
    // process; an interaction of no known type it passes over.
    packet.d = { type: 0 };
  });
  client.on(Events.Error, (error) => log.error('Discord client', { error: errorLine(error) }));
  client.on(Events.ShardError, (error, shard) => log.warn('Discord socket', { shard, error: errorLine(error) }));
  const name = (shard: number) => String(shard);
  client.on(Events.ShardReady, (shard) => links.up(name(shard)));
  client.on(Events.ShardResume, (shard) => links.up(name(shard)));
  client.on(Events.ShardReconnecting, (shard) => links.down(name(shard)));
  client.on(Events.ShardDisconnect, (_, shard) => links.down(name(shard)));
  client.on(Events.ShardReconnecting, (shard) => log.info('Discord socket reconnects', { shard }));
  client.on(Events.ShardResume, (shard, replayed) => log.info('Discord session resumed', { shard, replayed }));
  client.on(Events.ShardDisconnect, ({ code }, shard) => log.error('Discord closed the socket for good: nothing is heard there until the bot is started again', { shard, code, remedy: REMEDIES[code] }));
  client.on(Events.Invalidated, () => log.error('Discord took the session away'));
}
