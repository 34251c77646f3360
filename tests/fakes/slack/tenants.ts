import { randomBytes } from 'node:crypto';
import { Refusal, type Args } from './methods.js';
import { APP, BOT_USER, TEAM, World } from './world.js';

/** Who holds a token: a workspace, or an organization with its workspaces. */
interface Tenant {
  readonly team: string | undefined;
  readonly organization: string | undefined;
}

const nameOf = (team: string): string => `Workspace <b>${team}</b>`;
const ORGANIZATION = 'Organization';

export const CLIENT = { id: '1111.2222', secret: 'fake-client-secret' };

/** Workspaces beyond the first one, and how they install and remove the app. Slack docs "Installing with OAuth". */
export class Tenants {
  readonly #worlds = new Map<string, World>();
  readonly #holders = new Map<string, Tenant>();
  readonly #codes = new Map<string, Tenant>();
  /** Installs with tokens that expire. */
  rotation = false;

  constructor(
    first: World,
    private readonly tokens: Map<string, 'bot' | 'app' | 'dead'>,
    private readonly scopes: ReadonlySet<string>,
  ) {
    this.#worlds.set(TEAM, first);
  }

  world(team: string): World {
    const known = this.#worlds.get(team) ?? new World();
    this.#worlds.set(team, known);
    return known;
  }

  /** An admin presses "Allow" on Slack's page: the code that the browser carries back. */
  allow(team: string | undefined, organization?: string): string {
    const code = randomBytes(12).toString('hex');
    this.#codes.set(code, { team, organization });
    return code;
  }

  /** The token of a workspace or an organization, as long as it is good. */
  tokenOf(id: string): string | undefined {
    return [...this.#holders].find(([token, { team, organization }]) => (team ?? organization) === id && this.tokens.get(token) === 'bot')?.[0];
  }

  /** The app is taken out: its tokens are dead. */
  remove(id: string): void {
    const token = this.tokenOf(id);
    if (token !== undefined) this.tokens.set(token, 'dead');
  }

  /** Whose call it is; the token of an organization has to say which of its workspaces it means. */
  of(token: string, args: Args): { team: string; world: World } {
    const holder = this.#holders.get(token);
    const team = holder === undefined ? TEAM : (holder.team ?? (typeof args['team_id'] === 'string' ? args['team_id'] : ''));
    if (team === '') throw new Refusal('missing_argument');
    return { team, world: this.world(team) };
  }

  /** auth.test: who holds a token. An organization's says nothing of a workspace. */
  self(token: string): { team?: string; holder?: string } {
    const known = this.#holders.get(token);
    if (known === undefined) return {};
    return known.team === undefined ? { holder: ORGANIZATION } : { team: known.team, holder: nameOf(known.team) };
  }

  /** oauth.v2.access */
  access(args: Args): object {
    if (args['client_id'] !== CLIENT.id || args['client_secret'] !== CLIENT.secret) throw new Refusal('bad_client_secret');
    const code = String(args['code']);
    const holder = this.#codes.get(code);
    if (holder === undefined) throw new Refusal('invalid_code');
    this.#codes.delete(code);
    const token = `xoxb-${randomBytes(8).toString('hex')}`;
    this.tokens.set(token, 'bot');
    this.#holders.set(token, holder);
    const { team, organization } = holder;
    return {
      access_token: token,
      token_type: 'bot',
      scope: [...this.scopes].join(','),
      bot_user_id: BOT_USER,
      app_id: APP,
      team: team === undefined ? null : { id: team, name: nameOf(team) },
      enterprise: organization === undefined ? null : { id: organization, name: ORGANIZATION },
      is_enterprise_install: team === undefined,
      authed_user: { id: 'U1' },
      ...(this.rotation ? { refresh_token: 'xoxe-1-fake', expires_in: 43_200 } : {}),
    };
  }
}
