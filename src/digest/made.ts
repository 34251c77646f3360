import type { Course, Lesson } from '../course/course.js';
import type { Store } from '../store.js';
import { hash, type PlacedComment } from './comment.js';
import type { Digest } from './digest.js';
import { createKept } from './kept.js';
import { commentsOn } from './shelf.js';

/** A course of 57 lessons twice over: for two groups that commented on every one of them, or for two days. */
const DIGESTS = 120;

const digests = createKept<Digest>(DIGESTS);

/** Whose digest, of what, and when. */
export interface Asked {
  readonly store: Store;
  readonly course: Course;
  /** The group that reads, `Place.group`. */
  readonly group: string;
  /** Its local day, `YYYY-MM-DD`. */
  readonly now: string;
}

/** A lesson's comments and their digest. */
export interface LessonDigest {
  readonly lesson: Lesson;
  readonly comments: readonly PlacedComment[];
  readonly digest: Digest;
  /** The same for the same digest, and for no other. */
  readonly key: string;
}

/**
 * The digest of a lesson, made once for its comments as they are, the course's terms, and the day (ages change with it).
 * An import, an edit or a like makes another one at once. It holds no words of the interface, so it serves every language.
 */
export async function lessonDigest({ store, course, group, now }: Asked, lesson: Lesson): Promise<LessonDigest> {
  const comments = await commentsOn(store, course.id, lesson, group);
  const key = `${now} ${course.id} ${lesson.id} ${hash(JSON.stringify(comments))}`;
  // what reads comments is no small part of the program: not before there is something to read
  const { makeDigest } = await import('./digest.js');
  return { lesson, comments, key, digest: digests(course.glossary, key, () => makeDigest(comments, { now, glossary: course.glossary })) };
}
