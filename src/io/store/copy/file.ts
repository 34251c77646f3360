import type { Database, Param, Row } from '../driver.js';
import { closeFile } from '../file.js';
import { COPYING, type Counts, type Piece, type Portable } from './piece.js';

/** Rows read in one go. */
const PAGE = 500;

const LIVE = '(expires IS NULL OR expires > ?)';

/** A store's file as a whole, opened for this process alone. */
export function portableFile(db: Database, shown: string, now: () => number): Portable {
  const writers = writersOf(db);
  const drop = db.prepare('DELETE FROM documents WHERE key = ?');
  const together = (work: () => void) => {
    db.exec('BEGIN IMMEDIATE');
    try {
      work();
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  };
  const count = (table: string, where: string, ...params: Param[]) => Number(db.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).get(...params)?.['n']);

  return {
    shown,
    async *pieces() {
      yield* pages(db, `SELECT * FROM documents WHERE key > ? AND key <> '${COPYING}' AND ${LIVE} ORDER BY key`, [''], (row) => [row['key'] as Param], documentOf, now());
      yield* pages(db, `SELECT * FROM claims WHERE key > ? AND ${LIVE} ORDER BY key`, [''], (row) => [row['key'] as Param], claimOf, now());
      yield* pages(db, 'SELECT * FROM members WHERE seq > ? ORDER BY seq', [0], (row) => [row['seq'] as Param], memberOf);
      yield* pages(db, 'SELECT * FROM scores WHERE (board, member) > (?, ?) ORDER BY board, member', ['', ''], (row) => [row['board'] as Param, row['member'] as Param], scoreOf);
    },
    async put(pieces) {
      together(() => pieces.forEach((piece) => write(writers, piece)));
    },
    async counts(instant): Promise<Counts> {
      return {
        document: count('documents', `key <> '${COPYING}' AND ${LIVE}`, instant),
        claim: count('claims', LIVE, instant),
        member: count('members', 'TRUE'),
        score: count('scores', 'TRUE'),
      };
    },
    async clear() {
      together(() => db.exec(`DELETE FROM documents WHERE key <> '${COPYING}'; DELETE FROM claims; DELETE FROM members; DELETE FROM scores`));
    },
    isMarked: async () => db.prepare('SELECT 1 AS is_there FROM documents WHERE key = ?').get(COPYING) !== undefined,
    async mark(marked) {
      if (marked) writers.document.run(COPYING, 'true', 1, null);
      else drop.run(COPYING);
    },
    // the file lets nobody else in
    others: async () => 0,
    async close() {
      closeFile(db);
    },
  };
}

/** Pages of a query that begins behind what `behind` gives of the row before; `more` are its other parameters. */
function* pages(db: Database, sql: string, start: readonly Param[], behind: (row: Row) => Param[], read: (row: Row) => Piece, ...more: Param[]): Generator<Piece[]> {
  const query = db.prepare(`${sql} LIMIT ${PAGE}`);
  for (let at = [...start]; ; ) {
    const found = query.all(...at, ...more);
    const last = found.at(-1);
    if (!last) return;
    yield found.map(read);
    at = behind(last);
  }
}

const writersOf = (db: Database) => ({
  document: db.prepare('INSERT OR REPLACE INTO documents (key, value, version, expires) VALUES (?, ?, ?, ?)'),
  claim: db.prepare('INSERT OR REPLACE INTO claims (key, token, attempt, until, done, result, ttl, expires, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  member: db.prepare('INSERT INTO members (name, member, value) VALUES (?, ?, ?) ON CONFLICT (name, member) DO UPDATE SET value = excluded.value'),
  score: db.prepare('INSERT OR REPLACE INTO scores (board, member, score) VALUES (?, ?, ?)'),
});

function write(writers: ReturnType<typeof writersOf>, piece: Piece): void {
  if (piece.kind === 'document') writers.document.run(piece.key, piece.json, piece.version, piece.expires);
  else if (piece.kind === 'member') writers.member.run(piece.set, piece.member, piece.json);
  else if (piece.kind === 'score') writers.score.run(piece.board, piece.member, piece.score);
  else writers.claim.run(piece.key, piece.token, piece.attempt, piece.until, piece.done ? 1 : 0, piece.result, piece.ttl, piece.expires, piece.since);
}

const text = (value: Param | undefined) => (value === null || value === undefined ? null : String(value));
const number = (value: Param | undefined) => (value === null || value === undefined ? null : Number(value));

const documentOf = (row: Row): Piece => ({ kind: 'document', key: String(row['key']), json: String(row['value']), version: Number(row['version']), expires: number(row['expires']) });
const memberOf = (row: Row): Piece => ({ kind: 'member', set: String(row['name']), member: String(row['member']), json: text(row['value']) });
const scoreOf = (row: Row): Piece => ({ kind: 'score', board: String(row['board']), member: String(row['member']), score: Number(row['score']) });
const claimOf = (row: Row): Piece => ({
  kind: 'claim',
  key: String(row['key']),
  token: text(row['token']),
  attempt: Number(row['attempt']),
  until: Number(row['until']),
  since: Number(row['since']),
  done: row['done'] === 1,
  result: text(row['result']),
  ttl: number(row['ttl']),
  expires: number(row['expires']),
});
