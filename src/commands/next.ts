import { neighbour } from '../course/course.js';
import { type Reader, readerKey } from '../documents.js';
import { buttons, text } from '../reply.js';
import type { Command } from './command.js';
import { openLesson } from './lesson.js';

export const next: Command = {
  name: 'next',
  aliases: ['下一讲', '下一课'],
  example: 'next',
  usual: '',
  actions: {
    '': {
      params: [],
      audience: 'you',
      async run(context) {
        const { course } = context.library();
        const reader = await context.documents.get<Reader>(readerKey(context.request.member.id));
        const first = course.lessons[0];
        // a lesson that content no longer has counts as none opened yet
        const known = course.lessons.some((lesson) => lesson.id === reader?.last);
        const after = known && reader ? neighbour(course, reader.last, 1) : first;
        if (after) return openLesson(context, after, undefined);
        const again = first ? [buttons({ label: context.t('lesson.again'), line: `lesson ${first.id}` })] : [];
        return { locale: context.locale, blocks: [text(context.t('lesson.no-next')), ...again] };
      },
    },
  },
};
