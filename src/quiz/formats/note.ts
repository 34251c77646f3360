import { lessonAt } from '../../course/course.js';
import type { Course } from '../../course/course.js';
import { lessonTitle } from '../../course/view.js';
import type { Locale, T } from '../../locale/index.js';
import type { Question } from '../question.js';
import { solutionBlocks } from '../solution.js';
import { questionBlocks } from '../view.js';
import type { Note } from './anki.js';

/** A question as a note: its front asks, its back has the solution. Its guid is the same in every export of a language. */
export function noteOf(question: Question, course: Course, { locale, t }: { readonly locale: Locale; readonly t: T }, tags: readonly string[] = []): Note {
  const lesson = lessonAt(course, question.lesson);
  const view = { locale, t, lesson: lesson ? lessonTitle(lesson, { locale, t }) : question.lesson };
  return {
    guid: `${question.id}/${locale}`,
    front: questionBlocks(question, question.id, view.lesson, view),
    back: solutionBlocks(question, question.id, undefined, view),
    tags: [course.id, `lesson-${question.lesson}`, ...tags],
  };
}
