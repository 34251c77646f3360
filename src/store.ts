/**
 * The store port: a few atomic operations, each durable when its promise resolves.
 *
 * Keys are non-empty strings of at most 512 UTF-16 code units; values are JSON (no `undefined`).
 * Times come from the store's own clock, so that several processes agree on leases.
 * A lost connection or a full disk rejects with {@link StoreUnavailable}; nothing is half done.
 */
export interface Store {
  get<T>(key: string): Promise<Entry<T> | undefined>;
  /** Unconditional write. `ttlMs`: milliseconds until the key is gone; none means it stays. */
  set(key: string, value: unknown, options?: { ttlMs?: number | undefined }): Promise<void>;
  /** True when the key was there. */
  delete(key: string): Promise<boolean>;
  /** Writes only where the key is absent (or expired). True when it wrote. */
  putIfAbsent(key: string, value: unknown, options?: { ttlMs?: number | undefined }): Promise<boolean>;
  /**
   * Writes only where the key still has `version` (0: is absent). True when it wrote. Keeps the key's time to live unless
   * `ttlMs` is given. `rank`: a place on a board that is taken or given up in the same step. `relaxed`: it may be lost where
   * the machine ends at once (not where the process does), until the next write that is not.
   */
  compareAndSet(key: string, version: number, value: unknown, options?: CompareOptions): Promise<boolean>;

  /**
   * Takes a piece of work for `leaseMs`; see {@link Claim}. `ttlMs`: how long a completed one is remembered. `early`: resolves
   * when it is decided whose it is, where the store can tell before the claim is written; it is so when `kept` resolves.
   */
  claim(key: string, options: { leaseMs: number; ttlMs?: number | undefined; early?: boolean | undefined }): Promise<Claim>;
  /**
   * Marks claimed work as done, with a result. False when the token is no longer the holder's. `patient`: nobody waits, so the
   * store may wait some tens of milliseconds for other writes to share the cost with, and it is kept as what is `relaxed`.
   */
  complete(key: string, token: string, result?: unknown, options?: { patient?: boolean | undefined }): Promise<boolean>;
  /** Gives claimed work back, to be claimed again (attempt number kept). False when the token is no longer the holder's. */
  release(key: string, token: string): Promise<boolean>;

  /** Adds a member with a value to a set. The first value stays: true when this call added it. */
  add(set: string, member: string, value?: unknown): Promise<boolean>;
  /** Adds a member, or replaces its value in place. Says which it did; `same`: the value was there already, as JSON text. */
  put(set: string, member: string, value: unknown): Promise<'added' | 'changed' | 'same'>;
  remove(set: string, member: string): Promise<boolean>;
  /** The value of one member; undefined where there is no such member, or none was given. */
  member<T>(set: string, member: string): Promise<T | undefined>;
  /** How many members a set has. */
  count(set: string): Promise<number>;
  /** All members with their values, in order of adding. */
  members<T>(set: string): Promise<{ member: string; value: T }[]>;

  /** Adds to a member's score on a board; returns the new score. */
  score(board: string, member: string, by: number): Promise<number>;
  /** The highest scores, highest first, ties in order of member id. */
  top(board: string, limit: number): Promise<{ member: string; score: number }[]>;
  /** Sets a member's score, whatever it was; takes the member off the board where the score is undefined. */
  rank(rank: Rank): Promise<void>;
  /** The lowest scores up to `upTo`, lowest first, ties in order of member id. */
  lowest(board: string, upTo: number, limit: number): Promise<{ member: string; score: number }[]>;

  /**
   * Takes a member out of every set and off every board, and deletes every document, set and board that is the member's
   * own: named `…:MEMBER`, or a document or entry of a set whose value has it as `member`. For who wants their data gone: takes time in
   * proportion to the whole store. A file forgets all at once; Redis key by key, so that nobody else waits: one that was interrupted is to be repeated.
   */
  forget(member: string): Promise<void>;

  /**
   * Adds to sets in turn, up to the first addition whose member is there already, and gives the points of what was
   * added to their boards: one atomic step, so that what is sent twice, or killed in the middle, scores once or not at all.
   * Returns how many were added; undefined, with nothing done, where the document named by `unchanged` is no longer at that version.
   */
  record(additions: readonly Addition[], options?: { unchanged?: { readonly key: string; readonly version: number } | undefined }): Promise<number | undefined>;

  /** Waits for what is under way, then closes. Further calls reject with StoreUnavailable. */
  close(): Promise<void>;
}

/** A member to add to a set, and what that is worth. */
export interface Addition {
  readonly set: string;
  readonly member: string;
  readonly value?: unknown;
  readonly points?: readonly Points[] | undefined;
}

/** A member's place on a board; off the board where `score` is undefined. */
export interface Rank {
  readonly board: string;
  readonly member: string;
  readonly score: number | undefined;
}

/** Points for one member of a board. */
export interface Points {
  readonly board: string;
  readonly member: string;
  readonly by: number;
}

export interface Entry<T> {
  readonly value: T;
  /** Starts at 1, grows with every write of the key. */
  readonly version: number;
}

export type Claim =
  /**
   * Yours until the lease ends. `attempt` counts from 1; `sinceMs`: when the first one began (epoch milliseconds, the store's clock).
   * `kept`, of an early claim: resolves when it survives the end of the process, rejects where it never will. What is written
   * under the claim is durable no sooner than the claim, and nothing may be shown to anybody before.
   */
  | { readonly state: 'claimed'; readonly token: string; readonly attempt: number; readonly sinceMs: number; readonly kept?: Promise<void> | undefined }
  /** Somebody else's until `untilMs` (epoch milliseconds, the store's clock). */
  | { readonly state: 'busy'; readonly untilMs: number }
  | { readonly state: 'done'; readonly result: unknown };

interface CompareOptions {
  readonly ttlMs?: number | undefined;
  readonly rank?: Rank | undefined;
  readonly relaxed?: boolean | undefined;
}

export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The store belongs to another running process. */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
}

const RETRIES = 64;

/** The last change under way for a key, so that those of one process go one after another and only meet other processes'. */
const turns = new WeakMap<Store, Map<string, Promise<unknown>>>();

/** What goes with a change of a document: its time to live, and its place on a board as the new value has it. */
interface UpdateOptions<T> {
  readonly ttlMs?: number | undefined;
  /** As of {@link Store.compareAndSet}. */
  readonly relaxed?: boolean | undefined;
  rank?(next: T): Rank;
}

/**
 * The one door for changing a document: compare-and-set with retry, one at a time for a key in this process.
 * `change` gets the value now (undefined where there is none) and returns the new one, or `undefined` to leave it.
 * It may run several times, so it has no effects. Returns what is stored afterwards.
 */
export async function update<T>(
  store: Store,
  key: string,
  change: (now: T | undefined) => T | undefined,
  options?: UpdateOptions<T>,
): Promise<T | undefined> {
  const keys = turns.get(store) ?? new Map<string, Promise<unknown>>();
  turns.set(store, keys);
  const before = keys.get(key);
  const mine = before ? before.then(() => attempt(store, key, change, options)) : attempt(store, key, change, options);
  const settled = mine.then(ignore, ignore);
  keys.set(key, settled);
  try {
    return await mine;
  } finally {
    if (keys.get(key) === settled) keys.delete(key);
  }
}

const ignore = (): void => undefined;

async function attempt<T>(
  store: Store,
  key: string,
  change: (now: T | undefined) => T | undefined,
  options?: UpdateOptions<T>,
): Promise<T | undefined> {
  for (let tries = 0; tries < RETRIES; tries++) {
    const entry = await store.get<T>(key);
    const next = change(entry?.value);
    if (next === undefined) return entry?.value;
    if (await store.compareAndSet(key, entry?.version ?? 0, next, { ttlMs: options?.ttlMs, relaxed: options?.relaxed, rank: options?.rank?.(next) })) return next;
  }
  throw new StoreUnavailable(`too many writers on ${key}`);
}
