import type { Course, Lesson } from '../course/course.js';
import type { Index } from '../course/search.js';
import { termFinder } from './terms.js';

/** What is read of a message, UTF-16 units: what it is about is said at its beginning. */
const READ = 800;
const HITS = 10;

/**
 * Lessons that a text may be about, the likeliest first; empty where nothing in it is of the course. Half by search, half by
 * the terms of the glossary, each of which names its lessons in order.
 */
export function guessLessons(text: string, { course, index }: { readonly course: Course; readonly index: Index }): Lesson[] {
  const read = text.slice(0, READ).toWellFormed();
  const scores = new Map<string, number>();
  const add = (id: string, score: number) => scores.set(id, (scores.get(id) ?? 0) + score);
  const hits = index.search(read, HITS);
  for (const { lesson, score } of hits) add(lesson.id, score / (hits[0]?.score ?? 1));
  const named = new Set(termFinder(course.glossary)(read));
  for (const term of course.glossary) {
    if (named.has(term.id)) term.lessons.forEach((id, i) => add(id, 1 / (i + 1) / named.size));
  }
  const known = course.lessons.filter(({ id }) => scores.has(id));
  return known.sort((a, b) => (scores.get(b.id) as number) - (scores.get(a.id) as number));
}
