import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFile } from '../src/io/store/file.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import { drivers, freshPath, options, START } from './support/store-drivers.js';

const FIRST = readFileSync('tests/fixtures/store/schema-1.sql', 'utf8');

describe.each(drivers)('O1: a store of an older version, over $name', ({ open }) => {
  const at = freshPath();

  /** A file of the first version, and what was changed in it by hand. */
  function first(more = ''): void {
    mkdirSync(dirname(at.path), { recursive: true });
    const db = open(at.path);
    db.exec(FIRST);
    if (more) db.exec(more);
    db.close();
  }
  const pragma = (name: string) => {
    const db = open(at.path);
    const found = db.prepare(`PRAGMA ${name}`).get()?.[name];
    db.close();
    return found;
  };

  it('everything that the first version wrote is read by this one, and goes on', async () => {
    first();
    const store = sqliteStore(openFile(at.path, open), options);
    expect(await store.get('settings:page:lin')).toEqual({ value: { locale: 'zh-CN' }, version: 3 });
    expect(await store.get('round:1')).toEqual({ value: { question: '什么是 Pod？' }, version: 1 });
    expect(await store.get('gone')).toBeUndefined();
    expect(await store.claim('event:open', { leaseMs: 1000 })).toEqual({ state: 'busy', untilMs: START + 30_000 });
    expect(await store.complete('event:open', 'token-1')).toBe(true);
    expect(await store.claim('event:done', { leaseMs: 1000 })).toEqual({ state: 'done', result: { message: '7' } });
    expect(await store.members('group:hall')).toEqual([{ member: 'page:lin', value: undefined }, { member: 'page:ada', value: { since: '2026-03-02' } }]);
    expect(await store.top('week:10', 5)).toEqual([{ member: 'page:ada', score: 30 }, { member: 'page:lin', score: 12.5 }]);
    expect(await store.lowest('week:10', 20, 5)).toEqual([{ member: 'page:lin', score: 12.5 }]);
    expect(await store.compareAndSet('settings:page:lin', 3, { locale: 'en' })).toBe(true);
    await store.close();
    expect(pragma('user_version')).toBe(2);
  });

  it('a migration that fails leaves the file as it was, and the reason is said', () => {
    // the second version makes an index of this name
    first('CREATE INDEX scores_low ON scores (score)');
    const before = readFileSync(at.path);
    expect(() => openFile(at.path, open)).toThrow(/Cannot open the store .*scores_low already exists/);
    expect(readFileSync(at.path).equals(before)).toBe(true);
    expect(pragma('user_version')).toBe(1);
  });

  it('a file of a newer version is refused in clear words, and stays as it was', () => {
    first('PRAGMA user_version = 999');
    const before = readFileSync(at.path);
    expect(() => openFile(at.path, open)).toThrow(/newer version of this program \(schema 999, this one knows \d+\)/);
    expect(readFileSync(at.path).equals(before)).toBe(true);
  });
});
