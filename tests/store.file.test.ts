import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../src/io/store/driver.js';
import { closeFile, openFile } from '../src/io/store/file.js';
import { openStore } from '../src/io/store/index.js';
import { StoreBusy } from '../src/store.js';
import { drivers, freshPath, options } from './support/store-drivers.js';

describe('STORE_URL', () => {
  const at = freshPath();

  it('file:PATH and file:///PATH open the same file', async () => {
    const first = await openStore(`file:${at.path}`, options);
    await first.set('a', 1);
    await first.close();
    const second = await openStore(`file://${at.path}`, options);
    expect((await second.get('a'))?.value).toBe(1);
    await second.close();
  });

  const wrong = ['memory:', 'mongodb://:secret@localhost/x', 'file:', '', 'data/hall.db'];
  it.each(wrong)('refuses «%s» and says what is needed', async (url) => {
    const refused = await openStore(url, options).catch((error: Error) => error.message);
    expect(refused).toContain('«file:PATH» is needed');
    expect(refused).not.toContain('secret');
  });

  it.each(['redis://:secret@host:no', 'redis://:secret@', 'redis://:secret@host/?db=1'])('refuses «%s» and says what is needed', async (url) => {
    const refused = await openStore(url, options).catch((error: Error) => error.message);
    expect(refused).toContain('«redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]» is needed');
    expect(refused).not.toContain('secret');
  });

  it('says what to install where there is no driver', () => {
    expect(() => openDatabase(at.path, [() => undefined])).toThrow('npm install libsql');
  });
});

describe.each(drivers)('the file over $name (O1)', ({ open }) => {
  const at = freshPath();
  const make = (change: (db: ReturnType<typeof openFile>) => void) => {
    const db = openFile(at.path, open);
    change(db);
    closeFile(db);
  };
  const opening = () => openFile(at.path, open);

  it('is readable by its owner only, log and folder included, and one file once it is closed', () => {
    const db = opening();
    db.exec("INSERT INTO members (name, member) VALUES ('s', 'm')");
    const files = readdirSync(dirname(at.path));
    expect(files).toContain('hall.db-wal');
    for (const file of files) expect(statSync(`${dirname(at.path)}/${file}`).mode & 0o777, file).toBe(0o600);
    expect(statSync(dirname(at.path)).mode & 0o777).toBe(0o700);
    closeFile(db);
    expect(readdirSync(dirname(at.path))).toEqual(['hall.db']);
  });

  it('leaves the mode of a folder that was there', () => {
    mkdirSync(dirname(at.path));
    chmodSync(dirname(at.path), 0o755);
    closeFile(opening());
    expect(statSync(dirname(at.path)).mode & 0o777).toBe(0o755);
  });

  it('refuses a second opening while the first is open, soon, and only then', () => {
    const first = opening();
    const began = performance.now();
    expect(opening).toThrow(StoreBusy);
    expect(performance.now() - began).toBeLessThan(1000);
    first.exec("INSERT INTO members (name, member) VALUES ('s', 'm')");
    expect(opening).toThrow(StoreBusy);
    closeFile(first);
    closeFile(opening());
  });

  it.each([
    ['text', (path: string) => writeFileSync(path, 'not a database '.repeat(1000)), 'damaged'],
    ['a torn file', (path: string) => truncateSync(path, 5000), 'damaged'],
    ['a broken first page', (path: string) => writeFileSync(path, readFileSync(path).fill(0xff, 100, 4096)), 'damaged'],
  ])('says so when the file is damaged: %s', (_, damage, words) => {
    make((db) => db.exec("INSERT INTO members (name, member) VALUES ('s', 'm')"));
    damage(at.path);
    const before = readFileSync(at.path);
    expect(opening).toThrow(words);
    expect(readFileSync(at.path).equals(before)).toBe(true);
  });

  it.each([
    ['written by a newer version', 'PRAGMA user_version = 99', 'newer version'],
    ['of another program', 'PRAGMA application_id = 7', 'another program'],
  ])('refuses a file %s and leaves it as it is', (_, sql, words) => {
    make((db) => db.exec(sql));
    const before = readFileSync(at.path);
    expect(opening).toThrow(words);
    expect(readFileSync(at.path).equals(before)).toBe(true);
  });

  it('says so when the path is a folder, or goes through a file', () => {
    mkdirSync(at.path, { recursive: true });
    expect(opening).toThrow(`Cannot open the store ${at.path}`);
    expect(() => openFile('/dev/null/hall.db', open)).toThrow('Cannot open the store');
  });

  it.each(drivers)('opens what $name wrote, also its log after a crash', (other) => {
    const crashed = `${at.path}.copy`;
    const db = openFile(at.path, other.open);
    db.exec("INSERT INTO members (name, member) VALUES ('s', 'm')");
    for (const end of ['', '-wal']) copyFileSync(at.path + end, crashed + end);
    closeFile(db);
    for (const path of [at.path, crashed]) {
      const again = openFile(path, open);
      expect(again.prepare('SELECT name, member FROM members').get()).toMatchObject({ name: 's', member: 'm' });
      closeFile(again);
    }
  });

  it('runs in WAL with full syncs, alone', () => {
    const db = opening();
    const pragma = (name: string) => db.prepare(`PRAGMA ${name}`).get()?.[name];
    expect(['journal_mode', 'synchronous', 'locking_mode'].map(pragma)).toEqual(['wal', 2, 'exclusive']);
    closeFile(db);
  });
});
