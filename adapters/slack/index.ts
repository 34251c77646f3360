import { App } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Adapter, Core, Log } from '../../src/ports.js';
import type { Pace } from '../../src/io/pace.js';
import { delivery } from './errors.js';
import { boltLogger } from './logger.js';
import { createPeople } from './people.js';
import { createPosts } from './posts.js';
import { missingScopes, preflight } from './preflight.js';
import { readCommand, readMention, readPress, toRequest, type Incoming } from './receive.js';
import { createResponder } from './respond.js';
import { createRedact } from './secrets.js';
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
  /** Longest a call of the Web API may take, in milliseconds; below half the lease of a claimed post. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  readonly log: Log;
  readonly pace: Pace;
}

/** Slack behind the port, on Bolt. One listener a kind; what a line means is the core's. */
export function createSlackAdapter(options: SlackOptions): Adapter {
  const { botToken, appToken, signingSecret, api, log, pace } = options;
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
  const people = createPeople(client);
  const posts = createPosts(client, pace, redact);
  const underWay = new Set<Promise<void>>();
  let connection: Connection | undefined;

  const answer = async (core: Core, incoming: Incoming, acknowledged: Promise<void>): Promise<void> => {
    try {
      const at = Date.now();
      const person = await people.of(incoming.origin.user, incoming.origin.channel);
      await core.receive(toRequest(incoming, person, at), createResponder({ client, origin: incoming.origin, acknowledged, redact }));
    } catch (error) {
      log.error('an event of Slack was not answered', { key: incoming.key, error: redact(String(error)) });
    }
  };
  /** Acknowledges first, then thinks: Slack waits 3 s, and the acknowledgement is the same for every audience. */
  const take = (core: Core, incoming: Incoming | undefined, ack?: () => Promise<void>): void => {
    const acknowledged = ack?.() ?? Promise.resolve();
    acknowledged.catch((error: unknown) => log.warn('Slack did not take an acknowledgement', { error: redact(String(error)) }));
    if (incoming === undefined) return;
    const task = answer(core, incoming, acknowledged).finally(() => underWay.delete(task));
    underWay.add(task);
  };

  return {
    platform: 'slack',
    async start(core) {
      const next = connect(options, logger, redact);
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
          const ours = 'command' in body || (body.type === 'block_actions' && payload !== undefined);
          if ('ack' in more && more.ack !== undefined && !ours) await (more.ack)();
          else await next();
        });
        app.event('app_mention', async ({ body }) => take(core, readMention(body, botUser)));
        app.command(/.*/, async ({ body, ack }) => take(core, readCommand(body), () => ack()));
        app.action({ type: 'block_actions' }, async ({ body, ack }) => take(core, readPress(body), () => ack()));
        await next.open();
        connection = next;
      } catch (error) {
        throw delivery(error, redact);
      }
    },
    async stop() {
      await connection?.close();
      connection = undefined;
      while (underWay.size > 0) await Promise.all(underWay);
    },
    post: posts.post,
    edit: posts.edit,
    preflight: (channel) => preflight(client, channel, redact),
  };
}
