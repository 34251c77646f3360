import { ownNumber, readAddress } from '../digest/address.js';
import { dropLikes, turnLike } from '../digest/likes.js';
import { keepOwn, ownAt, removeOwn, target } from '../digest/own.js';
import { authorName } from '../digest/whole.js';
import { UserError } from '../errors.js';
import { buttons, type Reply, text } from '../reply.js';
import { label } from '../text.js';
import type { Args, Context } from './command.js';
import { offerLessons, wordsFrom } from './comment-save.js';
import { commentAt, commentMeant, dayOf, gone, mayDelete, shelfOf, showComment, showKept, showLesson, targetOf, ways } from './comment-view.js';

/** `comment ON [TEXT]`: shows what stands there, or writes on the lesson, or answers the comment. */
export async function comment(context: Context, args: Args): Promise<Reply> {
  const typed = args.text('on') ?? '';
  const meant = readAddress(typed, context.library());
  const written = args.text('text');
  if (!written) {
    if (meant.kind === 'lesson') return showLesson(context, meant.lesson);
    return showComment(context, await commentMeant(context, args));
  }
  const { t, request, store } = context;
  const author = { id: request.member.id, name: request.member.name };
  const draft = { author, text: wordsFrom(written), date: dayOf(context, request.at), origin: { channel: request.place.channel, event: request.key } };
  // whatever is wrong with the address, nobody has to write the words again
  if (meant.kind === 'nothing') return offerLessons(context, draft, t('comment.ask-lesson-instead', { ref: label(meant.lesson, 60) }));
  if (meant.kind === 'no-address') return offerLessons(context, draft, `${t('comment.bad-address', { lesson: meant.lesson.id })}\n${t('comment.ask-lesson')}`, meant.lesson);
  let answers: string | undefined;
  if (meant.kind === 'comment') {
    const found = await commentAt(context, meant.lesson, meant.ref).catch((error: unknown) => {
      if (error instanceof UserError) return undefined;
      throw error;
    });
    if (!found) return offerLessons(context, draft, t('comment.ask-lesson-gone', { ref: meant.ref }), meant.lesson);
    answers = targetOf(found.comment);
  }
  const { comment: kept, lesson } = await keepOwn(store, shelfOf(context, meant.lesson), { ...draft, answers });
  return showKept(context, lesson, kept);
}

/** `comment reply REF` where the platform has no form. */
export async function reply(context: Context, args: Args): Promise<Reply> {
  if (args.text('text')) return comment(context, args);
  const found = await commentMeant(context, args);
  return showComment(context, found, { above: context.t('comment.how-answer', { ref: found.comment.ref }) });
}

export async function show(context: Context, args: Args): Promise<Reply> {
  return showComment(context, await commentMeant(context, args), { page: args.integer('page') });
}

/** `comment like REF`: likes it, or takes the like back. */
export async function like(context: Context, args: Args): Promise<Reply> {
  const { locale, t, store, request } = context;
  const { lesson, comment: found } = await commentMeant(context, args);
  const { ref } = found;
  const [shelf, number] = [shelfOf(context, lesson), ownNumber(ref)];
  const { likes, count } = await turnLike(store, shelf, targetOf(found), request.member.id, request.key);
  if (number !== undefined && !(await ownAt(store, shelf, number))) {
    // deleted meanwhile, and its likes before this one
    await dropLikes(store, shelf, target(number));
    throw gone(context, lesson, ref);
  }
  const receipt = t(likes ? 'comment.liked' : 'comment.unliked', { ref, count });
  // on a private message the comment itself was pressed, and stays
  if (request.pressed?.private) return showComment(context, await commentAt(context, lesson, ref), { above: receipt });
  return { locale, blocks: [text(receipt), buttons({ label: t('comment.show', { ref }), line: `comment ${ref}` }, ...ways(context, lesson))] };
}

/** `comment delete REF [yes]`: asks once, then deletes. */
export async function remove(context: Context, args: Args): Promise<Reply> {
  const { locale, t, store, request } = context;
  const { lesson, comment: found } = await commentMeant(context, args);
  const { ref } = found;
  const number = ownNumber(ref);
  if (number === undefined) throw new UserError('comment.not-own', { ref });
  const shelf = shelfOf(context, lesson);
  const own = await ownAt(store, shelf, number);
  if (!own) throw gone(context, lesson, ref);
  if (!mayDelete(request.member, own)) throw new UserError('comment.not-yours', { ref });
  if (args.text('sure') === undefined) {
    return {
      locale,
      blocks: [
        text(t('comment.sure', { ref, author: authorName(found, t) })),
        buttons({ label: t('comment.delete-now'), line: `comment delete ${ref} yes`, style: 'danger' }, { label: t('comment.keep'), line: `comment ${ref}` }),
      ],
    };
  }
  await dropLikes(store, shelf, target(number));
  await removeOwn(store, shelf, own);
  // likes that came in between; who likes it from now on sees that it is gone
  await dropLikes(store, shelf, target(number));
  return { locale, blocks: [text(t('comment.deleted', { ref })), buttons(...ways(context, lesson))] };
}
