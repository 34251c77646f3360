import { LOCALES } from '../locale/index.js';
import type { Course, Lesson } from './course.js';
import { lessonNumber } from './number.js';
import type { Index } from './search.js';
import { squeeze } from './tokens.js';

export type Found = { readonly lesson: Lesson } | { readonly nearest: readonly Lesson[] };

interface Names {
  readonly titles: readonly string[];
  /** Titles, the id and the kind. */
  readonly all: readonly string[];
}

/** Comparable names, made once a lesson: every lookup asks all of them. */
const known = new WeakMap<Lesson, Names>();

/** Every name that means this lesson alone, as typed names are compared: titles, its id, its kind. */
export const lessonNames = (lesson: Lesson): readonly string[] => names(lesson).all;

function names(lesson: Lesson): Names {
  const made = known.get(lesson);
  if (made) return made;
  const titles = LOCALES.map((locale) => squeeze(lesson.title[locale])).filter(Boolean);
  const others = [lesson.id, ...LOCALES.map((locale) => lesson.kind?.[locale] ?? '')].map(squeeze).filter(Boolean);
  const found = { titles, all: [...titles, ...others] };
  known.set(lesson, found);
  return found;
}

/**
 * The lesson that a LessonRef means: by number, id, title in either language, or any part of a title that only one
 * lesson has. Otherwise the (up to three) nearest ones, never none while the course has lessons.
 */
export function findLesson(course: Course, index: Index, ref: string): Found {
  const number = lessonNumber(ref);
  const byNumber = number === undefined ? undefined : course.lessons.find((lesson) => lesson.number === number);
  if (byNumber) return { lesson: byNumber };

  const wanted = squeeze(ref);
  if (wanted) {
    const exact = course.lessons.filter((lesson) => names(lesson).all.includes(wanted));
    if (exact.length === 1) return { lesson: exact[0] as Lesson };
    const within = (which: keyof Names) => course.lessons.filter((lesson) => names(lesson)[which].some((name) => name.includes(wanted)));
    const titled = within('titles');
    if (exact.length === 0 && titled.length === 1) return { lesson: titled[0] as Lesson };
    const partial = exact.length > 0 ? exact : within('all');
    if (partial.length === 1) return { lesson: partial[0] as Lesson };
    if (partial.length > 1 && partial.length <= 3) return { nearest: partial };
  }
  return { nearest: nearest(course, index, ref, number) };
}

/** Three lessons near a ref that names none: by number, then by search, then by reading order. */
function nearest(course: Course, index: Index, ref: string, number: number | undefined): Lesson[] {
  if (number !== undefined) {
    const distance = (lesson: Lesson) => Math.abs((lesson.number ?? 1e9) - number);
    return [...course.lessons].sort((a, b) => distance(a) - distance(b)).slice(0, 3);
  }
  const hits = index.search(ref, 3).map((hit) => hit.lesson);
  const rest = course.lessons.filter((lesson) => !hits.includes(lesson));
  return [...hits, ...rest].slice(0, 3);
}
