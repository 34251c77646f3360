import { type Store, update } from '../store.js';
import type { Lesson } from '../course/course.js';
import { type CommentFacts, type FeaturedComment, identify } from './comment.js';

/** The imported comments of one lesson: one document, so that an import is all there or not at all. */
interface Shelf {
  readonly comments: readonly FeaturedComment[];
}

const shelfKey = (course: string, lesson: string): string => `comments:${course}:${lesson}`;

/** Real comments where any were imported, otherwise the samples that come with the lesson. */
export async function commentsOn(store: Store, course: string, lesson: Lesson): Promise<readonly FeaturedComment[]> {
  const shelf = await store.get<Shelf>(shelfKey(course, lesson.id));
  return shelf && shelf.value.comments.length > 0 ? shelf.value.comments : lesson.samples;
}

export interface Stored {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Comments of the lesson now. */
  readonly total: number;
}

/**
 * Adds scanned comments to a lesson. The same comment again only brings its likes and replies up to date; what is
 * there and not in this import stays.
 */
export async function storeComments(store: Store, course: string, lesson: string, scanned: readonly CommentFacts[]): Promise<Stored> {
  const incoming = identify(scanned, 'column');
  let stored: Stored = { added: 0, updated: 0, unchanged: 0, total: 0 };
  await update<Shelf>(store, shelfKey(course, lesson), (shelf) => {
    const merged = new Map((shelf?.comments ?? []).map((comment) => [comment.id, comment]));
    const counts = { added: 0, updated: 0, unchanged: 0 };
    for (const comment of incoming) {
      const known = merged.get(comment.id);
      if (!known) counts.added++;
      else if (known.likes === comment.likes && known.replyCount === comment.replyCount) counts.unchanged++;
      else counts.updated++;
      merged.set(comment.id, comment);
    }
    stored = { ...counts, total: merged.size };
    return counts.added + counts.updated > 0 ? { comments: [...merged.values()] } : undefined;
  });
  return stored;
}
