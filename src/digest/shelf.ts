import type { Lesson } from '../course/course.js';
import type { Store } from '../store.js';
import { type FeaturedComment, placed, type PlacedComment } from './comment.js';

/** The imported comments of one lesson, by id, in order of their first import. Nothing is ever taken out, so numbers stay. */
const shelfKey = (course: string, lesson: string): string => `comments:${course}:${lesson}`;

/** Real comments where any were imported, otherwise the samples that come with the lesson; numbered from 1. */
export async function commentsOn(store: Store, course: string, lesson: Lesson): Promise<PlacedComment[]> {
  const shelf = await store.members<FeaturedComment>(shelfKey(course, lesson.id));
  return placed(lesson.id, shelf.length > 0 ? shelf.map((one) => one.value) : lesson.samples);
}

/** How many imported comments a lesson has. */
export const shelved = (store: Store, course: string, lesson: string): Promise<number> => store.count(shelfKey(course, lesson));

export interface Stored {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

/**
 * Puts identified comments on a lesson's shelf. The same comment again only brings its counts up to date (what the new
 * export does not tell stays as it was known); what is there and not among these stays. A bounded batch at a time.
 */
export async function shelve(store: Store, course: string, lesson: string, comments: readonly FeaturedComment[]): Promise<Stored> {
  const key = shelfKey(course, lesson);
  const isVague = ({ likes, replyCount, reply }: FeaturedComment) => likes === undefined || replyCount === undefined || reply === undefined;
  const known = await Promise.all(comments.map(async (one) => (isVague(one) ? store.member<FeaturedComment>(key, one.id) : undefined)));
  // all at once and after all reads, so that they stand on the shelf as they stand here
  const done = await Promise.all(
    comments.map((comment, i) => {
      const { likes = known[i]?.likes, replyCount = known[i]?.replyCount, reply = known[i]?.reply } = comment;
      return store.put(key, comment.id, { ...comment, likes, replyCount, reply });
    }),
  );
  const count = (what: (typeof done)[number]) => done.filter((one) => one === what).length;
  return { added: count('added'), updated: count('changed'), unchanged: count('same') };
}
