import type { Course } from '../course/course.js';
import type { Random } from '../ports.js';
import { type Store, update } from '../store.js';
import { type Asked, askedKey, pick } from './pick.js';
import type { Question } from './question.js';

/** The questions of a lesson, or of the whole course where `lesson` is empty. */
export const poolOf = (course: Course, lesson: string): readonly Question[] =>
  course.lessons.flatMap((one) => (lesson === '' || one.id === lesson ? one.questions : []));

/** A question that `of` (a member or a group) was not asked lately, and now is; undefined for an empty pool. */
export async function draw({ store, random }: { store: Store; random: Random }, of: string, pool: readonly Question[]): Promise<Question | undefined> {
  const chance = random.next();
  let question: Question | undefined;
  await update<Asked>(store, askedKey(of), (asked) => {
    const picked = pick(pool, asked, chance);
    question = picked?.question;
    return picked?.asked;
  });
  return question;
}
