import { countRepeats } from './repeats.js';

/** What is known of a comment: what a scanner finds in an export, a sample says, or a member wrote. */
export interface CommentFacts {
  /** Exactly as written: may be empty, blank, or hostile. Show it through `oneLine`. */
  readonly author: string;
  /** Undefined where the export does not tell. */
  readonly likes: number | undefined;
  /** Undefined where the export does not know it (it says -1, or nothing). */
  readonly replyCount: number | undefined;
  /** Exactly as decoded; never trimmed. Line ends are LF. */
  readonly text: string;
  /** Local day `YYYY-MM-DD`, as the export gives it; undefined where it gives none. */
  readonly date: string | undefined;
  /** What the lesson's author answered, where the export shows it. */
  readonly reply?: string | undefined;
}

/** A reader's comment on a lesson. */
export interface FeaturedComment extends CommentFacts {
  /** 12 characters of [0-9a-f], the same for the same author, date and text in every import. */
  readonly id: string;
  /** An export of the column, our own samples, or members of the group that reads here. */
  readonly source: 'column' | 'sample' | 'group';
}

export type CommentSource = FeaturedComment['source'];

/** A comment where it is read: with the address under which `comment` shows it. */
export interface PlacedComment extends FeaturedComment {
  /** `13.7` for the seventh comment of the column on lesson 13, `13.g2` for the second one of the group's own. */
  readonly ref: string;
  /** Likes by members of this group; part of no column's count. */
  readonly groupLikes?: number | undefined;
  /** The address of the comment that this one of the group answers. */
  readonly answers?: string | undefined;
}

/** Numbers the comments of a lesson from 1. */
export const placed = (lesson: string, comments: readonly FeaturedComment[]): PlacedComment[] =>
  comments.map((comment, i) => ({ ...comment, ref: `${lesson}.${i + 1}` }));

/**
 * Gives comments their ids. Exports hold exact repeats, and every one of them is a comment:
 * the n-th repeat hashes its number too, so ids are unique in a lesson and stable from one import to the next.
 * A lesson that comes in parts is identified with one `repeats` for all of them.
 */
export function identify(all: readonly CommentFacts[], source: CommentSource, repeats = countRepeats()): FeaturedComment[] {
  return all.map(({ author, likes, replyCount, text, date, reply }) => {
    const id = commentId({ author, date, text });
    const repeat = repeats(id);
    return { id: repeat === 0 ? id : commentId({ author, date, text }, repeat), author, likes, replyCount, text, date, reply, source };
  });
}

/** Content hash of a comment; `repeat` numbers exact repeats from 0. */
export function commentId({ author, date = '', text }: Pick<CommentFacts, 'author' | 'date' | 'text'>, repeat = 0): string {
  // lengths first, so that no two different triples run together into one string
  const key = `${author.length}:${author}${date.length}:${date}${text}${repeat === 0 ? '' : `\u0000${repeat}`}`;
  return hash(key);
}

/** Two FNV-1a lanes of 32 bits with different seeds, over UTF-16 code units; 48 bits of them are kept. Not for secrets. */
export function hash(key: string): string {
  let a = 0x811c9dc5;
  let b = 0x050c5d1f;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + 0x9e37), 0x01000193) ^ (a >>> 15);
  }
  const hex = (lane: number) => (mixed(lane) >>> 0).toString(16).padStart(8, '0');
  return (hex(a) + hex(b)).slice(0, 12);
}

/** Spreads the last characters' bits over the lane (the finisher of MurmurHash3). */
export function mixed(lane: number): number {
  let h = lane ^ (lane >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
