import type { Lesson } from '../course/course.js';
import type { DigestItem } from './digest.js';
import { createKept } from './kept.js';
import { type Asked, type LessonDigest, lessonDigest } from './made.js';

/** What readers of the whole course say, from the digests of its lessons. */
export interface Report {
  /** What they ask for, the most asked first; near duplicates are one, over all lessons. */
  readonly requests: readonly { readonly lesson: Lesson; readonly item: DigestItem }[];
  /** Questions without a visible reply, by lesson in reading order; best first. */
  readonly questions: readonly { readonly lesson: Lesson; readonly items: readonly DigestItem[] }[];
  /** Lessons by the number of their insights, the most first, each with its best one. */
  readonly insights: readonly { readonly lesson: Lesson; readonly count: number; readonly best: DigestItem }[];
  /** How many comments were read, and whether samples are among them. */
  readonly total: number;
  readonly samples: boolean;
}

/** A report is remade when any comment changes, so few are worth keeping. */
const reports = createKept<Report>(4);

/**
 * The report of a course, made once for its comments as they are. Lessons are read one after another;
 * `turn` lets others go first in between.
 */
export async function courseReport(asked: Asked, turn: () => Promise<void>): Promise<Report> {
  const all: LessonDigest[] = [];
  for (const lesson of asked.course.lessons) {
    const one = await lessonDigest(asked, lesson);
    if (one.comments.length > 0) all.push(one);
    await turn();
  }
  const key = all.map((one) => one.key).join(' ');
  const { makeReport } = await import('./report-made.js');
  return reports(asked.course.glossary, key, () => makeReport(all));
}
