import { normalize } from 'node:path';
import type { Course, Lesson } from '../../course/course.js';
import { LOCALES } from '../../locale/index.js';
import { type Files, readBytes, textsOf } from './files.js';
import { readGlossary } from './glossary.js';
import type { Problem, Report } from './problem.js';
import { EMPTY_LESSON, readLesson } from './lesson.js';
import type { Neighbours } from './questions.js';
import { courseSchema } from './schema.js';
import { readTopics } from './topics.js';
import { readYaml } from './yaml.js';

export interface Loaded {
  /** Undefined where there are mistakes. */
  readonly course: Course | undefined;
  readonly problems: readonly Problem[];
  /** The folder below `lessons` of each lesson that has one, by the lesson's id. */
  readonly folders: ReadonlyMap<string, string>;
}

/** A course from its folder, or every mistake in it at once. */
export const loadCourse = async (folder: string): Promise<Loaded> => courseIn(textsOf(readBytes(normalize(folder))), folder);

/** A course from its files; `folder` is where they are said to be. */
export function courseIn(files: Files, folder: string): Loaded {
  const problems: Problem[] = [];
  const file = 'course.yaml';
  const report: Report = (line, message) => problems.push({ file, line, message });
  const source = files.get(file);
  if (source === undefined) report(1, `the file is missing in ${folder}`);
  const read = source === undefined ? undefined : readYaml(source, courseSchema, report);
  const questions = new Map<string, string>();
  const folders = [...new Set([...files.keys()].flatMap((path) => /^lessons\/([^/]+)\//.exec(path)?.[1] ?? []))].sort();
  const fill = (name: string, lesson: string, lessons: Neighbours['lessons']) => readLesson(files, `lessons/${name}`, lesson, { lessons, questions }, problems);
  if (!read?.value) {
    // which lesson a folder belongs to is not known; the mistakes in it are
    for (const name of folders) fill(name, name, undefined);
    return { course: undefined, problems, folders: new Map() };
  }

  const lessons: Lesson[] = [];
  const claimed = new Set<string>();
  const owned = new Map<string, string>();
  const known = new Set(read.value.sections.flatMap((section) => section.lessons.map(idOf)));
  for (const [s, section] of read.value.sections.entries()) {
    for (const [l, card] of section.lessons.entries()) {
      const wrong = (message: string) => report(read.lineOf(['sections', s, 'lessons', l]), message);
      const id = idOf(card);
      if (card.folder && claimed.has(card.folder)) wrong(`the folder ${card.folder} belongs to another lesson`);
      const own = card.folder !== undefined && !claimed.has(card.folder) ? card.folder : undefined;
      const content = own === undefined ? EMPTY_LESSON : fill(own, id, known);
      if (card.folder) claimed.add(card.folder);
      if (own !== undefined) owned.set(id, own);
      lessons.push({
        id,
        number: card.number,
        kind: card.kind,
        title: card.title,
        section: section.title,
        link: read.value.link.replace('{article}', String(card.article)),
        ...content,
      });
      clashes(lessons).forEach(wrong);
    }
  }
  for (const stray of folders.filter((name) => !claimed.has(name))) {
    problems.push({ file: `lessons/${stray}`, line: 1, message: 'no lesson of course.yaml names this folder' });
  }
  const part = <T>(name: string, readPart: (text: string, wrong: Report) => T[]): T[] => {
    const text = files.get(name);
    return text === undefined ? [] : readPart(text, (line, message) => problems.push({ file: name, line, message }));
  };
  const glossary = part('glossary.yaml', (text, wrong) => readGlossary(text, known, wrong));
  const topics = part('topics.yaml', (text, wrong) => readTopics(text, { lessons, glossary }, wrong));
  const { id, title, subject = '' } = read.value;
  return { course: problems.length > 0 ? undefined : { id, title, subject, lessons, glossary, topics }, problems, folders: owned };
}

const idOf = (card: { id?: string | undefined; number?: number | undefined }): string => card.id ?? String(card.number);

/** What the newest lesson has in common with one before it, and must not. */
function clashes(lessons: readonly Lesson[]): string[] {
  const before = lessons.slice(0, -1);
  const newest = lessons.at(-1) as Lesson;
  const found = before.some((lesson) => lesson.id === newest.id) ? [`lesson ${newest.id} is there twice`] : [];
  for (const locale of LOCALES) {
    if (before.some((lesson) => lesson.title[locale] === newest.title[locale])) found.push(`the ${locale} title of lesson ${newest.id} is there twice`);
  }
  return found;
}
