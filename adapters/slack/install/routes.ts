import { ErrorCode, InstallProvider, type Installation } from '@slack/oauth';
import type { WebClientOptions } from '@slack/web-api';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../../src/ports.js';
import type { Store } from '../../../src/store.js';
import { label } from '../../../src/text.js';
import type { Installations } from './installed.js';
import { INSTALL, type Page, RETURN, sendPage, START } from './page.js';
import { createStates } from './state.js';
import type { BoltLogger } from '../logger.js';
import { SCOPES } from '../manifest.js';
import type { Redact } from '../secrets.js';
import type { Route } from './web.js';

export interface InstallParts {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly store: Pick<Store, 'putIfAbsent'>;
  readonly installations: Installations;
  /** The app was installed there, perhaps anew. */
  installed(id: string): void;
  readonly options: WebClientOptions;
  readonly logger: BoltLogger;
  readonly log: Log;
  readonly redact: Redact;
}

const ASK: Page = { status: 200, title: 'install.title', paragraphs: ['install.lead', 'install.rights'], button: { text: 'install.button', url: START } };
const again = (status: number, title: Page['title'], why: Page['title']): Page => ({ status, title, paragraphs: [why], button: { text: 'install.again', url: START } });
const CANCELLED = again(200, 'install.not-yet', 'install.cancelled');
const EXPIRED = again(400, 'install.not-yet', 'install.expired');
const FAILED = again(502, 'install.not-yet', 'install.failed');

/** The pages on which a workspace installs the app, on Slack's own means: the way there, back, and what becomes of it. */
export function createInstall({ clientId, clientSecret, stateSecret, store, installations, installed, options, logger, log, redact }: InstallParts): Route[] {
  const scopes = SCOPES.map(({ scope }) => scope);
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateStore: createStates(store, stateSecret, { scopes }),
    installUrlOptions: { scopes },
    // our own page stands before it
    directInstall: true,
    clientOptions: options,
    logger,
  });

  async function keep(installation: Installation): Promise<void> {
    const { bot, team, enterprise, isEnterpriseInstall } = installation;
    const home = isEnterpriseInstall === true ? enterprise : team;
    const id = home?.id;
    if (id === undefined || bot === undefined) throw new Error('Slack named no workspace, or gave no bot token');
    if (bot.refreshToken !== undefined) throw new Error('tokens of this app expire: switch token rotation off on the OAuth & Permissions page of the app');
    await installations.keep(id, { name: home?.name, token: bot.token, botId: bot.id, botUser: bot.userId, scopes: bot.scopes });
    installed(id);
    log.info('the Slack app was installed', { id, organization: isEnterpriseInstall === true });
  }

  const done = ({ team, isEnterpriseInstall }: Installation): Page => ({
    status: 200,
    title: 'install.done',
    paragraphs: [isEnterpriseInstall === true ? 'install.organization' : 'install.next'],
    params: { team: label(team?.name ?? '', 80) },
    button: { text: 'install.open', url: team?.id === undefined ? 'https://app.slack.com/' : `https://app.slack.com/client/${encodeURIComponent(team.id)}` },
  });

  const comeBack = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    provider.handleCallback(request, response, {
      // the installation is ours to keep and the page ours to send: the provider has nothing left to do
      async afterInstallation(installation) {
        await keep(installation);
        sendPage(request, response, done(installation));
        return false;
      },
      failure(error) {
        if (error.code === ErrorCode.AuthorizationError) return sendPage(request, response, CANCELLED);
        const ours = ![ErrorCode.InvalidStateError, ErrorCode.MissingStateError, ErrorCode.MissingCodeError].some((code) => code === error.code);
        log.warn('the Slack app was not installed', { error: redact(String(error)) });
        sendPage(request, response, ours ? FAILED : EXPIRED);
      },
    });

  return [
    { path: INSTALL, handle: async (request, response) => sendPage(request, response, ASK) },
    { path: START, handle: (request, response) => provider.handleInstallPath(request, response) },
    { path: RETURN, handle: comeBack },
  ];
}
