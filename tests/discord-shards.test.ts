import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDiscordAdapter } from '../adapters/discord/index.js';
import { createClock } from '../src/io/clock.js';
import { createPace } from '../src/io/pace.js';
import type { Shards } from '../src/io/shards.js';
import type { Adapter } from '../src/ports.js';
import type { Store } from '../src/store.js';
import { handCore, soon, type HandCore } from './contracts/core.js';
import { reply } from './contracts/replies.js';
import { startFakeDiscord, type FakeDiscord } from './fakes/discord/index.js';
import { wordsOf } from './fakes/discord/reading.js';
import { CHANNEL, GUILD, OTHER_GUILD, TOKEN } from './fakes/discord/world.js';
import { listLog, type Logged } from './support/log.js';
import { type Desk, openDesk } from './support/process.js';
import { noRedis, type RedisServer, skipped, startRedis } from './support/redis.js';
import { openWorld, type World } from './support/world.js';

const HALVES: readonly Shards[] = [{ ids: [0], count: 2 }, { ids: [1], count: 2 }];

describe('X6: Discord with shards, on the real Client', () => {
  let fake: FakeDiscord;
  const cleanup: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const one of cleanup.splice(0).reverse()) await one();
  });

  const open = async (): Promise<World> => {
    fake = await startFakeDiscord();
    const world = await openWorld({ clock: createClock() });
    cleanup.push(
      () => fake.stop(),
      () => world.close(),
    );
    return world;
  };
  const run = async (shards: Shards, store?: Store, core: HandCore = handCore(), logged: Logged[] = []): Promise<{ adapter: Adapter; core: HandCore }> => {
    const pace = createPace({ minTimeMs: 1, channelMinTimeMs: 1 });
    const adapter = createDiscordAdapter({ token: TOKEN, api: fake.api, log: listLog(logged), pace, commands: [], shards, store });
    cleanup.push(async () => {
      for (const one of core.received) one.done();
      await pace.stop();
      await adapter.stop();
    });
    await adapter.start(core);
    return { adapter, core };
  };
  const inGuild = (guild: string) => fake.command({ name: 'help', raw: { guild_id: guild } });

  it('an interaction reaches the process that has the shard of its server, and no other', async () => {
    const { hall } = await open();
    const [first, second] = [await run(HALVES[0]!, hall.parts.store), await run(HALVES[1]!, hall.parts.store)];
    expect(fake.gateway.connected).toEqual(['0/2', '1/2']);
    inGuild(GUILD);
    inGuild(OTHER_GUILD);
    fake.command({ name: 'help', dm: true });
    await Promise.all([first.core.nth(1), second.core.nth(0)]);
    expect(second.core.received.map(({ request }) => request.place.group)).toEqual([`discord:${GUILD}`]);
    expect(first.core.received.map(({ request }) => request.place.group)).toEqual([`discord:${OTHER_GUILD}`, expect.stringContaining('dm')]);
  });

  it('each posts everywhere, whatever shards it has', async () => {
    const { hall } = await open();
    const { adapter } = await run(HALVES[0]!, hall.parts.store);
    await adapter.post(`discord:${CHANNEL}`, reply({ kind: 'text', spans: ['from the other half'] }), { key: 'k', attempt: 1 });
    expect(fake.messages.map(({ body }) => wordsOf(body))).toEqual(['from the other half']);
  });

  it('a shard that breaks is resumed, and what it missed comes; the other one hears on', async () => {
    await open();
    const { core } = await run({ ids: [0, 1], count: 2 });
    fake.gateway.drop(undefined, 1);
    inGuild(OTHER_GUILD);
    inGuild(GUILD);
    await core.nth(1, 10_000);
    expect(new Set(core.received.map(({ request }) => request.place.group)).size).toBe(2);
    expect([fake.gateway.sessions, fake.gateway.resumes]).toEqual([2, 1]);
  });

  it('auto: all that Discord recommends, as many at once as it allows', async () => {
    await open();
    fake.gateway.recommended = 4;
    fake.gateway.concurrency = 4;
    fake.gateway.identifyMs = 5000;
    await run('auto');
    expect([fake.gateway.connected, fake.gateway.hasty]).toEqual([['0/4', '1/4', '2/4', '3/4'], []]);
  });

  it('two processes that start at once identify in turn, one in 5 s', async () => {
    const { hall } = await open();
    fake.gateway.identifyMs = 5000;
    await Promise.all(HALVES.map((half) => run(half, hall.parts.store)));
    expect([fake.gateway.connected, fake.gateway.hasty, fake.gateway.sessions]).toEqual([['0/2', '1/2'], [], 2]);
  });

  it('and at once where they are of different buckets', async () => {
    const { hall } = await open();
    fake.gateway.identifyMs = 60_000;
    fake.gateway.concurrency = 2;
    await Promise.all(HALVES.map((half) => run(half, hall.parts.store)));
    expect([fake.gateway.connected, fake.gateway.hasty]).toEqual([['0/2', '1/2'], []]);
  });

  it('commands are compared once: where the first shard is', async () => {
    const { hall } = await open();
    await run(HALVES[1]!, hall.parts.store);
    const asked = () => fake.requests.filter(({ path }) => path.endsWith('/commands')).length;
    await run(HALVES[0]!, hall.parts.store);
    await soon(() => asked() === 1, 'the comparison');
    await wait(100);
    expect(asked()).toBe(1);
  });

  it('which right is missing is said of a server of another shard as well', async () => {
    const { hall } = await open();
    const { adapter } = await run(HALVES[0]!, hall.parts.store);
    fake.faults.push({ on: new RegExp(`^GET /channels/${CHANNEL}$`), answer: { status: 403, body: { code: 50_001, message: 'Missing Access' } } });
    const channel = `discord:${CHANNEL}`;
    expect(await adapter.preflight(channel, { group: `discord:${GUILD}` })).toEqual(['View Channel']);
    expect(await adapter.preflight(channel)).toEqual(['View Channel, or membership of the server']);
    fake.world.kicked = true;
    expect(await adapter.preflight(channel, { group: `discord:${GUILD}` })).toEqual(['membership of the server']);
  });

  it('a shard that there is not, and too few of them, are errors at the start', async () => {
    await open();
    fake.gateway.refuseIdentify = 4011;
    await expect(run({ ids: [0], count: 1 })).rejects.toThrow(/4011|shard/i);
  });
});

describe.skipIf(noRedis)(`X6: shards in two processes on one Redis${skipped}`, () => {
  let server: RedisServer;
  let fake: FakeDiscord;
  let desk: Desk;
  beforeAll(async () => {
    [server, fake, desk] = await Promise.all([startRedis(), startFakeDiscord(), openDesk()]);
  });
  afterAll(async () => {
    await desk.clear();
    await Promise.all([server.dispose(), fake.stop()]);
  });

  it('each answers the servers of its shards; one is killed and the other goes on', async () => {
    fake.gateway.identifyMs = 5000;
    const env = (SHARDS: string) => ({ STORE_URL: server.url, PROCESSES: '2', DISCORD_TOKEN: TOKEN, DISCORD_API_URL: fake.api, SHARDS, DEFAULT_LOCALE: 'en' });
    const [first] = await Promise.all([desk.start(env('0/2')), desk.start(env('1/2'))]);
    expect([fake.gateway.connected, fake.gateway.hasty]).toEqual([['0/2', '1/2'], []]);
    const ask = async (guild: string) => {
      const sent = fake.command({ name: 'lesson', options: { ref: '13' }, raw: { guild_id: guild } });
      return wordsOf((await soon(() => sent.original, 'the answer', 20_000)).body);
    };
    expect(await ask(GUILD)).toContain('13');
    expect(await ask(OTHER_GUILD)).toContain('13');
    await first.end('SIGKILL');
    expect(fake.gateway.connected).toEqual(['1/2']);
    expect(await ask(GUILD)).toContain('13');
    expect(fake.messages).toHaveLength(3);
  });
});
