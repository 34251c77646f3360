import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine } from '../adapters/cli/doctor-look.js';
import { deployCommands } from '../adapters/discord/deploy.js';
import { declare } from '../src/commands/declare.js';
import { COMMANDS } from '../src/commands/index.js';
import type { Finding } from '../src/io/doctor/finding.js';
import { missingForPictures } from '../src/io/card/packages.js';
import { clock, nodeVersion, skew } from '../src/io/doctor/machine.js';
import { pictures } from '../src/io/doctor/pictures.js';
import { REMEDIES_ZH } from '../src/io/remedies.js';
import { openFile } from '../src/io/store/file.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import { VARIABLES } from '../src/io/variables.js';
import { startFakeDiscord, type FakeDiscord } from './fakes/discord/index.js';
import { ABROAD, CHANNEL, PIN, TOKEN } from './fakes/discord/world.js';
import { FakeSlack } from './fakes/slack/index.js';
import { type Desk, openDesk } from './support/process.js';
import { noRedis, type RedisServer, skipped, startRedis } from './support/redis.js';
import { options } from './support/store-drivers.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function found(env: Record<string, string>, more: Partial<Parameters<typeof examine>[1]> = {}): Promise<Finding[]> {
  const all: Finding[] = [];
  for await (const some of examine({ STORE_URL: `file://${join(folder, 'hall.db')}`, ...env }, { online: false, channel: undefined, ...more })) all.push(...some);
  // every line in both languages, and with a remedy where there is something to do
  for (const { level, what, todo } of all) {
    expect(what.en && what['zh-CN']).toBeTruthy();
    expect(level === 'ok').toBe(todo === undefined);
    if (todo) expect(todo['zh-CN']).toMatch(/[\u4e00-\u9fff]/);
  }
  return all;
}
const lines = (findings: readonly Finding[], level: Finding['level']) => findings.filter((one) => one.level === level).map(({ about, what }) => `${about}: ${what.en}`);
const line = (findings: readonly Finding[], about: string) => findings.filter((one) => one.about === about).map(({ level, what }) => `${level} ${what.en}`).join('\n');

describe('O4: the doctor, offline', () => {
  it('finds a fresh machine right, and writes nothing', async () => {
    const all = await found({});
    expect([lines(all, 'problem'), lines(all, 'warning').filter((one) => !/^(disk|PICTURES)/.test(one))]).toEqual([[], []]);
    expect(line(all, 'STORE_URL')).toMatch(/will be made at the first start/);
    expect(line(all, 'COURSE')).toMatch(/\d+ lessons, \d+ questions/);
    expect(line(all, 'DEFAULT_ZONE')).toMatch(/Asia\/Shanghai: it is .* there/);
    expect(await found({ STORE_URL: 'redis://127.0.0.1:1' })).not.toContainEqual(expect.objectContaining({ level: 'problem' }));
  });

  it('names every wrong variable at once, in both languages, and goes on with the machine', async () => {
    const all = await found({ DISCORD_TOKEN: 'canary', SLACK_BOT_TOKEN: 'xoxb-1-x', PAGE: 'maybe', OPS_PORT: '4321', PROCESSES: '2' });
    expect(all.filter(({ level }) => level === 'problem').map(({ about }) => about)).toEqual(['DISCORD_TOKEN', 'PAGE', 'SLACK_BOT_TOKEN', 'PROCESSES', 'OPS_PORT']);
    expect(line(all, 'Node.js')).toMatch(/^ok/);
    expect(JSON.stringify(all)).not.toContain('canary');
  });

  it('has a remedy in Chinese for every variable', () => {
    expect(Object.keys(REMEDIES_ZH).toSorted()).toEqual(Object.keys(VARIABLES).toSorted());
  });

  it('says what is wrong with a course, with file and line', async () => {
    writeFileSync(join(folder, 'course.yaml'), 'title: 1\n');
    expect(lines(await found({ COURSE: folder }), 'problem').join('\n')).toMatch(/COURSE: course\.yaml:\d+/);
  });

  it('says of the store whether it is whole, old, somebody’s, damaged', async () => {
    const path = join(folder, 'hall.db');
    const db = openFile(path);
    const store = sqliteStore(db, options);
    await store.set('a', 1);
    expect(line(await found({}), 'STORE_URL')).toMatch(/problem .*belongs to another running process/);
    db.exec('PRAGMA user_version = 1');
    await store.close();
    expect(line(await found({}), 'STORE_URL')).toMatch(/warning .*schema 1; the next start brings it to \d/);
    writeFileSync(path, 'ruined'.repeat(1000));
    expect(line(await found({}), 'STORE_URL')).toMatch(/problem .*cannot be used/);
  });

  it('tries canvas and fonts, and says what is missing for pictures', async () => {
    const none = () => Promise.reject(new Error('no build for this machine'));
    expect(await pictures(none, ['@napi-rs/canvas', '@fontsource/noto-sans-sc'])).toMatchObject({
      level: 'warning',
      what: { en: 'none is drawn, for what they need is not installed: @napi-rs/canvas @fontsource/noto-sans-sc' },
      todo: { 'zh-CN': '请运行 npm install @napi-rs/canvas @fontsource/noto-sans-sc，或设置 PICTURES=off：文字照常发送' },
    });
    expect(await pictures(none, [])).toMatchObject({ level: 'warning', what: { en: expect.stringContaining('no build for this machine') } });
    // as this machine has it
    expect(line(await found({}), 'PICTURES')).toMatch(missingForPictures().length > 0 ? /^warning/ : /^ok canvas and fonts are there$/);
    expect(line(await found({ PICTURES: 'off' }), 'PICTURES')).toBe('');
  });

  it('knows an old Node, a clock that is behind, and one that others do not share', () => {
    const now = Date.parse('2026-11-26T00:00:00Z');
    expect([nodeVersion('20.18.1', true), nodeVersion('20.19.0', false), nodeVersion('20.19.0', true), nodeVersion('24.1.0', false)].map(({ level }) => level)).toEqual(['problem', 'problem', 'ok', 'ok']);
    expect([clock(0).level, clock(Date.now()).level]).toEqual(['problem', 'ok']);
    expect(skew('Discord', new Date(now).toUTCString(), now + 90_000)[0]).toMatchObject({ level: 'warning', what: { en: '90 s ahead of that of Discord' } });
    expect(skew('Discord', new Date(now).toUTCString(), now - 10_000)[0]?.level).toBe('ok');
    expect([...skew('Discord', null, now), ...skew('Discord', 'soon', now)]).toEqual([]);
  });
});

describe('O4: the doctor asks Discord', () => {
  let discord: FakeDiscord;
  beforeEach(async () => {
    discord = await startFakeDiscord();
  });
  afterEach(() => discord.stop());
  const ask = (id?: string, token = TOKEN) => found({ DISCORD_TOKEN: token, DISCORD_API_URL: discord.api }, { online: true, channel: id === undefined ? undefined : { platform: 'discord', id } });

  it('token, application, intents, commands, the rights in a channel: all right', async () => {
    await deployCommands({ token: TOKEN, api: discord.api, dryRun: false, commands: declare(COMMANDS), print: () => {} });
    const all = await ask(CHANNEL);
    expect(lines(all, 'problem')).toEqual([]);
    expect(line(all, 'Discord')).toMatch(/^ok the token is valid: study-hall, application \d+$/);
    expect(line(all, 'intents')).toMatch(/^ok/);
    expect(line(all, 'commands')).toMatch(/^ok all \d+ are registered/);
    expect(line(all, 'gateway')).toBe('ok 999 of 1000 starts left today');
    expect(line(all, `discord:${CHANNEL}`)).toMatch(/^ok/);
    expect(line(all, 'clock')).toMatch(/agrees with Discord/);
  });

  it('a wrong token, commands that differ, an intent too many, a missing right, a channel elsewhere', async () => {
    expect(line(await ask(undefined, 'wrong.to-ken.canary'), 'Discord')).toBe('problem the token is not taken');
    discord.world.flags = 1 << 18;
    discord.world.denied = PIN;
    const all = await ask(CHANNEL);
    expect(line(all, 'commands')).toMatch(/warning missing: .*\/lesson/);
    expect(line(all, 'intents')).toMatch(/warning Message Content Intent: on, and not needed/);
    expect(line(all, `discord:${CHANNEL}`)).toBe('problem the bot lacks: Pin Messages');
    expect(line(await ask(ABROAD), `discord:${ABROAD}`)).toMatch(/^problem/);
    expect(line(await ask('999999999999999999'), 'discord:999999999999999999')).toMatch(/problem Discord shows the bot no such channel/);
    expect(discord.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('a Discord that is not there', async () => {
    const all = await found({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: 'http://127.0.0.1:1/api' }, { online: true });
    expect(line(all, 'Discord')).toMatch(/problem Discord could not be asked/);
  });
});

describe('O4: the doctor asks Slack', () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    slack = await FakeSlack.start();
  });
  afterEach(() => slack.stop());
  const ask = (id?: string) => found({ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.api }, { online: true, channel: id === undefined ? undefined : { platform: 'slack', id } });

  it('both tokens, all scopes, a channel: right; and no socket is opened', async () => {
    const all = await ask('C1');
    expect(lines(all, 'problem')).toEqual([]);
    expect(line(all, 'Slack')).toBe('ok the bot token is valid: study in Study');
    expect(line(all, 'Socket Mode')).toBe('ok the app token opens it');
    expect(line(all, 'scopes')).toMatch(/^ok all \d+/);
    expect(line(all, 'slack:T1:C1')).toMatch(/^ok/);
    expect(slack.callsOf('chat.postMessage')).toEqual([]);
  });

  it('a scope that is missing, with what it is for; one too many; a channel without the bot; refused tokens', async () => {
    slack.scopes.delete('pins:write');
    slack.scopes.add('admin');
    const all = await ask('C2');
    expect(line(all, 'pins:write')).toMatch(/problem this scope was not granted; it is needed to pin/);
    expect(line(all, 'scopes')).toBe('warning granted and not needed: admin');
    expect(line(all, 'slack:T1:C2')).toMatch(/problem the bot lacks: membership of the channel/);
    slack.tokens.clear();
    const none = await ask();
    expect(line(none, 'SLACK_BOT_TOKEN')).toMatch(/problem Slack does not take it: invalid_auth/);
    expect(line(none, 'SLACK_APP_TOKEN')).toMatch(/problem/);
  });
});

describe.skipIf(noRedis)(`O4: the doctor asks Redis${skipped}`, () => {
  let redis: RedisServer | undefined;
  afterEach(() => redis?.dispose());

  it('one that keeps everything, one that does not, one that is not there', async () => {
    redis = await startRedis();
    const good = await found({ STORE_URL: redis.url }, { online: true });
    expect(lines(good, 'problem')).toEqual([]);
    expect(lines(good, 'ok').join('\n')).toMatch(/appendonly: yes\nmaxmemory-policy: noeviction/);
    expect(line(good, 'Redis')).toMatch(/^ok (Redis|Valkey) \d/);
    expect(line(good, 'latency')).toMatch(/ms/);
    await redis.command('CONFIG', 'SET', 'appendonly', 'no');
    await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await redis.command('CONFIG', 'SET', 'requirepass', 'canary');
    const port = String(redis.port);
    const bad = await found({ STORE_URL: `redis://:canary@127.0.0.1:${port}` }, { online: true });
    expect(line(bad, 'appendonly')).toMatch(/^warning/);
    expect(line(bad, 'maxmemory-policy')).toMatch(/^warning allkeys-lru/);
    const closed = await found({ STORE_URL: `redis://:wrong-canary@127.0.0.1:${port}` }, { online: true });
    expect(closed.find(({ about }) => about === 'STORE_URL')).toMatchObject({ level: 'problem', todo: { en: 'check user, password and database in STORE_URL' } });
    expect(JSON.stringify([bad, closed])).not.toContain('canary');
    expect(line(await found({ STORE_URL: 'redis://127.0.0.1:1' }, { online: true }), 'STORE_URL')).toMatch(/problem redis:\/\/127\.0\.0\.1:1/);
  });
});

describe('O4: npm run doctor', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.clear());

  it('speaks either language, and its exit code says whether the bot can work', async () => {
    const right = await desk.run('doctor', ['--lang', 'en']);
    expect([right.code, right.err]).toEqual([0, '']);
    expect(right.out).toMatch(/^ok {7}environment: right: STORE_URL, PAGE_PORT$/m);
    expect(right.out).toMatch(/^0 problem\(s\), \d warning\(s\)$/m);
    const wrong = await desk.run('doctor', ['--lang', 'zh-CN'], { env: { PAGE: 'maybe' } });
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringMatching(/问题 PAGE: 设置有误\n +→ 请填写 on 或 off/)]);
    for (const mistyped of [['--onlin'], ['x'], ['--channel', 'general'], ['--lang', 'fr']]) expect((await desk.run('doctor', mistyped)).code).toBe(2);
  });

  it('finds the running bot, and disturbs nothing', async () => {
    const bot = await desk.start();
    const { out, code } = await desk.run('doctor', ['--lang', 'en']);
    expect([code, out]).toEqual([0, expect.stringContaining(`the bot is running (process ${bot.child.pid})`)]);
    expect((await desk.ask('--lang', 'en', 'lesson 13')).out).toContain('Lesson 13');
  });

  it('shows no secret, whatever a platform answers', async () => {
    const slack = await FakeSlack.start();
    try {
      const env = { SLACK_BOT_TOKEN: 'xoxb-1-canary', SLACK_SIGNING_SECRET: 'canary', SLACK_API_URL: slack.api, STORE_URL: 'redis://:canary@127.0.0.1:1' };
      slack.faults.add({ method: 'auth.test', how: { error: 'no such thing as canary or xoxb-1-canary' } });
      const { out, err, code } = await desk.run('doctor', ['--online', '--lang', 'en'], { env });
      expect(code).toBe(1);
      expect(out + err).toContain('***');
      expect(out + err).not.toContain('canary');
    } finally {
      await slack.stop();
    }
  });
});
