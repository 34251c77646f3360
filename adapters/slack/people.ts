import type { WebClient } from '@slack/web-api';
import type { Person } from './receive.js';

export interface People {
  /** Never rejects: what Slack does not tell in `patienceMs` is unknown, and nobody is an admin by an error. */
  of(user: string, channel: string, patienceMs?: number): Promise<Person>;
  /** Names of members by their ids, as far as Slack tells them in time. Never rejects. */
  names(users: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** How long an answer of Slack is believed, in milliseconds. */
const TTL = 10 * 60_000;
/** A failed look-up is not repeated at once: users.info allows about 100 a minute (Slack docs "Rate limits", tier 4). */
const FAILED_TTL = 30_000;
/** Members and channels kept; the oldest go first. */
const MAX_KEPT = 2000;
/** An answer waits for a look-up at most so long, in milliseconds. */
const PATIENCE = 1500;

const NOBODY: Person = { admin: false };

/**
 * Names, locales and rights of members. The creator of a channel is its host; that is asked for only where the
 * member is no admin, who may do as much.
 */
export function createPeople(client: Pick<WebClient, 'users' | 'conversations'>, now: () => number = Date.now): People {
  const users = cached(async (user): Promise<Person> => {
    const { user: found } = await client.users.info({ user, include_locale: true });
    const name = found?.profile?.display_name || found?.profile?.real_name || found?.real_name || found?.name;
    return { name, locale: found?.locale, admin: found?.is_admin === true || found?.is_owner === true || found?.is_primary_owner === true };
  }, now);
  const creators = cached(async (channel) => (await client.conversations.info({ channel })).channel?.creator, now);

  const look = async (user: string, channel: string): Promise<Person> => {
    const person = await users(user);
    // a direct conversation has no creator
    if (person.admin || channel.startsWith('D')) return person;
    const creator = await creators(channel).catch(() => undefined);
    return { ...person, host: creator === user };
  };
  return {
    of: (user, channel, patienceMs = PATIENCE) =>
      within(
        patienceMs,
        look(user, channel).catch(() => NOBODY),
        NOBODY,
      ),
    async names(all) {
      const found = new Map<string, string>();
      const each = all.map(async (user) => {
        const { name } = await within(
          PATIENCE,
          users(user).catch(() => NOBODY),
          NOBODY,
        );
        if (name !== undefined) found.set(user, name);
      });
      await Promise.all(each);
      return found;
    },
  };
}

function cached<T>(load: (key: string) => Promise<T>, now: () => number): (key: string) => Promise<T> {
  const kept = new Map<string, { value: Promise<T>; until: number }>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined && now() < known.until) return known.value;
    const entry = { value: load(key), until: now() + TTL };
    entry.value.catch(() => (entry.until = now() + FAILED_TTL));
    kept.delete(key);
    kept.set(key, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_KEPT) break;
      kept.delete(oldest);
    }
    return entry.value;
  };
}

function within<T>(ms: number, value: Promise<T>, otherwise: T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ms);
    void value.then((found) => {
      clearTimeout(timer);
      resolve(found);
    });
  });
}
