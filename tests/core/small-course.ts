import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadCourse } from '../../src/io/content/load.js';
import { show } from '../../src/io/content/problem.js';

const COURSE = `id: small
title: { zh-CN: 小课程, en: A small course }
link: https://example.org/{article}
sections:
  - title: { zh-CN: 第一部分, en: Part one }
    lessons:
      - number: 1
        title: { zh-CN: 第一讲, en: First }
        article: 1
        folder: 1-first
      - number: 2
        title: { zh-CN: 第二讲, en: Second }
        article: 2
        folder: 2-second
      - id: closing
        kind: { zh-CN: 结束语, en: Closing }
        title: { zh-CN: 再见, en: Goodbye }
        article: 3
`;

const TEXT = `---
summary: What it is about.
points:
  - one
  - two
  - three
  - four
discuss:
  - why?
  - how?
terms: [Pod]
today:
  - version: "1.33"
    text: Something is new.
docs:
  - title: Docs
    url: https://example.org/docs
---
## Heading

A paragraph with **bold** and \`code\`.

- a flat
- list
`;

const question = (id: string): string => `- id: ${id}
  topic: pod
  difficulty: 1
  kind: one-choice
  key: b
  source: lesson:2
  stem: { zh-CN: 为什么？, en: Why? }
  options:
    - { id: a, zh-CN: 甲, en: A, why: { zh-CN: 不, en: No } }
    - { id: b, zh-CN: 乙, en: B }
    - { id: c, zh-CN: 丙, en: C, why: { zh-CN: 不, en: No } }
    - { id: d, zh-CN: 丁, en: D, why: { zh-CN: 不, en: No } }
  explanation: { zh-CN: 因为, en: Because }
`;

const GLOSSARY = ['Pod', 'Node']
  .map((name, i) => `- id: ${name.toLowerCase()}
  zh: ${name}
  en: ${name}
  about: { zh-CN: 一种, en: A kind }
  aliases: [${['po', 'machine'][i]}]
  lessons: ${['["1", "2"]', '["2"]'][i]}
`)
  .join('');

const COMMENT = '{"author":"Reader","likes":3,"replies":0,"date":"2020-01-02","text":"Well said.","sample":true}\n';

/** A course without mistakes: its files by path. */
export const SMALL: Readonly<Record<string, string>> = {
  'course.yaml': COURSE,
  'glossary.yaml': GLOSSARY,
  'lessons/1-first/lesson.yaml': 'before: []\nafter: ["2"]\n',
  ...Object.fromEntries(
    ['1-first', '2-second'].flatMap((folder) => [
      [`lessons/${folder}/zh-CN.md`, TEXT],
      [`lessons/${folder}/en.md`, TEXT],
      [`lessons/${folder}/questions.yaml`, `${question(`${folder}-q1`)}${question(`${folder}-q2`)}`],
      [`lessons/${folder}/comments.jsonl`, COMMENT + COMMENT.replace('Reader', 'Other')],
    ]),
  ),
};

/** A change of one file: its text before to its text after, undefined to leave it out. A file that is not there begins empty. */
export type Change = readonly [file: string, change: (before: string) => string | undefined];

/** Writes the small course with these changes, loads it, and gives the course and its mistakes as people see them. */
export const load = (...changes: readonly Change[]) =>
  withFolder(changes, async (folder) => {
    const { course, problems } = await loadCourse(folder);
    return { course, problems: problems.map((problem) => show(problem).replace(folder, '')) };
  });

/** Writes the small course with these changes into a folder of its own for as long as the work takes. */
export async function withFolder<T>(changes: readonly Change[], work: (folder: string) => Promise<T>): Promise<T> {
  const files = new Map<string, string | undefined>(Object.entries(SMALL));
  for (const [file, change] of changes) files.set(file, change(files.get(file) ?? ''));
  const folder = await mkdtemp(join(tmpdir(), 'small-course-'));
  try {
    for (const [file, text] of files) {
      if (text === undefined) continue;
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const swap = (from: string | RegExp, to: string) => (before: string) => {
  const after = before.replace(from, to);
  if (after === before) throw new Error(`nothing to change: ${String(from)}`);
  return after;
};
