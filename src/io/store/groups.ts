import { createMemory } from '../../memory.js';
import type { Addition, Rank, Store } from '../../store.js';
import type { Database, Row } from './driver.js';

/** Sets that are known without a look at the file, and how long one may be in all, in UTF-16 units: some 4 MB. */
const KEPT = 2000;
const LONGEST_KEPT = 1000;

/** A member of a set, its value as JSON text. */
interface Listed {
  readonly member: string;
  readonly json: string | null;
}

/**
 * Sets with a value a member, in order of adding. Every function runs inside the caller's transaction.
 * Every look at a lesson asks for what its group added to the course and what it left out, mostly nothing: so short sets stay known
 * as they were read last. Whoever rolls back calls `unsure`.
 */
export function sets(db: Database) {
  const add = db.prepare('INSERT OR IGNORE INTO members (name, member, value) VALUES (?, ?, ?)');
  const replace = db.prepare('UPDATE members SET value = ? WHERE name = ? AND member = ?');
  const remove = db.prepare('DELETE FROM members WHERE name = ? AND member = ?');
  const one = db.prepare('SELECT value FROM members WHERE name = ? AND member = ?');
  const all = db.prepare('SELECT member, value FROM members WHERE name = ? ORDER BY seq');
  const size = db.prepare('SELECT COUNT(*) AS size FROM members WHERE name = ?');
  const forget = db.prepare("DELETE FROM members WHERE member = ?1 OR substr(name, -length(?1) - 1) = ':' || ?1 OR json_extract(value, '$.member') = ?1");
  const known = createMemory<readonly Listed[]>(KEPT);

  const look = (name: string): readonly Listed[] => {
    const found = all.all(name).map((row): Listed => ({ member: String(row['member']), json: typeof row['value'] === 'string' ? row['value'] : null }));
    if (found.reduce((length, { member, json }) => length + member.length + (json?.length ?? 0), 0) <= LONGEST_KEPT) known.keep(name, found);
    return found;
  };
  const added = (name: string, member: string, json: string | null): boolean => {
    known.forget(name);
    return add.run(name, member, json) === 1;
  };

  return {
    add: added,
    put(name: string, member: string, json: string): Awaited<ReturnType<Store['put']>> {
      if (added(name, member, json)) return 'added';
      if (one.get(name, member)?.['value'] === json) return 'same';
      replace.run(json, name, member);
      return 'changed';
    },
    remove(name: string, member: string): boolean {
      known.forget(name);
      return remove.run(name, member) === 1;
    },
    member: (name: string, member: string): unknown => valueOf(one.get(name, member)?.['value']),
    count: (name: string): number => Number(size.get(name)?.['size']),
    forget(member: string): void {
      known.clear();
      forget.run(member);
    },
    members: (name: string) => (known.recall(name) ?? look(name)).map(({ member, json }) => ({ member, value: valueOf(json) })),
    /** Nothing is known any more: what was written may not have stayed. */
    unsure: (): void => known.clear(),
  };
}

const valueOf = (json: unknown): unknown => (typeof json === 'string' ? JSON.parse(json) : undefined);

/** Boards of scores. Ties stand in the order of member ids by code point, which is how SQLite compares text. */
export function boards(db: Database) {
  const find = db.prepare('SELECT score FROM scores WHERE board = ? AND member = ?');
  const put = db.prepare('INSERT OR REPLACE INTO scores (board, member, score) VALUES (?, ?, ?)');
  const best = db.prepare('SELECT member, score FROM scores WHERE board = ? ORDER BY score DESC, member LIMIT ?');
  const worst = db.prepare('SELECT member, score FROM scores WHERE board = ? AND score <= ? ORDER BY score, member LIMIT ?');
  const drop = db.prepare('DELETE FROM scores WHERE board = ? AND member = ?');
  const found = (rows: Row[]) => rows.map((row) => ({ member: String(row['member']), score: Number(row['score']) }));
  const forget = db.prepare("DELETE FROM scores WHERE member = ?1 OR substr(board, -length(?1) - 1) = ':' || ?1");
  return {
    forget: (member: string): number => forget.run(member),
    score(board: string, member: string, by: number): number {
      const next = Number(find.get(board, member)?.['score'] ?? 0) + by;
      if (!Number.isFinite(next)) throw new RangeError(`score of ${member}: too large`);
      put.run(board, member, next);
      return next;
    },
    top: (board: string, limit: number) => found(best.all(board, limit)),
    rank({ board, member, score }: Rank): void {
      if (score === undefined) drop.run(board, member);
      else put.run(board, member, score);
    },
    lowest: (board: string, upTo: number, limit: number) => found(worst.all(board, upTo, limit)),
  };
}

/** An addition checked, its value as JSON text. */
export interface Checked extends Omit<Addition, 'value'> {
  readonly json: string | null;
}

/** Additions in turn, up to the first that is there already; runs inside the caller's transaction. Returns how many were added. */
export function recorder(members: ReturnType<typeof sets>, ranks: ReturnType<typeof boards>): (additions: readonly Checked[]) => number {
  return (additions) => {
    const stop = additions.findIndex(({ set, member, json, points = [] }) => {
      if (!members.add(set, member, json)) return true;
      for (const one of points) ranks.score(one.board, one.member, one.by);
      return false;
    });
    return stop < 0 ? additions.length : stop;
  };
}
