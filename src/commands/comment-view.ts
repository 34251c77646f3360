import type { Lesson } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import { readAddress, ownNumber } from '../digest/address.js';
import type { PlacedComment } from '../digest/comment.js';
import { type OwnComment, ownAt, type Shelf, target } from '../digest/own.js';
import { commentsOn } from '../digest/shelf.js';
import { named, wholeComment } from '../digest/whole.js';
import { UserError } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Member } from '../ports.js';
import { pages } from '../pages.js';
import { bold, type Block, type Button, buttons, heading, list, note, type Reply, text } from '../reply.js';
import { localDate } from '../schedule/zone.js';
import { label } from '../text.js';
import type { Args, Context } from './command.js';
import { lessonFor, pageOf } from './params.js';

/** How many of the group's comments stand below a lesson's name. */
const NEWEST = 5;

export const shelfOf = ({ library, request }: Context, lesson: Lesson): Shelf => ({ course: library().course.id, lesson: lesson.id, group: request.place.group });

/** The member's local day at an instant. */
export const dayOf = ({ defaults }: Context, atMs: number): string => localDate(atMs, defaults.zone);

/** What likes and answers to a comment point to. */
export const targetOf = ({ ref, id }: PlacedComment): string => {
  const number = ownNumber(ref);
  return number === undefined ? id : target(number);
};

/** Who wrote or saved a comment, and who manages the group: it belongs to no channel, and anyone may be host of one. */
export const mayDelete = (member: Member, { author, saver }: OwnComment): boolean => author.id === member.id || saver?.id === member.id || member.admin;

const toDigest = ({ t }: Context, lesson: Lesson): Button => ({ label: t('comment.digest'), line: `digest ${lesson.id}` });
export const ways = (context: Context, lesson: Lesson): Button[] => [toDigest(context, lesson), { label: context.t('digest.lesson'), line: `lesson ${lesson.id}` }];

export const gone = (context: Context, lesson: Lesson, ref: string): UserError => new UserError('comment.gone', { ref }, [buttons(toDigest(context, lesson))]);

/** A comment, among all on its lesson. */
export interface Found {
  readonly lesson: Lesson;
  readonly comment: PlacedComment;
  readonly all: readonly PlacedComment[];
}

/** The comment that a line is about. @throws UserError where its address is none, or nothing stands there */
export async function commentMeant(context: Context, args: Args): Promise<Found> {
  const typed = args.text('on') ?? '';
  const meant = readAddress(typed, context.library());
  const lesson = meant.kind === 'nothing' ? lessonFor(context, meant.lesson) : meant.lesson;
  if (meant.kind !== 'comment') throw new UserError('comment.bad-address', { lesson: lesson.id }, [buttons(toDigest(context, lesson))]);
  return commentAt(context, lesson, meant.ref);
}

/** @throws UserError where no comment stands there any more */
export async function commentAt(context: Context, lesson: Lesson, ref: string): Promise<Found> {
  const all = await commentsOn(context.store, context.library().course.id, lesson, context.request.place.group);
  const comment = all.find((one) => one.ref === ref);
  if (!comment) throw gone(context, lesson, ref);
  return { lesson, comment, all };
}

/** One comment, whole, a page of it at a time; `above` stands before it. */
export async function showComment(context: Context, { lesson, comment, all }: Found, more: { page?: number | undefined; above?: string | undefined } = {}): Promise<Reply> {
  const { locale, t, clock, request } = context;
  const { ref } = comment;
  const blocks = pages(wholeComment(comment, all, { locale, t, today: dayOf(context, clock.now()) }));
  const { page, content } = pageOf(blocks, more.page);
  const number = ownNumber(ref);
  const own = number === undefined ? undefined : await ownAt(context.store, shelfOf(context, lesson), number);
  // on a message that everyone sees, the button is everyone's; who presses it is asked for the right again
  const offersDelete = own !== undefined && (request.pressed === undefined || mayDelete(request.member, own));
  const main: Button[] = [
    { label: t('comment.like'), line: `comment like ${ref}` },
    { label: t('comment.answer'), line: `comment reply ${ref}` },
    ...(offersDelete ? [{ label: t('comment.delete'), line: `comment delete ${ref}` }] : []),
    ...ways(context, lesson),
  ];
  const near: Button[] = [
    ...(page < blocks.length ? [{ label: t('common.more'), line: `comment show ${ref} page:${page + 1}`, style: 'primary' } as const] : []),
    ...(all.some((one) => one.ref === comment.answers) ? [{ label: `↑ ${comment.answers}`, line: `comment ${comment.answers}` }] : []),
  ];
  const answers = all.filter((one) => one.answers === ref);
  return {
    locale,
    blocks: [
      ...(more.above === undefined ? [] : [text(more.above)]),
      heading(label(t('comment.title', { ref, lesson: lessonTitle(lesson, context) }), LIMITS.heading)),
      ...content,
      ...(blocks.length > 1 ? [note(t('common.page', { page, pages: blocks.length }))] : []),
      ...openers(context, answers),
      ...(near.length > 0 ? [buttons(...near)] : []),
      buttons(...main),
    ],
  };
}

/** What is shown of a comment of the group's own that was just kept. */
export async function showKept(context: Context, lesson: string, { number }: OwnComment, key: 'saved' | 'already' = 'saved'): Promise<Reply> {
  const ref = `${lesson}.${target(number)}`;
  return showComment(context, await commentAt(context, lessonFor(context, lesson), ref), { above: context.t(`comment.${key}`, { ref }) });
}

/** A menu of comments, the newest first. */
function openers({ t }: Context, comments: readonly PlacedComment[]): Block[] {
  if (comments.length === 0) return [];
  const choices = comments.slice(-LIMITS.choices).reverse().map((one) => ({ label: label(named(one, t), LIMITS.choiceLabel), line: `comment ${one.ref}` }));
  return [{ kind: 'choices', placeholder: t('comment.open'), choices }];
}

/** What a platform without forms answers to a lesson alone: how to write, and what the group wrote last. */
export async function showLesson(context: Context, lesson: Lesson): Promise<Reply> {
  const { locale, t, store, library, request } = context;
  const all = await commentsOn(store, library().course.id, lesson, request.place.group);
  const newest = all.filter((one) => one.source === 'group').slice(-NEWEST).reverse();
  const found: Block[] = newest.length > 0 ? [text(bold(t('comment.newest'))), list(newest.map((one) => [named(one, t)])), ...openers(context, newest.toReversed())] : [note(t('comment.none'))];
  return {
    locale,
    blocks: [
      heading(label(t('comment.lesson-title', { lesson: lessonTitle(lesson, context) }), LIMITS.heading)),
      text(t('comment.how', { lesson: lesson.id })),
      ...found,
      buttons({ label: t('comment.write'), line: `comment add ${lesson.id}`, style: 'primary' }, ...ways(context, lesson)),
    ],
  };
}
