import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommentFacts, FeaturedComment } from '../src/digest/comment.js';
import { openStore } from '../src/io/store/index.js';
import { FORMATS, lesson, RENDER, told } from './support/exports.js';
import { type Desk, openDesk } from './support/process.js';

let desk: Desk;
let folder: string;
beforeEach(async () => {
  desk = await openDesk();
  folder = join(desk.folder, 'exports');
  await mkdir(folder);
});
afterEach(() => desk.clear());

async function stored(id: string): Promise<CommentFacts[]> {
  const store = await openStore(`file://${desk.store}`, { now: Date.now, token: () => 'x' });
  const shelf = await store.members<FeaturedComment>(`comments:kubernetes:${id}`);
  await store.close();
  return shelf.map(({ value: { author, likes, replyCount, text, date, reply } }) => ({ author, likes, replyCount, text, date, reply }));
}

interface FileLine {
  readonly file: string;
  readonly lesson: string | null;
  readonly found: number;
  readonly declared?: number;
  readonly new?: number;
  readonly updated?: number;
  readonly unchanged?: number;
  readonly refusals: number;
}
interface TotalLine {
  readonly total: Readonly<Record<string, number>>;
}

const json = (out: string) => {
  const lines = out.trim().split('\n').map((line) => JSON.parse(line) as FileLine | TotalLine);
  return { files: lines.filter((line): line is FileLine => 'file' in line), total: lines.find((line): line is TotalLine => 'total' in line)!.total };
};

const facts = (seed: number, n: number): CommentFacts[] =>
  Array.from({ length: n }, (_, i) => ({ author: `读者${(seed * 7 + i) % 50}`, likes: (i * 13) % 97, replyCount: (i % 4) + 1, text: `第${seed}讲第${i}条：排队 a+b，\n第二行。${'字'.repeat((i * 31) % 120)}`, date: `20${17 + (i % 9)}-0${1 + (i % 9)}-1${i % 9}`, reply: i % 3 === 0 ? `答${i}` : undefined }));

const numbered = (await readFile('content/kubernetes/course.yaml', 'utf8')).matchAll(/number: (\d+)\n\s+title: \{ zh-CN: '?([^,'{}]+)'?, en/g);
const TITLES = [...numbered].map(([, number = '', title = '']) => ({ number, title }));

describe('D1: a whole folder', () => {
  it('every format, every lesson: all arrive, field by field; again nothing changes; raised likes are updated', async () => {
    expect(TITLES.length).toBeGreaterThan(40);
    const lessons = TITLES.map(({ number, title }, i) => ({ number, title, format: FORMATS[i % FORMATS.length]!, comments: facts(i, 40 + (i % 5) * 30) }));
    for (const { number, title, format, comments } of lessons) {
      const dir = join(folder, `part ${Number(number) % 3}`);
      await mkdir(dir, { recursive: true });
      const ending = format === 'G5' || format === 'G7' ? 'html' : 'md';
      await writeFile(join(dir, `${number} | ${title}.${ending}`.replaceAll('/', '_')), `${format === 'G5' ? `<audio title="${number} _ ${title}"></audio>\n` : ''}${RENDER[format](comments)}`);
    }
    const all = lessons.reduce((sum, one) => sum + one.comments.length, 0);
    expect(all).toBeGreaterThan(4000);

    const bot = await desk.start();
    const first = await desk.run('import', [folder, '--json']);
    expect([first.code, first.err]).toEqual([0, '']);
    expect(json(first.out).total).toMatchObject({ files: lessons.length, found: all, added: all, refused: 0, homeless: 0, failed: 0 });
    expect(json(first.out).files.map((one) => Number(one.lesson)).toSorted((a, b) => a - b)).toEqual(lessons.map((one) => Number(one.number)));
    await bot.end('SIGTERM');
    for (const { number, format, comments } of lessons) {
      const want = comments.map((one) => told(format, one));
      const found = await stored(number);
      // the best come first in G8
      const order = (list: readonly CommentFacts[]) => (format === 'G8' ? list.toSorted((a, b) => (a.text < b.text ? -1 : 1)) : list);
      expect([number, format, found.length]).toEqual([number, format, want.length]);
      for (const [i, one] of order(want).entries()) expect([number, format, order(found)[i]]).toEqual([number, format, one]);
    }

    const again = await desk.run('import', [folder, '--json']);
    expect(json(again.out).total).toMatchObject({ found: all, added: 0, updated: 0, unchanged: all });
    const { number, title, format, comments } = lessons[0]!;
    await writeFile(join(folder, `${number} | ${title}.md`), RENDER[format](comments.map((one, i) => ({ ...one, likes: (one.likes ?? 0) + (i < 7 ? 1 : 0) }))));
    const raised = await desk.run('import', [join(folder, `${number} | ${title}.md`)]);
    expect(raised.out).toContain(`new 0, updated 7, unchanged ${comments.length - 7}; the lesson has ${comments.length} now`);
  }, 60_000);

  it('files of other courses are counted and not stored, by number least of all; lessons without comments are nothing bad', async () => {
    await writeFile(join(folder, '13丨排队的艺术.md'), lesson('13 | 排队的艺术', RENDER.G1(facts(1, 3))));
    await writeFile(join(folder, '14 | 深入解析Pod对象（一）：基本概念.md'), 'G0：没有留言');
    const { code, out } = await desk.run('import', [folder]);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      `${folder}/13丨排队的艺术.md: found 3, as the file says; its title “13 | 排队的艺术” fits no lesson of this course, so nothing of it was stored. Give --lesson; it may be 13 · 为什么我们需要Pod？`,
      `${folder}/14 | 深入解析Pod对象（一）：基本概念.md → 14 · 深入解析Pod对象（一）：基本概念: found 0; the file has no block of comments; new 0, updated 0, unchanged 0; the lesson has 0 now`,
      'total: 2 files, found 3; new 0, updated 0, unchanged 0; files without a lesson 1',
      '',
    ]);
    await writeFile(join(folder, '13.排队的艺术'), RENDER.G1(facts(1, 3)));
    expect((await desk.run('import', [join(folder, '13.排队的艺术'), '--dry-run', '--json'])).out).toContain('"lesson":null,"title":"13.排队的艺术","maybe":"13"');
    const named = await desk.run('import', [join(folder, '13丨排队的艺术.md'), '--lesson', '13']);
    expect([named.code, (await stored('13')).length]).toEqual([0, 3]);
  }, 60_000);

  it('a dry run stores nothing and tells everything; what cannot be read is named, and the rest goes on', async () => {
    await writeFile(join(folder, '13.md'), RENDER.G1(facts(1, 3)));
    await writeFile(join(folder, '14.md'), new Uint8Array(100));
    await writeFile(join(folder, '15.md'), RENDER.G2(facts(2, 4)).replace(/<span>读者14<\/span>/, ''));
    const { code, out, err } = await desk.run('import', [folder, '--dry-run', join(desk.folder, 'nothing')]);
    expect(code).toBe(1);
    expect(out).toContain('13.md → 13 · 为什么我们需要Pod？: found 3, as the file says\n');
    expect(out).toContain('15.md → 15 · 深入解析Pod对象（二）：使用进阶: found 3; the file says 4\n');
    expect(out).toMatch(/refused \S+15\.md:2 {2}no-author: <li>/);
    expect(out).toContain('total: 2 files, found 6; a dry run: nothing was stored; refused 1; files that could not be read 2\n');
    expect(err).toContain('14.md is no text. Nothing of it was read.\n');
    expect(err).toContain('nothing cannot be read: there is no such file.\n');
    expect(await stored('13')).toEqual([]);
  }, 60_000);

  it('stopped in the middle: what is stored stays, importing again does the rest; others get at the store meanwhile', async () => {
    const n = 80_000;
    const path = join(folder, '13.md');
    await writeFile(path, RENDER.G1(Array.from({ length: n }, (_, i) => ({ ...facts(1, 1)[0]!, text: `第 ${i} 条` }))));
    const running = desk.launch('import', [path]);
    await wait(1500);
    // `ask` waits for the store five seconds at most
    expect((await desk.ask('--lang', 'en', 'lesson 13')).code).toBe(0);
    running.child.kill('SIGINT');
    const first = await running.ended;
    expect([first.code, first.err]).toEqual([130, 'Stopped. What was stored stays; importing again does the rest.\n']);
    const kept = Number(/new (\d+), updated 0/.exec(first.out)?.[1]);
    expect(kept > 0 && kept < n && kept % 500 === 0).toBe(true);
    const again = await desk.run('import', [path, '--json']);
    expect(json(again.out).files[0]).toMatchObject({ found: n, new: n - kept, unchanged: kept });
  }, 60_000);
});
