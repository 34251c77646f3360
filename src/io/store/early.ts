import type { Claim } from '../../store.js';
import { StoreUnavailable } from '../../store.js';
import type { claims } from './claims.js';
import type { Commits } from './commits.js';

export interface Wanted {
  readonly key: string;
  readonly leaseMs: number;
  readonly ttlMs: number | null;
}

/**
 * Claims that are decided at once, and kept with the next commit: one process has the file, so what it has not committed yet is
 * known to it alone, and a claim shares the commit of what is done under it.
 */
export function earlyClaims(commits: Commits, work: ReturnType<typeof claims>, token: () => string): (wanted: Wanted) => Promise<Claim> {
  /** Taken, and not yet committed, with the end of the lease. */
  const taken = new Map<string, number>();
  return async ({ key, leaseMs, ttlMs }) => {
    const untilMs = taken.get(key);
    if (untilMs !== undefined) return { state: 'busy', untilMs };
    // no pause between looking and taking
    const found = commits.now(() => work.look(key, leaseMs));
    if (found.state !== 'free') return found;
    const mine = token();
    taken.set(key, found.untilMs);
    const kept = commits
      .write(() => work.take(key, found, ttlMs, mine), 'first')
      .then((taken) => {
        if (!taken) throw new StoreUnavailable(`«${key}» was claimed a moment before`);
      })
      .finally(() => taken.delete(key));
    // whoever has the claim waits for it; until then nobody may
    kept.catch(() => undefined);
    return { state: 'claimed', token: mine, attempt: found.attempt, sinceMs: found.sinceMs, kept };
  };
}
