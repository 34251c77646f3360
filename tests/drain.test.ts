import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeDiscord, type FakeDiscord } from './fakes/discord/index.js';
import { wordsOf } from './fakes/discord/reading.js';
import { TOKEN } from './fakes/discord/world.js';
import { freePort } from './support/port.js';
import { type Desk, openDesk, type Started } from './support/process.js';

/** Of a busy machine. */
const SOON = { timeout: 30_000 };

let desk: Desk;
let discord: FakeDiscord;
let ops: string;
beforeEach(async () => {
  desk = await openDesk();
  discord = await startFakeDiscord({ lateMs: 60_000 });
});
afterEach(async () => {
  discord.meddle = undefined;
  await desk.clear();
  await discord.stop();
});

async function start(): Promise<Started> {
  const port = await freePort();
  ops = `http://127.0.0.1:${port}`;
  return desk.start({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.api, OPS_PORT: String(port), DEFAULT_LOCALE: 'en' });
}
const ready = async () => (await fetch(`${ops}/readyz`)).status;
const shown = () => discord.messages.map((message) => wordsOf(message.body)).join('\n');

/** Answers are held up until `go` is called. */
function slow(): { waiting(): number; go(): void } {
  let go = () => {};
  let waiting = 0;
  const gate = new Promise<void>((open) => (go = open));
  discord.meddle = async (what, when) => {
    if (when !== 'arrived' || !/PATCH .*(original|%40original)/.test(what)) return undefined;
    waiting++;
    await gate;
    return undefined;
  };
  return { waiting: () => waiting, go };
}

describe('O5: SIGTERM drains', () => {
  it('what is under way ends, nothing new begins, and from outside it is not ready at once', async () => {
    const bot = await start();
    expect(await ready()).toBe(200);
    const answers = slow();
    discord.command({ name: 'lesson', options: { ref: '23' } });
    await expect.poll(answers.waiting, SOON).toBe(1);

    const ended = bot.end('SIGTERM');
    await expect.poll(ready, SOON).toBe(503);
    expect(await (await fetch(`${ops}/readyz`)).json()).toMatchObject({ ready: false, why: expect.arrayContaining(['draining']) });
    expect((await fetch(`${ops}/healthz`)).status).toBe(200);
    const before = discord.requests.length;
    discord.command({ name: 'lesson', options: { ref: '24' } });
    await wait(500);
    expect(discord.requests.length).toBe(before);

    answers.go();
    const { code, err } = await ended;
    expect(code).toBe(0);
    expect(err).not.toMatch(/"level":50/);
    expect(shown()).toContain('23');
    expect(shown()).not.toContain('24');
  });

  it('a second signal ends it at once', async () => {
    const bot = await start();
    const answers = slow();
    discord.command({ name: 'lesson', options: { ref: '23' } });
    await expect.poll(answers.waiting, SOON).toBe(1);
    const ended = bot.end('SIGTERM');
    await expect.poll(ready, SOON).toBe(503);
    bot.child.kill('SIGTERM');
    expect((await ended).code).toBe(1);
    expect(shown()).not.toContain('23');
  });

  it('what does not end in ten seconds is left, which the log says; the next start finds all that was acknowledged', async () => {
    const bot = await start();
    expect((await desk.ask('--as', 'lin', 'read', '13')).code).toBe(0);
    // Discord never answers a request, and its library asks once more
    const answers = slow();
    discord.command({ name: 'lesson', options: { ref: '23' } });
    await expect.poll(answers.waiting, SOON).toBe(1);
    const { code, err } = await bot.end('SIGTERM');
    expect([code, err]).toEqual([1, expect.stringContaining('not everything under way had ended in time')]);
    answers.go();
    expect((await desk.ask('--as', 'lin', '--lang', 'en', 'mydata')).out).toContain('Reading passes: 1');
  });
});
