import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { VARIABLES } from '../src/io/variables.js';
import { FakeSlack } from './fakes/slack/index.js';
import { freePort } from './support/port.js';

const read = (path: string): string => readFileSync(path, 'utf8');
/** Milliseconds that the bot takes at most to end what is under way. */
const DRAIN_MS = Number(/DRAIN_MS = ([\d_]+)/.exec(read('adapters/cli/start.ts'))?.[1]?.replaceAll('_', ''));

/** Instructions of a Dockerfile, continued lines joined. */
const instructions = read('Dockerfile').replaceAll('\\\n', ' ').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split(/\s+(.*)/s, 2) as [string, string]);
const all = (name: string): string[] => instructions.filter(([one]) => one === name).map(([, rest]) => rest.trim());
const last = instructions.slice(instructions.findLastIndex(([one]) => one === 'FROM'));
const env = Object.fromEntries(last.filter(([one]) => one === 'ENV').flatMap(([, rest]) => rest.split(/\s+/).map((pair) => pair.split(/=(.*)/s, 2) as [string, string])));
/** What the last stage takes from the working folder, and from the first stage. */
const copied = last.filter(([one]) => one === 'COPY').map(([, rest]) => rest.split(/\s+/).filter((word) => !word.startsWith('--')).slice(0, -1).map((path) => path.replace('/app/', '')));
const json = (rest: string | undefined): string[] => JSON.parse(/\[.*\]$/.exec(rest ?? '')?.[0] ?? '[]') as string[];
/** Bytes, with which the bench measures too. */
const TRIMMED = /TRIMMED = '(\d+)'/.exec(read('bench/events.ts'))?.[1];
/** Those of Node and of glibc are not ours. */
const OTHERS = new Set(['NODE_ENV', 'MALLOC_TRIM_THRESHOLD_']);
const known = (names: Iterable<string>): string[] => [...names].filter((name) => !(name in VARIABLES) && !OTHERS.has(name));

describe('the Dockerfile', () => {
  it('copies what exists, and .dockerignore lets that through and nothing that is secret', () => {
    const allowed = new Set(read('.dockerignore').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1)));
    const sources = instructions.filter(([one, rest]) => one === 'COPY' && !rest.startsWith('--from')).flatMap(([, rest]) => rest.split(/\s+/).slice(0, -1));
    for (const path of sources) {
      expect(existsSync(path), path).toBe(true);
      expect(allowed.has(path.split('/')[0] ?? ''), path).toBe(true);
    }
    expect(read('.dockerignore').split('\n').find((line) => line && !line.startsWith('#'))).toBe('*');
    for (const secret of ['.env', 'data', '.git', 'node_modules']) expect(allowed.has(secret)).toBe(false);
  });

  it('has two stages, runs as nobody special, keeps only /data, and sets variables that there are', () => {
    expect(all('FROM').length).toBe(2);
    expect(all('FROM').every((from) => from.startsWith('node:24-'))).toBe(true);
    expect(last.findIndex(([one]) => one === 'USER')).toBeLessThan(last.findIndex(([one]) => one === 'CMD'));
    expect([all('USER'), all('VOLUME'), all('STOPSIGNAL')]).toEqual([['node'], ['/data'], ['SIGTERM']]);
    expect(env['STORE_URL']).toMatch(/^file:\/data\//);
    expect(known(Object.keys(env))).toEqual([]);
    expect(env['MALLOC_TRIM_THRESHOLD_']).toBe(TRIMMED);
    expect(instructions.find(([one, rest]) => one === 'RUN' && rest.includes('--omit=dev'))?.[1]).toContain('--ignore-scripts');
  });
});

describe('what the image would hold', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'image-'));
    for (const path of copied.flat()) cpSync(path, join(root, path), { recursive: true });
    // what npm ci --omit=dev installs and the image keeps, by the lock: packages for development are not there
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { dev?: boolean; devOptional?: boolean }> };
    mkdirSync(join(root, 'node_modules'));
    for (const [path, { dev, devOptional }] of Object.entries(packages)) if (path && !dev && !devOptional && existsSync(path)) cpSync(path, join(root, path), { recursive: true, filter: (from) => from === path || basename(from) !== 'node_modules' });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('starts with production packages only, is healthy by its own check, writes nothing but its data, and ends by SIGTERM', { timeout: 120_000 }, async () => {
    expect(existsSync(join(root, 'node_modules', 'typescript'))).toBe(false);
    const slack = await FakeSlack.start();
    const data = mkdtempSync(join(tmpdir(), 'image-data-'));
    // the one who runs it there owns none of it, so Node keeps nothing of what it compiles
    const names = () => readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('dist/kept/compiled') && name !== 'dist/kept');
    const files = () => names().map((name) => `${name} ${statSync(join(root, name)).mtimeMs}`).join('\n');
    rmSync(join(root, 'dist/kept'), { recursive: true, force: true });
    const made = spawnSync('sh', ['-c', all('RUN').find((line) => line.includes('ask.js')) ?? 'false'], { cwd: root, env: { PATH: process.env['PATH'] } });
    expect([made.status, readdirSync(join(root, 'dist/kept')).sort()]).toEqual([0, ['kubernetes.course', 'kubernetes.postings']]);
    const before = files();
    const given = {
      ...env, PATH: process.env['PATH'] ?? '', STORE_URL: `file:${join(data, 'hall.db')}`, OPS_PORT: String(await freePort()),
      SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.api,
    };
    const run = (command: string[]) => ({ program: command[0] === 'node' ? process.execPath : (command[0] ?? ''), args: command.slice(1) });
    const start = run(json(all('CMD').at(-1)));
    const bot = spawn(start.program, start.args, { cwd: root, env: given });
    const said: string[] = [];
    for (const stream of [bot.stdout, bot.stderr]) stream.setEncoding('utf8').on('data', (part: string) => said.push(part));
    const ended = once(bot, 'close');
    try {
      await expect.poll(() => said.join(''), { timeout: 60_000 }).toContain('ready in');
      const check = run(json(all('HEALTHCHECK')[0]));
      const healthy = (port = given.OPS_PORT) => spawnSync(check.program, check.args, { env: { ...given, OPS_PORT: port } }).status;
      expect([healthy(), healthy('1')]).toEqual([0, 1]);
      bot.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      expect(readdirSync(data)).toEqual(['hall.db']);
      expect(files()).toBe(before);
    } finally {
      bot.kill('SIGKILL');
      await slack.stop();
      rmSync(data, { recursive: true });
    }
  });
});

it('in what is run the classes of discord.js have their names: by those it knows whose caches are small', () => {
  const parts = readdirSync('dist/bundle/parts').map((name) => read(`dist/bundle/parts/${name}`)).join('\n');
  const managers = [...read('adapters/discord/client.ts').matchAll(/^ {2}(\w+Manager): 0,$/gm)].flatMap(([, name]) => name ?? []);
  expect(managers.length).toBeGreaterThan(10);
  expect(managers.filter((name) => !new RegExp(`\\b(?:class ${name} |${name}=class )`).test(parts))).toEqual([]);
});

interface Service {
  readonly environment?: Record<string, string>;
  readonly command?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly stop_grace_period?: string;
  readonly ports?: unknown;
}

it('compose.yaml runs the bot on a Valkey that loses nothing, both without rights, and waits for it to drain', () => {
  const { services } = parse(read('compose.yaml')) as { services: Record<'bot' | 'valkey', Service> };
  for (const { read_only: sealed, cap_drop: dropped, ports } of Object.values(services)) expect([sealed, dropped, ports]).toEqual([true, ['ALL'], undefined]);
  expect(known(Object.keys(services.bot.environment ?? {}))).toEqual([]);
  expect(services.bot.environment?.['STORE_URL']).toBe('redis://valkey:6379');
  expect(Number.parseInt(services.bot.stop_grace_period ?? '', 10) * 1000).toBeGreaterThan(DRAIN_MS);
  expect(services.valkey.command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
});

describe('the systemd unit', () => {
  const unit = read('deploy/study-hall.service');
  const values = (name: string) => [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value);

  it('starts what is built, waits for it to drain, and sets variables that there are', () => {
    const [, program = ''] = /\/opt\/study-hall\/(\S+)/.exec(values('ExecStart')[0] ?? '') ?? [];
    expect(existsSync(program)).toBe(true);
    expect(Number(values('TimeoutStopSec')[0]) * 1000).toBeGreaterThan(DRAIN_MS);
    expect(known(values('Environment').flatMap((line) => line.split(' ')).map((pair) => pair.split('=')[0] ?? ''))).toEqual([]);
    expect(values('Environment')).toContain(`MALLOC_TRIM_THRESHOLD_=${TRIMMED}`);
    expect([values('DynamicUser'), values('ProtectSystem'), values('NoNewPrivileges')]).toEqual([['yes'], ['strict'], ['yes']]);
  });

  const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;
  it.skipIf(!analyze)(`systemd finds nothing wrong with it${analyze ? '' : ' (skipped: no systemd-analyze)'}`, () => {
    const { stderr } = spawnSync('systemd-analyze', ['verify', 'deploy/study-hall.service'], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => line.includes('study-hall.service:'))).toEqual([]);
  });
});
