import { lessonAt, neighbour } from '../../course/course.js';
import { lessonBlocks } from '../../course/view.js';
import { formatPass } from '../../locale/format.js';
import { note } from '../../reply.js';
import type { StepKind } from '../follow.js';
import { closingPost } from './closing.js';
import type { Maker } from './making.js';

/** The card of the next lesson; after the last one the closing post. */
export const lessonPost: Maker = async (making) => {
  const { parts, schedule, locale, t } = making;
  if (schedule.cursor === undefined) return closingPost(making);
  const { course } = parts.library();
  const lesson = lessonAt(course, schedule.cursor);
  if (!lesson) return undefined;
  const head = schedule.pass > 1 ? t('post.lesson-again', { pass: formatPass(schedule.pass, locale) }) : t('post.lesson');
  const { thread, pin, quiz } = schedule.follow;
  const steps: StepKind[] = [...(thread ? (['thread'] as const) : []), ...(pin ? (['pin'] as const) : []), ...(quiz ? (['quiz'] as const) : [])];
  return {
    reply: { locale, blocks: [note(head), ...lessonBlocks(lesson, { course, locale, t }, 1)] },
    lesson: lesson.id,
    next: neighbour(course, lesson.id, 1)?.id,
    last: false,
    steps,
  };
};
