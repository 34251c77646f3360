import type { Lesson } from '../course/course.js';
import { lessonAt } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import { excerpt } from '../digest/excerpt.js';
import { showable } from '../digest/graphemes.js';
import { guessLessons } from '../digest/guess.js';
import { keepOwn, keptFrom, LONGEST, type OwnComment, ownAt } from '../digest/own.js';
import { authorName } from '../digest/whole.js';
import { UserError } from '../errors.js';
import { LIMITS } from '../limits.js';
import { type Block, buttons, type Choice, note, quote, type Reply, text } from '../reply.js';
import { label, tame } from '../text.js';
import type { Args, Context } from './command.js';
import { dayOf, shelfOf, showKept } from './comment-view.js';
import { lessonFor } from './params.js';
import { readerOf } from './reader.js';

/** Words that wait for their lesson; only who asked to keep them may say which. */
interface Draft {
  readonly member: string;
  readonly group: string;
  /** Gone once they are kept, so that a deleted comment leaves no copy. */
  readonly comment?: Omit<OwnComment, 'number'> | undefined;
  readonly kept?: { readonly lesson: string; readonly number: number } | undefined;
}

/** Long enough to look the lesson up, short enough for words that nobody keeps. */
const DRAFT_TTL_MS = 3_600_000;
/** How much of the words is shown beside the menu, UTF-16 units. */
const PREVIEW = 300;

const draftKey = (id: string): string => `comment-draft:${id}`;

/** The words of a comment. @throws UserError where there are none to see, or too many */
export function wordsFrom(typed: string): string {
  if (!showable(typed)) throw new UserError('comment.empty');
  if (typed.length > LONGEST) throw new UserError('comment.too-long', { length: typed.length, max: LONGEST });
  return typed;
}

/** `comment save`, from a message's own menu: keeps the message as a comment, once it is known on which lesson. */
export async function save(context: Context): Promise<Reply> {
  const { request, t, store, library } = context;
  const { subject } = request;
  if (!subject) throw new UserError('comment.no-message');
  const origin = { ...subject.message };
  const group = { course: library().course.id, group: request.place.group };
  const before = await keptFrom(store, group, origin);
  const kept = before && (await ownAt(store, { ...group, lesson: before.lesson }, before.number));
  if (before && kept) return showKept(context, before.lesson, kept, 'already');
  const saver = { id: request.member.id, name: request.member.name };
  const comment = { author: { ...subject.author }, saver, text: wordsFrom(tame(subject.text).trim()), date: dayOf(context, subject.at), origin };
  return offerLessons(context, comment, t('comment.ask-lesson'));
}

/** Keeps words for a while, and asks which lesson they belong to: a guess first, or the lesson that was meant. */
export async function offerLessons(context: Context, comment: Omit<OwnComment, 'number'>, question: string, meant?: Lesson): Promise<Reply> {
  const { random, store, request } = context;
  const id = random.id();
  const draft: Draft = { member: request.member.id, group: request.place.group, comment };
  await store.set(draftKey(id), draft, { ttlMs: DRAFT_TTL_MS });
  return { locale: context.locale, blocks: [text(question), ...preview(comment, context), ...(await menu(context, id, comment.text, 1, meant))] };
}

/** The words again; those of a message, which was perhaps said to one person, with who will read them. */
function preview({ author, saver, text: words }: Omit<OwnComment, 'number'>, { t }: Context): Block[] {
  const part = excerpt(words, PREVIEW);
  const who = authorName({ author: author.name }, t);
  const shown = part ? [quote(part.text), note('— ', who, part.before || part.after ? ` · ${t('digest.excerpt')}` : '')] : [];
  return saver ? [...shown, note(t('comment.who-reads'))] : shown;
}

/** A page of the lessons, as many as a menu holds: the likely ones first, then the one that the member opened last, then all. */
async function menu(context: Context, id: string, words: string, page: number, meant?: Lesson): Promise<Block[]> {
  const { t, library } = context;
  const { course } = library();
  const guesses = guessLessons(words, library());
  const { last } = await readerOf(context);
  const opened = last === undefined ? undefined : lessonAt(course, last);
  const first = [...(meant ? [meant] : []), ...guesses, ...(opened ? [opened] : [])];
  const all = [...new Set([...first, ...course.lessons])];
  const guess = page === 1 ? first[0] : undefined;
  const choice = (lesson: Lesson): Choice => ({
    label: label(lessonTitle(lesson, context), LIMITS.choiceLabel),
    line: `comment keep ${id} ${lesson.id}`,
    description: lesson === guess ? t('comment.guess') : undefined,
  });
  const shown = all.slice((page - 1) * LIMITS.choices, page * LIMITS.choices);
  if (shown.length === 0) throw new UserError('error.no-page', { page, pages: Math.ceil(all.length / LIMITS.choices) });
  const more = page * LIMITS.choices < all.length ? page + 1 : 1;
  return [
    { kind: 'choices', placeholder: t('lesson.choose'), choices: shown.map(choice) },
    ...(more === page ? [] : [buttons({ label: t('comment.more-lessons'), line: `comment choose ${id} page:${more}` })]),
  ];
}

/** @throws UserError where it is not there any more, or somebody else's */
async function draftOf({ store, request }: Context, args: Args): Promise<Draft> {
  const id = args.text('id') ?? '';
  const draft = /^[a-z0-9]{12}$/.test(id) ? (await store.get<Draft>(draftKey(id)))?.value : undefined;
  if (!draft || draft.group !== request.place.group) throw new UserError('comment.expired');
  if (draft.member !== request.member.id) throw new UserError('comment.not-your-draft');
  return draft;
}

/** `comment choose DRAFT page:N`: more lessons to choose from. */
export async function choose(context: Context, args: Args): Promise<Reply> {
  const { comment, kept } = await draftOf(context, args);
  if (kept) return shown(context, kept);
  if (!comment) throw new UserError('comment.expired');
  return {
    locale: context.locale,
    blocks: [text(context.t('comment.ask-lesson')), ...preview(comment, context), ...(await menu(context, args.text('id') ?? '', comment.text, args.integer('page') ?? 1))],
  };
}

/** `comment keep DRAFT LESSON`: the words become a comment. */
export async function keep(context: Context, args: Args): Promise<Reply> {
  const { store } = context;
  const draft = await draftOf(context, args);
  if (draft.kept) return shown(context, draft.kept);
  if (!draft.comment) throw new UserError('comment.expired');
  const lesson = lessonFor(context, args.text('on') ?? '');
  const kept = await keepOwn(store, shelfOf(context, lesson), draft.comment);
  const place = { lesson: kept.lesson, number: kept.comment.number };
  await store.set(draftKey(args.text('id') ?? ''), { ...draft, comment: undefined, kept: place } satisfies Draft, { ttlMs: DRAFT_TTL_MS });
  return showKept(context, kept.lesson, kept.comment, kept.added ? 'saved' : 'already');
}

/** Pressed once more: what became of it. */
async function shown(context: Context, { lesson, number }: { lesson: string; number: number }): Promise<Reply> {
  const kept = await ownAt(context.store, shelfOf(context, lessonFor(context, lesson)), number);
  if (!kept) throw new UserError('comment.expired');
  return showKept(context, lesson, kept, 'already');
}
