import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VARIABLES } from '../../src/io/variables.js';
import { startFakeDiscord, type FakeDiscord } from '../fakes/discord/index.js';
import { TOKEN } from '../fakes/discord/world.js';
import { startModel, status, type FakeModel } from '../fakes/model.js';
import { FakeSlack } from '../fakes/slack/index.js';
import { soon } from '../contracts/core.js';
import { type Desk, openDesk } from '../support/process.js';

const WORDS = 'CANARYWORDS';
/** A value that fits its variable, with a canary where it is a secret. */
const CANARIES = {
  DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA.GaBcDe.CANARYdiscord_abcdefghijklmnopqrst',
  SLACK_BOT_TOKEN: 'xoxb-1-2-CANARYslackbot',
  SLACK_APP_TOKEN: 'xapp-1-A1-2-CANARYslackapp',
  SLACK_SIGNING_SECRET: 'CANARYsigningsecret',
  SLACK_CLIENT_SECRET: 'CANARYclientsecret',
  SLACK_STATE_SECRET: 'CANARYstatesecret',
  TOKEN_KEY: 'k1:CANARYtokenkeyCANARYtokenkeyCANARYtokenkeyA=',
  MODEL_KEY: 'CANARYmodelkey',
  STORE_URL: 'redis://hall:CANARYstore@127.0.0.1:9/0',
} as const;
const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const secretsOf = (text: string) => [...text.matchAll(/CANARY\w+/g)].map(([found]) => found);

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.clear());

/** An HTTP server that answers everything in one way. */
async function everything(code: number, body: string, headers: Record<string, string> = {}): Promise<{ url: string; server: Server; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(JSON.stringify(request.headers));
    request.resume();
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, asked };
}
const stop = (server: Server) => {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
};

/** Starts the bot with these variables and lets it run, so long at most; all that it wrote. */
async function wrote(env: Record<string, string>, forMs: number): Promise<string> {
  const child = spawn(process.execPath, [`${process.cwd()}/dist/bundle/cli/start.js`], { cwd: desk.folder, env: { PATH: process.env['PATH'] ?? '', STORE_URL: `file:${desk.store}`, PAGE_PORT: '0', ...env } });
  let all = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (all += part));
  const gone = new Promise((done) => child.once('close', done));
  const timer = setTimeout(() => child.kill('SIGTERM'), forMs);
  const kill = setTimeout(() => child.kill('SIGKILL'), forMs + 15_000);
  await gone;
  clearTimeout(timer);
  clearTimeout(kill);
  return all;
}

describe('O5: a secret is in nothing that the process writes', () => {
  it('every variable that is a secret has a canary here', () => {
    const secret = Object.keys(VARIABLES).filter((name) => /TOKEN|SECRET|KEY|PASSWORD/.test(name));
    expect(secret.filter((name) => !(name in CANARIES))).toEqual([]);
  });

  it('not of a configuration that is wrong, whatever is wrong', async () => {
    const near = { DISCORD_TOKEN: 'CANARYdiscord no token', SLACK_BOT_TOKEN: 'CANARYslackbot', SLACK_APP_TOKEN: 'CANARYslackapp', MODEL_KEY: 'CANARY model key', MODEL_URL: 'https://CANARYuser:CANARYpass@example.org/?key=CANARYquery', STORE_URL: 'redis://hall:CANARYstore%zz@host', PROCESSES: 'CANARYprocesses', LOG_LEVEL: 'CANARYlevel' };
    for (const program of ['start', 'ask', 'import', 'digest', 'questions', 'store-copy']) {
      const { code, out, err } = await desk.run(program, program === 'ask' ? ['lesson 13'] : ['x', 'y'], { env: near });
      expect([program, code === 0, secretsOf(`${out}${err}`)]).toEqual([program, false, []]);
    }
  });

  const model = { MODEL_NAME: 'm', MODEL_KEY: CANARIES.MODEL_KEY };
  const discordAt = (url: string) => ({ DISCORD_TOKEN: CANARIES.DISCORD_TOKEN, DISCORD_API_URL: `${url}/api`, MODEL_URL: url, ...model });
  const slackAt = (url: string) => ({ SLACK_BOT_TOKEN: CANARIES.SLACK_BOT_TOKEN, SLACK_API_URL: `${url}/api/`, SLACK_PORT: '0', MODEL_URL: url, ...model });
  const PLATFORMS: readonly ((url: string) => Record<string, string>)[] = [
    discordAt,
    (url) => ({ ...slackAt(url), SLACK_APP_TOKEN: CANARIES.SLACK_APP_TOKEN }),
    (url) => ({ ...slackAt(url), SLACK_SIGNING_SECRET: CANARIES.SLACK_SIGNING_SECRET }),
  ];

  it.each<[string, number, string, Record<string, string>]>([
    ['401', 401, '{"message":"401: Unauthorized","code":0}', {}],
    ['429', 429, '{"message":"You are being rate limited.","retry_after":0.05,"global":true}', { 'retry-after': '1' }],
    ['500', 500, 'no JSON: it went wrong', {}],
    ['a redirect', 302, '', { location: 'http://127.0.0.1:9/' }],
    ['all that it knows', 400, '', {}],
  ])('not where every platform answers %s', async (_, code, body, headers) => {
    const seen = await Promise.all(
      PLATFORMS.map(async (envAt, i) => {
        const own = Object.values(envAt('')).join(' ');
        const { url, server, asked } = await everything(code, body || JSON.stringify({ ok: false, code: 1, message: own, error: own }), headers);
        try {
          const all = await wrote({ ...envAt(url), STORE_URL: `file:${desk.store}.${i}`, LOG_LEVEL: 'debug' }, 15_000);
          // it was used, so that it means something that it is nowhere
          return { used: secretsOf(asked.join('')).length > 0, found: secretsOf(all) };
        } finally {
          await stop(server);
        }
      }),
    );
    expect(seen).toEqual(PLATFORMS.map(() => ({ used: true, found: [] })));
  });

  it.each(LEVELS)('not where nobody is reached, at the level %s', async (level) => {
    const nowhere = 'http://127.0.0.1:9';
    const { STORE_URL, DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, MODEL_KEY, ...installed } = CANARIES;
    const seen = await Promise.all([
      wrote({ DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, MODEL_KEY, DISCORD_API_URL: `${nowhere}/api`, SLACK_API_URL: `${nowhere}/api/`, MODEL_URL: nowhere, MODEL_NAME: 'm', LOG_LEVEL: level }, 3000),
      wrote({ ...installed, SLACK_CLIENT_ID: '1.2', SLACK_API_URL: `${nowhere}/api/`, SLACK_PORT: '0', STORE_URL: `file:${desk.store}.2`, LOG_LEVEL: level }, 3000),
      wrote({ STORE_URL, LOG_LEVEL: level }, 3000),
    ]);
    expect(seen.map(secretsOf)).toEqual([[], [], []]);
  });
});

describe('O5: nor are the words of members', () => {
  let discord: FakeDiscord;
  let slack: FakeSlack;
  let model: FakeModel;
  beforeEach(async () => {
    [discord, slack, model] = await Promise.all([startFakeDiscord(), FakeSlack.start(), startModel()]);
  });
  afterEach(async () => {
    await Promise.all([discord.stop(), slack.stop(), model.close()]);
  });

  it('through answers, refusals, lost answers and a model that fails, at the level debug', async () => {
    model.answer = status(500, {}, `${WORDS} model`);
    const env = { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.api, SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.api, MODEL_URL: model.url, MODEL_NAME: 'm', MODEL_KEY: CANARIES.MODEL_KEY, LOG_LEVEL: 'debug' };
    const bot = await desk.start(env);
    let written = '';
    bot.child.stdout!.on('data', (part: string) => (written += part));
    bot.child.stderr!.on('data', (part: string) => (written += part));
    const say = (words: string) => {
      discord.command({ name: 'find', options: { query: words }, permissions: '32' });
      discord.command({ name: 'comment', options: { on: '13', text: `${words} text` } });
      slack.mention({ text: `<@UBOT> find ${words}` });
      slack.slash(`comment 13 ${words} text`);
    };
    say(WORDS);
    await soon(() => slack.world.messages.length >= 2 && discord.messages.length >= 2, 'answers', 20_000);
    // now every answer is refused, or lost
    discord.faults.push({ on: /^(PATCH|POST) \/webhooks/, answer: { status: 400, body: { code: 50035, message: 'Invalid Form Body', errors: { components: { 0: { content: { _errors: [{ code: 'STRING_TYPE_CONVERT', message: `Could not interpret "${WORDS}\n    at ${WORDS}" as string.` }] } } } } } } });
    slack.faults.add({ method: 'chat.postMessage', how: { error: 'invalid_blocks' } });
    slack.faults.add({ method: 'response_url', how: { status: 500 } });
    slack.faults.add({ method: 'chat.postEphemeral', how: { error: 'internal_error' } });
    say(`${WORDS} again`);
    discord.inject({ id: '1', application_id: '2', token: 'CANARYinteraction', type: 2, user: { id: '3', username: WORDS }, data: { type: 1, name: WORDS } });
    discord.command({ name: 'digest', options: { ref: '13' } });
    await soon(() => /not answered/.test(written), 'a refusal', 20_000);
    const ran = await bot.end('SIGTERM');
    const all = `${ran.out}${ran.err}`;
    const lines = all.split('\n').filter((line) => /CANARY/.test(line) || [TOKEN, slack.botToken, slack.appToken].some((one) => line.includes(one)));
    expect(lines).toEqual([]);
    expect(all).not.toContain('secret-');
    // what they said is kept, and kept there alone
    expect((await readFile(desk.store).catch(() => Buffer.alloc(0))).length).toBeGreaterThan(0);
  }, 120_000);
});
