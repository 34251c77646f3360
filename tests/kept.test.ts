import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIndex } from '../src/course/search.js';
import { readBytes } from '../src/io/content/files.js';
import { openCourse } from '../src/io/content/open.js';
import { keptOf } from '../src/io/kept.js';
import { type Change, withFolder } from './core/small-course.js';

let home: string;
let built: URL;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'built-'));
  built = pathToFileURL(`${home}/`);
  await writeFile(join(home, '.tsbuildinfo'), 'this program');
});
afterEach(() => rm(home, { recursive: true }));

const kept = (name: string) => join(home, 'kept', name);

/** The small course in a folder named `course`, opened once, searched, and so kept. */
const withKept = (work: (folder: string) => Promise<void>, ...changes: readonly Change[]) =>
  withFolder(changes, async (folder) => {
    const { course, postings } = await openCourse(folder, built);
    if (course) createIndex(course, postings(course));
    await work(folder);
  });

/** Puts another title into what is kept, under the right hashes: whoever takes what is kept shows it. */
async function mark(folder: string): Promise<void> {
  const { course } = await openCourse(folder, built);
  const name = (await readdir(join(home, 'kept'))).find((one) => one.endsWith('.course'));
  keptOf(readBytes(folder), built).write(name ?? '', { ...course, title: { 'zh-CN': 'KEPT', en: 'KEPT' } });
}
const titleIn = async (folder: string) => (await openCourse(folder, built)).course?.title.en;

describe('a course that was read and checked', () => {
  it('is taken as it was kept while nothing has changed, and finds the same', () =>
    withKept(async (folder) => {
      const anew = await openCourse(folder);
      const again = await openCourse(folder, built);
      expect(again.course).toEqual(anew.course);
      if (!anew.course || !again.course) return expect.fail();
      const [one, other] = [createIndex(anew.course, anew.postings(anew.course)), createIndex(again.course, again.postings(again.course))];
      for (const query of ['Heading', '第二讲', 'paragraph bold', 'first']) expect(other.search(query, 5)).toEqual(one.search(query, 5));
      await mark(folder);
      expect(await titleIn(folder)).toBe('KEPT');
    }));

  const CHANGES: Readonly<Record<string, (folder: string) => Promise<void>>> = {
    'a letter of a lesson': async (folder) => {
      const file = join(folder, 'lessons/1-first/en.md');
      await writeFile(file, (await readFile(file, 'utf8')).replace('A paragraph', 'B paragraph'));
    },
    'a new file': (folder) => writeFile(join(folder, 'lessons/1-first/notes.txt'), ''),
    'a file that is gone': (folder) => rm(join(folder, 'lessons/2-second/en.md')),
    'the program': () => appendFile(join(home, '.tsbuildinfo'), '.'),
  };
  it.each(Object.entries(CHANGES))('is read anew after a change: %s', (_, change) =>
    withKept(async (folder) => {
      await mark(folder);
      await change(folder);
      expect(await titleIn(folder)).not.toBe('KEPT');
    }),
  );

  const DAMAGES: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    empty: () => Buffer.alloc(0),
    cut: (bytes) => bytes.subarray(0, -1),
    'cut in its head': (bytes) => bytes.subarray(0, 40),
    'changed in one bit': (bytes) => {
      const at = bytes.length - 20;
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return bytes;
    },
    foreign: () => Buffer.from('#!/bin/sh\n'.repeat(100)),
  };
  it.each(Object.entries(DAMAGES))('is read anew where what is kept is %s', (_, damage) =>
    withKept(async (folder) => {
      await mark(folder);
      for (const name of await readdir(join(home, 'kept'))) await writeFile(kept(name), damage(await readFile(kept(name))));
      const { course, postings } = await openCourse(folder, built);
      expect(course?.title.en).toBe('A small course');
      if (course) expect(createIndex(course, postings(course)).search('Heading', 5).map(({ lesson }) => lesson.id)).toContain('1');
    }),
  );

  it('is read each time where nothing can be kept, and where the program runs from its sources', () =>
    withFolder([], async (folder) => {
      await writeFile(join(home, 'kept'), 'no folder');
      for (const where of [built, pathToFileURL(`${home}/sources/`)]) {
        const { course, postings } = await openCourse(folder, where);
        if (course) createIndex(course, postings(course));
        expect(await openCourse(folder, where)).toMatchObject({ course: { id: 'small' }, problems: [] });
      }
      expect(existsSync(join(home, 'sources'))).toBe(false);
    }));

  it('is never kept with mistakes, which are told with their lines each time', () =>
    withKept(
      async (folder) => {
        for (let i = 0; i < 2; i++) {
          const { course, problems } = await openCourse(folder, built);
          expect([course, problems.map(({ file, line }) => `${file}:${line}`)]).toEqual([undefined, ['lessons/1-first/en.md:2']]);
        }
        expect(existsSync(join(home, 'kept'))).toBe(false);
      },
      ['lessons/1-first/en.md', (text) => text.replace('summary: What it is about.', 'summary: [1]')],
    ));
});

it('of two values none can pass for the other: what is kept is told apart by the bounds of names and contents', async () => {
  await mkdir(join(home, 'kept'));
  const one = new Map([['ab', Buffer.from('c')]]);
  const other = new Map([['a', Buffer.from('bc')]]);
  keptOf(one, built).write('value', 1);
  expect([keptOf(one, built).read('value'), keptOf(other, built).read('value')]).toEqual([1, undefined]);
});
