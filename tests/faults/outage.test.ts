import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../contracts/core.js';
import { startFakeDiscord, type FakeDiscord } from '../fakes/discord/index.js';
import { wordsOf } from '../fakes/discord/reading.js';
import { TOKEN } from '../fakes/discord/world.js';
import { awakeMs } from '../support/awake.js';
import { isBusy } from '../support/crowd.js';
import { cpuMs, type Desk, openDesk, type Started } from '../support/process.js';
import { noRedis, type RedisServer, skipped, startRedis } from '../support/redis.js';

const AWAY_MS = 60_000;
/** How long a member is asked to wait for an answer at most, and so much more for a busy machine. */
const HEARD_MS = 2500;

describe.skipIf(noRedis)(`O2: Redis is gone for a minute${skipped}`, () => {
  let redis: RedisServer;
  let discord: FakeDiscord;
  let desk: Desk;
  let bot: Started;
  let log = '';
  beforeEach(async () => {
    redis = await startRedis();
    discord = await startFakeDiscord({ lateMs: 60_000 });
    desk = await openDesk();
    bot = await desk.start({ STORE_URL: redis.url, DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.api, DEFAULT_LOCALE: 'en', LOG_LEVEL: 'info' });
    bot.child.stderr?.on('data', (part: string) => (log += part));
  });
  afterEach(async () => {
    await desk.clear();
    await discord.stop();
    await redis.dispose();
  });

  /** A member's line, its answer, and how long that took. */
  async function read(ref: number): Promise<{ words: string; ms: number }> {
    const began = awakeMs();
    const sent = discord.command({ name: 'read', options: { ref: String(ref) } });
    const { body } = await soon(() => sent.original, `the answer to read ${ref}`);
    return { words: wordsOf(body), ms: awakeMs() - began };
  }

  it('members hear in time that they may try again, the process neither dies nor spins nor floods its log, and nothing acknowledged is lost', { timeout: 180_000 }, async () => {
    expect((await read(20)).words).toContain('Lesson 20');
    await redis.signal('SIGKILL');
    const [cpu, began] = [await cpuMs(bot.child.pid), performance.now()];
    log = '';
    for (let lesson = 21; performance.now() - began < AWAY_MS; lesson++) {
      const { words, ms } = await read(lesson);
      expect([isBusy(words), ms < HEARD_MS]).toEqual([true, true]);
      await wait(5000);
    }
    const seconds = (performance.now() - began) / 1000;
    expect(((await cpuMs(bot.child.pid)) - cpu) / 1000 / seconds).toBeLessThan(0.2);
    expect(log.split('\n').length / seconds).toBeLessThan(10);
    expect(bot.child.exitCode).toBeNull();
    await redis.start();
    const back = awakeMs();
    while (isBusy((await read(40)).words)) expect(awakeMs() - back).toBeLessThan(3000);
    const sent = discord.command({ name: 'progress' });
    const progress = wordsOf((await soon(() => sent.original, 'the progress')).body);
    expect(progress).toMatch(/Lesson 20\b[^]*Lesson 40\b|Lesson 40\b[^]*Lesson 20\b/);
    expect((await bot.end('SIGTERM')).code).toBe(0);
  });
});
