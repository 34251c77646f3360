import type { Parts } from '../../src/commands/command.js';
import { findLesson } from '../../src/course/lookup.js';
import { type Refused, scanExport } from '../../src/digest/scan/scan.js';
import { identify } from '../../src/digest/comment.js';
import { commentsOn, shelve, type Stored } from '../../src/digest/shelf.js';

export const IMPORT = 'import';

export interface Wanted {
  /** The export, as text. */
  readonly source: string;
  readonly lesson: string;
}

export interface ImportReport {
  /** Id and title of the lesson. */
  readonly lesson: string;
  /** What the file says of itself, how many were found, and what became of them. */
  readonly declared: number | undefined;
  readonly found: number;
  /** The file ends inside its block of comments. */
  readonly cut: boolean;
  readonly stored: Stored;
  /** Comments of the lesson now. */
  readonly total: number;
  readonly refused: readonly Refused[];
}

/** The arguments of a call `import`. @throws Error where they are none */
export function wanted(args: unknown): Wanted {
  const { source, lesson } = (args ?? {}) as Record<string, unknown>;
  if (typeof source !== 'string' || typeof lesson !== 'string') throw new Error('import takes {source, lesson}');
  return { source, lesson };
}

/** Scans an export and stores its comments with a lesson. @throws Error with a sentence for the person */
export async function importExport({ library, store }: Parts, { source, lesson: ref }: Wanted): Promise<ImportReport> {
  const { course, index } = library();
  const found = findLesson(course, index, ref);
  if (!('lesson' in found)) {
    const near = found.nearest.map((lesson) => `  ${lesson.id}  ${lesson.title['zh-CN']} / ${lesson.title.en}`).join('\n');
    throw new Error(`There is no lesson “${ref}”. The nearest are:\n${near}`);
  }
  const { lesson } = found;
  const scan = scanExport(source);
  const stored = await shelve(store, course.id, lesson.id, identify(scan.comments, 'column'));
  const total = (await commentsOn(store, course.id, { ...lesson, samples: [] })).length;
  return { lesson: `${lesson.id} · ${lesson.title['zh-CN']}`, declared: scan.declared, found: scan.comments.length, cut: scan.cut, stored, total, refused: scan.refused };
}
