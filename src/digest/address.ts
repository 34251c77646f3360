import type { Course, Lesson } from '../course/course.js';
import { findLesson } from '../course/lookup.js';
import type { Index } from '../course/search.js';

/** What a person wrote where a lesson or a comment is meant. */
export type Meant =
  | { readonly kind: 'comment'; readonly lesson: Lesson; readonly ref: string }
  /** A lesson with something behind it that numbers no comment. */
  | { readonly kind: 'no-address'; readonly lesson: Lesson }
  | { readonly kind: 'lesson'; readonly lesson: Lesson }
  | { readonly kind: 'nothing'; readonly lesson: string };

/**
 * Reads `13.7` and `13.g2`, the lesson before the dot in any way in which people write one (`#13.7`, `第13讲.g2`), or a
 * lesson alone. Whether a comment stands at the address is another question.
 */
export function readAddress(typed: string, { course, index }: { readonly course: Course; readonly index: Index }): Meant {
  const lessonOf = (ref: string): Lesson | undefined => {
    const found = findLesson(course, index, ref);
    return 'lesson' in found ? found.lesson : undefined;
  };
  const [, before, own, digits] = /^(.+)\.(g?)0*([1-9]\d{0,6})$/isu.exec(typed) ?? [];
  if (before !== undefined) {
    const lesson = lessonOf(before);
    return lesson ? { kind: 'comment', lesson, ref: `${lesson.id}.${own ? 'g' : ''}${digits}` } : { kind: 'nothing', lesson: before };
  }
  const dotted = /^(.+)\.[^.]*$/su.exec(typed)?.[1];
  const strayed = dotted === undefined ? undefined : lessonOf(dotted);
  if (strayed) return { kind: 'no-address', lesson: strayed };
  const lesson = lessonOf(typed);
  return lesson ? { kind: 'lesson', lesson } : { kind: 'nothing', lesson: typed };
}

/** The number of a comment of the group's own in an address of `readAddress`; undefined for one of the column. */
export function ownNumber(ref: string): number | undefined {
  const digits = /\.g(\d+)$/.exec(ref)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
