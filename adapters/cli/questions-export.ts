import { writeFile } from 'node:fs/promises';
import type { Library } from '../../src/commands/command.js';
import { type Locale, translator } from '../../src/locale/index.js';
import { sentence } from '../../src/quiz/formats/said.js';
import { writeQuestions } from '../../src/quiz/formats/write.js';
import type { Output } from './output.js';
import { lessonNamed } from './questions-lesson.js';
import type { QuestionsOptions } from './questions-options.js';
import type { Sentences } from './questions-sentences.js';

export interface Desk {
  readonly say: Sentences;
  readonly lang: Locale;
  readonly out: Output;
  /** To standard error. */
  note(line: string): void;
}

/** Writes the questions that are asked for; the exit code. */
export async function runExport(options: QuestionsOptions, library: Library, { say, lang, out, note }: Desk): Promise<number> {
  const { format, topic, locale } = options;
  const { course } = library;
  const lesson = options.lesson === undefined ? undefined : lessonNamed(library, options.lesson, say, lang);
  if (typeof lesson === 'string') {
    note(lesson);
    return 1;
  }
  const inLesson = (lesson ? [lesson] : course.lessons).flatMap(({ questions }) => questions);
  const chosen = inLesson.filter((question) => topic === undefined || question.topic === topic);
  if (chosen.length === 0) {
    note(topic === undefined ? say.nothing : say.noTopic(topic, [...new Set(inLesson.map((question) => question.topic))].sort().join(', ')));
    return 1;
  }
  const { text, count, left } = writeQuestions(chosen, format ?? 'gift', course, locale, lang);
  if (options.out === undefined) await out.say(text.endsWith('\n') ? text : `${text}\n`);
  // spreadsheets take UTF-8 for something else without the mark
  else await writeFile(options.out, format === 'csv' ? `\uFEFF${text}` : text);
  note(say.exported(count, options.out ?? ''));
  for (const one of left) note(say.left(sentence(translator(lang), one)));
  return 0;
}
