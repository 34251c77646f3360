import type { Database } from './driver.js';

/** Marks the file as ours ("STHY"), so that no other program's database is written to. */
const APPLICATION_ID = 0x53544859;

/**
 * One entry a version, applied in order and never edited afterwards. Times are epoch milliseconds, values JSON text;
 * `expires` is the instant from which the row counts as absent, NULL for never.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE documents (key TEXT PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL, expires INTEGER) STRICT;
   CREATE INDEX documents_expires ON documents (expires) WHERE expires IS NOT NULL;
   CREATE TABLE claims (key TEXT PRIMARY KEY, token TEXT, attempt INTEGER NOT NULL, until INTEGER NOT NULL,
     done INTEGER NOT NULL, result TEXT, ttl INTEGER, expires INTEGER) STRICT;
   CREATE INDEX claims_expires ON claims (expires) WHERE expires IS NOT NULL;
   CREATE TABLE members (seq INTEGER PRIMARY KEY, name TEXT NOT NULL, member TEXT NOT NULL, value TEXT, UNIQUE (name, member)) STRICT;
   CREATE TABLE scores (board TEXT NOT NULL, member TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (board, member)) STRICT, WITHOUT ROWID;
   CREATE INDEX scores_top ON scores (board, score DESC, member);`,
  // lowest first; and when the first attempt of a claim began
  `CREATE INDEX scores_low ON scores (board, score, member);
   ALTER TABLE claims ADD COLUMN since INTEGER NOT NULL DEFAULT 0;`,
];

/** The number of the schema that this version works with. */
export const newestSchema = (): number => MIGRATIONS.length;

/** The number of the file's schema; 0 for an empty file. @throws Error for a foreign file or one of a newer version */
export function schemaOf(db: Database): number {
  const number = (pragma: string) => Number(db.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
  const version = number('user_version');
  const empty = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0;
  if (!empty && number('application_id') !== APPLICATION_ID) throw new Error('it is the database of another program');
  if (version > MIGRATIONS.length) {
    throw new Error(`it was written by a newer version of this program (schema ${version}, this one knows ${MIGRATIONS.length})`);
  }
  return version;
}

/** Brings the file to the newest schema in one transaction. @throws Error for a foreign file or one of a newer version */
export function migrate(db: Database): void {
  const version = schemaOf(db);
  if (version === MIGRATIONS.length) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const sql of MIGRATIONS.slice(version)) db.exec(sql);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
