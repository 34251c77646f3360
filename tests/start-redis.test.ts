import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../src/io/store/index.js';
import { awakeMs } from './support/awake.js';
import { say, words } from './support/members.js';
import { type Desk, openDesk } from './support/process.js';
import { noRedis, type RedisServer, skipped, startRedis } from './support/redis.js';
import { openWorld } from './support/world.js';

const PASSWORD = 's3cret-p@ss';

describe.skipIf(noRedis)(`O2: the programs on one Redis${skipped}`, () => {
  let server: RedisServer;
  let desk: Desk;
  let env: Record<string, string>;
  beforeAll(async () => {
    server = await startRedis('--requirepass', PASSWORD);
  });
  afterAll(() => server.dispose());
  beforeEach(async () => {
    desk = await openDesk();
    env = { STORE_URL: `redis://:${encodeURIComponent(PASSWORD)}@127.0.0.1:${server.port}`, PROCESSES: '2' };
  });
  afterEach(() => desk.clear());

  it('two bots run beside each other, and a line sees the same state with and without them', async () => {
    const ask = (line: string) => desk.run('ask', ['--lang', 'en', line], { env });
    expect((await ask('lesson 13')).out).toContain('Lesson 13');
    const bots = [await desk.start(env), await desk.start(env)];
    const next = await ask('next');
    expect([next.code, next.err]).toEqual([0, '']);
    expect(next.out).toContain('Lesson 14');
    const ends = await Promise.all(bots.map((bot) => bot.end('SIGTERM')));
    expect(ends.map(({ code, err }) => [code, err])).toEqual([[0, ''], [0, '']]);
    expect((await ask('next')).out).toContain('Lesson 15');
  });

  it('a wrong password is said in a sentence that does not repeat it', async () => {
    for (const program of ['start', 'ask']) {
      const args = program === 'ask' ? ['lesson 13'] : [];
      const { code, out, err } = await desk.run(program, args, { env: { ...env, STORE_URL: `redis://:wrong-s3cret@127.0.0.1:${server.port}`, LOG_LEVEL: 'debug' } });
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(`redis://127.0.0.1:${server.port}`);
      expect(err).toContain('WRONGPASS');
      expect(err).not.toContain('s3cret');
    }
  });
});

describe.skipIf(noRedis)(`O2: members while Redis is away${skipped}`, () => {
  let server: RedisServer;
  beforeEach(async () => {
    server = await startRedis();
  });
  afterEach(() => server.dispose());

  it.each([['SIGSTOP', () => server.signal('SIGCONT')], ['SIGKILL', () => server.start()]] as const)(
    'by %s hear soon that they may try again, and it works again soon',
    async (signal, comeBack) => {
      const world = await openWorld({ url: server.url });
      const hear = async (line: string) => {
        const began = awakeMs();
        const text = words(await say(world, line));
        return { text, ms: awakeMs() - began };
      };
      expect((await hear('lesson 13')).text).toContain('13');
      await server.signal(signal);
      for (let i = 0; i < 3; i++) {
        const { text, ms } = await hear('next');
        expect(text).toMatch(/busy$/);
        expect(ms).toBeLessThan(2500);
      }
      await world.hall.bot.tick();
      await comeBack();
      const back = awakeMs();
      for (let text = 'busy'; text.endsWith('busy'); ) {
        await wait(100);
        ({ text } = await hear('next'));
        expect(awakeMs() - back).toBeLessThan(3000);
        if (!text.endsWith('busy')) expect(text).toContain('14');
      }
      await world.close();
    },
  );

  it('what was acknowledged is there for the next process', async () => {
    const store = await openStore(server.url, { now: () => Date.now(), token: () => 'x' });
    await store.set('kept', 1);
    await store.close();
    await server.signal('SIGKILL');
    await server.start();
    const again = await openStore(server.url, { now: () => Date.now(), token: () => 'x' });
    expect((await again.get('kept'))?.value).toBe(1);
    await again.close();
  });
});
