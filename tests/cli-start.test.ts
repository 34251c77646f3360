import { existsSync, statSync } from 'node:fs';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../src/io/store/index.js';
import { awakeMs } from './support/awake.js';
import { type Desk, openDesk } from './support/process.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.clear());

const STACK = /^\s+at .*:\d+:\d+/m;

describe('npm start without tokens', () => {
  it('prints one address that answers, and SIGTERM ends it cleanly', async () => {
    const bot = await desk.start();
    expect(bot.said()).toMatch(/^[^\n]*http:\/\/127\.0\.0\.1:\d+\/ {2}\(ready in \d+ ms;[^\n]*\)\n$/);
    const answer = await fetch(bot.address);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect(statSync(desk.control).mode & 0o077).toBe(0);

    const open = new AbortController();
    const stream = await fetch(new URL('/events?member=page:lin', bot.address), { signal: open.signal });
    expect(stream.status).toBe(200);
    const before = awakeMs();
    const { code, err } = await bot.end('SIGTERM');
    open.abort();
    expect([code, err]).toEqual([0, '']);
    expect(awakeMs() - before).toBeLessThan(4000);
    expect(existsSync(desk.control)).toBe(false);
    expect(existsSync(`${desk.store}-wal`)).toBe(false);
  });

  it('a line said while the bot is stopping is answered all the same', async () => {
    const bot = await desk.start();
    const asked = desk.ask('--lang', 'en', 'lesson 13');
    await wait(400);
    const [answer, ended] = await Promise.all([asked, bot.end('SIGTERM')]);
    expect([answer.code, ended.code]).toEqual([0, 0]);
    expect(answer.out).toContain('Lesson 13');
  });

  it('SIGTERM while it is still starting ends it cleanly too', async () => {
    await mkdir(join(desk.folder, 'data'));
    const holder = await openStore(`file://${desk.store}`, { now: Date.now, token: () => 'x' });
    const { child, ended } = desk.begin();
    // by now it waits for the store
    await wait(2500);
    child.kill('SIGTERM');
    await wait(300);
    expect(child.exitCode ?? child.signalCode).toBeNull();
    await holder.close();
    const { code, err } = await ended;
    expect([code, err]).toEqual([0, '']);
    expect(existsSync(desk.control)).toBe(false);
  });

  it('a second one on the same store is told where the first one is', async () => {
    const bot = await desk.start();
    const second = await desk.run('start');
    expect(second.code).toBe(1);
    expect(second.out).toBe('');
    expect(second.err).toContain('already running');
    expect(second.err).toContain(bot.address);
    expect(second.err).toContain(`process ${bot.child.pid}`);
    expect(second.err).not.toMatch(STACK);
    expect((await desk.ask('--lang', 'en', 'lesson 13')).out).toContain('Lesson 13');
  });

  it('a port that is taken is said in a sentence', async () => {
    const bot = await desk.start();
    const { port } = new URL(bot.address);
    const other = await desk.run('start', [], { env: { PAGE_PORT: port, STORE_URL: `file:${desk.store}2` } });
    expect(other.code).toBe(1);
    expect(other.err).toContain(`Port ${port}`);
    expect(other.err).not.toMatch(STACK);
    expect(existsSync(`${desk.store}2.control.json`)).toBe(false);
  });
});

describe('O4: mistakes of the operator', () => {
  it('every problem of the configuration at once, no value repeated', async () => {
    const secrets = { DISCORD_TOKEN: 'hunter2-not-a-token', SLACK_APP_TOKEN: 'sesame-open', SLACK_SIGNING_SECRET: 's3cr3t' };
    const env = { ...secrets, PAGE_PORT: '99999', DEFAULT_ZONE: 'Mars/Base', DEFAULT_LOCALE: 'tlh', STORE_URL: 'nosuch://x', PAGE: 'maybe', LOG_LEVEL: 'loud' };
    for (const name of ['start', 'ask', 'import']) {
      const args = { start: [], ask: ['help'], import: [join(resolve('package.json')), '--lesson', '13'] }[name];
      const { code, out, err } = await desk.run(name, args, { env });
      expect([name, code, out]).toEqual([name, 1, '']);
      for (const variable of ['DISCORD_TOKEN', 'SLACK_APP_TOKEN', 'PAGE_PORT', 'DEFAULT_ZONE', 'DEFAULT_LOCALE', 'STORE_URL', 'PAGE:', 'LOG_LEVEL']) expect(err).toContain(variable);
      for (const secret of Object.values(secrets)) expect(err).not.toContain(secret);
      expect(err).toContain('.env.example');
      expect(err).not.toMatch(STACK);
    }
  });

  it('deploy:commands without a token says which one is missing', async () => {
    const { code, err } = await desk.run('deploy', ['--dry-run']);
    expect(code).toBe(1);
    expect(err).toContain('DISCORD_TOKEN is not set');
    expect(err).not.toMatch(STACK);
  });

  it('a store file that is no database is left as it is and named', async () => {
    await mkdir(join(desk.folder, 'data'));
    await writeFile(desk.store, 'this is a letter, not a database; it is longer than a header of SQLite, which has one hundred bytes or so.');
    const before = await readFile(desk.store);
    const { code, err } = await desk.run('start');
    expect(code).toBe(1);
    expect(err).toContain(desk.store);
    expect(err).not.toMatch(STACK);
    expect(await readFile(desk.store)).toEqual(before);
  });
});

describe('A3: a course with mistakes', () => {
  const place = (text: string, needle: string) => text.slice(0, text.indexOf(needle)).split('\n').length;

  /** Breaks three files of a copy of the course; says where. */
  async function broken(course: string): Promise<string[]> {
    const lesson = join(course, 'lessons', '13-why-pods');
    const change = async (file: string, from: string | RegExp, to: string) => {
      const text = await readFile(file, 'utf8');
      const changed = text.replace(from, to);
      expect(changed).not.toBe(text);
      await writeFile(file, changed);
      return changed;
    };
    const questions = await change(join(lesson, 'questions.yaml'), /^( +|- )difficulty: \d$/m, '$1difficulty: 9');
    const comments = await change(join(lesson, 'comments.jsonl'), '\n', '\nnot json\n');
    const course_ = await change(join(course, 'course.yaml'), /number: 14\b/, 'number: 13');
    return [
      `lessons/13-why-pods/questions.yaml:${place(questions, 'difficulty: 9')}`,
      `lessons/13-why-pods/comments.jsonl:${place(comments, 'not json')}`,
      `course.yaml:${course_.split('\n').findLastIndex((line) => /number: 13\b/.test(line)) + 1}`,
    ];
  }

  it('npm start names every mistake with file and line', async () => {
    const course = join(desk.folder, 'course');
    await cp(resolve('content/kubernetes'), course, { recursive: true });
    const places = await broken(course);
    const { code, out, err } = await desk.run('start', [], { env: { COURSE: course } });
    expect([code, out]).toEqual([1, '']);
    for (const one of places) expect(err).toContain(`${one}  `);
    expect(err).not.toMatch(STACK);
    expect(existsSync(desk.store)).toBe(false);
  });

  it('npm run check names every mistake with file and line, and nothing while all is well', async () => {
    const whole = await desk.run('check');
    expect(whole.code).toBe(0);
    expect(whole.out).toMatch(/^content\/kubernetes: 57 lessons, .*\ncontent\/tea: 3 lessons, .*\n$/);

    // check reads the content beside the program, so the program is copied
    const root = join(desk.folder, 'copy');
    for (const part of ['dist', 'content']) await cp(resolve(part), join(root, part), { recursive: true });
    await cp(resolve('package.json'), join(root, 'package.json'));
    await symlink(resolve('node_modules'), join(root, 'node_modules'));
    const places = await broken(join(root, 'content', 'kubernetes'));
    const copy = await openDesk(join(root, 'dist'));
    try {
      const { code, out } = await copy.run('check');
      expect(code).toBe(1);
      for (const one of places) expect(out).toContain(`content/kubernetes/${one}  `);
    } finally {
      await copy.clear();
    }
  });
});
