import type { WebClient, WebClientOptions } from '@slack/web-api';
import { ConfigError, type Wrong } from '../../src/io/config.js';
import { createBox, type SealKey } from '../../src/io/sealed.js';
import type { Core, Log } from '../../src/ports.js';
import type { Store } from '../../src/store.js';
import { delivery } from './errors.js';
import { groupId } from './ids.js';
import { createInstall } from './install/routes.js';
import { createInstallations, type Installations } from './install/installed.js';
import { doNotOpen } from './install/shut.js';
import type { BoltLogger } from './logger.js';
import { missingScopes } from './preflight.js';
import type { Redact } from './secrets.js';
import type { Route } from './install/web.js';
import { createWorkspace, manyWorkspaces, MOST_KEPT, type Timeouts, type Workspace, type Workspaces } from './workspaces.js';

/** For many workspaces: each installs the app itself. */
export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs installations under way and open forms; the same in every process. */
  readonly stateSecret: string;
  /** Seal the tokens; the first one new ones. */
  readonly keys: readonly SealKey[];
  readonly store: Store;
}

/** Who has the app: one workspace by its token, or all that installed it. */
export interface Tenancy {
  readonly workspaces: Workspaces;
  readonly alone: boolean;
  /** A secret that outlives a restart. */
  readonly seal: string;
  /** Pages on which it is installed. */
  readonly routes: readonly Route[];
  /** Asks or reads what is to be known before the first event. @throws ConfigError, or what Slack says to the token */
  open(): Promise<void>;
  /**
   * Slack says that a workspace or an organization took the app out: believed where its token is dead. Absent where the
   * operator gave the only token: they give another one, and all goes on.
   */
  left?(core: Core, ids: readonly string[]): Promise<void>;
}

export interface TenancyParts {
  readonly options: WebClientOptions;
  readonly timeouts: Timeouts;
  readonly logger: BoltLogger;
  readonly log: Log;
  readonly redact: Redact;
}

const OLD_SCOPES = 'install the app again from its manifest';

export function oneTenant(token: string, { options, timeouts, log }: TenancyParts): Tenancy {
  let workspace = createWorkspace(token, options, timeouts, { botId: undefined, botUser: undefined });
  return {
    workspaces: { of: async () => workspace, renew: async () => undefined, forget: () => undefined },
    alone: true,
    seal: token,
    routes: [],
    async open() {
      const self = await workspace.client.auth.test();
      const missing = missingScopes(self.response_metadata?.scopes);
      if (missing.length > 0) log.warn(`the bot token of Slack lacks scopes: ${OLD_SCOPES}`, { missing });
      workspace = { ...workspace, botId: self.bot_id, botUser: self.user_id } satisfies Workspace;
    },
  };
}

export function manyTenants({ clientId, clientSecret, stateSecret, keys, store }: OAuthOptions, { options, timeouts, logger, log, redact }: TenancyParts): Tenancy {
  const installations = createInstallations(store, createBox(keys));
  const workspaces = manyWorkspaces(installations, options, timeouts);
  return {
    workspaces,
    alone: false,
    seal: stateSecret,
    routes: createInstall({ clientId, clientSecret, stateSecret, store, installations, installed: workspaces.forget, options, logger, log, redact }),
    async open() {
      await readable(installations, log);
      // at hand also where the store is away later
      const teams = (await installations.teams()).slice(0, MOST_KEPT);
      await Promise.allSettled(teams.map((team) => workspaces.of(team)));
    },
    async left(core, ids) {
      for (const id of ids) {
        const found = await installations.own(id);
        if (found === undefined || !(await isDead(createWorkspace(found.token, options, timeouts, found).client, redact, log))) continue;
        for (const team of await installations.drop(found)) {
          workspaces.forget(team);
          await core.left(groupId(team));
        }
        log.info('the Slack app was removed', { id });
      }
    },
  };
}

/** @throws ConfigError that names the keys which are missing or wrong: started without them, every schedule would go wrong */
async function readable(installations: Installations, log: Log): Promise<void> {
  const { count, shut, lacking } = await installations.check((scopes) => missingScopes(scopes).length > 0);
  const problems = [...shut].map(([name, many]): Wrong => {
    const { what, todo } = doNotOpen(name, many);
    return { name: 'TOKEN_KEY', why: { en: `${what.en}. ${todo.en}`, 'zh-CN': `${what['zh-CN']}。${todo['zh-CN']}` } };
  });
  if (problems.length > 0) throw new ConfigError(problems);
  log.info('Slack workspaces that installed the app', { count });
  if (lacking > 0) log.warn(`Slack workspaces installed the app before it asked for all its scopes: ${OLD_SCOPES}`, { count: lacking });
}

/** Events come late and twice, and the app may be there again: only Slack knows. Where it cannot be asked, the next post will tell. */
async function isDead(client: Pick<WebClient, 'auth'>, redact: Redact, log: Log): Promise<boolean> {
  try {
    await client.auth.test();
    return false;
  } catch (error) {
    const { kind, message } = delivery(error, redact);
    if (kind !== 'forbidden') log.warn('whether the Slack app was removed could not be seen', { error: message });
    return kind === 'forbidden';
  }
}
