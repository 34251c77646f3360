import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Reply, summary } from '../src/reply.js';
import { type Desk, openDesk } from './support/process.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.clear());

const CHINESE = /^# .*关于“pod”|^# .*“pod”.*[\u4E00-\u9FFF]/;
const replies = (out: string): Reply[] => out.trim().split('\n').map((line) => JSON.parse(line) as Reply);
/** Several lines in one process; their replies. */
const say = async (...lines: string[]): Promise<Reply[]> => {
  const { code, out, err } = await desk.run('ask', ['--json'], { input: lines.join('\n') });
  expect([code, err]).toEqual([0, '']);
  return replies(out);
};
const words = (reply: Reply | undefined): string => (reply ? summary(reply) : '');

describe('npm run ask', () => {
  it('alone and beside the bot it sees the same state, both ways', async () => {
    const first = await desk.ask('find pod');
    expect(first.code).toBe(0);
    expect(first.out).toMatch(CHINESE);
    await say('settings en', 'lesson 23');

    const bot = await desk.start();
    const beside = await say('find pod', 'next', 'settings zh-CN');
    expect(words(beside[0])).toContain('Lessons on “pod”');
    expect(words(beside[1])).toContain('Lesson 24');
    await bot.end('SIGTERM');

    const after = await say('find pod', 'next');
    expect(words(after[0])).toContain('“pod”');
    expect(words(after[0])).not.toContain('Lessons on');
    expect(words(after[1])).toContain('第 25 讲');
    expect((await desk.ask('--as', 'somebody', 'next')).out).toContain('开篇词');
  });

  it('several at once on one store are all answered, without the bot and with it', async () => {
    const ask = (n: number) => desk.ask('--lang', 'en', '--as', `m${n}`, `lesson ${n}`);
    const alone = await Promise.all([13, 23].map(ask));
    await desk.start();
    const beside = await Promise.all([13, 23].map(ask));
    for (const some of [alone, beside]) {
      expect(some.map(({ code, err }) => [code, err])).toEqual([[0, ''], [0, '']]);
      expect(some.map(({ out }) => /Lesson (\d+)/.exec(out)?.[1])).toEqual(['13', '23']);
    }
  });

  it('--json gives one reply a line, lines come from standard input', async () => {
    const { code, out, err } = await desk.run('ask', ['--json', '--lang', 'en'], { input: 'help\n\nlesson 13\nlesson 999\nfrobnicate\n' });
    expect([code, err]).toEqual([0, '']);
    const all = replies(out);
    expect(all.map(({ locale }) => locale)).toEqual(['en', 'en', 'en', 'en']);
    expect(all[1]?.blocks[0]).toMatchObject({ kind: 'heading', text: expect.stringContaining('Lesson 13') });
    expect(JSON.stringify(all[3])).toContain('frobnicate');
  });

  it('a wrong option is one sentence, code 2', async () => {
    const { code, out, err } = await desk.ask('--lang', 'tlh', 'help');
    expect([code, out]).toEqual([2, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('tlh');
  });
});

describe('Q10 L4: kill -9', () => {
  it('the next start works at once on the same file and remembers everything', async () => {
    const bot = await desk.start();
    // every question of lesson 13 is answered by a press
    const round = (await say('settings en', 'lesson 23', 'schedule set 08:15 Asia/Tokyo', 'quiz group seconds:3600 13')).at(-1);
    const line = round?.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])).map((button) => ('line' in button ? button.line : '')) ?? [];
    const id = /^quiz answer (\w+) 1$/.exec(line.find((one) => one.startsWith('quiz answer')) ?? '')?.[1] ?? '';
    expect(id).not.toBe('');
    expect((await desk.ask(`quiz answer ${id} 1`)).out).toContain('Your answer “A” is recorded');
    expect((await bot.end('SIGKILL')).signal).toBe('SIGKILL');
    const stale = await readFile(desk.control, 'utf8');

    const again = await desk.start();
    expect(await readFile(desk.control, 'utf8')).not.toBe(stale);
    expect((await fetch(again.address)).status).toBe(200);
    await desk.ask('--as', 'two', `quiz answer ${id} 2`);
    const heard = await say('next', 'schedule status', `quiz answer ${id} 2`, `quiz reveal ${id}`);
    // the round may count its answers at any moment
    const [next, status, second] = heard.filter((reply) => !words(reply).startsWith('群测验'));
    expect(words(next)).toContain('Lesson 24');
    expect(words(status)).toContain('08:15 (Asia/Tokyo)');
    expect(words(second)).toContain('Your first answer, “A”, stands');
    await wait(3000);
    const [result, revealed] = await say(`quiz result ${id}`);
    expect(words(result) + words(revealed)).toContain('2 人作答');
    expect(words(result) + words(revealed)).toMatch(/Right!|Your answer: A/);
  });

  it('a line said after a kill -9, before the next start, is answered too', async () => {
    const bot = await desk.start();
    await desk.ask('lesson 23');
    await bot.end('SIGKILL');
    const { code, out, err } = await desk.ask('--lang', 'en', 'next');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Lesson 24');
  });
});
