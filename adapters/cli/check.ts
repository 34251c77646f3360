import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCourse } from '../../src/io/content/load.js';
import { show } from '../../src/io/content/problem.js';
import { fromRoot } from '../../src/io/paths.js';

/** `npm run check`: every mistake in every course, with file and line. */
const content = fromRoot('content');
let mistakes = 0;
const courses = (await readdir(content, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
for (const name of courses.sort()) {
  const { course, problems } = await loadCourse(join(content, name));
  mistakes += problems.length;
  for (const problem of problems) process.stdout.write(`content/${name}/${show(problem)}\n`);
  if (!course) continue;
  const cards = course.lessons.filter((lesson) => lesson.written);
  const full = cards.filter((lesson) => lesson.written?.en.body.length);
  const questions = course.lessons.reduce((sum, lesson) => sum + lesson.questions.length, 0);
  process.stdout.write(`content/${name}: ${course.lessons.length} lessons, ${cards.length} with a card, ${full.length} with a full text, ${questions} questions, ${course.glossary.length} terms, ${course.topics.length} topics\n`);
}
process.exitCode = mistakes > 0 ? 1 : 0;
