import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Running, startStudyHall } from '../adapters/main.js';
import { readConfig } from '../src/io/config.js';
import { startFakeDiscord, type FakeDiscord } from './fakes/discord/index.js';
import { wordsOf as discordWords } from './fakes/discord/reading.js';
import { TOKEN } from './fakes/discord/world.js';
import { FakeSlack } from './fakes/slack/index.js';
import { wordsOf as slackWords } from './fakes/slack/read.js';
import { listLog, type Logged } from './support/log.js';

/** Of a busy machine. */
const SOON = { timeout: 30_000 };

let folder: string;
let discord: FakeDiscord;
let slack: FakeSlack;
let running: Running | undefined;
let logged: Logged[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'platforms-'));
  // a busy machine is late for reasons of its own
  discord = await startFakeDiscord({ lateMs: 60_000 });
  slack = await FakeSlack.start({ ackWindowMs: 60_000 });
  logged = [];
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await discord.stop();
  await slack.stop();
  await rm(folder, { recursive: true });
});

async function start(env: Record<string, string>): Promise<Running> {
  running = await startStudyHall(readConfig({ STORE_URL: `file://${join(folder, 'hall.db')}`, PAGE_PORT: '0', ...env }), listLog(logged));
  return running;
}
const onDiscord = () => ({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.api });
const onSlack = () => ({ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.api });

test('with tokens the adapters that have them run, the page only when asked', async () => {
  const { platforms, page } = await start({ ...onDiscord(), ...onSlack() });
  expect(platforms).toEqual(['discord', 'slack']);
  expect(page).toBeUndefined();
  discord.command({ name: 'lesson', options: { ref: '23' } });
  slack.mention({ text: '<@UBOT> lesson 24' });
  await expect.poll(() => discord.messages.map((message) => discordWords(message.body)).join('\n'), SOON).toContain('声明式API与Kubernetes编程范式');
  await expect.poll(() => slack.world.messages.map(slackWords).join('\n'), SOON).toContain('API对象的奥秘');
  expect(discord.refused).toEqual([]);
  expect(slack.refused).toEqual([]);
});

test('Discord alone, with the page: its clock stays, because posts would go out to a real server', async () => {
  const { platforms, page } = await start({ ...onDiscord(), PAGE: 'on' });
  expect(platforms).toEqual(['discord', 'page']);
  const state = (await (await fetch(new URL('/state', page?.address()))).json()) as { travels: boolean };
  expect(state.travels).toBe(false);
  expect(logged.some(({ message }) => message.includes('npm run deploy:commands'))).toBe(true);
});

test('a token that the platform refuses is said at the start, without the token', async () => {
  slack.tokens.delete(slack.botToken);
  await expect(start(onSlack())).rejects.toThrow(/invalid_auth|bot token/);
  expect(JSON.stringify(logged)).not.toContain(slack.botToken);
});
