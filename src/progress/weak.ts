import type { Parts } from '../commands/command.js';
import type { Lesson } from '../course/course.js';
import type { Answered } from '../quiz/answered.js';
import type { Points } from '../store.js';

/** A lesson whose questions a group misses. */
export interface WeakSpot {
  readonly lesson: Lesson;
  readonly answered: number;
  readonly missed: number;
}

/** Fewer answers than that say nothing of a lesson. */
export const ENOUGH = 5;
/** More lessons than any course has. */
const LESSONS = 10_000;

/** Counts by lesson, without members. */
const answeredKey = (course: string, group: string): string => `answered:${course}:${group}`;
const missedKey = (course: string, group: string): string => `missed:${course}:${group}`;

/** What a counted answer adds to them. Review asks again what was missed, so it would count a miss twice. */
export function talliesFor({ library }: Pick<Parts, 'library'>, { mode, right, group, lesson }: Answered): Points[] {
  if (mode === 'review') return [];
  const course = library().course.id;
  const one = { member: lesson, by: 1 };
  return [{ board: answeredKey(course, group), ...one }, ...(right ? [] : [{ board: missedKey(course, group), ...one }])];
}

/** How many answers of a group were counted so far, review aside. */
export const answeredBy = async ({ store, library }: Pick<Parts, 'store' | 'library'>, group: string): Promise<number> =>
  (await store.top(answeredKey(library().course.id, group), LESSONS)).reduce((n, { score }) => n + score, 0);

/** A group's weak spots, the highest share of misses first; of one share the more answers, then the earlier lesson. */
export async function weakSpots({ store, library }: Pick<Parts, 'store' | 'library'>, group: string): Promise<WeakSpot[]> {
  const { course } = library();
  const [answered, missed] = await Promise.all([answeredKey, missedKey].map((key) => store.top(key(course.id, group), LESSONS)));
  const count = (board: typeof answered, lesson: Lesson) => board?.find((one) => one.member === lesson.id)?.score ?? 0;
  return course.lessons
    .map((lesson) => ({ lesson, answered: count(answered, lesson), missed: count(missed, lesson) }))
    .filter((spot) => spot.answered >= ENOUGH && spot.missed > 0)
    .sort((a, b) => b.missed * a.answered - a.missed * b.answered || b.answered - a.answered);
}
