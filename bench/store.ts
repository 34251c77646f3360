import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { openDatabase } from '../src/io/store/driver.js';
import { openStore } from '../src/io/store/index.js';
import type { Store } from '../src/store.js';
import { freePort } from '../tests/support/port.js';
import { quantile, table } from './measure.js';

const CALLS = 4000;
/** More keys than the file store knows without a look at the file, so that each read goes there; and fewer. */
const MANY = CALLS;
const FEW = 1000;
/** Callers at the same time, as members of busy groups are. */
const AT_ONCE = 64;
const TURNS = 5;

type Call = (key: string) => unknown;
interface Side {
  readonly read: Call;
  readonly write: Call;
  /** Reads, then writes where nobody wrote meanwhile; the bare driver writes without looking. */
  readonly change: Call;
}

const document = { member: 'bench:m', cursor: 13, days: Array.from({ length: 30 }, (_, i) => i), text: 'x'.repeat(100) };
const JSON_TEXT = JSON.stringify(document);

const ours = (store: Store): Side => ({
  read: (key) => store.get(key),
  write: (key) => store.set(key, document),
  async change(key) {
    const entry = await store.get(key);
    await store.compareAndSet(key, entry?.version ?? 0, document);
  },
});

/** Calls a second. */
async function rate(call: Call, keys: number): Promise<number> {
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < CALLS) await call(`k${next++ % keys}`);
    }),
  );
  return (CALLS / (performance.now() - start)) * 1000;
}

/** Both sides in turns, so that what else the machine does meets both; medians. */
async function compare(name: string, bare: Side, own: Side): Promise<string[][]> {
  const rows: string[][] = [];
  const kinds = [['write', 'writes', MANY], ['read', 'reads', MANY], ['read', `reads of ${FEW} keys`, FEW], ['change', 'compare-and-set', MANY]] as const;
  for (const [what, words, keys] of kinds) {
    const [theirs, mine]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < TURNS; turn++) {
      theirs.push(await rate(bare[what], keys));
      mine.push(await rate(own[what], keys));
    }
    const [a, b] = [quantile(theirs, 0.5), quantile(mine, 0.5)];
    rows.push([`${name}, ${words}`, Math.round(a).toLocaleString('en'), Math.round(b).toLocaleString('en'), (b / a).toFixed(2)]);
  }
  return rows;
}

const options = { now: () => Date.now(), token: () => randomUUID() };

/** The same SQLite with the same promises: every write is on the disk when it returns. */
async function file(folder: string): Promise<string[][]> {
  const db = openDatabase(join(folder, 'bare.db'));
  for (const pragma of ['locking_mode = EXCLUSIVE', 'journal_mode = WAL']) db.prepare(`PRAGMA ${pragma}`).get();
  db.exec('PRAGMA synchronous = FULL; CREATE TABLE documents (key TEXT PRIMARY KEY, value TEXT NOT NULL)');
  const [get, put] = [db.prepare('SELECT value FROM documents WHERE key = ?'), db.prepare('INSERT OR REPLACE INTO documents (key, value) VALUES (?, ?)')];
  const read = (key: string) => JSON.parse(String(get.get(key)?.['value'])) as unknown;
  const write = (key: string) => put.run(key, JSON.stringify(document));
  const store = await openStore(`file://${join(folder, 'ours.db')}`, options);
  try {
    return await compare('file', { read, write, change: (key) => (read(key), write(key)) }, ours(store));
  } finally {
    await store.close();
    db.close();
  }
}

async function redis(folder: string, program: string): Promise<string[][]> {
  const port = await freePort();
  const server = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''], { stdio: 'ignore' });
  // waits for the server
  const store = await openStore(`redis://127.0.0.1:${port}`, options);
  const client = new Redis(port, '127.0.0.1');
  const read = async (key: string) => JSON.parse((await client.get(key)) ?? 'null') as unknown;
  const write = (key: string) => client.set(key, JSON.stringify(document));
  try {
    return await compare('Redis', { read, write, change: async (key) => (await read(key), write(key)) }, ours(store));
  } finally {
    await store.close();
    client.disconnect();
    server.kill('SIGKILL');
  }
}

export async function benchStore(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'study-hall-bench-'));
  try {
    const program = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);
    const rows = [...(await file(folder)), ...(program ? await redis(folder, program) : [['Redis', '', '', 'left out: no redis-server']])];
    console.log(`\nStore: documents of ${JSON_TEXT.length} bytes, ${AT_ONCE} callers at once, calls a second`);
    console.log(table([['', 'bare driver', 'ours', 'ratio'], ...rows]));
  } finally {
    await rm(folder, { recursive: true });
  }
}
