import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import { type Settings, settingsKey } from '../src/documents.js';
import { keyvOver } from '../src/io/store/keyv.js';
import { LIN, MAYA, say } from './support/members.js';
import { openWorld, type World } from './support/world.js';

describe('O2: settings', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  /** As in another process: another face of the same store. */
  const another = () => {
    const store = { ...world.hall.parts.store };
    return createBot({ ...world.hall.parts, store, documents: keyvOver(store, 'documents') });
  };
  const settingsOf = (id: string) => world.hall.parts.documents.get<Settings>(settingsKey(id));

  it('that two processes change at once are all kept', async () => {
    const [one, two] = [another(), another()];
    for (let round = 0; round < 20; round++) {
      const [locale, retention] = round % 2 === 0 ? ['en', 95] : ['zh-CN', 80];
      await Promise.all([say(world, `settings ${locale}`, { member: MAYA }, one), say(world, `settings retention ${retention}`, { member: MAYA }, two)]);
      expect(await settingsOf(MAYA.id)).toEqual({ locale, retention });
    }
  });

  it('that were kept by an earlier version are read, and those of a later one stay', async () => {
    await world.hall.parts.documents.set(settingsKey(LIN.id), { locale: 'en', theme: 'dark' });
    await say(world, 'settings retention 80');
    expect(await settingsOf(LIN.id)).toEqual({ locale: 'en', theme: 'dark', retention: 80 });
    await say(world, 'settings auto');
    expect(await settingsOf(LIN.id)).toEqual({ theme: 'dark', retention: 80 });
  });
});
