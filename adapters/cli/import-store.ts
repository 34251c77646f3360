import type { Parts } from '../../src/commands/command.js';
import { lessonAt } from '../../src/course/course.js';
import type { FeaturedComment } from '../../src/digest/comment.js';
import { shelve, shelved, type Stored } from '../../src/digest/shelf.js';

/** The call that stores comments with a lesson, a batch at a time. */
export const IMPORT = 'import';

export interface Batch {
  /** Ids of the course and the lesson. */
  readonly course: string;
  readonly lesson: string;
  /** Identified comments of the column; none to ask how many the lesson has. */
  readonly comments: readonly FeaturedComment[];
}

export interface BatchStored extends Stored {
  /** Comments of the lesson now. */
  readonly total: number;
}

/** The arguments of a call `import`. @throws Error where they are none */
export function batchOf(args: unknown): Batch {
  const { course, lesson, comments } = (args ?? {}) as Record<string, unknown>;
  if (typeof course !== 'string' || typeof lesson !== 'string' || !Array.isArray(comments)) throw new Error('import takes {course, lesson, comments}; is it an older version?');
  return { course, lesson, comments: comments.map(commentOf) };
}

/** @throws Error with a sentence for the person */
export async function storeBatch({ library, store }: Parts, { course: id, lesson, comments }: Batch): Promise<BatchStored> {
  const { course } = library();
  if (course.id !== id || !lessonAt(course, lesson)) throw new Error(`The running process has another course (${course.id}), without the lesson ${id} ${lesson}.`);
  const stored = await shelve(store, course.id, lesson, comments);
  return { ...stored, total: await shelved(store, course.id, lesson) };
}

function commentOf(raw: unknown): FeaturedComment {
  const { id, author, likes, replyCount, text, date, reply } = (raw ?? {}) as Record<string, unknown>;
  const count = (value: unknown) => value === undefined || (Number.isSafeInteger(value) && (value as number) >= 0);
  const words = (value: unknown) => value === undefined || typeof value === 'string';
  const sound = typeof id === 'string' && /^[0-9a-f]{12}$/.test(id) && typeof author === 'string' && typeof text === 'string' && count(likes) && count(replyCount) && words(date) && words(reply);
  if (!sound) throw new Error('import takes identified comments');
  return { id, author, likes, replyCount, text, date, reply, source: 'column' } as FeaturedComment;
}
