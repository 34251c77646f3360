import { type Claim, StoreUnavailable } from '../../../store.js';
import { KEYS } from './keys.js';
import type { Line } from './line.js';
import { script } from './lua.js';

/**
 * Claims: one hash a key, leases by the server's clock. Fields: token ('' for nobody's), attempt, until, since, done,
 * and where there are any: result (JSON), ttl (milliseconds), expires (an instant).
 */
export const LIVE = `
local function live(key)
  local row = redis.call('HMGET', key, 'token', 'done', 'until', 'attempt', 'since', 'result', 'ttl', 'expires')
  if not row[1] or (row[8] and tonumber(row[8]) <= now) then return nil end
  return { token = row[1], done = row[2], till = tonumber(row[3]), attempt = tonumber(row[4]), since = row[5], result = row[6], ttl = row[7] }
end
local function expire(key, instant)
  redis.call('HSET', key, 'expires', instant)
  sweep_at(key, instant)
end
`;

const CLAIM = script(LIVE, `
local row = live(KEYS[1])
if row and row.done == '1' then return { 'done', row.result } end
if row and row.token ~= '' and row.till > now then return { 'busy', string.format('%.0f', row.till) } end
local attempt = (row and row.attempt or 0) + 1
local since = row and row.since ~= '0' and row.since or string.format('%.0f', now)
local till = after(ARGV[3])
redis.call('HSET', KEYS[1], 'token', ARGV[5], 'done', '0', 'until', till, 'attempt', attempt, 'since', since)
redis.call('HDEL', KEYS[1], 'result', 'ttl', 'expires')
redis.call('PERSIST', KEYS[1])
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[1], 'ttl', ARGV[4])
  expire(KEYS[1], string.format('%.0f', math.min(till + ARGV[4], 9e15)))
end
return { 'claimed', attempt, since }`);

const FINISH = script(LIVE, `
local row = live(KEYS[1])
if not row or row.token ~= ARGV[3] then return 0 end
redis.call('HSET', KEYS[1], 'token', '', 'done', ARGV[4])
if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'result', ARGV[5]) end
if row.ttl then expire(KEYS[1], after(row.ttl)) end
return 1`);

/** How often a claim of which nobody heard is tried to be given back. */
const TRIES = 5;

/** A token is good until somebody else takes the work, also past its lease. */
export function claims(line: Line, token: () => string) {
  const finish = async (key: string, holder: string, done: 0 | 1, result: string | null): Promise<boolean> =>
    // nobody's token is no token
    holder !== '' && (await line.run(FINISH, [KEYS.claim(key)], [holder, done, result ?? ''])) === 1;

  /** Once there is a connection again. */
  const giveBack = async (key: string, mine: string): Promise<void> => {
    for (let tries = 0; tries < TRIES; tries++) {
      await line.ready();
      if (await finish(key, mine, 0, null).then(() => true, () => false)) return;
    }
  };

  return {
    async claim(key: string, leaseMs: number, ttlMs: number | null): Promise<Claim> {
      const mine = token();
      const answer = await line.run(CLAIM, [KEYS.claim(key)], [leaseMs, ttlMs ?? '', mine]).catch((error: unknown) => {
        // it may have been taken, and the answer lost: nobody should have to wait for the end of the lease
        if (error instanceof StoreUnavailable) void giveBack(key, mine);
        throw error;
      });
      const [state, first, second] = answer as [Claim['state'], string | number | null, string];
      if (state === 'done') return { state, result: first === undefined || first === null ? undefined : JSON.parse(String(first)) };
      if (state === 'busy') return { state, untilMs: Number(first) };
      return { state, token: mine, attempt: Number(first), sinceMs: Number(second) };
    },
    complete: (key: string, holder: string, result: string | null) => finish(key, holder, 1, result),
    release: (key: string, holder: string) => finish(key, holder, 0, null),
  };
}
