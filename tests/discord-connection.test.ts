import { afterEach, describe, expect, it } from 'vitest';
import { createDiscordAdapter } from '../adapters/discord/index.js';
import { createPace } from '../src/io/pace.js';
import { handCore, soon } from './contracts/core.js';
import { reply } from './contracts/replies.js';
import { startFakeDiscord, type FakeDiscord } from './fakes/discord/index.js';
import { startRig, type Rig } from './fakes/discord/running.js';
import { TOKEN } from './fakes/discord/world.js';

const cleanup: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const one of cleanup.splice(0).reverse()) await one();
});
async function rigged(core = handCore(), options = {}): Promise<Rig & { core: ReturnType<typeof handCore> }> {
  const rig = await startRig(core, options);
  cleanup.push(async () => {
    for (const one of core.received) one.done();
    await rig.stop();
  });
  return { ...rig, core };
}

describe('Discord, on the real Client: the connection', () => {
  it('X7: identifies with the Guilds intent and no other', async () => {
    const { fake } = await rigged();
    expect(fake.gateway.received.find((p) => p.op === 2)?.d).toMatchObject({ intents: 1 });
  });

  it('X5: an interaction sent while the socket was down arrives after the resume', async () => {
    const { fake, core } = await rigged();
    fake.gateway.drop();
    fake.command({ name: 'lesson', options: { ref: '13' } });
    expect((await core.nth(0, 10_000)).request.line).toBe('lesson ref:13');
    expect([fake.gateway.sessions, fake.gateway.resumes]).toEqual([1, 1]);
  });

  it('X3: an interaction played again by a resume has the key that it had', async () => {
    const { fake, core } = await rigged();
    const sent = fake.command({ name: 'next' });
    await core.nth(0);
    fake.gateway.replayExtra = 1;
    fake.gateway.drop(4000);
    await core.nth(1, 10_000);
    expect(core.received.map((r) => r.request.key)).toEqual([`discord:${sent.id}`, `discord:${sent.id}`]);
  });

  it('X5: a refused resume ends in a new session that takes interactions', async () => {
    const { fake, core } = await rigged();
    fake.gateway.refuseResume = true;
    fake.gateway.drop(4000);
    await soon(() => fake.gateway.sessions === 2, 'a second session', 15_000);
    fake.command({ name: 'help' });
    expect((await core.nth(0)).request.line).toBe('help');
  }, 30_000);

  it('X5: a server that no longer answers heartbeats is left, and the session resumed', async () => {
    const { fake, core } = await rigged(handCore(), { heartbeatMs: 150 });
    fake.gateway.deaf = true;
    await soon(() => fake.gateway.resumes >= 1, 'a resume', 10_000);
    fake.gateway.deaf = false;
    fake.command({ name: 'help' });
    expect((await core.nth(0, 10_000)).request.line).toBe('help');
  });

  const started = async (token: string, prepare: (fake: FakeDiscord) => void = () => undefined): Promise<Error> => {
    const fake: FakeDiscord = await startFakeDiscord();
    prepare(fake);
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const adapter = createDiscordAdapter({ token, api: fake.api, log: quiet, pace: createPace({ minTimeMs: 1, channelMinTimeMs: 1 }) });
    cleanup.push(async () => {
      await adapter.stop();
      await fake.stop();
    });
    return adapter.start(handCore()).then(
      () => new Error('it started'),
      (error: Error) => error,
    );
  };

  it('a wrong token is an error at the start that does not repeat it', async () => {
    const error = await started('a.wrong.token');
    expect(error.message).toMatch(/token/i);
    expect(error.stack).not.toContain('a.wrong.token');
  });

  it.each([4004, 4014])('a session that Discord refuses with %i is an error at the start, not a wait for ever', async (code) => {
    const error = await started(TOKEN, (fake) => void (fake.gateway.refuseIdentify = code));
    expect(error.message).toMatch(/closed the connection for good|token|intents/i);
  });

  it('after stop no interaction is taken', async () => {
    const { fake, adapter, core } = await rigged();
    const stopping = adapter.stop();
    fake.command({ name: 'help' });
    await stopping;
    await adapter.stop();
    expect(core.received).toEqual([]);
    await expect(adapter.post('discord:1', reply({ kind: 'text', spans: ['x'] }), { key: 'k', attempt: 1 })).rejects.toMatchObject({
      name: 'DeliveryError',
    });
  });

  it('a session that Discord ends for good is an error in the log', async () => {
    const { fake, logged } = await rigged();
    fake.gateway.drop(4004);
    await soon(() => logged.find((l) => l.level === 'error' && l.fields?.['code'] === 4004), 'the log');
  });
});
