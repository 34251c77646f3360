import { formatAge, formatDate, formatNumber } from '../locale/format.js';
import type { Locale, T } from '../locale/index.js';
import { bold, type Block, list, note, quote, type Span, text } from '../reply.js';
import { label, oneLine } from '../text.js';
import { ageOf } from './age.js';
import type { PlacedComment } from './comment.js';
import { graphemesOf, showable } from './graphemes.js';

export interface CommentView {
  readonly locale: Locale;
  readonly t: T;
  /** The reader's local day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Longest author name shown, UTF-16 units. */
const NAME = 40;
/** Longest beginning of a comment where it is only named, UTF-16 units. */
const NAMED = 90;

export const authorName = ({ author }: Pick<PlacedComment, 'author'>, t: T): string => label(oneLine(author), NAME) || t('digest.anonymous');

/** `13.g2 · Maya: the first words of it`, on one line. */
export const named = (comment: PlacedComment, t: T): string => t('comment.named', { ref: comment.ref, author: authorName(comment, t), text: label(comment.text, NAMED) });

/**
 * A comment from its first to its last character, to be dealt out to pages; then whose it is, what its author answered in
 * the column, what it answers, and what answers it. `all` are the comments on its lesson.
 */
export function wholeComment(comment: PlacedComment, all: readonly PlacedComment[], { locale, t, today }: CommentView): Block[] {
  const { ref, likes, groupLikes, replyCount, date, reply, answers } = comment;
  const facts = [
    ...(likes === undefined ? [] : [`👍 ${formatNumber(likes, locale)}`]),
    ...(groupLikes ? [t('comment.group-likes', { count: groupLikes })] : []),
    ...(replyCount ? [t('digest.replies', { count: replyCount })] : []),
    ...(date === undefined ? [] : [t('comment.dated', { date: formatDate(date, locale), age: formatAge(ageOf(date, today).days, locale) })]),
    ...(comment.source === 'column' ? [] : [t(comment.source === 'group' ? 'comment.of-group' : 'digest.sample')]),
  ];
  const above = answers === undefined ? [] : [note(t('comment.answers', { comment: answered(answers, all, t) }))];
  const below = all.filter((one) => one.answers === ref);
  return [
    ...above,
    ...quotes(comment.text, t),
    note('— ', authorName(comment, t), ...(facts.length > 0 ? [` · ${facts.join(' · ')}`] : [])),
    ...(reply === undefined ? [] : [text(bold(t('comment.reply'))), ...quotes(reply, t)]),
    ...(below.length === 0 ? [] : [text(bold(t('comment.answered'))), list(below.map((one): Span[] => [named(one, t)]))]),
  ];
}

function answered(ref: string, all: readonly PlacedComment[], t: T): string {
  const comment = all.find((one) => one.ref === ref);
  return comment ? named(comment, t) : t('comment.was', { ref });
}

/** The whole text in exact parts: it is split where a character would steer the layout, and that one is left out. */
function quotes(whole: string, t: T): Block[] {
  const parts: { start: number; end: number }[] = [];
  let open = false;
  for (const { start, end, kind } of graphemesOf(whole, whole.length)) {
    if (kind === 'bad') open = false;
    else if (open) parts.at(-1)!.end = end;
    else {
      parts.push({ start, end });
      open = true;
    }
  }
  const shown = parts.map(({ start, end }) => withoutBlankEnds(whole.slice(start, end))).filter(showable);
  return shown.length === 0 ? [note(t('comment.nothing'))] : shown.map((part) => quote(part));
}

/** Blank lines around a part say nothing; the space before its first line may be an indent. */
const withoutBlankEnds = (part: string): string => part.trimEnd().replace(/^(?:[^\S\n]*\n)+/u, '');
