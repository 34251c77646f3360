import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOptions } from '../adapters/cli/questions-options.js';
import { SENTENCES } from '../adapters/cli/questions-sentences.js';
import { loadCourse } from '../src/io/content/load.js';
import { planImport } from '../src/io/content/question-import.js';
import { type Desk, openDesk, type Ran } from './support/process.js';

let desk: Desk;
let folder: string;
beforeEach(async () => {
  desk = await openDesk();
  folder = join(desk.folder, 'course');
  await cp(resolve('content/kubernetes'), folder, { recursive: true });
});
afterEach(() => desk.clear());

const run = (...args: string[]): Promise<Ran> => desk.run('questions', args, { env: { COURSE: folder, LANG: 'en_US.UTF-8' } });
const at = (name: string): string => join(desk.folder, name);
const questionsOf = (lesson: string): string => join(folder, 'lessons', lesson, 'questions.yaml');
const course = async () => (await loadCourse(folder)).course;

async function file(name: string, text: string | Uint8Array): Promise<string> {
  await writeFile(at(name), text);
  return at(name);
}

const WHOLE = (id: string, more = '') =>
  ['zh-CN', 'en']
    .map(
      (locale) => `// [id:${id}/${locale}] [tag:lesson:13] [tag:topic:pod] [tag:difficulty:2] [tag:kind:one-choice]
// [source:lesson:13]
${locale === 'en' ? 'Which of them share an IP?' : '哪些容器共用一个 IP？'}${more}{
  ~${locale} one#${locale} not one
  =${locale} two
  ~${locale} three#${locale} not three
  ~${locale} four#${locale} not four
  ####${locale} because
}`,
    )
    .join('\n\n');

describe('A1: npm run questions, out and in again', () => {
  it.each(['gift', 'csv'])('the whole course by %s: written, wiped, read again it is the same course', async (format) => {
    const before = await course();
    const exported = await run('export', '--format', format, '--out', at('all.txt'));
    expect([exported.code, exported.out]).toEqual([0, '']);
    expect(exported.err).toMatch(/^\d{3} questions written to .*all\.txt\.\n$/);
    for (const lesson of await readdir(join(folder, 'lessons'))) await rm(questionsOf(lesson), { force: true });
    expect((await course())?.lessons.flatMap(({ questions }) => questions)).toEqual([]);

    const imported = await run('import', at('all.txt'));
    expect([imported.code, imported.err]).toEqual([0, '']);
    expect(imported.out).toMatch(/^(\d{3}) whole, 0 incomplete, 0 unreadable\.\n\1 new, 0 replaced, 0 unchanged\.\n$/);
    expect(await course()).toStrictEqual(before);
    const entries = before?.lessons.flatMap(({ questions }) => questions.map((question) => ({ line: 1, question }))) ?? [];
    expect(await planImport(folder, entries)).toMatchObject({ added: [], replaced: [], refused: [], mistakes: [], files: new Map() });
  }, 180_000);

  it('of one lesson and topic, to standard output; Aiken and Anki say what they leave out, in the language of the environment', async () => {
    const gift = await run('export', '--format', 'gift', '--lesson', '第十三讲', '--topic', 'pod', '--locale', 'en');
    expect(gift.out.match(/^::/gm)?.length).toBe((await course())?.lessons.find(({ id }) => id === '13')?.questions.filter(({ topic }) => topic === 'pod').length);
    expect(gift.out).not.toMatch(/\p{Script=Han}/u);
    expect(gift.err).toContain('Not in it: the texts in Chinese.');
    const aiken = await desk.run('questions', ['export', '--format', 'aiken', '--lesson', '13'], { env: { COURSE: folder, LANG: 'zh_CN.UTF-8' } });
    expect(aiken.out).toMatch(/^[^\n]*\p{Script=Han}[^\n]*\nA\. [^]*\nANSWER: [A-E]\n/u);
    expect(aiken.err).toMatch(/没有包括：.*理由、解析/);
    const anki = await run('export', '--format', 'anki', '--lesson', '13');
    expect(anki.out.split('\n').slice(0, 5)).toEqual(['#separator:tab', '#html:true', '#guid column:1', '#tags column:4', expect.stringMatching(/^#deck:\S/)]);
    expect(anki.out).toContain('<pre><code>');
  });

  it('a spreadsheet’s CSV has the mark by which it is known as UTF-8', async () => {
    await run('export', '--format', 'csv', '--lesson', '13', '--out', at('13.csv'));
    expect((await readFile(at('13.csv'))).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });
});

describe('A1: npm run questions, what comes in', () => {
  it('a new question stands below the others, one with a known id in its place; the rest of the file stays byte for byte', async () => {
    const path = questionsOf('13-why-pods');
    const before = `# by hand\n${await readFile(path, 'utf8')}# the end\n`;
    await writeFile(path, before);
    expect((await run('import', await file('new.txt', WHOLE('imported-one')))).out).toContain('1 new, 0 replaced, 0 unchanged.');
    const first = await readFile(path, 'utf8');
    expect(first.startsWith(before)).toBe(true);
    expect(first.slice(before.length)).toMatch(/^- id: imported-one\n {2}topic: pod\n/);
    expect((await run('import', await file('changed.txt', WHOLE('imported-one', ' Say which.')))).out).toContain('0 new, 1 replaced, 0 unchanged.');
    expect(await readFile(path, 'utf8')).toBe(first.replace('share an IP?', 'share an IP? Say which.').replace('共用一个 IP？', '共用一个 IP？ Say which.').replace('IP？ Say', 'IP？Say'));
    const { code, out } = await desk.run('check', [], {});
    expect([code, out]).toEqual([0, expect.any(String)]);
    expect((await course())?.lessons.find(({ id }) => id === '13')?.questions.at(-1)).toMatchObject({ id: 'imported-one', keys: ['b'], difficulty: 2 });
  });

  it('a dry run writes nothing', async () => {
    const before = await readFile(questionsOf('13-why-pods'), 'utf8');
    expect((await run('import', await file('new.txt', WHOLE('imported-one')), '--dry-run')).out).toContain('1 new, 0 replaced, 0 unchanged. A dry run: nothing was written.');
    expect(await readFile(questionsOf('13-why-pods'), 'utf8')).toBe(before);
  });

  it('drafts are told with what they lack and kept in a file of their own, never over another', async () => {
    const aiken = await file('quiz.txt', 'What runs containers?\nA. kubelet\nB. etcd\nANSWER: A\n\nBroken\nA. x\n');
    const { code, out, err } = await run('import', aiken, '--lesson', '13', '--out', at('drafts.yaml'));
    expect([code, out]).toEqual([1, expect.stringMatching(/^0 whole, 1 incomplete, 1 unreadable\.\n0 new, 0 replaced, 0 unchanged\.\n1 draft written to /)]);
    expect(err).toMatch(/^line 6: the line ANSWER: is missing\nline 1: a question without id is not complete: it has no id; it has no topic; /);
    expect(err).toContain('the question itself is missing in Chinese; ');
    expect(err).toContain('it needs 4 to 5 options and has 2');
    const drafts = await readFile(at('drafts.yaml'), 'utf8');
    expect(drafts).toMatch(/^# from line 1; still to do: .*\n- id: ""\n/);
    expect(drafts).toContain('en: What runs containers?');
    expect((await run('import', aiken, '--lesson', '13', '--out', at('drafts.yaml'))).err).toContain('is there already and was not touched');
    expect(await readFile(at('drafts.yaml'), 'utf8')).toBe(drafts);
    const chinese = await desk.run('questions', ['import', aiken, '--lang', 'zh-CN'], { env: { COURSE: folder } });
    expect(chinese.err).toMatch(/^第 6 行：缺少 ANSWER: 这一行\n第 1 行：一道没有题号的题目还不完整：没有题号（id）；/);
  });

  it('a course that has mistakes is told them, and nothing is written', async () => {
    const before = await readFile(questionsOf('13-why-pods'), 'utf8');
    await writeFile(questionsOf('14-pod-basics'), 'broken: [');
    const broken = await run('import', await file('new.txt', WHOLE('imported-one')));
    expect([broken.code, broken.err]).toEqual([1, expect.stringMatching(/mistake\(s\) in the course/)]);
    expect(await readFile(questionsOf('13-why-pods'), 'utf8')).toBe(before);
  });

  it('an id of another lesson, and a lesson without a folder, are named; the rest goes in', async () => {
    await writeFile(join(folder, 'course.yaml'), (await readFile(join(folder, 'course.yaml'), 'utf8')).replace(/^.*folder: 52-questions-answered\n/m, ''));
    await rm(join(folder, 'lessons/52-questions-answered'), { recursive: true });
    const other = (await course())?.lessons.find(({ id }) => id === '14')?.questions[0]?.id as string;
    const text = [WHOLE(other), WHOLE('imported-one').replaceAll('tag:lesson:13', 'tag:lesson:52'), WHOLE('imported-two')].join('\n\n');
    const { code, out, err } = await run('import', await file('new.txt', text));
    expect(err).toBe(`line 1: ${other} belongs to lesson 14 already; give this one another id, or name that lesson\nline 21: imported-one: lesson 52 has no folder in this course yet\n`);
    expect([code, out]).toEqual([1, '3 whole, 0 incomplete, 2 unreadable.\n1 new, 0 replaced, 0 unchanged.\n']);
  });

  it('a table of Chinese Excel, in GBK', async () => {
    // 题目,A,B,答案 and 谁调度 Pod？,x,y,B
    const bytes = Buffer.concat([Buffer.from('cce2c4bf', 'hex'), Buffer.from(',A,B,'), Buffer.from('b4f0b0b8', 'hex'), Buffer.from('\r\n'), Buffer.from('cbadb5f7b6c8', 'hex'), Buffer.from(' Pod'), Buffer.from('a3bf', 'hex'), Buffer.from(',x,y,B\r\n')]);
    const { err } = await run('import', await file('excel.csv', bytes), '--out', at('drafts.yaml'));
    expect(err).toMatch(/^line 2: a question without id is not complete/);
    expect(await readFile(at('drafts.yaml'), 'utf8')).toMatch(/key: b\n[^]*zh-CN: 谁调度 Pod？/);
  });
});

describe('A1: npm run questions, mistyped', () => {
  it.each<[string[], string, string]>([
    [[], 'Say export or import', '请写 export 或 import'],
    [['exprot'], 'There is no “exprot” here', '这里没有“exprot”'],
    [['export'], 'Say which format', '请写明格式'],
    [['export', '--format', 'xml'], '--format is one of gift, aiken, csv, anki, not “xml”.', '不能是“xml”'],
    [['import', 'x', '--format', 'anki'], '--format is one of gift, aiken, csv, not “anki”.', '不能是“anki”'],
    [['export', '--format', 'gift', '--dry-run'], 'There is no option --dry-run here', '没有 --dry-run'],
    [['export', '--format', 'gift', '--lesson'], '--lesson needs a value', '--lesson 后面需要'],
    [['export', '--format', 'gift', '--constructor', 'x'], 'There is no option --constructor here', '没有 --constructor'],
    [['import'], 'Name the file to import', '请写明要导入的文件'],
    [['import', 'a', 'b'], '“b” is one too many', '多了一个“b”'],
    [['import', 'a', '--dry-run=1'], '--dry-run takes no value', '--dry-run 不带值'],
    [['import', 'a', '--locale', 'fr'], '--locale is one of zh-CN, en, not “fr”.', '不能是“fr”'],
  ])('%j', (args, english, chinese) => {
    const said = (lang: 'en' | 'zh-CN') => readOptions(args).complaints.map((complaint) => complaint(SENTENCES[lang])).join('\n');
    expect([said('en'), said('zh-CN')]).toEqual([expect.stringContaining(english), expect.stringContaining(chinese)]);
  });

  it('ends with 2, says everything that is wrong, and helps in both languages', async () => {
    const { code, out, err } = await run('import', 'a', 'b', '--mood', 'x', '--locale', 'fr');
    expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 3]);
    expect(await run('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage: npm run -s questions') as string });
    expect((await run('--help', '--lang', 'zh-CN')).out).toContain('用法：npm run -s questions');
  });

  it('what is not there is named with what there is', async () => {
    expect(await run('export', '--format', 'gift', '--lesson', 'nonsense of all sorts')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^There is no lesson “nonsense of all sorts”\. The nearest are:\n {2}\S+ /) as string });
    expect(await run('export', '--format', 'gift', '--lesson', '13', '--topic', 'none')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Topics are: ') as string });
    expect(await run('import', at('none.txt'))).toMatchObject({ code: 1, err: `${at('none.txt')} cannot be read: there is no such file.\n` });
    expect(await run('import', desk.folder)).toMatchObject({ code: 1, err: `${desk.folder} cannot be read: it is a folder.\n` });
    expect(await run('import', await file('bad.bin', Uint8Array.from({ length: 400 }, (_, i) => i % 7)))).toMatchObject({ code: 1, err: expect.stringContaining('it is no text') as string });
  });
});
