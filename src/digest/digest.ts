import { ageOf } from './age.js';
import { CLASSES, type CommentClass } from './classes.js';
import { classify } from './classify.js';
import type { CommentSource, FeaturedComment } from './comment.js';
import { excerpt, type Excerpt } from './excerpt.js';
import { mergeSame } from './merge.js';
import { isOpen } from './open.js';
import { rank } from './rank.js';
import { oneLine } from '../text.js';

/** In the order of use: what readers worked out first, what they wish for last. */
const KINDS = ['insight', 'correction', 'experience', 'question', 'answer', 'request'] as const;

export type SectionKind = (typeof KINDS)[number];

export interface DigestItem {
  /** Id of the comment that is quoted. */
  readonly id: string;
  /** As written: show it through `oneLine`; may be blank. */
  readonly author: string;
  readonly likes: number;
  readonly replyCount: number | undefined;
  readonly date: string;
  readonly ageDays: number;
  readonly ageYears: number;
  readonly source: CommentSource;
  readonly class: SectionKind;
  readonly excerpt: Excerpt;
  /** How many comments say the same, this one included. */
  readonly count: number;
  /** Place among all items of the digest, from 1; the first three are the highlights. */
  readonly rank: number;
}

export interface DigestSection {
  readonly kind: SectionKind;
  /** Only for questions: whether they have no visible reply. Open ones are a section of their own, before the others. */
  readonly open?: boolean | undefined;
  /** Best first; never empty. */
  readonly items: readonly DigestItem[];
}

export interface Digest {
  /** Comments in, merged ones counted one by one; the sum of `byClass`. */
  readonly total: number;
  readonly byClass: Readonly<Record<CommentClass, number>>;
  readonly sections: readonly DigestSection[];
  readonly praise: number;
  readonly other: number;
  /** Comments of the section classes that no item shows or counts: a third one of its author, or nothing showable in it. */
  readonly aside: number;
  /** Whether sample comments are among them. */
  readonly samples: boolean;
}

/** Items of one author in the whole digest. */
const PER_AUTHOR = 2;
/** Default length of a quote, UTF-16 units: three of them with their bylines fit a first page. */
const QUOTE = 280;

/**
 * A digest of a lesson's comments: the same for every order of them. `now`: the reader's local day, `YYYY-MM-DD`;
 * `quote`: the most UTF-16 units of a quote. Growth is n·log n.
 */
export function makeDigest(comments: readonly FeaturedComment[], { now, quote = QUOTE }: { now: string; quote?: number }): Digest {
  const groups = mergeSame(comments).map(({ stands, count }) => ({ comment: stands, count, classified: classify(stands.text) }));
  const byClass = Object.fromEntries(CLASSES.map((name) => [name, 0])) as Record<CommentClass, number>;
  for (const { classified, count } of groups) byClass[classified.class] += count;

  const open = isOpen(groups);
  const ofAuthor = new Map<string, number>();
  const found: { item: DigestItem; open: boolean }[] = [];
  let aside = 0;
  for (const { comment, classified, count } of rank(groups)) {
    const kind = KINDS.find((one) => one === classified.class);
    if (kind === undefined) continue;
    const author = oneLine(comment.author);
    const part = excerpt(comment.text, quote, classified.focus.start);
    if (part === undefined || (ofAuthor.get(author) ?? 0) >= PER_AUTHOR) {
      aside += count;
      continue;
    }
    ofAuthor.set(author, (ofAuthor.get(author) ?? 0) + 1);
    const { id, likes, replyCount, date, source } = comment;
    const { days: ageDays, years: ageYears } = ageOf(date, now);
    const item = { id, author: comment.author, likes, replyCount, date, ageDays, ageYears, source, class: kind, excerpt: part, count };
    found.push({ item: { ...item, rank: found.length + 1 }, open: open(comment) });
  }
  const section = (kind: SectionKind, isOpenOne?: boolean): DigestSection[] => {
    const wanted = found.filter((one) => one.item.class === kind && (isOpenOne === undefined || one.open === isOpenOne));
    const items = wanted.map((one) => one.item);
    return items.length === 0 ? [] : [isOpenOne === undefined ? { kind, items } : { kind, open: isOpenOne, items }];
  };
  return {
    total: comments.length,
    byClass,
    sections: KINDS.flatMap((kind) => (kind === 'question' ? [...section(kind, true), ...section(kind, false)] : section(kind))),
    praise: byClass.praise,
    other: byClass.other,
    aside,
    samples: comments.some((one) => one.source === 'sample'),
  };
}
