import { type Rank, type Store, update } from '../store.js';
import { dropDue, dueBoard } from './book.js';
import { type Follow, followAt } from './follow.js';

const PREFIX = 'follow:';
const followKey = (key: string): string => PREFIX + key;
/** As long as the ledger remembers the post. */
const TTL_MS = 40 * 86_400_000;

/** The key in an entry of a board that stands for what follows an occurrence; undefined for another one. */
export const followIn = (entry: string): string | undefined => (entry.startsWith(PREFIX) ? entry.slice(PREFIX.length) : undefined);

const rank = (follow: Follow): Rank => ({ board: dueBoard(follow.platform), member: followKey(follow.key), score: followAt(follow) });

export const followOf = async (store: Store, key: string): Promise<Follow | undefined> => (await store.get<Follow>(followKey(key)))?.value;

/** Written once an occurrence, however often it is settled. */
export const beginFollow = (store: Store, follow: Follow): Promise<boolean> => store.compareAndSet(followKey(follow.key), 0, follow, { ttlMs: TTL_MS, rank: rank(follow) });

export const changeFollow = (store: Store, key: string, change: (follow: Follow) => Follow): Promise<Follow | undefined> =>
  update<Follow>(store, followKey(key), (now) => now && change(now), { rank });

/** Takes what was forgotten off the board of what is due. */
export const dropFollow = (store: Store, platform: string, key: string): Promise<void> => dropDue(store, platform, followKey(key));
