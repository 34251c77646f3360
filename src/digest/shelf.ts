import type { Lesson } from '../course/course.js';
import type { Store } from '../store.js';
import { commentId, type FeaturedComment, placed, type PlacedComment } from './comment.js';
import { likesOn } from './likes.js';
import { type OwnComment, ownOn, target } from './own.js';

/** The imported comments of one lesson, by id, in order of their first import. Nothing is ever taken out, so numbers stay. */
const shelfKey = (course: string, lesson: string): string => `comments:${course}:${lesson}`;

/**
 * Real comments where any were imported, otherwise the samples that come with the lesson, numbered from 1; then those that
 * `group` wrote itself, with what its members like. Without a group, the column's alone.
 */
export async function commentsOn(store: Store, course: string, lesson: Lesson, group?: string): Promise<PlacedComment[]> {
  const imported = await store.members<FeaturedComment>(shelfKey(course, lesson.id));
  const column = placed(lesson.id, imported.length > 0 ? imported.map((one) => one.value) : lesson.samples);
  if (group === undefined) return column;
  const shelf = { course, lesson: lesson.id, group };
  const [own, likes] = await Promise.all([ownOn(store, shelf), likesOn(store, shelf)]);
  return [
    ...column.map((comment) => (likes.has(comment.id) ? { ...comment, groupLikes: likes.get(comment.id) } : comment)),
    ...placedOwn(own, column, likes, lesson.id),
  ];
}

/** The group's comments as the digest reads them: their likes are all the group's, their replies its answers to them. */
function placedOwn(own: readonly OwnComment[], column: readonly PlacedComment[], likes: ReadonlyMap<string, number>, lesson: string): PlacedComment[] {
  const refs = new Map(column.map(({ id, ref }) => [id, ref]));
  const address = (of: string) => (of.startsWith('g') ? `${lesson}.${of}` : refs.get(of));
  const answers = new Map<string, number>();
  for (const { answers: of } of own) if (of !== undefined) answers.set(of, (answers.get(of) ?? 0) + 1);
  return own.map(({ number, author, text, date, answers: of }) => ({
    id: commentId({ author: author.name, date, text }, number),
    ref: `${lesson}.${target(number)}`,
    source: 'group',
    author: author.name,
    likes: likes.get(target(number)) ?? 0,
    replyCount: answers.get(target(number)) ?? 0,
    text,
    date,
    // one that answers a sample answers nothing once the samples gave way to the column
    answers: of === undefined ? undefined : address(of),
  }));
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
