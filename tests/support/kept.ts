import type { Bot } from '../../src/bot.js';
import type { Parts } from '../../src/commands/command.js';
import { openDatabase } from '../../src/io/store/driver.js';
import { keyvOver } from '../../src/io/store/keyv.js';
import { migrate } from '../../src/io/store/schema.js';
import { sqliteStore } from '../../src/io/store/sqlite.js';
import type { Store } from '../../src/store.js';
import { inMemory } from './members.js';
import type { World } from './world.js';

export interface Kept {
  readonly bot: Bot;
  readonly store: Store;
  /** Everything that is stored, row by row, but for which events were handled. */
  contents(): Set<string>;
  /** Another process on the same store. */
  again(): Bot;
}

/** The world's core on a store in memory that a test looks into. */
export function keptInMemory(world: World, over: Partial<Parts> = {}): Kept {
  const { clock, random } = { ...world.hall.parts, ...over };
  const db = openDatabase(':memory:');
  migrate(db);
  const store = sqliteStore(db, { now: () => clock.now(), token: () => random.id() });
  const again = () => inMemory(world, { ...over, store, documents: keyvOver(store, 'documents') });
  const tables = ['documents', 'claims', 'members', 'scores'];
  return {
    bot: again(),
    store,
    again,
    contents: () =>
      new Set(tables.flatMap((name) => db.prepare(`SELECT * FROM ${name}`).all().filter((row) => !String(row['key'] ?? '').startsWith('event:')).map((row) => `${name} ${JSON.stringify(row)}`))),
  };
}
