import { App, type Receiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Core, Log } from '../../src/ports.js';
import type { Channels } from './channels.js';
import { fields, word } from './fields.js';
import { readSubmission } from './form.js';
import type { Handler } from './handle.js';
import type { BoltLogger } from './logger.js';
import { readCommand, readMention, readPress } from './receive.js';
import type { Seal } from './seal.js';
import type { Redact } from './secrets.js';
import { readShortcut } from './shortcut.js';
import type { Tenancy } from './tenancy.js';
import type { Workspace } from './workspaces.js';

interface ListenParts {
  readonly receiver: Receiver;
  readonly tenancy: Tenancy;
  readonly handler: Handler;
  readonly channels: Channels;
  /** Lines of the entries in a message's menu. */
  readonly menu: ReadonlySet<string>;
  readonly seal: Seal;
  readonly clientOptions: WebClientOptions;
  readonly logger: BoltLogger;
  readonly log: Log;
  readonly redact: Redact;
}

/** What comes from people in messages and forms; all else is acknowledged and left. */
const OURS = new Set(['block_actions', 'message_action', 'view_submission']);

/** Puts Bolt's App on a receiver, with one listener a kind. */
export function listen(core: Core, { receiver, tenancy, handler, channels, menu, seal, clientOptions, logger, log, redact }: ListenParts): void {
  const app = new App({
    // no token goes on: whoever answers has the workspace's own client, and Bolt keeps none a workspace
    async authorize({ teamId, enterpriseId }) {
      const workspace = await tenancy.workspaces.of(teamId ?? enterpriseId ?? '', enterpriseId);
      const { botId, botUser } = workspace;
      return { ...(botId === undefined ? {} : { botId }), ...(botUser === undefined ? {} : { botUserId: botUser }), workspace };
    },
    receiver,
    convoStore: false,
    logger,
    clientOptions,
  });
  const home = (context: Readonly<Record<string, unknown>>): Workspace => context['workspace'] as Workspace;
  const { take, watch } = handler;

  app.error(async (error) => log.error('Bolt could not handle an event', { error: redact(`${error.name}: ${error.message}`) }));
  // Slack shows an error for what nobody acknowledges, and none of ours listens to the rest
  app.use(async ({ payload, body, next, ...more }) => {
    const ours = 'command' in body || (OURS.has(body.type) && payload !== undefined);
    if ('ack' in more && more.ack !== undefined && !ours) await more.ack();
    else await next();
  });
  app.event('app_mention', async ({ body, context }) => take(core, home(context), readMention(body, home(context).botUser, channels)));
  app.command(/.*/, async ({ body, context, ack }) => take(core, home(context), readCommand(body, channels), () => ack()));
  app.action({ type: 'block_actions' }, async ({ body, context, ack }) => take(core, home(context), readPress(body), () => ack()));
  app.shortcut({ type: 'message_action' }, async ({ body, context, ack }) => take(core, home(context), readShortcut(body, menu), () => ack()));
  // an empty acknowledgement closes the form
  app.view({ type: 'view_submission' }, async ({ body, context, ack }) => {
    const submitted = readSubmission(body, seal, channels);
    if (submitted === undefined) log.warn('a form that was not opened here was ignored');
    take(core, home(context), submitted, () => ack());
  });
  for (const event of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(event, async ({ body }) => {
      if (tenancy.left) watch(tenancy.left(core, whoIn(body)));
    });
  }
}

/** The workspace of an event, and its organization. */
const whoIn = (body: unknown): string[] => {
  const envelope = fields(body);
  return [word(envelope['team_id']), word(envelope['enterprise_id'])].filter((id) => id !== undefined);
};
