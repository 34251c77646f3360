import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Course, Lesson } from '../../course/course.js';
import { LOCALES } from '../../locale/index.js';
import type { Problem } from './problem.js';
import { readLesson } from './lesson.js';
import { courseSchema } from './schema.js';
import { readYaml } from './yaml.js';

/** A course from its folder, or every mistake in it at once. */
export async function loadCourse(folder: string): Promise<{ course: Course | undefined; problems: Problem[] }> {
  const problems: Problem[] = [];
  const file = 'course.yaml';
  let source: string;
  try {
    source = await readFile(join(folder, file), 'utf8');
  } catch {
    return { course: undefined, problems: [{ file, line: 1, message: `the file is missing in ${folder}` }] };
  }
  const read = readYaml(source, courseSchema, (line, message) => problems.push({ file, line, message }));
  if (!read) return { course: undefined, problems };

  const lessons: Lesson[] = [];
  const claimed = new Set<string>();
  const known = new Set(read.value.sections.flatMap((section) => section.lessons.map(idOf)));
  for (const [s, section] of read.value.sections.entries()) {
    for (const [l, card] of section.lessons.entries()) {
      const id = idOf(card);
      if (card.folder) claimed.add(card.folder);
      const empty = { written: undefined, questions: [], samples: [] };
      const folderOf = card.folder === undefined ? undefined : join('lessons', card.folder);
      const content = folderOf === undefined ? empty : await readLesson(join(folder, folderOf), folderOf, id, known, problems);
      lessons.push({
        id,
        number: card.number,
        kind: card.kind,
        title: card.title,
        section: section.title,
        link: read.value.link.replace('{article}', String(card.article)),
        ...content,
      });
      for (const clash of clashes(lessons)) problems.push({ file, line: read.lineOf(['sections', s, 'lessons', l]), message: clash });
    }
  }
  for (const stray of (await readdir(join(folder, 'lessons')).catch(() => [])).filter((name) => !claimed.has(name))) {
    problems.push({ file: `lessons/${stray}`, line: 1, message: 'no lesson of course.yaml names this folder' });
  }
  return { course: problems.length > 0 ? undefined : { id: read.value.id, title: read.value.title, lessons }, problems };
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
  const questions = new Set(before.flatMap((lesson) => lesson.questions.map((question) => question.id)));
  return [...found, ...newest.questions.filter((q) => questions.has(q.id)).map((q) => `question ${q.id} is there twice`)];
}
