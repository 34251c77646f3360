import { ageOf } from './age.js';
import { CLASSES, type CommentClass } from './class/classes.js';
import type { CommentSource, PlacedComment } from './comment.js';
import { excerptor, LINES, type Excerpt } from './excerpt.js';
import { KINDS, type SectionKind } from './kinds.js';
import { type ReadComment, readComments } from './read.js';
import type { Term } from '../course/glossary.js';
import { oneLine } from '../text.js';

/** A comment as it is quoted, whatever its class. */
export interface Quoted {
  /** Id of the comment that is quoted. */
  readonly id: string;
  /** Its address, such as `13.7`: `comment` shows all of it. */
  readonly ref: string;
  /** As written: show it through `oneLine`; may be blank. */
  readonly author: string;
  readonly likes: number | undefined;
  readonly groupLikes: number | undefined;
  readonly replyCount: number | undefined;
  readonly date: string | undefined;
  readonly ageDays: number | undefined;
  readonly ageYears: number | undefined;
  readonly source: CommentSource;
  readonly excerpt: Excerpt;
  /** The same on one line, at most 120 units: for lists. */
  readonly line: Excerpt;
  /** How many comments say the same, this one included. */
  readonly count: number;
  /** Addresses of the others that say the same. */
  readonly same: readonly string[];
  /** Ids of the course's terms in it, the most telling first. */
  readonly terms: readonly string[];
}

export interface DigestItem extends Quoted {
  readonly class: SectionKind;
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
  /** The best three of all sections; they stand in their sections too. */
  readonly highlights: readonly DigestItem[];
  readonly sections: readonly DigestSection[];
  /** Terms of the course that the comments speak of, the most telling first; `count`: comments, merged ones counted one by one. */
  readonly themes: readonly { readonly term: string; readonly count: number }[];
  readonly praise: number;
  readonly other: number;
  /** Comments of the section classes that no item shows or counts: a third one of its author, or nothing showable in it. */
  readonly aside: number;
  /** Whether sample comments are among them. */
  readonly samples: boolean;
  /** How many of them are the group's own. */
  readonly group: number;
}

/** Items of one author in the whole digest. */
const PER_AUTHOR = 2;
/** Items shown first, from all sections. */
const HIGHLIGHTS = 3;
/** Default length of a quote, UTF-16 units: three of them with their bylines fit a first page. */
const QUOTE = 280;
const LINE = { max: 120, lines: 1 } as const;

export interface DigestOptions {
  /** The reader's local day, `YYYY-MM-DD`. */
  readonly now: string;
  /** The course's terms: themes are named by them. */
  readonly glossary?: readonly Term[] | undefined;
  /** The most UTF-16 units of a quote. */
  readonly quote?: number | undefined;
}

/** A digest of a lesson's comments: the same for every order of them. Growth is n·log n. */
export const makeDigest = (comments: readonly PlacedComment[], options: DigestOptions): Digest =>
  digestOf(readComments(comments, options.glossary ?? []), options);

/** A comment that was read, fit to be quoted; undefined where nothing of it can be shown. */
export function quotedFrom({ comment, classified, same, terms }: ReadComment, { now, quote = QUOTE }: Omit<DigestOptions, 'glossary'>): Quoted | undefined {
  const cut = excerptor(comment.text, classified.focus.start);
  const part = cut({ max: quote, lines: LINES });
  const line = part && cut(LINE);
  if (part === undefined || line === undefined) return undefined;
  const { id, ref, author, likes, groupLikes, replyCount, date, source } = comment;
  const age = date === undefined ? undefined : ageOf(date, now);
  const facts = { id, ref, author, likes, groupLikes, replyCount, date, ageDays: age?.days, ageYears: age?.years, source };
  return { ...facts, excerpt: part, line, count: same.length + 1, same: same.map((other) => other.comment.ref), terms };
}

/** The digest of comments read together. */
export function digestOf(read: readonly ReadComment[], { now, quote = QUOTE }: Omit<DigestOptions, 'glossary'>): Digest {
  const all = read.flatMap((one) => [one, ...one.same]);
  const byClass = Object.fromEntries(CLASSES.map((name) => [name, 0])) as Record<CommentClass, number>;
  for (const { classified } of all) byClass[classified.class]++;
  const themes = new Map<string, number>();
  for (const { same, terms } of read) for (const term of terms) themes.set(term, (themes.get(term) ?? 0) + same.length + 1);
  const ofAuthor = new Map<string, number>();
  const found: { item: DigestItem; open: boolean }[] = [];
  let aside = 0;
  for (const one of read) {
    const { comment, classified, same } = one;
    const count = same.length + 1;
    const kind = KINDS.find((one) => one === classified.class);
    if (kind === undefined) continue;
    const author = oneLine(comment.author);
    const quoted = (ofAuthor.get(author) ?? 0) < PER_AUTHOR ? quotedFrom(one, { now, quote }) : undefined;
    if (quoted === undefined) {
      aside += count;
      continue;
    }
    ofAuthor.set(author, (ofAuthor.get(author) ?? 0) + 1);
    found.push({ item: { ...quoted, class: kind, rank: found.length + 1 }, open: one.open });
  }
  const section = (kind: SectionKind, isOpenOne?: boolean): DigestSection[] => {
    const wanted = found.filter((one) => one.item.class === kind && (isOpenOne === undefined || one.open === isOpenOne));
    const items = wanted.map((one) => one.item);
    return items.length === 0 ? [] : [isOpenOne === undefined ? { kind, items } : { kind, open: isOpenOne, items }];
  };
  return {
    total: all.length,
    byClass,
    highlights: found.slice(0, HIGHLIGHTS).map((one) => one.item),
    sections: KINDS.flatMap((kind) => (kind === 'question' ? [...section(kind, true), ...section(kind, false)] : section(kind))),
    themes: [...themes].map(([term, count]) => ({ term, count })).sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1)),
    praise: byClass.praise,
    other: byClass.other,
    aside,
    samples: all.some(({ comment }) => comment.source === 'sample'),
    group: all.filter(({ comment }) => comment.source === 'group').length,
  };
}
