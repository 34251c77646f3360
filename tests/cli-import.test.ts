import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeaturedComment } from '../src/digest/comment.js';
import { openStore } from '../src/io/store/index.js';
import type { Reply } from '../src/reply.js';
import { type Desk, openDesk } from './support/process.js';

const SEED = new URL('../../shared/seeds/column-lesson-with-comments.txt', import.meta.url);

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.clear());

/** What the store holds for a lesson; nobody else has it open. */
async function stored(lesson: string): Promise<readonly FeaturedComment[]> {
  const store = await openStore(`file://${desk.store}`, { now: Date.now, token: () => 'x' });
  const shelf = await store.members<FeaturedComment>(`comments:kubernetes:${lesson}`);
  await store.close();
  return shelf.map((one) => one.value);
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(desk.folder, name);
  await writeFile(path, content);
  return path;
}

const take = (path: string, lesson: string) => desk.run('import', [path, '--lesson', lesson]);

const entry = (author: string, text: string, likes = 3) => `<li><span>${author}</span> 👍（${likes}） 💬（1）<div>${text}</div>2021-05-06</li><br/>`;
const block = (...entries: string[]) => `课文。\n\n<div><strong>精选留言（${entries.length}）</strong></div><ul>\n${entries.join('\n')}\n</ul>`;
const GOOD = block(entry('甲', '控制循环就是一直比较期望与现状。'), entry('Bo', 'if a &lt; b &amp;&amp; c, the pod restarts'), entry('丙', '两行<br/>也要留住'));

describe('D1: an export becomes comments', () => {
  it('alone and through the running bot; the same again changes nothing', async () => {
    const path = await file('good.txt', GOOD);
    const first = await take(path, '24');
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toContain('found 3, as the file says');
    expect(first.out).toContain('new 3, updated 0, unchanged 0; the lesson has 3 now');

    const bot = await desk.start();
    const [again, other] = await Promise.all([take(path, '24'), take(path, '第二十五讲')]);
    expect(again.out).toContain('new 0, updated 0, unchanged 3; the lesson has 3 now');
    expect(other.out).toContain('25 · ');
    await bot.end('SIGTERM');
    for (const lesson of ['24', '25']) {
      expect((await stored(lesson)).map(({ author, text, likes, replyCount, date }) => [author, text, likes, replyCount, date])).toEqual([
        ['甲', '控制循环就是一直比较期望与现状。', 3, 1, '2021-05-06'],
        ['Bo', 'if a < b && c, the pod restarts', 3, 1, '2021-05-06'],
        ['丙', '两行\n也要留住', 3, 1, '2021-05-06'],
      ]);
    }
  });

  it('a store that somebody holds for a moment is waited for, by import, ask and start alike', async () => {
    const path = await file('good.txt', GOOD);
    await mkdir(join(desk.folder, 'data'));
    const holder = await openStore(`file://${desk.store}`, { now: Date.now, token: () => 'x' });
    const all = [take(path, '23'), desk.ask('help')];
    const bot = desk.start();
    await wait(2000);
    await holder.close();
    for (const { code, err } of await Promise.all(all)) expect([code, err]).toEqual([0, '']);
    expect((await (await bot).end('SIGTERM')).code).toBe(0);
    expect(await stored('23')).toHaveLength(3);
  });
});

describe('D1: damage is reported, and what was there stays exactly', () => {
  const cases: Readonly<Record<string, { content: string | Uint8Array; says: RegExp }>> = {
    'cut inside an entry': { content: GOOD.slice(0, GOOD.indexOf('也要')), says: /:6 {2}cut-off/ },
    'cut between two entries': { content: GOOD.slice(0, GOOD.indexOf('<li><span>丙')), says: /the file says 3 and ends in the middle/ },
    'a broken entry': { content: block(entry('甲', '控制循环就是一直比较期望与现状。'), '<li><span>乙</span> 💬（1）<div>没有赞</div>2021-05-06</li><br/>'), says: /:5 {2}no-likes/ },
    'binary junk': { content: Uint8Array.from({ length: 4096 }, (_, i) => (i * 167 + 13) % 256), says: /is no text/ },
    'zeros': { content: new Uint8Array(4096), says: /is no text/ },
    'GBK': { content: Uint8Array.from([0xbe, 0xab, 0xd1, 0xa1, 0xc1, 0xf4, 0xd1, 0xd4, 0x0a]), says: /no block of comments, read as GBK/ },
    'empty': { content: '', says: /no block of comments/ },
    'a megabyte of <div>': { content: '<div>'.repeat(200_000), says: /no block of comments/ },
    'a megabyte of <div> in a block': { content: `${GOOD.slice(0, GOOD.indexOf('<li>'))}${'<div>'.repeat(200_000)}`, says: /:4 {2}cut-off/ },
  };

  it('every kind of damaged file, beside the running bot', async () => {
    expect((await take(await file('good.txt', GOOD), '24')).code).toBe(0);
    const before = await stored('24');
    expect(before).toHaveLength(3);
    const bot = await desk.start();
    const ran = await Promise.all(
      Object.entries(cases).map(async ([name, { content, says }]) => ({ name, says, ...(await take(await file(`${name.replace(/\W/g, '')}.txt`, content), '24')) })),
    );
    for (const { name, says, code, out, err } of ran) {
      expect([name, code]).toEqual([name, 1]);
      expect(out + err).toMatch(says);
      expect(out + err).not.toMatch(/^\s+at /m);
      // no report floods the terminal
      expect((out + err).length).toBeLessThan(2000);
    }
    await bot.end('SIGTERM');
    expect(await stored('24')).toEqual(before);
  }, 60_000);

  it('no such file, a folder, no such lesson, no lesson at all', async () => {
    const path = await file('good.txt', GOOD);
    await mkdir(join(desk.folder, 'folder'));
    const missing = await take(join(desk.folder, 'nothing.txt'), '24');
    expect([missing.code, missing.err]).toEqual([1, `${join(desk.folder, 'nothing.txt')} cannot be read: there is no such file.\n`]);
    const empty = await take(join(desk.folder, 'folder'), '24');
    expect([empty.code, empty.out, empty.err]).toEqual([1, '', `${join(desk.folder, 'folder')} has no file that may be an exported lesson (.txt, .md, .html, .htm).\n`]);
    const nowhere = await take(path, '999');
    expect(nowhere.code).toBe(1);
    expect(nowhere.err).toContain('no lesson “999”');
    expect(nowhere.err.match(/^ {2}\S/gm)).toHaveLength(3);
    expect((await desk.run('import', [])).code).toBe(2);
    const untitled = await desk.run('import', [path]);
    expect([untitled.code, untitled.err]).toEqual([1, '']);
    expect(untitled.out).toContain('found 3, as the file says; its title “good” fits no lesson of this course, so nothing of it was stored. Give --lesson\n');
    expect(await stored('24')).toEqual([]);
  }, 60_000);
});

describe.skipIf(!existsSync(SEED))('D1 D3: the real export (where it is there)', () => {
  /** An expression of its own for this one file: author, likes, replies, text, date. */
  const rows = (source: string) =>
    [...source.matchAll(/<span>(.*?)<\/span> 👍（(\d+)） 💬（(\d+)）<div>(.*?)<\/div>(\d{4}-\d\d-\d\d)/gsu)].map(([, author, likes, replies, text = '', date]) => {
      const once = text.replace(/&(?:#(\d+)|(quot|lt|gt|amp));/g, (_, code: string, name: string) => (code ? String.fromCodePoint(Number(code)) : { quot: '"', lt: '<', gt: '>', amp: '&' }[name]) ?? '');
      return { author, likes: Number(likes), replyCount: Number(replies), text: once, date };
    });

  it('30 in, 30 stored, each exact; again unchanged; raised likes updated; the digest quotes nothing else', async () => {
    const source = await readFile(SEED, 'utf8');
    const path = await file('seed.txt', source);
    const first = await take(path, 'bonus-2019');
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toContain('found 30, as the file says');
    expect(first.out).toContain('new 30, updated 0, unchanged 0');
    const comments = await stored('bonus-2019');
    expect(comments).toHaveLength(30);
    expect(comments.map(({ author, likes, replyCount, text, date }) => ({ author, likes, replyCount, text, date }))).toEqual(rows(source));

    expect((await take(path, 'bonus-2019')).out).toContain('new 0, updated 0, unchanged 30');
    const raised = await take(await file('raised.txt', source.replace('👍（64）', '👍（65）')), 'bonus-2019');
    expect(raised.out).toContain('new 0, updated 1, unchanged 29; the lesson has 30 now');
    expect((await stored('bonus-2019')).map(({ likes }) => likes)).toEqual(rows(source).map(({ likes }) => (likes === 64 ? 65 : likes)));

    const cut = await take(await file('cut.txt', source.slice(0, source.length / 2)), 'bonus-2019');
    expect(cut.code).toBe(1);
    expect(await stored('bonus-2019')).toHaveLength(30);

    const pages = await desk.run('ask', ['--json', '--lang', 'zh-CN'], { input: 'digest bonus-2019\ndigest bonus-2019 page:2\ndigest bonus-2019 page:3' });
    const blocks = pages.out.trim().split('\n').flatMap((line) => (JSON.parse(line) as Reply).blocks);
    const quotes = blocks.flatMap((one, i) => (one.kind === 'quote' ? [{ text: one.spans.join(''), byline: blocks[i + 1] }] : []));
    expect(quotes.length).toBeGreaterThanOrEqual(6);
    for (const { text, byline } of quotes) {
      const [, name] = byline?.kind === 'note' ? byline.spans : [];
      const cited = comments.filter((comment) => comment.author.trim() === name && comment.text.includes(text));
      expect([name, text, cited.length]).toEqual([name, text, 1]);
    }
  });
});
