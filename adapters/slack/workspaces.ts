import { WebClient, type WebClientOptions } from '@slack/web-api';
import { DeliveryError } from '../../src/errors.js';
import type { Found, Installations } from './install/installed.js';
import { createPeople, type People } from './people.js';

/** One workspace, with all that speaks in its name. */
export interface Workspace {
  /** For answers. */
  readonly client: WebClient;
  /** For what the bot sends by itself; its calls take less time. */
  readonly posting: WebClient;
  readonly people: People;
  readonly botId: string | undefined;
  readonly botUser: string | undefined;
  /** Secret. */
  readonly token: string;
}

export interface Workspaces {
  /** @throws DeliveryError `forbidden` where the app is not installed, `retry` where that cannot be known now */
  of(team: string, organization?: string): Promise<Workspace>;
  /**
   * After Slack said that the token of `before` is dead: the workspace as it is now; undefined where no other token can come.
   * @throws DeliveryError `forbidden` where it was not installed anew
   */
  renew(team: string, before: Workspace): Promise<Workspace | undefined>;
  /** It is looked up anew the next time. */
  forget(team: string): void;
}

/** Milliseconds that a call for an answer, and one for a post, may take. */
export interface Timeouts {
  readonly answer: number;
  readonly post: number;
}

/** How long an installation is believed to be as it was read, in milliseconds: another process may have changed it. */
const TTL = 30_000;
/** Workspaces that are kept at hand; the oldest go first. */
export const MOST_KEPT = 1000;

interface Kept {
  readonly workspace: Workspace;
  /** By performance.now(). */
  readonly until: number;
}

export function createWorkspace(token: string, options: WebClientOptions, timeouts: Timeouts, self: Pick<Workspace, 'botId' | 'botUser'>): Workspace {
  const client = new WebClient(token, { ...options, timeout: timeouts.answer });
  return { client, posting: new WebClient(token, { ...options, timeout: timeouts.post }), people: createPeople(client), botId: self.botId, botUser: self.botUser, token };
}

/** Every workspace that has the app, each with its own token. One that was read is at hand while the store is not. */
export function manyWorkspaces(installations: Installations, options: WebClientOptions, timeouts: Timeouts): Workspaces {
  const kept = new Map<string, Kept>();

  const keep = (team: string, workspace: Workspace): Workspace => {
    kept.delete(team);
    kept.set(team, { workspace, until: performance.now() + TTL });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return workspace;
  };

  const self: Workspaces = {
    async of(team, organization) {
      const known = kept.get(team);
      if (known !== undefined && performance.now() < known.until) return known.workspace;
      let found: Found | undefined;
      try {
        found = await installations.of(team, organization);
      } catch (error) {
        if (known === undefined) throw error;
        return keep(team, known.workspace);
      }
      if (found === undefined) {
        kept.delete(team);
        throw absent();
      }
      const { token, botId, botUser, shared } = found;
      // what is known of its people stays known
      if (known?.workspace.token === token) return keep(team, known.workspace);
      // the token of an organization does not say which of its workspaces is meant
      return keep(team, createWorkspace(token, shared ? { ...options, teamId: team } : options, timeouts, { botId, botUser }));
    },
    async renew(team, before) {
      self.forget(team);
      const now = await self.of(team);
      if (now.token === before.token) throw absent();
      return now;
    },
    forget: (team) => void kept.delete(team),
  };
  return self;
}

const absent = (): DeliveryError => new DeliveryError('forbidden', 'the app is not installed there', { missing: ['an installation of the app in the workspace'] });
