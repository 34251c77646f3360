import type { WebClientOptions } from '@slack/web-api';
import type { DeclaredCommand } from '../../src/commands/declared.js';
import { ConfigError } from '../../src/io/config.js';
import { createLinks } from '../../src/link.js';
import type { Adapter, Log, Pictures } from '../../src/ports.js';
import type { Pace } from '../../src/io/pace.js';
import { channelsOf } from './channels.js';
import { connect, type Connection } from './connect.js';
import { delivery } from './errors.js';
import { plainFetch } from './fetch.js';
import { findChannel } from './find-channel.js';
import { createHandler } from './handle.js';
import { listen } from './listen.js';
import { boltLogger } from './logger.js';
import { createUpload } from './pictures.js';
import { createPosts } from './posts.js';
import { preflight } from './preflight.js';
import { createSeal } from './seal.js';
import { createRedact } from './secrets.js';
import { manyTenants, type OAuthOptions, oneTenant, type Tenancy, type TenancyParts } from './tenancy.js';

export interface SlackOptions {
  /** `xoxb-…`: one workspace. */
  readonly botToken?: string | undefined;
  /** Many workspaces, in its place. */
  readonly oauth?: OAuthOptions | undefined;
  /** `xapp-…` with connections:write: Socket Mode. Without it, signed HTTP. */
  readonly appToken?: string | undefined;
  /** For signed HTTP. */
  readonly signingSecret?: string | undefined;
  /** For signed HTTP, where requests come to `/slack/events`, and for the pages of an installation. Default 3000. */
  readonly port?: number | undefined;
  /** Address to listen on there; all by default. */
  readonly host?: string | undefined;
  /** Base of the Web API, ending in a slash; Slack's own by default. */
  readonly api?: string | undefined;
  /** Milliseconds before a dropped socket is opened again. Default 2,000 (Bolt: 5,000). */
  readonly reconnectMs?: number | undefined;
  /** Connections in Socket Mode, 1 to 10; 1 by default. With several, events come in while one is replaced. */
  readonly connections?: number | undefined;
  /** Longest a call of the Web API may take, in milliseconds. Default 10,000; for what is paced 4,000, as one post may be several calls. */
  readonly timeoutMs?: number | undefined;
  /** Whose entries of a message's menu are taken, which Slack shows by the manifest, and which of them take channels. */
  readonly commands: readonly DeclaredCommand[];
  readonly log: Log;
  readonly pace: Pace;
  /** Without it no picture is shown. */
  readonly pictures?: Pictures | undefined;
}

/** Slack behind the port, on Bolt. One listener a kind; what a line means is the core's. */
export function createSlackAdapter(options: SlackOptions): Adapter {
  const { botToken, oauth, appToken, signingSecret, api, commands, log, pace, pictures } = options;
  const redact = createRedact([botToken, appToken, signingSecret, oauth?.clientSecret, oauth?.stateSecret]);
  const logger = boltLogger(log, redact);
  const clientOptions: WebClientOptions = {
    ...(api === undefined ? {} : { slackApiUrl: api }),
    logger,
    fetch: plainFetch,
    // what is repeated is decided above: a blind repeat posts twice
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  const timeouts = { answer: options.timeoutMs ?? 10_000, post: options.timeoutMs ?? 4_000 };
  const tenancy = tenancyFor(options, { options: clientOptions, timeouts, logger, log, redact });
  const clientOf = async (team: string) => (await tenancy.workspaces.of(team)).client;
  const upload = createUpload({ pictures, log, redact });
  const posts = createPosts(tenancy.workspaces, tenancy.alone, pace, redact, upload);
  // by a secret that stays: a form may be submitted after a restart
  const seal = createSeal(tenancy.seal);
  const menu = new Set(commands.flatMap((command) => (command.menu === undefined ? [] : [command.menu.line])));
  const handler = createHandler({ seal, upload, log, redact });
  const links = createLinks('one');
  let connection: Connection | undefined;

  return {
    platform: 'slack',
    async start(core) {
      const next = connect(options, tenancy.routes, logger, redact, links);
      try {
        await tenancy.open();
        listen(core, { receiver: next.receiver, tenancy, handler, channels: channelsOf(commands), menu, seal, clientOptions, logger, log, redact });
        await next.open();
        connection = next;
      } catch (error) {
        throw error instanceof ConfigError ? error : delivery(error, redact);
      }
    },
    async stop() {
      await connection?.close();
      connection = undefined;
      await handler.settle();
    },
    ...posts,
    channel: (typed, group) => findChannel(clientOf, typed, group, redact),
    link: () => links.now(),
    preflight: (channel, options) => preflight(clientOf, channel, redact, options),
  };
}

/** @throws Error without a token and without the means to get some */
function tenancyFor({ botToken, oauth }: SlackOptions, parts: TenancyParts): Tenancy {
  if (oauth !== undefined) return manyTenants(oauth, parts);
  if (botToken === undefined) throw new Error('Slack needs a bot token, or what workspaces install the app with');
  return oneTenant(botToken, parts);
}
