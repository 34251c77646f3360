import { DeliveryError } from '../../../src/errors.js';
import { storeKey, keyvOver } from '../../../src/io/store/keyv.js';
import type { Box, Sealed } from '../../../src/io/sealed.js';
import { type Store, StoreUnavailable, update } from '../../../src/store.js';

/** The app in a workspace, or in all workspaces of an organization. */
export interface Installed {
  /** As it was called when it installed the app, for operators; an older installation has none. */
  readonly name?: string | undefined;
  readonly token: string;
  readonly botId: string;
  readonly botUser: string;
  readonly scopes: readonly string[];
}

/** What is kept under the id of a workspace or an organization: `within` is the organization through which a workspace has the app. */
type Kept = { readonly sealed: Sealed } | { readonly within: string } | { readonly removed: true };

/** An installation that was found, with where it is kept. */
export interface Found extends Installed {
  /** Id of the workspace or the organization. */
  readonly id: string;
  /** Whether it is the organization's. */
  readonly shared: boolean;
}

export interface Installations {
  /** Undefined where the app is not installed. @throws DeliveryError of kind `retry` where that cannot be known now */
  of(team: string, organization?: string): Promise<Found | undefined>;
  /** The installation of this very workspace or organization. @throws as `of` */
  own(id: string): Promise<Found | undefined>;
  keep(id: string, installed: Installed): Promise<void>;
  /** Forgets it, unless it was installed anew meanwhile; the workspaces that had it. */
  drop(found: Found): Promise<string[]>;
  /** All workspaces that have the app, as far as they were heard of. */
  teams(): Promise<string[]>;
  /** Opens all, and seals what is sealed with an older key anew. */
  check(lacks: (scopes: readonly string[]) => boolean): Promise<Checked>;
}

export interface Checked {
  readonly count: number;
  /** How many do not open, by the name of their key. */
  readonly shut: ReadonlyMap<string, number>;
  /** How many have scopes that lack some. */
  readonly lacking: number;
}

const NAMESPACE = 'slack-installations';
/** Ids of workspaces and organizations that installed the app themselves. */
const ALL = 'slack-installed';
/** Workspaces of an organization that were heard of. */
const teamsOf = (organization: string): string => `slack-installed:${organization}`;
/** A removal is remembered so long: what was read before it is not written after it. Milliseconds. */
const REMOVED_TTL = 86_400_000;
/** An installation that cannot be read now is looked at again after so long, in milliseconds. */
const AGAIN = 30_000;

/** What the store has of an installation, its token sealed. */
export interface SealedInstallation {
  readonly id: string;
  readonly sealed: Sealed;
}

/** All installations that the store has, as they are kept; changes nothing. */
export async function sealedIn(store: Pick<Store, 'get' | 'members'>): Promise<SealedInstallation[]> {
  const all = await Promise.all(
    (await store.members(ALL)).map(async ({ member: id }) => {
      const kept = (await store.get<Kept>(storeKey(NAMESPACE, id)))?.value;
      return kept !== undefined && 'sealed' in kept ? [{ id, sealed: kept.sealed }] : [];
    }),
  );
  return all.flat();
}

/** Installations in the store, their tokens sealed. */
export function createInstallations(store: Store, box: Box): Installations {
  const documents = keyvOver(store, NAMESPACE);
  const kept = (id: string): Promise<Kept | undefined> => documents.get<Kept>(id).catch(later);

  const open = (id: string, entry: Kept | undefined, shared: boolean): Found | undefined => {
    if (entry === undefined || !('sealed' in entry)) return undefined;
    const opened = box.open(entry.sealed, id);
    if (opened === 'lost') return undefined;
    if (opened === 'unreadable') throw new DeliveryError('retry', `the installation of ${id} does not open with TOKEN_KEY`, { retryAfterMs: AGAIN });
    return { ...(JSON.parse(opened.text) as Installed), id, shared };
  };
  const ids = async () => (await store.members(ALL)).map(({ member }) => member);

  const self: Installations = {
    async of(team, organization) {
      const entry = await kept(team);
      const own = open(team, entry, false);
      const above = entry !== undefined && 'within' in entry ? entry.within : organization;
      if (own !== undefined || above === undefined) return own;
      const found = open(above, await kept(above), true);
      // a post knows its workspace alone
      if (found !== undefined && (entry === undefined || !('within' in entry))) {
        await store.add(teamsOf(above), team).catch(later);
        await documents.set(team, { within: above } satisfies Kept).catch(later);
      }
      return found;
    },
    own: async (id) => open(id, await kept(id), false),
    async keep(id, installed) {
      // listed first: what is listed and not there does no harm
      await store.add(ALL, id);
      await documents.set(id, { sealed: box.seal(JSON.stringify(installed), id) } satisfies Kept);
    },
    async drop({ id, token }) {
      const gone = await update<Kept>(store, storeKey(NAMESPACE, id), (now) => (open(id, now, false)?.token === token ? { removed: true } : undefined), { ttlMs: REMOVED_TTL });
      if (gone === undefined || !('removed' in gone)) return [];
      const teams = (await store.members(teamsOf(id))).map(({ member }) => member);
      await store.remove(ALL, id);
      return teams.length > 0 ? teams : [id];
    },
    async teams() {
      const all = await Promise.all((await ids()).map(async (id) => [id, ...(await store.members(teamsOf(id))).map(({ member }) => member)]));
      return all.flat();
    },
    async check(lacks) {
      const shut = new Map<string, number>();
      let [count, lacking] = [0, 0];
      for (const id of await ids()) {
        const entry = await update<Kept>(store, storeKey(NAMESPACE, id), (now) => {
          const opened = now !== undefined && 'sealed' in now && !box.isFresh(now.sealed) ? box.open(now.sealed, id) : undefined;
          return typeof opened === 'object' ? { sealed: box.seal(opened.text, id) } : undefined;
        });
        if (entry === undefined || !('sealed' in entry)) continue;
        const opened = box.open(entry.sealed, id);
        if (opened === 'unreadable') shut.set(entry.sealed.key, (shut.get(entry.sealed.key) ?? 0) + 1);
        if (typeof opened === 'string') continue;
        count++;
        if (lacks((JSON.parse(opened.text) as Installed).scopes)) lacking++;
      }
      return { count, shut, lacking };
    },
  };
  return self;
}

function later(error: unknown): never {
  if (!(error instanceof StoreUnavailable)) throw error;
  throw new DeliveryError('retry', 'the store cannot be reached', { retryAfterMs: 1000 });
}
