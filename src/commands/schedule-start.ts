import type { Lesson } from '../course/course.js';
import { findLesson } from '../course/lookup.js';
import { lessonNumber } from '../course/number.js';
import { lessonTitle } from '../course/view.js';
import { UserError } from '../errors.js';
import { lineOf } from '../line.js';
import { LIMITS } from '../limits.js';
import { type Block, type Button, buttons } from '../reply.js';
import type { What } from '../schedule/schedule.js';
import { label } from '../text.js';
import type { Args, Context } from './command.js';
import { CARRIED } from './schedule-pick.js';

/** How much of what a person typed is said back. */
const SAID = 40;

/**
 * The lesson that a line begins with; for lessons the first of the course by default.
 * @throws UserError where there is none, with the nearest ones, or where none is taken
 */
export function cursorFor(context: Context, action: 'set' | 'move', what: What, args: Args): string | undefined {
  const { course, index } = context.library();
  const start = args.text('start');
  if (start === undefined) return what === 'lesson' ? course.lessons[0]?.id : undefined;
  const found = findLesson(course, index, start);
  // a word that is nothing else was taken for a lesson, and was hardly meant as one
  if (!('lesson' in found) && lessonNumber(start) === undefined) throw new UserError('schedule.unread', { word: label(start, SAID) }, nearest(context, action, what, args, found.nearest));
  if (what !== 'lesson' && what !== 'quiz') throw new UserError('schedule.no-start');
  if (!('lesson' in found)) throw new UserError('error.no-lesson', { ref: label(start, SAID) }, nearest(context, action, what, args, found.nearest));
  return found.lesson.id;
}

/** Lessons as buttons that say the line once more, the lesson put right. */
function nearest(context: Context, action: 'set' | 'move', what: What, args: Args, lessons: readonly Lesson[]): Block[] {
  if (what !== 'lesson' && what !== 'quiz') return [];
  const given = Object.fromEntries(['what', 'id', 'number', ...CARRIED].flatMap((name) => (args.text(name) === undefined ? [] : [[name, args.text(name) as string]])));
  const all = lessons.map((lesson): Button => ({ label: label(lessonTitle(lesson, context), LIMITS.buttonLabel), line: lineOf('schedule', action, { ...given, start: lesson.id }) }));
  const fit = all.filter(({ line }) => line.length <= LIMITS.line);
  return fit.length > 0 ? [buttons(...fit)] : [];
}
