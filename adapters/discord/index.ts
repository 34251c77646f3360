import type { Client, REST } from 'discord.js';
import { DeliveryError } from '../../src/errors.js';
import type { DeclaredCommand } from '../../src/commands/declared.js';
import type { Pace } from '../../src/io/pace.js';
import type { Shards } from '../../src/io/shards.js';
import type { Adapter, Core, Log, Pictures, PreflightOptions } from '../../src/ports.js';
import type { Store } from '../../src/store.js';
import { createLinks } from '../../src/link.js';
import { traceOf } from '../../src/trace.js';
import { findChannel } from './find-channel.js';
import { connect, createClient, listen } from './client.js';
import { commandsRoute, registered } from './deploy.js';
import { drift } from './drift.js';
import { deliveryError, errorLine } from './errors.js';
import { identifyInTurn } from './identify.js';
import { fromId, snowflakeOf } from './ids.js';
import { missingPermissions } from './permissions.js';
import { createPosts } from './posts.js';
import { read } from './receive.js';
import { registration } from './registration.js';
import { responder, showForm } from './respond.js';
import { answerSuggest } from './suggest.js';

export interface DiscordOptions {
  readonly token: string;
  /** Base address of the REST API; Discord's own without it. */
  readonly api?: string | undefined;
  readonly log: Log;
  /** Spaces posts and edits; whoever made it stops it, before the adapter. */
  readonly pace: Pace;
  /** The longest that one message may take in all, its thread and every repeat with it, in ms. Default 20,000: a third of a lease. */
  readonly patienceMs?: number | undefined;
  /** For the lines behind menu entries, for options that stay as typed, and for a warning at start where Discord's list differs. */
  readonly commands?: readonly DeclaredCommand[] | undefined;
  /** Without it no picture is shown. */
  readonly pictures?: Pictures | undefined;
  /** The connections that this process has, of how many; without it there is one. */
  readonly shards?: Shards | undefined;
  /** Where other processes have other shards: the store through which all of them connect in turn. */
  readonly store?: Pick<Store, 'claim'> | undefined;
}

export function createDiscordAdapter({ token, api, log, pace, commands, pictures, shards, store, patienceMs = 20_000 }: DiscordOptions): Adapter {
  const partial = shards !== undefined && shards !== 'auto' && shards.ids.length < shards.count;
  const client = createClient({ api, shards, ws: partial && store ? { buildIdentifyThrottler: identifyInTurn(store, log) } : undefined });
  const links = createLinks();
  const underWay = new Set<Promise<unknown>>();
  let stopping: Promise<void> | undefined;
  const track = <T>(work: Promise<T>): Promise<T> => {
    const settled = work
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => underWay.delete(settled));
    underWay.add(settled);
    return work;
  };

  const missing = (channel: string, options?: PreflightOptions) =>
    missingPermissions(client.rest, botId(client), fromId(channel), (id) => client.channels.cache.has(id) || (partial ? undefined : false), options);
  const posts = createPosts({ rest: client.rest, pace, patienceMs, pictures, missing: (channel, wants) => missing(channel, { wants }), bot: () => botId(client) });

  return {
    platform: 'discord',

    async start(core) {
      listen(client, log, links, (raw) => {
        if (stopping) return;
        const inbound = read(raw, Date.now(), commands);
        if (inbound.kind === 'ignored') log.warn('an interaction was ignored', { why: inbound.why });
        else if (inbound.kind === 'suggest') void track(answerSuggest(client.rest, core, log, inbound));
        else void track(take(core, { rest: client.rest, log, pictures }, inbound));
      });
      await connect(client, token);
      log.info('Discord is ready', { servers: client.guilds.cache.size, shards: [...client.ws.shards.keys()], of: client.options.shardCount });
      // once for all processes
      if (commands && client.ws.shards.has(0)) void track(warnOfDrift(client, log, commands));
    },

    stop() {
      stopping ??= Promise.all(underWay).then(() => client.destroy());
      return stopping;
    },

    post: (channel, reply, options) => track(posts.post(channel, reply, options)),
    landed: (channel, reply, options) => track(posts.landed(channel, reply, options)),
    tell: (member, reply, options) => track(posts.tell(member, reply, options)),
    edit: (message, reply) => track(posts.edit(message, reply)),
    pin: (message, on) => track(posts.pin(message, on)),
    channel: (typed, group) => track(findChannel(client.rest, typed, group)),
    link: () => links.now(),

    async preflight(channel, options) {
      if (snowflakeOf(channel) === undefined) throw new DeliveryError('gone', 'no channel of Discord');
      return track(missing(channel, options)).catch((error: unknown) => {
        const known = deliveryError(error);
        if (known.kind === 'forbidden') return [...known.missing];
        throw known;
      });
    },
  };
}

const botId = (client: Client): string => client.user?.id ?? '';

async function take(
  core: Core,
  { rest, log, pictures }: { rest: REST } & Pick<DiscordOptions, 'log' | 'pictures'>,
  { request, reference, opens }: Extract<ReturnType<typeof read>, { kind: 'request' }>,
): Promise<void> {
  try {
    const form = opens ? core.form(request) : undefined;
    if (form) {
      // nothing was done yet, so nothing is lost but a second press
      await showForm(rest, reference, form).catch((error: unknown) =>
        log.warn('a form could not be shown', { event: traceOf(request.key), error: errorLine(error) }),
      );
      return;
    }
    await core.receive(request, responder(rest, reference, request.pressed?.private ?? false, pictures));
  } catch (error) {
    log.error('the core failed on a request', { event: traceOf(request.key), error: errorLine(error) });
  }
}

async function warnOfDrift(client: Client, log: Log, commands: readonly DeclaredCommand[]): Promise<void> {
  try {
    const { added, changed, removed } = drift(
      await registered(client.rest, commandsRoute(client.application?.id ?? botId(client))),
      registration(commands),
    );
    if (added.length + changed.length + removed.length > 0)
      log.warn('commands on Discord differ: run npm run deploy:commands', { missing: added, changed, unknown: removed });
  } catch (error) {
    log.warn('commands on Discord could not be compared', { error: errorLine(error) });
  }
}
