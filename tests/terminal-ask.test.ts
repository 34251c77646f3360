import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { HallBusy } from '../adapters/terminal/anywhere.js';
import { runAsk, type Hall, type World } from '../adapters/terminal/ask.js';
import type { SayOptions } from '../adapters/terminal/index.js';
import { SENTENCES } from '../adapters/terminal/sentences.js';
import { ControlError } from '../src/io/control-client.js';
import { buttons, text, type Reply } from '../src/reply.js';

const reply = (body: string): Reply => ({ blocks: [text(body)], locale: 'en' });

/** A scripted hall: `!words` fails with them, `none` gets no answer, all else comes back. */
class Script implements Hall {
  readonly said: [string, SayOptions][] = [];
  closed = 0;
  show: ((one: Reply) => void) | undefined;
  say = async (line: string, options: SayOptions): Promise<Reply[]> => {
    this.said.push([line, options]);
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (line.startsWith('!')) throw new Error(line.slice(1));
    return line === 'none' ? [] : line === 'two' ? [reply('post'), reply('two')] : [reply(line)];
  };
  listen = (show: (one: Reply) => void) => {
    this.show = show;
    return () => (this.show = undefined);
  };
  close = async () => void this.closed++;
}

const tty = (stream: PassThrough) => Object.assign(stream, { isTTY: true, columns: 80 });
const text8 = (stream: PassThrough) => {
  let all = '';
  stream.setEncoding('utf8').on('data', (part) => (all += String(part)));
  return () => all;
};

async function ask(argv: string[], options: { input?: string; hall?: Hall; env?: World['env']; open?: World['open'] } = {}) {
  const hall = options.hall ?? new Script();
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(options.input ?? '');
  const [out, err] = [text8(stdout), text8(stderr)];
  const code = await runAsk(argv, { stdin, stdout, stderr, env: options.env ?? {}, open: options.open ?? (async () => hall) });
  return { code, out: out(), err: err(), script: hall as Script };
}

describe('ask LINE', () => {
  it('prints one reply as plain text and closes what it opened', async () => {
    const { code, out, err, script } = await ask(['lesson', '13']);
    expect({ code, out, err }).toEqual({ code: 0, out: 'lesson 13\n', err: '' });
    expect(script.said).toEqual([['lesson 13', { as: 'me', locale: undefined }]]);
    expect(script.closed).toBe(1);
  });

  it('puts an empty line between replies', async () => {
    expect((await ask(['two'])).out).toBe('post\n\ntwo\n');
  });

  it('takes the options on either side, with = or without, and a line with dashes after --', async () => {
    const all = await Promise.all([
      ask(['--as', '小林', '--lang', 'zh-CN', 'quiz']),
      ask(['quiz', '--as=小林', '--lang=zh']),
      ask(['--lang=zh_CN', '--as=小林', '--', 'quiz']),
    ]);
    for (const { script } of all) expect(script.said).toEqual([['quiz', { as: '小林', locale: undefined, lang: 'zh-CN' }]]);
    expect((await ask(['--', '--json', '-x'])).out).toBe('--json -x\n');
  });

  it('speaks the language of the environment, where none is asked for', async () => {
    const said = async (env: World['env'], argv: string[] = []) => (await ask([...argv, 'x'], { env })).script.said[0]?.[1];
    const locale = async (env: World['env']) => (await said(env))?.locale;
    expect(await locale({ LANG: 'zh_CN.UTF-8' })).toBe('zh-CN');
    expect(await locale({ LANG: 'zh_CN.UTF-8', LC_ALL: 'de_DE.UTF-8' })).toBe('en');
    expect(await locale({ LANG: 'C.UTF-8' })).toBeUndefined();
    expect(await said({ LANG: 'zh_CN.UTF-8' }, ['--lang', 'en'])).toMatchObject({ locale: 'zh-CN', lang: 'en' });
  });

  it('writes JSON lines that read back as the replies', async () => {
    const odd: Reply = { blocks: [text('第一\n第二\u001B[2J\u009B'), buttons({ label: 'Next', line: 'next' })], locale: 'zh-CN' };
    const hall = Object.assign(new Script(), { say: async () => [odd, reply('b')] });
    const { out } = await ask(['--json', 'x'], { hall });
    expect(out.trimEnd().split('\n').map((line) => JSON.parse(line) as Reply)).toEqual([odd, reply('b')]);
    // oxlint-disable-next-line no-control-regex -- what must not be there
    expect(out).not.toMatch(/[\u001B\u009B]/);
  });

  it('colours only a terminal that wants it', async () => {
    const code = async (env: World['env'], stdout: PassThrough) => {
      const out = text8(stdout);
      await runAsk(['x'], { stdin: new PassThrough(), stdout, stderr: new PassThrough(), env, open: async () => bold });
      return out();
    };
    const strong: Reply = { blocks: [text({ text: 'b', style: 'bold' })], locale: 'en' };
    const bold = Object.assign(new Script(), { say: async () => [strong] });
    expect(await code({}, tty(new PassThrough()))).toBe('\u001B[1mb\u001B[0m\n');
    expect(await code({ NO_COLOR: '1' }, tty(new PassThrough()))).toBe('b\n');
    expect(await code({ TERM: 'dumb' }, tty(new PassThrough()))).toBe('b\n');
    expect(await code({}, new PassThrough())).toBe('b\n');
  });
});

describe('exit codes', () => {
  it('2 and one sentence in the right language for options that are wrong; nothing is opened', async () => {
    const open = async (): Promise<Hall> => {
      throw new Error('must not open');
    };
    const cases: [string[], string][] = [
      [['--jsom', 'x'], SENTENCES.en.unknownOption('--jsom')],
      [['-x'], SENTENCES.en.unknownOption('-x')],
      [['--lang'], SENTENCES.en.needsValue('--lang')],
      [['--as', '--json', 'x'], SENTENCES.en.needsValue('--as')],
      [['--json=yes', 'x'], SENTENCES.en.noValue('--json')],
      [['--lang', 'fr', 'x'], SENTENCES.en.badLang('fr')],
      [['--as', ' \u202E ', 'x'], SENTENCES.en.badName],
      [['--as', 'n'.repeat(65), 'x'], SENTENCES.en.badName],
      [['--ev\u001Bil', '--lang', 'zh-CN'], SENTENCES['zh-CN'].unknownOption('--evil')],
    ];
    for (const [argv, sentence] of cases) expect(await ask(argv, { open })).toMatchObject({ code: 2, out: '', err: `${sentence}\n` });
    expect((await ask(['--nope'], { open, env: { LANG: 'zh_CN.UTF-8' } })).err).toContain('没有 --nope');
  });

  it('0 for help, in both languages, without opening', async () => {
    const open = async (): Promise<Hall> => Promise.reject(new Error('must not open'));
    expect(await ask(['--help'], { open })).toMatchObject({ code: 0, out: `${SENTENCES.en.help}\n`, err: '' });
    expect((await ask(['-h', '--lang', 'zh-CN'], { open })).out).toBe(`${SENTENCES['zh-CN'].help}\n`);
  });

  it('1 for a line that failed or got no answer, a store in use, a running process lost, a failed open', async () => {
    const full = await ask(['!disk\u001B\nfull']);
    expect(full).toMatchObject({ code: 1, out: '', err: 'That did not work: disk full\n', script: { closed: 1 } });
    expect(await ask(['none'])).toMatchObject({ code: 1, err: `${SENTENCES.en.noAnswer}\n` });
    const failing = (error: Error) => ask(['x', '--lang', 'zh-CN'], { open: async () => Promise.reject(error) });
    expect(await failing(new HallBusy('x'))).toMatchObject({ code: 1, err: `${SENTENCES['zh-CN'].busy}\n` });
    expect(await failing(new ControlError('lost', 'x'))).toMatchObject({ code: 1, err: `${SENTENCES['zh-CN'].lost}\n` });
    expect(await failing(new Error('x'))).toMatchObject({ code: 1, err: '没有成功：x\n' });
  });
});

describe('ask without a line', () => {
  it('answers every line of a pipe in order, without a prompt; empty lines are skipped', async () => {
    const { code, out, script } = await ask([], { input: '\uFEFF\r\nlesson 13\r\n\n  \nquiz\nlast' });
    expect({ code, out }).toEqual({ code: 0, out: 'lesson 13\n\nquiz\n\nlast\n' });
    expect(script.said.map(([line]) => line)).toEqual(['lesson 13', 'quiz', 'last']);
    expect(script.closed).toBe(1);
  });

  it('goes on after a failed line, and says so in the exit code', async () => {
    expect(await ask(['--json'], { input: 'a\n!no\nb\n' })).toMatchObject({
      code: 1,
      out: `${JSON.stringify(reply('a'))}\n${JSON.stringify(reply('b'))}\n`,
      err: 'That did not work: no\n',
    });
    expect(await ask([], { input: '' })).toMatchObject({ code: 0, out: '' });
  });

  /** A person at a terminal. */
  function sit() {
    const [stdin, stdout] = [tty(new PassThrough()), tty(new PassThrough())];
    const out = text8(stdout);
    const script = new Script();
    const code = runAsk([], { stdin, stdout, stderr: new PassThrough(), env: { NO_COLOR: '1' }, open: async () => script });
    const sees = async (words: string) => expect.poll(out).toContain(words);
    return { type: (keys: string) => stdin.write(keys), out, script, code, sees };
  }

  it('prompts at a terminal, keeps a history, and leaves on Ctrl-D', async () => {
    const { type, out, script, code, sees } = sit();
    await sees('study> ');
    type('quiz\r');
    await sees('quiz\n');
    await expect.poll(() => out().split('study> ').length).toBeGreaterThan(2);
    type('\u001B[A\r');
    await expect.poll(() => script.said.map(([line]) => line)).toEqual(['quiz', 'quiz']);
    type('\u0004');
    expect(await code).toBe(0);
    expect(script.closed).toBe(1);
  });

  it('shows a post as it comes, above what is being typed', async () => {
    const { type, out, script, code, sees } = sit();
    await sees('study> ');
    type('les');
    await sees('les');
    script.show?.(reply('the daily post'));
    await sees('the daily post\n');
    await expect.poll(() => out().slice(out().indexOf('daily post'))).toContain('study> les');
    type('son\r');
    await expect.poll(() => script.said[0]?.[0]).toBe('lesson');
    type('\u0004');
    expect(await code).toBe(0);
    expect(script.show).toBeUndefined();
  });

  it('leaves on Ctrl-C at once, also while a line hangs', async () => {
    const { type, script, code, sees } = sit();
    script.say = () => new Promise(() => {});
    await sees('study> ');
    type('hang\r');
    await new Promise((resolve) => setTimeout(resolve, 20));
    type('\u0003');
    expect(await code).toBe(0);
    expect(script.closed).toBe(1);
  });
});

describe('a reader that goes away', () => {
  const failing = (code: string) =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
  const run = async (code: string, argv: string[]) => {
    const script = new Script();
    const stdin = new PassThrough();
    stdin.end('a\nb\nc\n');
    const exit = await runAsk(argv, { stdin, stdout: failing(code), stderr: new PassThrough(), env: {}, open: async () => script });
    return { exit, lines: script.said.length, closed: script.closed };
  };

  it('ends the reading quietly (EPIPE), while a full disk is a failure', async () => {
    expect(await run('EPIPE', [])).toEqual({ exit: 0, lines: 1, closed: 1 });
    expect(await run('EPIPE', ['x'])).toEqual({ exit: 0, lines: 1, closed: 1 });
    expect(await run('ENOSPC', [])).toEqual({ exit: 1, lines: 1, closed: 1 });
  });

  it('does not mind a standard error that is gone', async () => {
    const [stdin, stdout] = [new PassThrough(), new PassThrough()];
    expect(await runAsk(['--nope'], { stdin, stdout, stderr: failing('EPIPE'), env: {}, open: async () => new Script() })).toBe(2);
  });
});
