import { lessonTitle } from '../course/view.js';
import { lessonAt } from '../course/course.js';
import { abstractBlocks, roomBeside } from '../digest/abstract/view.js';
import { makeDigest } from '../digest/digest.js';
import { commentsOn } from '../digest/shelf.js';
import { digestBlocks } from '../digest/view.js';
import { LIMITS } from '../limits.js';
import { type Button, buttons, heading, note, text } from '../reply.js';
import { pages } from '../pages.js';
import { localDate } from '../schedule/zone.js';
import { label } from '../text.js';
import type { Command, Context } from './command.js';
import { lessonFor, lessonParam, pageOf, pageParam } from './params.js';
import { readerOf } from './reader.js';

/** Without a lesson: the one opened last, or the first one that has comments. */
async function usual(context: Context) {
  const { course } = context.library();
  const { last } = await readerOf(context);
  const opened = last === undefined ? undefined : lessonAt(course, last);
  return opened ?? course.lessons.find((lesson) => lesson.samples.length > 0) ?? lessonFor(context, course.lessons[0]?.id ?? '');
}

export const digest: Command = {
  name: 'digest',
  aliases: ['comments', '留言', '摘要', '评论'],
  example: 'digest 23',
  usual: '',
  actions: {
    '': {
      params: [lessonParam, pageParam],
      audience: 'everyone',
      async run(context, args) {
        const { locale, t, store, clock, defaults } = context;
        const ref = args.text('ref');
        const lesson = ref === undefined ? await usual(context) : lessonFor(context, ref);
        const comments = await commentsOn(store, context.library().course.id, lesson);
        const title = heading(label(t('digest.title', { lesson: lessonTitle(lesson, context) }), LIMITS.heading));
        const toLesson: Button = { label: t('digest.lesson'), line: `lesson ${lesson.id}` };
        if (comments.length === 0) return { locale, blocks: [title, text(t('digest.none')), buttons(toLesson)] };

        const made = makeDigest(comments, { now: localDate(clock.now(), defaults.zone), glossary: context.library().course.glossary });
        const all = pages(digestBlocks(made, context), roomBeside(context));
        const { page, content } = pageOf(all, args.integer('page'));
        const abstract = page === 1 ? await abstractBlocks(context, lesson, made) : [];
        const more: Button[] = page < all.length ? [{ label: t('common.more'), line: `digest ${lesson.id} page:${page + 1}`, style: 'primary' }] : [];
        const where = all.length > 1 ? [note(t('common.page', { page, pages: all.length }))] : [];
        return { locale, blocks: [title, ...abstract, ...content, ...where, buttons(...more, toLesson)] };
      },
    },
  },
};
