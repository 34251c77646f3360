import type { Library } from '../../src/commands/command.js';
import type { Lesson } from '../../src/course/course.js';
import { findLesson } from '../../src/course/lookup.js';
import type { Locale } from '../../src/locale/index.js';
import type { Sentences } from './questions-sentences.js';

/** The lesson that a person means, or the sentence that names the nearest ones. */
export function lessonNamed({ course, index }: Library, ref: string, say: Sentences, lang: Locale): Lesson | string {
  const found = findLesson(course, index, ref);
  if ('lesson' in found) return found.lesson;
  return [say.noLesson(ref), ...found.nearest.map((lesson) => `  ${lesson.id}  ${lesson.title[lang]}`)].join('\n');
}
