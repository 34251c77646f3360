import type { Library } from '../../src/commands/command.js';
import type { Lesson } from '../../src/course/course.js';
import { identify } from '../../src/digest/comment.js';
import type { Stored } from '../../src/digest/shelf.js';
import { lessonMeant, titlesIn } from '../../src/digest/titles.js';
import { type Listed, nameOf } from '../../src/io/exports/files.js';
import { type ExportReport, readExport } from '../../src/io/exports/read.js';
import type { Shelf } from './import-shelf.js';

/** What became of one file. */
export interface FileReport extends ExportReport, Listed {
  /** Undefined where the file's title fits no lesson; then nothing of it is stored. */
  readonly lesson: Lesson | undefined;
  /** What a file without a lesson is about, as far as it says, and the lesson that it may be. */
  readonly title: string | undefined;
  readonly maybe: Lesson | undefined;
  /** Undefined where nothing was to be stored: no lesson, or a dry run. */
  readonly stored: (Stored & { readonly total: number }) | undefined;
}

export interface Into {
  readonly library: Library;
  /** The lesson of all files; without it each file says its own. */
  readonly lesson: Lesson | undefined;
  /** Without one nothing is stored. */
  readonly shelf: Shelf | undefined;
  /** Asked between two batches. */
  stopped(): boolean;
}

/** Reads one export and stores its comments with its lesson. @throws Error with a sentence for the person */
export async function importFile(listed: Listed, { library, lesson: given, shelf, stopped }: Into): Promise<FileReport> {
  const { path } = listed;
  const file = await readExport(path);
  const meant = given ? { lesson: given } : lessonMeant(library, titlesIn(file.head, nameOf(path)));
  const lesson = 'lesson' in meant ? meant.lesson : undefined;
  const sum = { added: 0, updated: 0, unchanged: 0, total: 0 };
  const put = async (comments: ReturnType<typeof identify>) => {
    if (!shelf || !lesson) return;
    const { added, updated, unchanged, total } = await shelf.put({ course: library.course.id, lesson: lesson.id, comments });
    sum.added += added;
    sum.updated += updated;
    sum.unchanged += unchanged;
    sum.total = total;
  };
  for await (const batch of file.batches) {
    await put(identify(batch, 'column', file.repeats));
    if (stopped()) break;
  }
  const report = file.report();
  if (report.found === 0) await put([]);
  return { ...listed, ...report, lesson, ...('lesson' in meant ? { title: undefined, maybe: undefined } : meant), stored: shelf && lesson ? sum : undefined };
}
