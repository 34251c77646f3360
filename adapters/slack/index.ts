import { App } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { DeclaredCommand } from '../../src/commands/declared.js';
import { createLinks } from '../../src/link.js';
import type { Adapter, Log, Pictures } from '../../src/ports.js';
import type { Pace } from '../../src/io/pace.js';
import { channelsOf } from './channels.js';
import { findChannel } from './find-channel.js';
import { delivery } from './errors.js';
import { boltLogger } from './logger.js';
import { readSubmission } from './form.js';
import { createHandler } from './handle.js';
import { createPeople } from './people.js';
import { createUpload } from './pictures.js';
import { createPosts } from './posts.js';
import { missingScopes, preflight } from './preflight.js';
import { readCommand, readMention, readPress } from './receive.js';
import { createSeal } from './seal.js';
import { createRedact } from './secrets.js';
import { readShortcut } from './shortcut.js';
import { connect, type Connection } from './connect.js';

export interface SlackOptions {
  /** `xoxb-…`. */
  readonly botToken: string;
  /** `xapp-…` with connections:write: Socket Mode. Without it, signed HTTP. */
  readonly appToken?: string | undefined;
  /** For signed HTTP. */
  readonly signingSecret?: string | undefined;
  /** For signed HTTP; requests come to `/slack/events`. Default 3000. */
  readonly port?: number | undefined;
  /** Address to listen on for signed HTTP; all by default. */
  readonly host?: string | undefined;
  /** Base of the Web API, ending in a slash; Slack's own by default. */
  readonly api?: string | undefined;
  /** Milliseconds before a dropped socket is opened again. Default 2,000 (Bolt: 5,000). */
  readonly reconnectMs?: number | undefined;
  /** Longest a call of the Web API may take, in milliseconds. Default 10,000; for what is paced 4,000, as one post may be several calls. */
  readonly timeoutMs?: number | undefined;
  /** Whose entries of a message's menu are taken, which Slack shows by the manifest, and which of them take channels. */
  readonly commands: readonly DeclaredCommand[];
  readonly log: Log;
  readonly pace: Pace;
  /** Without it no picture is shown. */
  readonly pictures?: Pictures | undefined;
}

/** What comes from people in messages and forms; all else is acknowledged and left. */
const OURS = new Set(['block_actions', 'message_action', 'view_submission']);

/** Slack behind the port, on Bolt. One listener a kind; what a line means is the core's. */
export function createSlackAdapter(options: SlackOptions): Adapter {
  const { botToken, appToken, signingSecret, api, commands, log, pace, pictures } = options;
  const redact = createRedact([botToken, appToken, signingSecret]);
  const logger = boltLogger(log, redact);
  const clientOptions: WebClientOptions = {
    ...(api === undefined ? {} : { slackApiUrl: api }),
    logger,
    timeout: options.timeoutMs ?? 10_000,
    // what is repeated is decided above: a blind repeat posts twice
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  const client = new WebClient(botToken, clientOptions);
  const upload = createUpload({ pictures, log, redact });
  const posts = createPosts(new WebClient(botToken, { ...clientOptions, timeout: options.timeoutMs ?? 4_000 }), pace, redact, upload);
  // by a secret that stays: a form may be submitted after a restart
  const seal = createSeal(botToken);
  const menu = new Set(commands.flatMap((command) => (command.menu === undefined ? [] : [command.menu.line])));
  const channels = channelsOf(commands);
  const links = createLinks();
  const { take, settle } = createHandler({ client, people: createPeople(client), seal, upload, log, redact });
  let connection: Connection | undefined;

  return {
    platform: 'slack',
    async start(core) {
      const next = connect(options, logger, redact, links);
      try {
        const self = await client.auth.test();
        const botUser = self.user_id;
        const missing = missingScopes(self.response_metadata?.scopes);
        if (missing.length > 0) log.warn('the bot token of Slack lacks scopes: install the app again from its manifest', { missing });
        const app = new App({
          token: botToken,
          ...(self.bot_id === undefined ? {} : { botId: self.bot_id }),
          ...(botUser === undefined ? {} : { botUserId: botUser }),
          receiver: next.receiver,
          convoStore: false,
          logger,
          clientOptions,
        });
        app.error(async (error) => log.error('Bolt could not handle an event', { error: redact(`${error.name}: ${error.message}`) }));
        // Slack shows an error for what nobody acknowledges, and none of ours listens to the rest
        app.use(async ({ payload, body, next, ...more }) => {
          const ours = 'command' in body || (OURS.has(body.type) && payload !== undefined);
          if ('ack' in more && more.ack !== undefined && !ours) await (more.ack)();
          else await next();
        });
        app.event('app_mention', async ({ body }) => take(core, readMention(body, botUser, channels)));
        app.command(/.*/, async ({ body, ack }) => take(core, readCommand(body, channels), () => ack()));
        app.action({ type: 'block_actions' }, async ({ body, ack }) => take(core, readPress(body), () => ack()));
        app.shortcut({ type: 'message_action' }, async ({ body, ack }) => take(core, readShortcut(body, menu), () => ack()));
        // an empty acknowledgement closes the form
        app.view({ type: 'view_submission' }, async ({ body, ack }) => {
          const submitted = readSubmission(body, seal, channels);
          if (submitted === undefined) log.warn('a form that was not opened here was ignored');
          take(core, submitted, () => ack());
        });
        await next.open();
        connection = next;
      } catch (error) {
        throw delivery(error, redact);
      }
    },
    async stop() {
      await connection?.close();
      connection = undefined;
      await settle();
    },
    ...posts,
    channel: (typed, group) => findChannel(client, typed, group, redact),
    link: () => links.now(),
    preflight: (channel, options) => preflight(client, channel, redact, options),
  };
}
