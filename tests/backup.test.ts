import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restoreFile } from '../src/io/store/backup/restore.js';
import { writeBackup } from '../src/io/store/backup/write.js';
import { openDatabase } from '../src/io/store/driver.js';
import { closeFile, openAsItIs, openFile } from '../src/io/store/file.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import { StoreBusy } from '../src/store.js';
import { type Desk, openDesk } from './support/process.js';
import { options } from './support/store-drivers.js';

const CHILD = resolve('tests/support/backup-child.mjs');
const BUILT = resolve('dist/src/io/store');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A store with one word in it, and so much beside it that copying takes a while. */
async function make(path: string, word: string, kilobytes = 0): Promise<void> {
  const store = sqliteStore(openFile(path), options);
  await store.set('word', word);
  await Promise.all(Array.from({ length: kilobytes }, (_, i) => store.set(`ballast:${i}`, `${word}${i}`.padEnd(1000, 'x'))));
  await store.close();
}
/** The word of a store that is whole. */
function wordOf(path: string): unknown {
  const db = openAsItIs(path);
  expect(db.prepare('PRAGMA integrity_check').get()?.['integrity_check']).toBe('ok');
  const { value } = db.prepare("SELECT value FROM documents WHERE key = 'word'").get() ?? {};
  closeFile(db);
  return JSON.parse(String(value));
}
function backUp(from: string, to: string): void {
  const db = openAsItIs(from);
  try {
    writeBackup(db, to);
  } finally {
    closeFile(db);
  }
}

/** Runs the child to its end, or kills it so many milliseconds after it began; whether it had ended by itself. */
async function ran(what: 'backup' | 'restore', from: string, to: string, { call = Infinity, afterMs = Infinity }): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, what, BUILT, from, to, String(call)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const gone = new Promise((done) => child.once('close', done));
  const began = new Promise<void>((done) => child.stdout.setEncoding('utf8').on('data', (part: string) => ((said += part).includes('go') ? done() : undefined)));
  await Promise.race([began, gone]);
  await Promise.race([...(afterMs === Infinity ? [] : [wait(afterMs)]), gone]);
  child.kill('SIGKILL');
  await gone;
  return said.includes('done');
}

describe('O6: a backup of a running bot', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.clear());
  const lin = (...line: string[]) => desk.ask('--as', 'lin', '--lang', 'en', ...line);
  const passes = async () => Number(/Reading passes: (\d+)/.exec((await lin('mydata')).out)?.[1]);

  // a dozen programs start here, one after the other
  it('is one file, and brings back what was there then after the bot was killed with -9', { timeout: 180_000 }, async () => {
    const bot = await desk.start();
    expect((await lin('read', '13')).code).toBe(0);
    const copy = join(folder, 'copy.db');
    // beside other work: none of it is lost, none of it half there
    const [made, read] = await Promise.all([desk.run('backup', [copy, '--lang', 'en']), lin('read', '14')]);
    expect([made.code, made.err, read.code]).toEqual([0, '', 0]);
    expect(made.out).toMatch(/copy\.db has everything that was kept \(\d+\.\d MB, copied by the running bot\)/);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(existsSync(`${copy}-wal`)).toBe(false);
    expect((await desk.run('backup', [copy, '--lang', 'en'])).err).toContain('is there already and stays as it is');
    expect((await lin('read', '15')).code).toBe(0);

    const refused = await desk.run('restore', [copy, '--lang', 'en']);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining(`process ${bot.child.pid}`)]);
    expect(await passes()).toBe(3);
    await bot.end('SIGKILL');

    const restored = await desk.run('restore', [copy, '--lang', 'en']);
    expect([restored.code, restored.err]).toEqual([0, '']);
    expect(restored.out).toContain('hall.db.bak');
    // one or two: the second came while the copy was made
    expect(await passes()).toBeGreaterThanOrEqual(1);
    expect(await passes()).toBeLessThanOrEqual(2);
    // the former file is whole, with what came after the backup, and can be brought back the same way
    expect((await desk.run('restore', [`${desk.store}.bak`, '--lang', 'en'])).code).toBe(0);
    expect(await passes()).toBe(3);
    expect(existsSync(`${desk.store}.bak2`)).toBe(true);
  });

  it('without a bot it is made all the same, and says so in either language', async () => {
    await lin('read', '13');
    const made = await desk.run('backup', ['copy.db', '--lang', 'zh-CN']);
    expect([made.code, made.out]).toEqual([0, expect.stringContaining('全部数据已写入')]);
    expect(existsSync(join(desk.folder, 'copy.db'))).toBe(true);
    const nothing = await desk.run('backup', ['other.db', '--lang', 'en'], { env: { STORE_URL: `file:${join(folder, 'none.db')}` } });
    expect([nothing.code, nothing.err]).toEqual([1, expect.stringContaining('There is no store')]);
    expect(existsSync(join(folder, 'none.db'))).toBe(false);
    const redis = await desk.run('backup', ['other.db', '--lang', 'en'], { env: { STORE_URL: 'redis://127.0.0.1:1' } });
    expect([redis.code, redis.err]).toEqual([1, expect.stringContaining('store:copy')]);
    expect((await desk.run('backup', [])).code).toBe(2);
    expect((await desk.run('restore', ['a', 'b'])).code).toBe(2);
  });
});

describe('O6: killed with -9 in the middle', () => {
  it('a restore leaves the former file or the whole new one, never a third thing, and can be repeated', { timeout: 120_000 }, async () => {
    const [store, copy] = [join(folder, 'hall.db'), join(folder, 'copy.db')];
    await make(copy, 'new', 200);
    const seen: unknown[] = [];
    // before every call that changes a file, and in the middle of every copy
    for (let call = 0, ended = false; !ended; call++) {
      await make(store, 'old', 10);
      ended = await ran('restore', copy, store, { call });
      const now = wordOf(store);
      if (!ended) seen.push(now);
      expect(['old', 'new']).toContain(now);
      if (now === 'new') expect(wordOf(`${store}.bak`)).toBe('old');
      restoreFile(copy, store);
      expect(wordOf(store)).toBe('new');
      for (const name of readdirSync(folder)) if (name !== 'copy.db') rmSync(join(folder, name));
    }
    expect(seen.length).toBeGreaterThan(5);
    expect(new Set(seen)).toEqual(new Set(['old', 'new']));
  });

  it('a backup is whole or not there', { timeout: 120_000 }, async () => {
    const store = join(folder, 'hall.db');
    await make(store, 'kept', 8000);
    let missing = 0;
    for (let round = 0; round < 12; round++) {
      const to = join(folder, `copy-${round}.db`);
      await ran('backup', store, to, { afterMs: round * 15 });
      if (existsSync(to)) expect(wordOf(to)).toBe('kept');
      else missing++;
    }
    expect(missing).toBeGreaterThan(0);
    expect(wordOf(store)).toBe('kept');
    backUp(store, join(folder, 'last.db'));
    expect(wordOf(join(folder, 'last.db'))).toBe('kept');
  });
});

describe('O6: what is no backup is refused, and nothing changes', () => {
  it.each<[string, RegExp, (path: string) => Promise<void> | void]>([
    ['a text', /no database at all|not a database/, (path) => writeFileSync(path, 'Dear diary, this is no database.'.repeat(100))],
    ['an empty file', /it is empty/, (path) => writeFileSync(path, '')],
    ['one that was cut short', /damaged|malformed/, async (path) => {
      await make(path, 'new', 200);
      truncateSync(path, 60_000);
    }],
    ['the database of another program', /another program/, (path) => {
      const db = openDatabase(path);
      db.exec('CREATE TABLE notes (text TEXT)');
      db.close();
    }],
    ['one of a newer version', /newer version/, async (path) => {
      await make(path, 'new');
      const db = openDatabase(path);
      db.exec('PRAGMA user_version = 999');
      db.close();
    }],
    ['one that is not there', /There is no file/, () => {}],
  ])('%s', async (_, why, spoil) => {
    const [store, copy] = [join(folder, 'hall.db'), join(folder, 'copy.db')];
    await make(store, 'old');
    await spoil(copy);
    const before = readFileSync(store);
    expect(() => restoreFile(copy, store)).toThrow(why);
    expect(readFileSync(store).equals(before)).toBe(true);
    expect(existsSync(`${store}.bak`) || existsSync(`${store}.restoring`)).toBe(false);
    expect(wordOf(store)).toBe('old');
  });

  it('while somebody has the store, and where both are one file', async () => {
    const [store, copy] = [join(folder, 'hall.db'), join(folder, 'copy.db')];
    await make(store, 'old');
    await make(copy, 'new');
    const open = sqliteStore(openFile(store), options);
    expect(() => restoreFile(copy, store)).toThrow(StoreBusy);
    expect((await open.get('word'))?.value).toBe('old');
    await open.close();
    expect(() => restoreFile(store, store)).toThrow(/own file/);
  });

  it('a damaged store is replaced all the same, with what stood beside it put aside', async () => {
    const [store, copy] = [join(folder, 'data', 'hall.db'), join(folder, 'copy.db')];
    mkdirSync(join(folder, 'data'));
    writeFileSync(store, 'ruined'.repeat(1000));
    writeFileSync(`${store}-wal`, 'ruined');
    await make(copy, 'new');
    expect(restoreFile(copy, store)).toEqual({ kept: `${store}.bak`, rows: 1 });
    expect(wordOf(store)).toBe('new');
    expect(readFileSync(`${store}.bak`, 'utf8')).toContain('ruined');
    expect(existsSync(`${store}-wal`)).toBe(false);
  });
});
