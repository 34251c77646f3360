import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesAt } from '../../src/io/exports/files.js';
import { readBytes } from '../../src/io/content/files.js';
import { loadCourse } from '../../src/io/content/load.js';
import { planImport, writeWhole } from '../../src/io/content/question-import.js';
import { readQuestionsFrom } from '../../src/quiz/formats/read.js';
import { writeGift } from '../../src/quiz/formats/gift-write.js';
import { SMALL } from '../core/small-course.js';
import { SAMPLES } from '../support/questions.js';
import { type Desk, openDesk } from '../support/process.js';

/** A folder with a course in it, and beside it what nothing may touch. */
let root: string;
let course: string;
const SECRET = 'nobody may read or write this';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'paths-'));
  course = join(root, 'course');
  for (const [path, text] of Object.entries(SMALL)) {
    await mkdir(dirname(join(course, path)), { recursive: true });
    await writeFile(join(course, path), text);
  }
  await mkdir(join(root, 'outside'));
  await writeFile(join(root, 'outside', 'en.md'), SECRET);
  await writeFile(join(root, 'outside', 'questions.yaml'), SECRET);
});
afterEach(async () => {
  // whatever was tried: it is as it was, and nothing is beside it
  expect(await readFile(join(root, 'outside', 'en.md'), 'utf8')).toBe(SECRET);
  expect(await readFile(join(root, 'outside', 'questions.yaml'), 'utf8')).toBe(SECRET);
  expect((await readdir(root)).toSorted()).toEqual(['course', 'outside']);
  await rm(root, { recursive: true });
});

const FOLDERS = ['../outside', '..', '.', '/etc', '..\\outside', '%2e%2e/outside', 'a/../../outside', '1-first/../../../outside', 'outside\\0', '～', '', ' ', 'CON', 'a'.repeat(65), '__proto__'];

describe('A3: a course reads its own folder and nothing else', () => {
  it.each(FOLDERS)('the folder of a lesson is no way out: %j', async (folder) => {
    await writeFile(join(course, 'course.yaml'), (SMALL['course.yaml'] ?? '').replace('folder: 1-first', `folder: ${JSON.stringify(folder)}`));
    const { course: read, problems } = await loadCourse(course);
    expect(read).toBeUndefined();
    expect(problems.some(({ file, line }) => file === 'course.yaml' && line > 1)).toBe(true);
    expect(JSON.stringify(problems)).not.toContain(SECRET);
  });

  it('a link to a folder or a file outside is not followed', async () => {
    await symlink(join(root, 'outside'), join(course, 'lessons', '3-third'));
    await symlink(join(root, 'outside', 'en.md'), join(course, 'lessons', '1-first', 'more.md'));
    await rm(join(course, 'lessons', '2-second', 'en.md'));
    await symlink(join(root, 'outside', 'en.md'), join(course, 'lessons', '2-second', 'en.md'));
    await symlink(course, join(course, 'lessons', 'round'));
    const files = readBytes(course);
    expect([...files.keys()].filter((path) => /3-third|more\.md|2-second\/en\.md|round/.test(path))).toEqual([]);
    expect(Buffer.concat([...files.values()]).toString()).not.toContain(SECRET);
  });
});

describe('A1: an import writes into the folders of the course alone', () => {
  const lessons = ['../../outside', '..', '/etc/passwd', '1/../../../outside', '1\\..', '%2e%2e', '__proto__', '1\0'];

  it.each(lessons)('whatever lesson and id a question names: %j', async (lesson) => {
    const [sample] = SAMPLES;
    const text = writeGift([{ ...sample!, lesson, id: `x-${lesson.replace(/[^a-z]/g, '')}` }]);
    for (const named of [text, text.replace(/^::.*?::/m, `::${lesson}::`)]) {
      const { questions } = readQuestionsFrom(named, 'gift', { lesson });
      const plan = await planImport(course, questions);
      expect([...plan.files.keys()].filter((path) => !path.startsWith(join(course, 'lessons')))).toEqual([]);
      await writeWhole(plan.files);
    }
    expect((await loadCourse(course)).problems).toEqual([]);
  });

  it('and a folder of exports is read without its links to other folders', async () => {
    const given = join(course, 'exports');
    await mkdir(given);
    await writeFile(join(given, '1.md'), 'x');
    await symlink(join(root, 'outside'), join(given, 'out'));
    await symlink(given, join(given, 'round'));
    expect((await filesAt(given)).map(({ path }) => path)).toEqual([join(given, '1.md')]);
  });
});

describe('the programs on the command line', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.clear());

  it.each([
    ['no file', ['import', '../../../../nowhere/x.md', '--dry-run']],
    ['a folder as a file of questions', ['questions', 'import', '/']],
    ['a device', ['questions', 'import', '/dev/null', '--dry-run']],
    ['a folder to write to', ['questions', 'export', '--format', 'gift', '--out', '/']],
    ['a folder that is not there', ['questions', 'export', '--format', 'gift', '--out', '/nowhere/at/all.gift']],
    ['a name too long', ['questions', 'export', '--format', 'gift', '--out', `${'x'.repeat(300)}.gift`]],
  ])('%s is refused in a sentence, without a stack', async (_, [program = '', ...args]) => {
    const { code, err } = await desk.run(program, args);
    expect([code === 0, err]).toEqual([false, expect.stringMatching(/\S/)]);
    expect(err).not.toMatch(/\n {4}at /);
  });
});
