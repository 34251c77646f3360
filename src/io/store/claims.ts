import type { Claim } from '../../store.js';
import type { Database, Row } from './driver.js';

/**
 * Work that one taker holds for a while. Every function runs inside the caller's transaction.
 * A token is good until somebody else takes the work, also past its lease: late but done is better than done twice.
 * With a `ttlMs`, work that was done is forgotten that long after; work that was dropped, that long after its lease.
 */
export function claims(db: Database, now: () => number) {
  const live = db.prepare('SELECT * FROM claims WHERE key = ? AND (expires IS NULL OR expires > ?)');
  // ?8 is the time now; what somebody else has, or has done, stays
  const put = db.prepare(
    `INSERT INTO claims (key, token, attempt, until, done, result, ttl, expires, since) VALUES (?1, ?2, ?3, ?4, 0, NULL, ?5, ?6, ?7)
     ON CONFLICT (key) DO UPDATE SET token = ?2, attempt = ?3, until = ?4, done = 0, result = NULL, ttl = ?5, expires = ?6, since = ?7
     WHERE claims.expires <= ?8 OR (claims.done = 0 AND (claims.token IS NULL OR claims.until <= ?8))`,
  );
  const end = db.prepare(
    'UPDATE claims SET token = NULL, done = ?3, result = ?4, expires = ?5 + ttl WHERE key = ?1 AND token = ?2 AND (expires IS NULL OR expires > ?5)',
  );

  /** Ends the holder's turn, as done or given back. */
  const finish = (key: string, holder: string, done: 0 | 1, result: string | null): boolean => end.run(key, holder, done, result, now()) === 1;

  /** What a claim would find. */
  function look(key: string, leaseMs: number): Free | Exclude<Claim, { state: 'claimed' }> {
    const row = live.get(key, now());
    if (row?.['done'] === 1) return { state: 'done', result: resultOf(row) };
    if (row && row['token'] !== null && Number(row['until']) > now()) return { state: 'busy', untilMs: Number(row['until']) };
    // 0: taken before this was kept
    return { state: 'free', attempt: Number(row?.['attempt'] ?? 0) + 1, untilMs: now() + leaseMs, sinceMs: Number(row?.['since'] ?? 0) || now() };
  }

  /** Whether what was free is still, and then it is taken. */
  const take = (key: string, { attempt, untilMs, sinceMs }: Free, ttlMs: number | null, mine: string): boolean =>
    put.run(key, mine, attempt, untilMs, ttlMs, ttlMs === null ? null : untilMs + ttlMs, sinceMs, now()) === 1;

  return {
    look,
    take,
    claim(key: string, leaseMs: number, ttlMs: number | null, mine: string): Claim {
      const found = look(key, leaseMs);
      if (found.state !== 'free') return found;
      take(key, found, ttlMs, mine);
      return { state: 'claimed', token: mine, attempt: found.attempt, sinceMs: found.sinceMs };
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
