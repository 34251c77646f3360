import type { Store } from '../../../store.js';
import { checkAddition, checkLimit, checkName, checkPoints, checkRank, checkSpan, checkTtl, jsonOf } from '../check.js';
import type { RedisAddress } from './address.js';
import { boards } from './boards.js';
import { claims } from './claims.js';
import { documents } from './documents.js';
import { forgetter } from './forget.js';
import { type Line, type LineOptions, openLine } from './line.js';
import { recorder } from './record.js';
import { sets } from './sets.js';
import { lookAt } from './start.js';

/** How long a server that starts beside us is waited for, milliseconds. */
const PATIENCE_MS = 5000;

export interface RedisOptions extends Omit<LineOptions, 'patienceMs'> {
  /** A new, unguessable token for a claim. */
  token(): string;
  readonly patienceMs?: number | undefined;
}

/** Opens the store in a Redis (6.2 or newer) or Valkey. @throws Error that says what is wrong with it, without the password */
export async function openRedis(address: RedisAddress, options: RedisOptions): Promise<Store> {
  const line = await openLookedAt(address, options);
  return redisStore(line, () => options.token());
}

export async function openLookedAt(address: RedisAddress, options: Omit<RedisOptions, 'token'>): Promise<Line> {
  const line = await openLine(address, { ...options, patienceMs: options.patienceMs ?? PATIENCE_MS });
  try {
    await lookAt(line, options.log);
    return line;
  } catch (error) {
    await line.close();
    throw new Error(`Cannot open the store ${address.shown}: ${(error as Error).message}`, { cause: error });
  }
}

/** The port over a line. Arguments are checked before anything is sent. */
function redisStore(line: Line, token: () => string): Store {
  const docs = documents(line);
  const work = claims(line, token);
  const groups = sets(line);
  const ranks = boards(line);
  const record = recorder(line);
  const forget = forgetter(line);

  return {
    get: async <T>(key: string) => (await docs.get(checkName(key, 'key'))) as { value: T; version: number } | undefined,
    set: async (key, value, settings) => docs.set(checkName(key, 'key'), jsonOf(value), checkTtl(settings)),
    delete: async (key) => docs.delete(checkName(key, 'key')),
    putIfAbsent: async (key, value, settings) => docs.compareAndSet(checkName(key, 'key'), 0, jsonOf(value), checkTtl(settings)),
    compareAndSet: async (key, version, value, settings) =>
      docs.compareAndSet(checkName(key, 'key'), version, jsonOf(value), checkTtl(settings), settings?.rank && checkRank(settings.rank)),
    claim: async (key, settings) => work.claim(checkName(key, 'key'), checkSpan(settings.leaseMs, 'leaseMs'), checkTtl(settings)),
    complete: async (key, holder, result) => work.complete(checkName(key, 'key'), holder, result === undefined ? null : jsonOf(result)),
    release: async (key, holder) => work.release(checkName(key, 'key'), holder),
    add: async (set, member, value) => groups.add(checkName(set, 'set'), checkName(member, 'member'), value === undefined ? null : jsonOf(value)),
    put: async (set, member, value) => groups.put(checkName(set, 'set'), checkName(member, 'member'), jsonOf(value)),
    remove: async (set, member) => groups.remove(checkName(set, 'set'), checkName(member, 'member')),
    member: async <T>(set: string, member: string) => (await groups.member(checkName(set, 'set'), checkName(member, 'member'))) as T | undefined,
    count: async (set) => groups.count(checkName(set, 'set')),
    members: async <T>(set: string) => (await groups.members(checkName(set, 'set'))) as { member: string; value: T }[],
    score: async (board, member, by) => ranks.score(checkName(board, 'board'), checkName(member, 'member'), checkPoints(by)),
    top: async (board, limit) => ranks.top(checkName(board, 'board'), checkLimit(limit)),
    rank: async (rank) => ranks.rank(checkRank(rank)),
    lowest: async (board, upTo, limit) => ranks.lowest(checkName(board, 'board'), checkPoints(upTo), checkLimit(limit)),
    forget: async (member) => forget(checkName(member, 'member')),
    record: async (additions, settings) => {
      const { unchanged } = settings ?? {};
      if (unchanged) checkName(unchanged.key, 'key');
      return record(additions.map(checkAddition), unchanged);
    },
    close: () => line.close(),
  };
}
