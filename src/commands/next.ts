import { type Lesson, lessonAt, neighbour } from '../course/course.js';
import { lessonButton } from '../course/view.js';
import type { Key } from '../locale/index.js';
import { buttons, type Reply, text } from '../reply.js';
import type { Command, Context } from './command.js';
import { openLesson } from './lesson.js';
import { readerOf } from './reader.js';

/** A step from the lesson opened last; the first lesson where none was. A lesson that content no longer has counts as none. */
async function step(context: Context, by: 1 | -1, end: Key, offer: { to: Lesson | undefined; label: Key }): Promise<Reply> {
  const { course } = context.library();
  const { last } = await readerOf(context);
  const known = last !== undefined && lessonAt(course, last) !== undefined;
  const target = known ? neighbour(course, last, by) : course.lessons[0];
  if (target) return openLesson(context, target, undefined);
  const { to, label } = offer;
  return { locale: context.locale, blocks: [text(context.t(end)), ...(to ? [buttons({ label: context.t(label), line: `lesson ${to.id}` })] : [])] };
}

const command = (name: string, aliases: string[], run: (context: Context) => Promise<Reply>): Command => ({
  name,
  aliases,
  example: name,
  usual: '',
  actions: { '': { params: [], audience: 'you', run } },
});

export const next = command('next', ['下一讲', '下一课'], (context) =>
  step(context, 1, 'lesson.no-next', { to: context.library().course.lessons[0], label: 'lesson.again' }),
);

export const previous = command('previous', ['prev', 'back', '上一讲', '上一课'], (context) =>
  step(context, -1, 'lesson.no-previous', { to: context.library().course.lessons[1], label: 'lesson.onward' }),
);

export const resume = command('resume', ['继续', '接着读'], async (context) => {
  const { course } = context.library();
  const { last, page } = await readerOf(context);
  const lesson = last === undefined ? undefined : lessonAt(course, last);
  if (lesson) return openLesson(context, lesson, page);
  const first = course.lessons[0];
  return { locale: context.locale, blocks: [text(context.t('read.nothing')), ...(first ? [buttons(lessonButton(first, context))] : [])] };
});
