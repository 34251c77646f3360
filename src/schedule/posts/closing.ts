import { formatDate, formatNumber, formatPass } from '../../locale/format.js';
import { ownOn } from '../../digest/own.js';
import { answeredBy } from '../../progress/weak.js';
import { type Button, buttons, heading, list, text } from '../../reply.js';
import type { Making, Post } from './making.js';

/** S8: what the group did in this pass, as far as it was counted, and the offer of another one. */
export async function closingPost({ parts, schedule, date, locale, t }: Making): Promise<Post> {
  const { store, library } = parts;
  const { course } = library();
  const { since = date, lessons = [] } = schedule.posted ?? {};
  const written = await Promise.all(course.lessons.map(({ id }) => ownOn(store, { course: course.id, lesson: id, group: schedule.group })));
  const comments = written.flat().filter((comment) => comment.date >= since).length;
  const answers = await answeredBy(parts, schedule.group);
  const facts = [
    ...(lessons.length > 0 ? [t('post.closing.lessons', { count: lessons.length, from: formatDate(since, locale) })] : []),
    ...(lessons.length > 0 && comments > 0 ? [t('post.closing.comments', { count: comments })] : []),
    ...(answers > 0 ? [t('post.closing.answers', { count: answers, number: formatNumber(answers, locale) })] : []),
  ];
  const again: Button = { label: t('post.closing.again', { pass: formatPass(schedule.pass + 1, locale) }), line: `schedule again id:${schedule.id}`, style: 'primary' };
  return {
    reply: {
      locale,
      blocks: [
        heading(t('post.closing.title')),
        text(t('post.closing.done', { course: course.title[locale] })),
        ...(facts.length > 0 ? [list(facts.map((fact) => [fact]))] : []),
        text(t('post.closing.offer')),
        buttons(again, { label: t('post.closing.report'), line: 'report insights' }, { label: t('review.start'), line: 'review' }),
      ],
    },
    next: undefined,
    last: true,
    steps: [],
  };
}
