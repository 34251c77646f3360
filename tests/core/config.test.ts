import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/io/config.js';
import { VARIABLES } from '../../src/io/variables.js';

const BOT = 'xoxb-1-canary-secret';
const APP = 'xapp-1-canary-secret';
const DISCORD = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.GcAnAr.canary_secret-0123456789abcdefghijk';

const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
/** For many workspaces. */
const MANY = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'canary-secret', SLACK_STATE_SECRET: 'canary-state-secret', TOKEN_KEY: KEY, SLACK_SIGNING_SECRET: 'canary-signing' };

const refused = (env: Record<string, string | undefined>): ConfigError => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was taken');
};
const names = (env: Record<string, string | undefined>) => refused(env).problems.map((problem) => problem.split(':', 1).join(''));

describe('O4: the configuration', () => {
  it('needs nothing: every variable is optional', () => {
    expect(readConfig({})).toEqual({
      SLACK_PORT: 3000,
      SLACK_CONNECTIONS: 1,
      STORE_URL: 'file:data/study-hall.db',
      PROCESSES: 1,
      COURSE: 'content/kubernetes',
      DEFAULT_LOCALE: 'zh-CN',
      DEFAULT_ZONE: 'Asia/Shanghai',
      PAGE_PORT: 4321,
      OPS_HOST: '127.0.0.1',
      PICTURES: 'on',
      LOG_LEVEL: 'info',
    });
  });

  it('a variable that is blank, as in a copied .env.example, is not set', () => {
    for (const blank of ['', '  ', '\r', '\t']) {
      expect(readConfig(Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, blank])))).toEqual(readConfig({}));
    }
  });

  it('takes what is right, without the white space around it', () => {
    const config = readConfig({
      DISCORD_TOKEN: ` ${DISCORD}\r`, DISCORD_GUILD_ID: '123456789012345678', DISCORD_API_URL: 'http://127.0.0.1:4000/api', SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP,
      SLACK_PORT: '0', STORE_URL: 'file:elsewhere/x.db', DEFAULT_LOCALE: 'en', DEFAULT_ZONE: 'Europe/Berlin', PAGE: 'off', PAGE_PORT: '65535', LOG_LEVEL: 'silent', UNKNOWN: 'x',
    });
    expect(config).toMatchObject({ DISCORD_TOKEN: DISCORD, SLACK_PORT: 0, PAGE_PORT: 65_535, DEFAULT_LOCALE: 'en', DEFAULT_ZONE: 'Europe/Berlin', PAGE: 'off' });
    expect(config).not.toHaveProperty('UNKNOWN');
  });

  it.each([
    ['DISCORD_TOKEN', 'no token'],
    ['DISCORD_GUILD_ID', '12ab'],
    ['DISCORD_API_URL', 'ftp://example.org'],
    ...['4', '0/0', '4/4', '0,0/2', '3-1/4', '0-4/4', '-1/2', '0,/2', 'all', '0/10000', '0.5/2'].map((text) => ['SHARDS', text] as const),
    ...['0', '11', '1.5'].map((text) => ['SLACK_CONNECTIONS', text] as const),
    ['SLACK_CLIENT_ID', 'A0123'],
    ['SLACK_CLIENT_SECRET', 'two words'],
    ['SLACK_STATE_SECRET', 'too short'],
    ['TOKEN_KEY', 'k1:c2hvcnQ='],
    ['TOKEN_KEY', 'k1:lost'],
    ['SLACK_PORT', '70000'],
    ['SLACK_PORT', '-1'],
    ['SLACK_PORT', '1e3'],
    ['SLACK_PORT', '0x10'],
    ['PAGE_PORT', '80.5'],
    ['PAGE_PORT', 'http'],
    ['SLACK_API_URL', 'example.org'],
    ['STORE_URL', 'redis:'],
    ['STORE_URL', 'redis://'],
    ['STORE_URL', 'redis://host:port'],
    ['STORE_URL', 'redis://host/name'],
    ['STORE_URL', 'redis://host?tls=true'],
    ['STORE_URL', 'redis://:%zz@host'],
    ['STORE_URL', 'unix:///run/redis.sock'],
    ['PROCESSES', '0'],
    ['PROCESSES', '1.5'],
    ['PROCESSES', '100'],
    ['STORE_URL', 'file:'],
    ['DEFAULT_LOCALE', 'zh'],
    ['DEFAULT_LOCALE', 'constructor'],
    ['DEFAULT_ZONE', 'Mars/Olympus'],
    ['DEFAULT_ZONE', '+08:00'],
    ['PAGE', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['MODEL_URL', 'example.org/v1'],
    ['MODEL_URL', 'https://user:pass@example.org/v1'],
    ['MODEL_URL', 'https://example.org/v1?key=x'],
    ['MODEL_NAME', 'x'.repeat(201)],
    ['MODEL_KEY', 'two words'],
    ['MODEL_KEY', '密钥'],
  ] as const)('%s=%s is one problem, with its remedy', (name, value) => {
    const beside = { MODEL_URL: 'https://example.org/v1', MODEL_NAME: 'x' };
    const slack = name in MANY ? MANY : {};
    expect(refused({ ...beside, ...slack, [name]: value }).problems).toEqual([`${name}: not valid; ${VARIABLES[name].remedy}`]);
  });

  it('names every problem at once', () => {
    const env = { DISCORD_TOKEN: 'x', DISCORD_GUILD_ID: 'x', SLACK_BOT_TOKEN: 'x', SLACK_PORT: 'x', STORE_URL: 'x', DEFAULT_LOCALE: 'x', DEFAULT_ZONE: 'x', PAGE: 'x', LOG_LEVEL: 'x' };
    expect(names(env).sort()).toEqual([...Object.keys(env), 'SLACK_BOT_TOKEN'].sort());
    expect(refused(env).message.split('\n')).toHaveLength(11);
  });
});

describe('O2: several processes', () => {
  it.each(['redis://host', 'redis://host:6380/3', 'rediss://user:p%40ss@host.example', 'redis://:secret@[::1]:6379'])('share %s', (url) => {
    expect(readConfig({ STORE_URL: url, PROCESSES: '3' })).toMatchObject({ STORE_URL: url, PROCESSES: 3 });
  });

  it('cannot share a file, which is said beside every other problem', () => {
    expect(names({ PROCESSES: '2' })).toEqual(['PROCESSES']);
    expect(names({ PROCESSES: '2', STORE_URL: 'file:x.db', PAGE: 'maybe' })).toEqual(['PAGE', 'PROCESSES']);
    expect(names({ PROCESSES: '2', STORE_URL: 'nonsense' })).toEqual(['STORE_URL']);
    expect(readConfig({ PROCESSES: '1' }).PROCESSES).toBe(1);
  });
});

describe('X6: many workspaces, connections and shards', () => {
  const REDIS = { STORE_URL: 'redis://host' };
  it('all of them beside each other are right, over HTTP and over Socket Mode', () => {
    expect(readConfig(MANY).TOKEN_KEY?.map(({ name, key }) => [name, key?.length])).toEqual([['k1', 32]]);
    const { SLACK_SIGNING_SECRET: _none, ...rest } = MANY;
    expect(readConfig({ ...rest, SLACK_APP_TOKEN: APP, SLACK_CONNECTIONS: '3' }).SLACK_CONNECTIONS).toBe(3);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['one of them missing', { ...MANY, TOKEN_KEY: '' }, ['SLACK_CLIENT_ID']],
    ['one of them alone', { TOKEN_KEY: KEY }, ['TOKEN_KEY']],
    ['no way in for events', { ...MANY, SLACK_SIGNING_SECRET: '' }, ['SLACK_CLIENT_ID']],
    ['a bot token as well', { ...MANY, SLACK_BOT_TOKEN: BOT }, ['SLACK_BOT_TOKEN']],
    ['connections without Socket Mode', { ...MANY, SLACK_CONNECTIONS: '2' }, ['SLACK_CONNECTIONS']],
    ['more connections than Slack allows', { ...REDIS, PROCESSES: '4', SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_CONNECTIONS: '3' }, ['SLACK_CONNECTIONS']],
    ['shards without Discord', { SHARDS: 'auto' }, ['SHARDS']],
    ['some of the shards on a file', { DISCORD_TOKEN: DISCORD, SHARDS: '0/2' }, ['SHARDS']],
    ['all shards in each of several processes', { ...REDIS, DISCORD_TOKEN: DISCORD, PROCESSES: '2', SHARDS: 'auto' }, ['SHARDS']],
  ])('%s is named', (_, env, expected) => {
    expect(names(env)).toEqual(expected);
  });

  it('what is missing is listed', () => {
    expect(refused({ SLACK_CLIENT_ID: '1.2', SLACK_SIGNING_SECRET: 'x' }).problems).toEqual(['SLACK_CLIENT_ID: needs SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, TOKEN_KEY beside it']);
  });

  it.each([
    ['auto', 'auto'],
    ['0,1/4', { ids: [0, 1], count: 4 }],
    ['0-2, 5/8', { ids: [0, 1, 2, 5], count: 8 }],
    ['0/1', { ids: [0], count: 1 }],
  ])('SHARDS=%s', (text, shards) => {
    expect(readConfig({ ...REDIS, DISCORD_TOKEN: DISCORD, SHARDS: text }).SHARDS).toEqual(shards);
  });
});

describe('O4: tokens beside each other', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['a bot token alone', { SLACK_BOT_TOKEN: BOT }, ['SLACK_BOT_TOKEN']],
    ['an app token alone', { SLACK_APP_TOKEN: APP }, ['SLACK_APP_TOKEN']],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 's3cret' }, ['SLACK_SIGNING_SECRET']],
    ['a blank bot token is none', { SLACK_BOT_TOKEN: ' ', SLACK_APP_TOKEN: APP }, ['SLACK_APP_TOKEN']],
    ['a wrong app token is one problem, not two', { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: 'x' }, ['SLACK_APP_TOKEN']],
    ['a wrong bot token that is alone is two problems', { SLACK_BOT_TOKEN: 'x' }, ['SLACK_BOT_TOKEN', 'SLACK_BOT_TOKEN']],
    ['tokens swapped', { SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: BOT }, ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']],
  ])('%s', (_, env, expected) => {
    expect(names(env)).toEqual(expected);
  });

  it.each([{ SLACK_APP_TOKEN: APP }, { SLACK_SIGNING_SECRET: 's3cret' }, { SLACK_APP_TOKEN: APP, SLACK_SIGNING_SECRET: 's3cret' }])('a bot token with %j is right', (beside) => {
    expect(readConfig({ SLACK_BOT_TOKEN: BOT, ...beside })).toMatchObject({ SLACK_BOT_TOKEN: BOT, ...beside });
  });
});

describe('O5: the port for operators', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['an address alone', { OPS_HOST: '0.0.0.0' }, ['OPS_HOST']],
    ['the port of the page', { OPS_PORT: '4321' }, ['OPS_PORT']],
    ['the port of signed HTTP', { OPS_PORT: '3000', SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: 'x' }, ['OPS_PORT']],
    ['no number', { OPS_PORT: 'http' }, ['OPS_PORT']],
    ['an address with words in it', { OPS_PORT: '9400', OPS_HOST: 'all of them' }, ['OPS_HOST']],
  ])('%s', (_, env, expected) => {
    expect(names(env)).toEqual(expected);
  });

  it.each([{}, { PAGE: 'off', OPS_PORT: '4321' }, { OPS_PORT: '0' }, { OPS_PORT: '3000', SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP }, { OPS_PORT: '9400', OPS_HOST: '::1' }])('%j is right', (env) => {
    expect(readConfig(env)).toMatchObject('OPS_PORT' in env ? { OPS_PORT: Number(env.OPS_PORT) } : {});
  });
});

describe('D11: the variables of the language model', () => {
  const URL_ = { MODEL_URL: 'http://127.0.0.1:11434/v1' };
  it.each<[string, Record<string, string>, string[]]>([
    ['an address alone', URL_, ['MODEL_URL']],
    ['a name alone', { MODEL_NAME: 'x' }, ['MODEL_NAME']],
    ['a key alone', { MODEL_KEY: 'x' }, ['MODEL_KEY']],
    ['address and key, no name', { ...URL_, MODEL_KEY: 'x' }, ['MODEL_URL']],
    ['name and key, no address', { MODEL_NAME: 'x', MODEL_KEY: 'x' }, ['MODEL_NAME', 'MODEL_KEY']],
  ])('%s', (_, env, expected) => {
    expect(names(env)).toEqual(expected);
  });

  it('address and name are right, with and without a key', () => {
    expect(readConfig({ ...URL_, MODEL_NAME: 'qwen3:8b' })).toMatchObject({ ...URL_, MODEL_NAME: 'qwen3:8b' });
    expect(readConfig({ ...URL_, MODEL_NAME: 'x', MODEL_KEY: 'sk-1' })).toMatchObject({ MODEL_KEY: 'sk-1' });
  });
});

describe('O5: no message repeats a value', () => {
  it('whatever is wrong with it', () => {
    const env = Object.fromEntries(Object.keys(VARIABLES).map((name, i) => [name, `canary${i} value`]));
    expect(refused(env).problems.length).toBeGreaterThan(10);
    expect(refused(env).message).not.toMatch(/canary/);
    expect(JSON.stringify(refused(env))).not.toMatch(/canary/);
    for (const one of [{ SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: BOT }, { DISCORD_TOKEN: `${DISCORD} !` }]) expect(refused(one).stack).not.toMatch(/canary/);
  });
});
