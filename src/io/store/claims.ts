import type { Claim } from '../../store.js';
import type { Database, Row } from './driver.js';

/**
 * Work that one taker holds for a while. Every function runs inside the caller's transaction.
 * A token is good until somebody else takes the work, also past its lease: late but done is better than done twice.
 * With a `ttlMs`, work that was done is forgotten that long after; work that was dropped, that long after its lease.
 */
export function claims(db: Database, now: () => number) {
  const live = db.prepare('SELECT * FROM claims WHERE key = ? AND (expires IS NULL OR expires > ?)');
  const take = db.prepare(
    `INSERT OR REPLACE INTO claims (key, token, attempt, until, done, result, ttl, expires, since) VALUES (?, ?, ?, ?, 0, NULL, ?, ?, ?)`,
  );
  const end = db.prepare('UPDATE claims SET token = NULL, done = ?, result = ?, expires = ? WHERE key = ?');

  /** Ends the holder's turn, as done or given back. */
  function finish(key: string, holder: string, done: 0 | 1, result: string | null): boolean {
    const row = live.get(key, now());
    if (row?.['token'] !== holder) return false;
    end.run(done, result, row['ttl'] === null ? null : now() + Number(row['ttl']), key);
    return true;
  }

  function look(key: string, leaseMs: number): Free | Exclude<Claim, { state: 'claimed' }> {
    const row = live.get(key, now());
    if (row?.['done'] === 1) return { state: 'done', result: resultOf(row) };
    if (row && row['token'] !== null && Number(row['until']) > now()) return { state: 'busy', untilMs: Number(row['until']) };
    // 0: taken before this was kept
    return { state: 'free', attempt: Number(row?.['attempt'] ?? 0) + 1, untilMs: now() + leaseMs, sinceMs: Number(row?.['since'] ?? 0) || now() };
  }

  return {
    /** What a claim would find. */
    look,
    claim(key: string, leaseMs: number, ttlMs: number | null, mine: string): Claim {
      const found = look(key, leaseMs);
      if (found.state !== 'free') return found;
      const { attempt, untilMs, sinceMs } = found;
      take.run(key, mine, attempt, untilMs, ttlMs, ttlMs === null ? null : untilMs + ttlMs, sinceMs);
      return { state: 'claimed', token: mine, attempt, sinceMs };
    },
    complete: (key: string, holder: string, result: string | null) => finish(key, holder, 1, result),
    release: (key: string, holder: string) => finish(key, holder, 0, null),
  };
}

/** As the claim would have it. */
interface Free {
  readonly state: 'free';
  readonly attempt: number;
  readonly untilMs: number;
  readonly sinceMs: number;
}

const resultOf = (row: Row): unknown => (row['result'] === null ? undefined : JSON.parse(String(row['result'])));
