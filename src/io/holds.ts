import type { Store } from '../store.js';

/** Who of several processes may call a channel now, so that all of them together keep the distance of one. Nothing here rejects. */
export interface Holds {
  /** Undefined: another process calls the channel, or called it too short a time ago. */
  take(channel: string): Promise<Hold | undefined>;
}

/** One call of a channel. A hold of whose end the store did not hear ends with its lease. */
export interface Hold {
  /** It was answered: from now on the distance counts. */
  done(): Promise<void>;
  /** Nothing was done there. */
  back(): Promise<void>;
}

/** How long a process that was killed keeps the others away, in milliseconds. Who is slower than that risks a refusal. */
const LEASE_MS = 10_000;

/** Holds in the store that the processes share; `distanceMs`: milliseconds from an answer to the next call of its channel. */
export const holdsIn = (store: Pick<Store, 'claim' | 'complete' | 'release'>, distanceMs: number): Holds => ({
  async take(channel) {
    const key = `pace:${channel}`;
    // without the store nobody knows of the others: a refusal, which is waited out, is better than silence
    const claim = await store.claim(key, { leaseMs: LEASE_MS, ttlMs: distanceMs }).catch(nothing);
    if (!claim) return FREE;
    if (claim.state !== 'claimed') return undefined;
    const quietly = (end: Promise<boolean>) => end.then(nothing, nothing);
    return { done: () => quietly(store.complete(key, claim.token)), back: () => quietly(store.release(key, claim.token)) };
  },
});

const nothing = (): void => {};
const FREE: Hold = { done: () => Promise.resolve(), back: () => Promise.resolve() };
/** For one process: its own lanes keep the distance. */
export const ALONE: Holds = { take: () => Promise.resolve(FREE) };
