import { lessonAt } from '../course/course.js';
import { abstractSheet } from '../digest/abstract/view.js';
import { noteShown } from '../digest/changes.js';
import { KINDS, type SectionKind } from '../digest/kinds.js';
import { type Asked, lessonDigest } from '../digest/made.js';
import { localDate } from '../schedule/zone.js';
import type { Command, Context } from './command.js';
import { digestReply } from './digest-reply.js';
import { lessonFor, lessonParam, pageParam } from './params.js';
import { readerOf } from './reader.js';

/** Without a lesson: the one opened last, or the first one that has comments. */
async function usual(context: Context) {
  const { course } = context.library();
  const { last } = await readerOf(context);
  const opened = last === undefined ? undefined : lessonAt(course, last);
  return opened ?? course.lessons.find((lesson) => lesson.samples.length > 0) ?? lessonFor(context, course.lessons[0]?.id ?? '');
}

/** Digests for the group of a request, as of today. */
export const asking = ({ store, library, request, clock, defaults }: Context): Asked => ({
  store,
  course: library().course,
  group: request.place.group,
  now: localDate(clock.now(), defaults.zone),
});

export const digest: Command = {
  name: 'digest',
  aliases: ['comments', '留言', '摘要', '评论'],
  example: 'digest 23',
  usual: '',
  actions: {
    '': {
      params: [lessonParam, pageParam, { name: 'section', type: 'choice', choices: KINDS, named: true, hidden: true }],
      audience: 'everyone',
      async run(context, args) {
        const ref = args.text('ref');
        const lesson = ref === undefined ? await usual(context) : lessonFor(context, ref);
        const section = args.text('section') as SectionKind | undefined;
        const page = args.integer('page');
        const asked = asking(context);
        const made = await lessonDigest(asked, lesson);
        const overview = section === undefined && (page ?? 1) === 1 && made.digest.total > 0;
        const changes = overview ? await noteShown(context.store, { ...asked, ...made, course: asked.course.id, lesson: lesson.id }) : undefined;
        const above = overview ? await abstractSheet(context, lesson, made.digest) : undefined;
        return digestReply(made.digest, { lesson, section, page, changes, above }, { course: asked.course, locale: context.locale, t: context.t });
      },
    },
  },
};
