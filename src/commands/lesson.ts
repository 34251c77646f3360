import { contents, lessonBlocks, lessonPages, sectionContents } from '../course/view.js';
import type { Lesson } from '../course/course.js';
import { bankOf } from '../quiz/bank.js';
import { opened } from '../course/reading.js';
import type { Reply } from '../reply.js';
import type { Command, Context } from './command.js';
import { changeReader } from './reader.js';
import { lessonFor, lessonParam, pageOf, pageParam } from './params.js';

/** Opens a lesson for a member: remembers it as the place they are at. */
export async function openLesson(context: Context, lesson: Lesson, wanted: number | undefined): Promise<Reply> {
  const { locale, t } = context;
  const bank = await bankOf(context, context.request.place.group);
  const view = { course: context.library().course, locale, t, asks: bank.pool(lesson.id).length > 0 };
  const { page } = pageOf(lessonPages(lesson, view), wanted);
  await changeReader(context, (reader) => opened(reader, lesson.id, page), { relaxed: true });
  return { locale, blocks: lessonBlocks(lesson, view, page) };
}

export const lesson: Command = {
  name: 'lesson',
  aliases: ['lessons', '课', '讲', '课程'],
  example: 'lesson 23',
  usual: '',
  actions: {
    '': {
      params: [lessonParam, pageParam, { name: 'section', type: 'integer', min: 1, max: 99, named: true, hidden: true }],
      audience: 'everyone',
      async run(context, args) {
        const { locale, t } = context;
        const ref = args.text('ref');
        if (ref !== undefined) return openLesson(context, lessonFor(context, ref), args.integer('page'));
        const view = { course: context.library().course, locale, t };
        const section = args.integer('section');
        return { locale, blocks: (section !== undefined && sectionContents(view, section)) || contents(view) };
      },
    },
  },
};
