import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine } from '../adapters/cli/doctor-look.js';
import { createInstallations } from '../adapters/slack/install/installed.js';
import { createClock } from '../src/io/clock.js';
import type { Finding } from '../src/io/doctor/finding.js';
import { createBox } from '../src/io/sealed.js';
import { openStore } from '../src/io/store/index.js';
import type { Store } from '../src/store.js';
import { handCore } from './contracts/core.js';
import { startSlack, type Started } from './fakes/slack/harness.js';
import { CLIENT } from './fakes/slack/tenants.js';
import { installIn, keysOf, keyText } from './support/installing.js';
import { freePort } from './support/port.js';
import { type Desk, openDesk } from './support/process.js';
import { noRedis, type RedisServer, skipped, startRedis } from './support/redis.js';
import { options } from './support/store-drivers.js';

const KEY = keyText('k1');
let folder: string;
let slack: Started;
let url: string;

/** Where workspaces install the app: the real pages of the adapter, on a store that is closed afterwards. */
async function installed(teams: readonly string[], work: (store: Store) => Promise<void> = async () => {}): Promise<void> {
  const store = await openStore(url, { ...options, now: () => createClock().now() });
  slack = await startSlack(handCore(), 'http', { oauth: { keys: keysOf(KEY), store } });
  for (const team of teams) await installIn(slack.fake, slack.origin, team);
  await work(store);
  await slack.adapter.stop();
  await store.close();
  slack.fake.calls.length = 0;
}

async function found(key: string, { online = true } = {}): Promise<Finding[]> {
  const env = {
    STORE_URL: url,
    SLACK_CLIENT_ID: CLIENT.id,
    SLACK_CLIENT_SECRET: CLIENT.secret,
    SLACK_STATE_SECRET: 'a state secret of tests',
    SLACK_SIGNING_SECRET: 'fake-signing-secret',
    SLACK_API_URL: slack.fake.api,
    TOKEN_KEY: key,
  };
  const all: Finding[] = [];
  for await (const some of examine(env, { online, channel: undefined })) all.push(...some);
  expect(JSON.stringify(all)).not.toMatch(/xoxb-/);
  return all;
}
const about = (all: readonly Finding[], which: RegExp) => all.filter((one) => which.test(one.about)).map((one) => `${one.level} ${one.about}: ${one.what.en}`);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  url = `file://${join(folder, 'hall.db')}`;
});
afterEach(async () => {
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('O4: the doctor looks at the Slack workspaces that installed the app', () => {
  it('each is asked about with its own token: good or revoked, by its name', async () => {
    await installed(['T2', 'T3', 'T4'], async (store) => {
      await installIn(slack.fake, slack.origin, undefined, 'E1');
      await createInstallations(store, createBox(keysOf(KEY))).keep('T5', { token: 'xoxb-5-revoked', botId: 'B1', botUser: 'UBOT', scopes: [] });
    });
    slack.fake.tenants.remove('T3');
    const all = await found(KEY);
    expect(about(all, /TOKEN_KEY/)).toEqual(['ok TOKEN_KEY: opens 5 of 5 installation(s) of the Slack app']);
    expect(about(all, /^Slack /)).toEqual([
      'ok Slack Workspace <b>T2</b> (T2): its token is valid, with all scopes',
      'warning Slack Workspace <b>T3</b> (T3): its token was revoked: account_inactive',
      'ok Slack Workspace <b>T4</b> (T4): its token is valid, with all scopes',
      'ok Slack Organization (E1): its token is valid, with all scopes',
      'warning Slack T5: its token was revoked: invalid_auth',
    ]);
    expect(new Set(slack.fake.calls.map(({ method }) => method))).toEqual(new Set(['auth.test']));
  });

  it('says where Slack could not be asked, and which scopes a workspace has not granted', async () => {
    await installed(['T2']);
    slack.fake.faults.add({ method: 'auth.test', how: { status: 503 }, times: 1 });
    expect(about(await found(KEY), /^Slack /)).toEqual([expect.stringMatching(/^problem Slack Workspace <b>T2<\/b> \(T2\): Slack could not be asked: .*503/)]);
    slack.fake.scopes.delete('pins:write');
    expect(about(await found(KEY), /^Slack /)).toEqual(['warning Slack Workspace <b>T2</b> (T2): its token is valid, but lacks: pins:write']);
  });

  it('offline the key is tried on what the store holds, and Slack is not asked', async () => {
    await installed(['T2', 'T3']);
    const keys = async (key: string) => about(await found(key, { online: false }), /TOKEN_KEY/);
    const next = keyText('k2');
    expect(await keys(KEY)).toEqual(['ok TOKEN_KEY: opens 2 of 2 installation(s) of the Slack app']);
    expect(await keys(`${next},${KEY}`)).toEqual(['ok TOKEN_KEY: opens 2 of 2 installation(s) of the Slack app; 2 of them with an older key, which is needed until the bot starts again']);
    for (const wrong of [next, keyText('k1')]) {
      expect(await keys(wrong)).toEqual(['problem TOKEN_KEY: 2 installation(s) of the Slack app do not open: the key «k1» is not there, or is another one']);
    }
    expect(await keys(`${next},k1:lost`)).toEqual(['warning TOKEN_KEY: 2 installation(s) were sealed with a key that was given up: T2, T3']);
    expect(await keys('k1:short')).toEqual(['problem TOKEN_KEY: is not right']);
    expect(slack.fake.calls).toEqual([]);
  });

  it('a store without installations, and no store yet', async () => {
    await installed([]);
    const none = ['ok TOKEN_KEY: its form is right; no workspace has installed the Slack app yet'];
    expect(about(await found(KEY), /TOKEN_KEY|^Slack /)).toEqual(none);
    url = `file://${join(folder, 'elsewhere.db')}`;
    expect(about(await found(KEY), /TOKEN_KEY|^Slack /)).toEqual(none);
  });

  it('changes nothing in the file', async () => {
    await installed(['T2']);
    const before = await readFile(join(folder, 'hall.db'));
    await found(`${keyText('k2')},${KEY}`);
    expect((await readFile(join(folder, 'hall.db'))).equals(before)).toBe(true);
  });
});

describe.skipIf(noRedis)(`O4: the doctor looks at workspaces in Redis${skipped}`, () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
    url = redis.url;
  });
  afterEach(() => redis.dispose());

  it('online only, and writes nothing there', async () => {
    await installed(['T2']);
    const changes = async () => /rdb_changes_since_last_save:\d+/.exec(await redis.command('INFO', 'persistence'))?.[0];
    const before = await changes();
    expect(before).toBeDefined();
    expect(about(await found(KEY, { online: false }), /TOKEN_KEY|^Slack /)).toEqual([]);
    expect(about(await found(KEY), /TOKEN_KEY|^Slack /)).toEqual([
      'ok TOKEN_KEY: opens 1 of 1 installation(s) of the Slack app',
      'ok Slack Workspace <b>T2</b> (T2): its token is valid, with all scopes',
    ]);
    expect(await changes()).toBe(before);
    await redis.command('FLUSHALL');
    expect(about(await found(KEY), /TOKEN_KEY|^Slack /)).toEqual(['ok TOKEN_KEY: its form is right; no workspace has installed the Slack app yet']);
    expect(await redis.command('DBSIZE')).toMatch(/\b0\b/);
  });
});

describe('O4: the doctor beside a running bot', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.clear());

  it('is told by it what its store holds, and tries its own key on that', async () => {
    await installed([]);
    const port = await freePort();
    const env = {
      SLACK_CLIENT_ID: CLIENT.id,
      SLACK_CLIENT_SECRET: CLIENT.secret,
      SLACK_STATE_SECRET: 'a state secret of tests',
      SLACK_SIGNING_SECRET: 'fake-signing-secret',
      SLACK_API_URL: slack.fake.api,
      SLACK_PORT: String(port),
      TOKEN_KEY: KEY,
      PAGE: 'on',
    };
    await desk.start(env);
    await installIn(slack.fake, `http://127.0.0.1:${port}`, 'T2');
    const right = await desk.run('doctor', ['--online', '--lang', 'en'], { env });
    expect([right.code, right.out]).toEqual([0, expect.stringContaining('TOKEN_KEY: opens 1 of 1 installation(s)')]);
    expect(right.out).toContain('Slack Workspace <b>T2</b> (T2): its token is valid, with all scopes');
    const wrong = await desk.run('doctor', ['--lang', 'zh-CN'], { env: { ...env, TOKEN_KEY: keyText('k2') } });
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringMatching(/问题 TOKEN_KEY: 1 个 Slack 安装无法解开：缺少密钥“k1”，或密钥不一致\n +→ 请把它补在新密钥之后/)]);
  });
});
