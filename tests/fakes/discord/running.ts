import { createDiscordAdapter, type DiscordOptions } from '../../../adapters/discord/index.js';
import { createPace } from '../../../src/io/pace.js';
import type { Adapter, Core } from '../../../src/ports.js';
import { listLog, type Logged } from '../../support/log.js';
import { startFakeDiscord, type FakeDiscord, type FakeOptions } from './index.js';
import { TOKEN } from './world.js';

export interface Rig {
  readonly fake: FakeDiscord;
  readonly adapter: Adapter;
  readonly logged: Logged[];
  stop(): Promise<void>;
}

export interface RigOptions extends FakeOptions, Pick<DiscordOptions, 'commands' | 'patienceMs' | 'pictures' | 'shards' | 'store'> {
  /** The commands that Discord has from before. */
  readonly registered?: unknown[];
}

/** The real adapter with the real Client and the real pace, logged in to a fake of its own. */
export async function startRig(core: Core, { commands, patienceMs, pictures, shards, store, registered, ...fakeOptions }: RigOptions = {}): Promise<Rig> {
  const fake = await startFakeDiscord(fakeOptions);
  if (registered) fake.world.commands = registered;
  const logged: Logged[] = [];
  const log = listLog(logged);
  // two attempts: a failure that lasts comes back to the test after one wait
  const pace = createPace({ minTimeMs: 1, channelMinTimeMs: 1, attempts: 2 });
  const adapter = createDiscordAdapter({ token: TOKEN, api: fake.api, log, pace, commands, patienceMs, pictures, shards, store });
  await adapter.start(core);
  return {
    fake,
    adapter,
    logged,
    async stop() {
      await pace.stop();
      await adapter.stop();
      await fake.stop();
    },
  };
}
