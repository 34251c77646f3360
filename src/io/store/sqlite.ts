import type { Store } from '../../store.js';
import { checkAddition, checkLimit, checkName, checkPoints, checkRank, checkSpan, checkTtl, jsonOf } from './check.js';
import { claims } from './claims.js';
import { Commits } from './commits.js';
import { documents } from './documents.js';
import type { Database } from './driver.js';
import { earlyClaims } from './early.js';
import { closeFile } from './file.js';
import { boards, recorder, sets } from './groups.js';

export interface StoreOptions {
  /** Epoch milliseconds; the store's only clock. */
  now(): number;
  /** A new, unguessable token for a claim. */
  token(): string;
}

/** The port over an open file. Arguments are checked before anything is queued, so a mistake costs nobody else. */
export function sqliteStore(db: Database, options: StoreOptions): Store {
  const now = () => Math.floor(options.now());
  const docs = documents(db, now);
  const work = claims(db, now);
  const groups = sets(db);
  const ranks = boards(db);
  const record = recorder(groups, ranks);
  const commits = new Commits(db, sweeper(db, now), () => {
    docs.unsure();
    groups.unsure();
  });
  const early = earlyClaims(commits, work, () => options.token());
  let closing: Promise<void> | undefined;

  return {
    get: async <T>(key: string) => {
      checkName(key, 'key');
      return commits.read(() => docs.get(key) as { value: T; version: number } | undefined);
    },
    async set(key, value, settings) {
      const [name, json, ttlMs] = [checkName(key, 'key'), jsonOf(value), checkTtl(settings)];
      await commits.write(() => docs.set(name, json, ttlMs));
    },
    async delete(key) {
      checkName(key, 'key');
      return commits.write(() => docs.delete(key));
    },
    async putIfAbsent(key, value, settings) {
      const [name, json, ttlMs] = [checkName(key, 'key'), jsonOf(value), checkTtl(settings)];
      return commits.write(() => docs.compareAndSet(name, 0, json, ttlMs));
    },
    async compareAndSet(key, version, value, settings) {
      const [name, json, ttlMs] = [checkName(key, 'key'), jsonOf(value), checkTtl(settings)];
      const rank = settings?.rank && checkRank(settings.rank);
      return commits.write(() => {
        const wrote = docs.compareAndSet(name, version, json, ttlMs);
        if (wrote && rank) ranks.rank(rank);
        return wrote;
      }, settings?.relaxed ? 'relaxed' : 'usual');
    },
    async claim(key, settings) {
      const [name, leaseMs, ttlMs] = [checkName(key, 'key'), checkSpan(settings.leaseMs, 'leaseMs'), checkTtl(settings)];
      if (settings.early) return early({ key: name, leaseMs, ttlMs });
      const mine = options.token();
      return commits.write(() => work.claim(name, leaseMs, ttlMs, mine));
    },
    async complete(key, token, result, settings) {
      const [name, json] = [checkName(key, 'key'), result === undefined ? null : jsonOf(result)];
      return commits.write(() => work.complete(name, token, json), settings?.patient ? 'patient' : 'usual');
    },
    async release(key, token) {
      checkName(key, 'key');
      return commits.write(() => work.release(key, token));
    },
    async add(set, member, value) {
      const json = value === undefined ? null : jsonOf(value);
      const [name, who] = [checkName(set, 'set'), checkName(member, 'member')];
      return commits.write(() => groups.add(name, who, json));
    },
    async put(set, member, value) {
      const json = jsonOf(value);
      const [name, who] = [checkName(set, 'set'), checkName(member, 'member')];
      return commits.write(() => groups.put(name, who, json));
    },
    async remove(set, member) {
      const [name, who] = [checkName(set, 'set'), checkName(member, 'member')];
      return commits.write(() => groups.remove(name, who));
    },
    member: async <T>(set: string, member: string) => {
      const [name, who] = [checkName(set, 'set'), checkName(member, 'member')];
      return commits.read(() => groups.member(name, who) as T | undefined);
    },
    count: async (set) => {
      checkName(set, 'set');
      return commits.read(() => groups.count(set));
    },
    members: async <T>(set: string) => {
      checkName(set, 'set');
      return commits.read(() => groups.members(set) as { member: string; value: T }[]);
    },
    async score(board, member, by) {
      const [name, who, points] = [checkName(board, 'board'), checkName(member, 'member'), checkPoints(by)];
      return commits.write(() => ranks.score(name, who, points));
    },
    async top(board, limit) {
      const [name, most] = [checkName(board, 'board'), checkLimit(limit)];
      return commits.read(() => ranks.top(name, most));
    },
    async rank(place) {
      const rank = checkRank(place);
      await commits.write(() => ranks.rank(rank));
    },
    async lowest(board, upTo, limit) {
      const [name, most, bound] = [checkName(board, 'board'), checkLimit(limit), checkPoints(upTo)];
      return commits.read(() => ranks.lowest(name, bound, most));
    },
    async forget(member) {
      checkName(member, 'member');
      await commits.write(() => {
        docs.forget(member);
        groups.forget(member);
        ranks.forget(member);
      });
    },
    async record(additions, settings) {
      const [checked, unchanged] = [additions.map(checkAddition), settings?.unchanged];
      if (unchanged) checkName(unchanged.key, 'key');
      return commits.write(() => {
        const moved = unchanged && docs.version(unchanged.key) !== unchanged.version;
        return moved ? undefined : record(checked);
      });
    },
    close() {
      closing ??= (async () => {
        commits.close();
        closeFile(db);
      })();
      return closing;
    },
  };
}

/** Jobs between two sweeps: each costs about as much as two jobs, whether it finds something or not. */
const SWEEP_EVERY = 32;

/** Removes up to twice as many expired rows as the jobs since can have brought, so that they never pile up and no batch waits. */
function sweeper(db: Database, now: () => number): (jobs: number) => void {
  const sweeps = ['documents', 'claims'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE key IN (SELECT key FROM ${table} WHERE expires <= ? LIMIT ?)`),
  );
  let since = 0;
  return (jobs) => {
    since += jobs;
    if (since < SWEEP_EVERY) return;
    for (const sweep of sweeps) sweep.run(now(), since * 2);
    since = 0;
  };
}
