import { describe, expect, it } from 'vitest';
import { topicNamed } from '../../src/course/topic.js';
import { type Change, load, swap } from './small-course.js';

const Q = 'lessons/1-first/questions.yaml';
const EN = 'lessons/1-first/en.md';
const ZH = 'lessons/1-first/zh-CN.md';
const C = 'lessons/1-first/comments.jsonl';
const R = 'lessons/1-first/lesson.yaml';
const G = 'glossary.yaml';
const T = 'topics.yaml';
/** Adds Markdown below the text, which ends on line 26. */
const append = (markdown: string) => (before: string) => `${before}\n${markdown}\n`;

describe('a course without mistakes', () => {
  it('may have lessons with a card alone: no text below it, no questions, no comments, no relations', async () => {
    const { course, problems } = await load([Q, () => undefined], [C, () => undefined], [R, () => undefined], [ZH, swap(/## Heading[\s\S]*/, '')], [G, () => undefined]);
    expect(problems).toEqual([]);
    expect(course?.lessons[0]).toMatchObject({ questions: [], samples: [], before: [], after: [], written: { 'zh-CN': { body: [] } } });
    expect(course?.glossary).toEqual([]);
  });

  it('has relations and a glossary', async () => {
    const { course } = await load();
    expect(course?.lessons[0]).toMatchObject({ before: [], after: ['2'] });
    expect(course?.glossary.map(({ id, lessons }) => [id, lessons])).toEqual([['pod', ['1', '2']], ['node', ['2']]]);
  });

  it('has topics with the names of their terms or of their own, or none at all', async () => {
    expect((await load()).course?.topics).toEqual([]);
    const { course, problems } = await load([T, () => '- id: pod\n  parts: [storage]\n- { id: storage, zh: 存储, en: Storage, aliases: [volumes] }\n']);
    expect(problems).toEqual([]);
    expect(course?.topics.map(({ id, name, parts }) => [id, name['zh-CN'], name.en, parts])).toEqual([['pod', 'Pod', 'Pod', ['storage']], ['storage', '存储', 'Storage', []]]);
    expect(topicNamed(course!, 'Volumes')?.id).toBe('storage');
  });

  it('is loaded whole', async () => {
    const { course, problems } = await load();
    expect(problems).toEqual([]);
    expect(course?.lessons.map(({ id, number, questions, samples }) => [id, number, questions.length, samples.length])).toEqual([['1', 1, 2, 2], ['2', 2, 2, 2], ['closing', undefined, 0, 0]]);
    expect(course?.lessons[0]).toMatchObject({ link: 'https://example.org/1', title: { en: 'First' }, written: { en: { summary: 'What it is about.', today: [{ version: '1.33' }] } } });
    expect(course?.lessons[0]?.written?.en.body.map((block) => block.kind)).toEqual(['heading', 'text', 'list']);
    expect(course?.lessons[2]?.written).toBeUndefined();
  });

  it('has Windows line ends or a file of an editor beside it, all the same', async () => {
    const crlf = (before: string) => before.replaceAll('\n', '\r\n');
    expect((await load([EN, crlf], [Q, crlf], [C, crlf], ['course.yaml', crlf], ['lessons/.DS_Store', () => 'x'])).problems).toEqual([]);
  });
});

/** Each mistake: the change, the file and line that must be named, and what of the message helps. */
const MISTAKES: readonly [string, Change, string][] = [
  ['a topic of a question that is none', [T, () => '- { id: storage, zh: 存储, en: Storage }\n'], `${T}:1  the question .* is on pod, which is no topic here`],
  ['a topic without names', [T, () => '- id: pod\n- id: storage\n'], `${T}:2  storage: no term of the glossary has this id`],
  ['a topic with one name', [T, () => '- id: pod\n- { id: storage, en: Storage }\n'], `${T}:2  .*both languages, or neither`],
  ['a topic with the name of another', [T, () => '- id: pod\n- { id: storage, zh: 存储, en: POD }\n'], `${T}:2  storage: the name «pod» belongs to pod as well`],
  ['a topic with the name of a lesson', [T, () => '- id: pod\n- { id: storage, zh: 存储, en: goodbye }\n'], `${T}:2  storage: the name «goodbye» belongs to lesson closing as well`],
  ['a part that is no topic', [T, () => '- id: pod\n  parts: [storage]\n'], `${T}:2  pod: storage is no other topic`],
  ['a topic that is its own part', [T, () => '- id: pod\n  parts: [pod]\n'], `${T}:2  pod: pod is no other topic`],
  ['an unknown field of a topic', [T, () => '- id: pod\n  partz: []\n'], `${T}:1  .*partz`],
  ['no text in one language', [EN, () => undefined], `${EN}:1  the file is missing`],
  ['no front matter', [EN, swap('---\n', '')], `${EN}:1  a lesson begins with front matter`],
  ['broken YAML in front matter', [EN, swap('terms: [Pod]', 'terms: [Pod')], `${EN}:1[123]  broken YAML`],
  ['a key twice', [EN, swap('terms: [Pod]', 'terms: [Pod]\nterms: [Node]')], `${EN}:12  broken YAML`],
  ['an alias of nothing', [EN, swap('terms: [Pod]', 'terms: *nothing')], `${EN}:\\d+  broken YAML`],
  ['an unknown field', [EN, swap('terms: [Pod]', 'terms: [Pod]\ntermz: [Pod]')], `${EN}:\\d+  .*termz`],
  ['a version that YAML takes for a number', [EN, swap('"1.33"', '1.30')], `${EN}:13  today.0.version: `],
  ['a version that is none', [EN, swap('"1.33"', '"v1"')], `${EN}:13  today.0.version: a version such as`],
  ['too few points', [EN, swap('  - four\n', '')], `${EN}:[34]  points: `],
  ['an address that is none', [EN, swap('https://example.org/docs', 'example.org')], `${EN}:17  docs.0.url: `],
  ['HTML', [EN, append('<div>no</div>')], `${EN}:26  html is not used`],
  ['HTML in a line', [EN, append('so <b>bold</b>')], `${EN}:26  html is not used`],
  ['a table', [EN, append('| a | b |\n| --- | --- |\n| c | d |')], `${EN}:26  table is not used`],
  ['an image', [EN, append('![alt](https://example.org/a.png)')], `${EN}:26  image is not used`],
  ['a nested list', [EN, append('text\n\n1. a\n   - b')], `${EN}:29  list is not used`],
  ['a link into nowhere', [EN, append('[here](./other.md)')], `${EN}:26  a link leads to a web address`],
  ['a heading too long', [EN, append(`## ${'h'.repeat(151)}`)], `${EN}:26  a heading has 1–150 characters: 151`],
  ['broken YAML in questions', [Q, swap('stem: {', 'stem: {{')], `${Q}:\\d+  broken YAML`],
  ['a question’s id twice in a file', [Q, swap('1-first-q2', '1-first-q1')], `${Q}:14  1-first-q1: another question has this id, in ${Q}`],
  ['a question’s id twice in two lessons', ['lessons/2-second/questions.yaml', swap('2-second-q2', '1-first-q1')], `lessons/2-second/questions.yaml:14  1-first-q1: another question has this id, in ${Q}`],
  ['a key that is none of the options', [Q, swap('key: b', 'key: e')], `${Q}:5  1-first-q1: the key e is none of the options`],
  ['a lesson that does not exist', [Q, swap('lesson:2', 'lesson:99')], `${Q}:6  1-first-q1: lesson 99 does not exist`],
  ['an option too long', [Q, swap('en: A,', `en: "${'x'.repeat(181)}",`)], `${Q}:9  0.options.0.en: `],
  ['two options with one id', [Q, swap('id: c', 'id: d')], `${Q}:\\d+  1-first-q1: two options have the same id`],
  ['two options that say the same', [Q, swap('en: C', 'en: D')], `${Q}:\\d+  1-first-q1: two options say the same in en`],
  ['a distractor without a reason', [Q, swap('zh-CN: 甲, en: A, why: { zh-CN: 不, en: No }', 'zh-CN: 甲, en: A')], `${Q}:9  1-first-q1: option a lacks "why"`],
  ['a language left out', [Q, swap('stem: { zh-CN: 为什么？, en: Why? }', 'stem: { zh-CN: 为什么？ }')], `${Q}:7  0.stem.en: `],
  ['a difficulty of its own', [Q, swap('difficulty: 1', 'difficulty: 4')], `${Q}:3  0.difficulty: `],
  ['a comment that is no JSON', [C, (before) => `${before}{"author":\n`], `${C}:3  not a JSON object`],
  ['a comment without a date', [C, swap('"date":"2020-01-02",', '')], `${C}:1  date: `],
  ['a comment with a day that is none', [C, swap('2020-01-02', '2020-02-30')], `${C}:1  date: `],
  ['a lesson to read before that does not exist', [R, swap('before: []', 'before: ["99"]')], `${R}:1  lesson 99 does not exist`],
  ['a lesson to read next that is the lesson itself', [R, swap('"2"', '"1"')], `${R}:2  lesson 1 names itself`],
  ['a relation of an unknown kind', [R, swap('after', 'later')], `${R}:1  `],
  ['a term with the name of another', [G, swap('[machine]', '[POD]')], `${G}:7  node: the name «pod» belongs to pod as well`],
  ['a term of a lesson that does not exist', [G, swap('["2"]', '["1", "77"]')], `${G}:12  node: lesson 77 does not exist`],
  ['a term in one language only', [G, swap('en: Node', 'eng: Node')], `${G}:\\d+  `],
  ['a folder of no lesson', ['lessons/3-stray/en.md', () => 'x'], 'lessons/3-stray:1  no lesson of course.yaml names this folder'],
  ['one folder for two lessons', ['course.yaml', swap('article: 3', 'article: 3\n        folder: 1-first')], 'course.yaml:15  the folder 1-first belongs to another lesson'],
  ['a lesson’s number twice', ['course.yaml', swap('id: closing', 'number: 2')], 'course.yaml:15  lesson 2 is there twice'],
  ['a title twice', ['course.yaml', swap('en: Second', 'en: First')], 'course.yaml:11  the en title of lesson 2 is there twice'],
  ['a lesson without number and id', ['course.yaml', swap('id: closing', 'number: 3\n        id: closing')], 'course.yaml:15  sections.0.lessons.2: a lesson has either a number or an id'],
];

const place = (problem: string) => problem.split('  ', 1).join('');

/** A question as it is written; `made` gets its own fields. */
const written = (kind: string, made: string) => () => `- id: kind-q1
  topic: pod
  difficulty: 1
  kind: ${kind}
  source: lesson:2
  stem: { zh-CN: "为什么？", en: "Why?" }
  explanation: { zh-CN: 因为, en: Because }
${made}`;
const WHY = 'why: { zh-CN: 不, en: No }';
const option = (id: string, why = true) => `    - { id: ${id}, zh-CN: 项${id}, en: Item ${id}${why ? `, ${WHY}` : ''} }\n`;
const KINDS: Readonly<Record<string, string>> = {
  next: `  key: b\n  options:\n${[...'abcd'].map((id) => option(id, id !== 'b')).join('')}`,
  'many-choice': `  keys: [a, c]\n  options:\n${[...'abcd'].map((id) => option(id, 'bd'.includes(id))).join('')}`,
  'true-false': `  key: false\n  ${WHY}\n`,
  typed: `  answers: [kubectl apply, 应用]\n  near:\n${['create', 'patch', 'edit'].map((word) => `    - { text: kubectl ${word}, ${WHY} }\n`).join('')}`,
  order: `  items:\n${[...'abcd'].map((id) => option(id, id !== 'a')).join('')}`,
  classify: `  groups:\n    - { id: a, zh-CN: 甲, en: One }\n    - { id: b, zh-CN: 乙, en: Two }\n  items:\n${[...'abcd'].map((id, i) => option(id).replace(', why', `, group: ${'ab'[i % 2]}, why`)).join('')}`,
};
const CODE = '"Why?\\n```yaml\\nkind: Pod\\n```"';
/** A question of a kind, changed. */
const kind = (name: string, from: string | RegExp = '', to = ''): Change => {
  const made = written(name, KINDS[name] ?? '')();
  const coded = name === 'next' ? made.replace('"为什么？"', CODE).replace('"Why?" }', `${CODE} }`) : made;
  return [Q, () => (from === '' ? coded : swap(from, to)(coded))];
};

const MISTAKES_BY_KIND: readonly [string, Change, string][] = [
  ['a kind that there is not', [Q, written('essay', '')], `${Q}:4  0.kind: `],
  ['next without code', kind('next', /zh-CN: "Why[^}]*?", en/, 'zh-CN: "为什么？", en'), `${Q}:6  kind-q1: "next" asks about a fenced code block: zh-CN has none`],
  ['a code block that is not closed', kind('next', /\\n```" }/, '" }'), `${Q}:6  kind-q1: a code block is not closed in en`],
  ['two code blocks', kind('next', /en: "Why\?([^"]*)" }/, 'en: "Why?$1$1" }'), `${Q}:6  kind-q1: a stem has one code block at most: en`],
  ['a key of many that is none of the options', kind('many-choice', '[a, c]', '[a, f]'), `${Q}:8  kind-q1: the key f is none of the options`],
  ['one key of many', kind('many-choice', '[a, c]', '[a]'), `${Q}:8  0.keys: `],
  ['a key twice', kind('many-choice', '[a, c]', '[a, c, a]'), `${Q}:8  kind-q1: a key stands there twice`],
  ['every option right', kind('many-choice', '[a, c]', '[a, b, c, d]'), `${Q}:8  kind-q1: not all options can be right`],
  ['a reason on one that is right', kind('many-choice', 'en: Item a', `en: Item a, ${WHY}`), `${Q}:10  kind-q1: the right option has no "why"`],
  ['no reason on one that is wrong', kind('many-choice', `Item b, ${WHY}`, 'Item b'), `${Q}:11  kind-q1: option b lacks "why"`],
  ['a statement that is neither', kind('true-false', 'key: false', 'key: maybe'), `${Q}:8  0.key: `],
  ['a statement without a reason', kind('true-false', `  ${WHY}\n`), `${Q}:1  0.why: `],
  ['a near miss that is right, but for width and case', kind('typed', 'kubectl create', 'ＫＵＢＥＣＴＬ apply'), `${Q}:10  kind-q1: «ＫＵＢＥＣＴＬ apply» counts as right`],
  ['an answer twice', kind('typed', ', 应用', ', Kubectl Apply'), `${Q}:8  kind-q1: the answer «Kubectl Apply» is there already`],
  ['a near miss twice', kind('typed', 'kubectl edit', 'kubectl PATCH'), `${Q}:12  kind-q1: the near miss «kubectl PATCH» is there already`],
  ['too few near misses', kind('typed', /    - .*edit.*\n/), `${Q}:\\d+  0.near: `],
  ['a reason on the first of an order', kind('order', 'en: Item a', `en: Item a, ${WHY}`), `${Q}:9  kind-q1: the first item has no "why"`],
  ['no reason on another of an order', kind('order', `Item c, ${WHY}`, 'Item c'), `${Q}:11  kind-q1: item c lacks "why"`],
  ['an item twice', kind('order', 'id: c', 'id: b'), `${Q}:\\d+  kind-q1: two items have the same id`],
  ['two items that say the same', kind('order', 'Item c', 'Item b'), `${Q}:\\d+  kind-q1: two items say the same in en`],
  ['a group that nothing belongs to', kind('classify', /group: b/g, 'group: a'), `${Q}:10  kind-q1: no item belongs to the group b`],
  ['an item of a group that there is not', kind('classify', 'group: b', 'group: c'), `${Q}:13  kind-q1: the group c is none of the groups`],
  ['two groups that say the same', kind('classify', 'en: Two', 'en: One'), `${Q}:\\d+  kind-q1: two groups say the same in en`],
];

describe('Q8: a question of every kind', () => {
  it.each(Object.keys(KINDS))('%s is read', async (name) => {
    const { course, problems } = await load(kind(name));
    expect(problems).toEqual([]);
    expect(course?.lessons[0]?.questions).toMatchObject([{ id: 'kind-q1', kind: name, lesson: '1' }]);
  });

  it('a statement becomes a choice of two, in both languages', async () => {
    const [question] = (await load(kind('true-false'))).course?.lessons[0]?.questions ?? [];
    expect(question).toMatchObject({ keys: ['false'], options: [{ id: 'true', text: { 'zh-CN': '正确', en: 'True' }, why: { en: 'No' } }, { id: 'false', why: undefined }] });
  });

  it.each(MISTAKES_BY_KIND)('A3: %s is named with file and line, and nothing else', async (_, change, expected) => {
    const { course, problems } = await load(change);
    expect(course).toBeUndefined();
    expect(problems[0]).toMatch(new RegExp(`^${expected.replaceAll('.', '\\.')}`));
    expect(new Set(problems.map(place)).size).toBe(1);
  });

  it('one that no message can hold is named, and how much too long it is', async () => {
    const long = KINDS['classify']?.replaceAll('No }', `"${'!'.repeat(399)}" }`).replaceAll(/en: (Item .)/g, `en: "$1 ${'-'.repeat(110)}"`) ?? '';
    const { problems } = await load([Q, written('classify', long)]);
    expect(problems.join('\n')).toContain(`${Q}:1  kind-q1: too long for a message where it is explained in en: text: `);
  });
});

describe('A3: each mistake is named with its file and line, and nothing else', () => {
  it.each(MISTAKES)('%s', async (_, change, expected) => {
    const { course, problems } = await load(change);
    expect(course).toBeUndefined();
    expect(problems[0]).toMatch(new RegExp(`^${expected.replaceAll('.', '\\.').replaceAll('\\.*', '.*')}`));
    // HTML in a line is two tags, and two problems
    expect(new Set(problems.map(place)).size).toBe(1);
  });

  it('no course.yaml', async () => {
    const { problems } = await load(['course.yaml', () => undefined]);
    expect(problems).toEqual(['course.yaml:1  the file is missing in ']);
  });

  it('a folder that is named and not there', async () => {
    const { problems } = await load(['course.yaml', swap('article: 3', 'article: 3\n        folder: 3-closing')]);
    expect(problems.map(place)).toEqual(['zh-CN.md', 'en.md'].map((file) => `lessons/3-closing/${file}:1`));
  });
});

describe('A3: all mistakes at once', () => {
  it('in different files', async () => {
    const { problems } = await load([EN, append('<hr>')], [ZH, () => undefined], [Q, swap('key: b', 'key: e')], [C, () => 'x'], ['lessons/3-stray/en.md', () => '']);
    expect(problems.map(place).sort()).toEqual([`${C}:1`, `${EN}:26`, `${Q}:5`, `${ZH}:1`, 'lessons/3-stray:1'].sort());
  });

  it('in one file, of its shape and of its sense, even in one question', async () => {
    const both = (before: string) => swap('difficulty: 1', 'difficulty: 9')(swap('key: b', 'key: e')(swap('lesson:2', 'lesson:99')(swap('1-first-q2', '1-first-q1')(before))));
    const { problems } = await load([Q, both]);
    expect(new Set(problems.map(place))).toEqual(new Set([`${Q}:3`, `${Q}:5`, `${Q}:6`, `${Q}:14`]));
  });

  it('in front matter and text', async () => {
    const { problems } = await load([EN, (before) => append('<hr>')(swap('"1.33"', '1.3')(before))]);
    expect(problems.map(place)).toEqual([`${EN}:13`, `${EN}:26`]);
  });

  it.each<[string, Change]>([
    ['breaks', ['course.yaml', swap('id: small', 'id: {')]],
    ['has a mistake', ['course.yaml', swap('id: small', 'id: Small!')]],
    ['is missing', ['course.yaml', () => undefined]],
  ])('in the lessons as well, where course.yaml %s', async (_, change) => {
    const { problems } = await load(change, [EN, append('<hr>')], [Q, swap('key: b', 'key: e')]);
    expect(problems.map(place)).toEqual(expect.arrayContaining([expect.stringMatching(/^course\.yaml:\d+$/), `${EN}:26`, `${Q}:5`]));
  });
});
