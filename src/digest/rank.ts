import type { CommentClass } from './class/classes.js';
import type { Classified } from './class/classify.js';
import { sizeOf } from './class/sentences.js';
import type { PlacedComment } from './comment.js';
import { compareComments } from './order.js';
import { contentOf, likeness, tellingIn } from './similar.js';

export interface Rankable {
  readonly comment: PlacedComment;
  readonly classified: Classified;
  /** Terms of the course in it. */
  readonly terms: readonly string[];
  /** The others that say the same. */
  readonly same: readonly unknown[];
}

/** What informs comes first, then wishes, then thanks and small talk: no number of likes lifts a comment over its tier. */
const TIER: Readonly<Record<CommentClass, 0 | 1 | 2>> = {
  insight: 0, correction: 0, experience: 0, question: 0, answer: 0, request: 1, praise: 2, other: 2,
};
/** What a class is worth beside likes and length: an answer needs its question beside it. Fitted on the labelled comments, damped. */
const WORTH: Readonly<Record<CommentClass, number>> = {
  insight: 0, correction: 0.2, experience: 0.1, question: -0.1, answer: -0.3, request: 0, praise: 0, other: 0,
};

/** Size (as `sizeOf`) from which more length says nothing more: about a screen of a phone. */
const FULL = 400;
/** Where thanks or small talk are as likely, the place belongs to another. */
const SOCIAL = 2;
const TERM = 0.1;
const WISH = 0.1;
const REPLY = 0.15;
/** The best so many are chosen one by one against what is chosen already; the rest keeps the order of the score. */
const CHOSEN = 12;
const POOL = 60;
/** How much of the score a full repeat of a chosen comment costs. */
const REPEAT = 0.5;
/** Fewest readers that a comment is taken to have had, as a share of all: no late one is lifted without bounds. */
const FEWEST = 0.1;

/** Best first; the same for every order of the input. Highlights are its beginning. */
export function rank<T extends Rankable>(all: readonly T[]): T[] {
  const readers = readersOf(all.map((one) => one.comment));
  const scored = all
    .map((one) => ({ one, tier: TIER[one.classified.class], score: scoreOf(one, readers(one.comment)) }))
    .sort((a, b) => a.tier - b.tier || b.score - a.score || compareComments(a.one.comment, b.one.comment));
  const informing = scored.filter((s) => s.tier === 0);
  const rest = scored.filter((s) => s.tier !== 0);
  return [...varied(informing), ...rest].map((s) => s.one);
}

/**
 * Value of a comment for its readers: half the logarithm of the likes that it would have, had all readers seen it, the
 * logarithm of the length, a little for replies and for the course's terms. `readers`: the share of them that came after it.
 */
function scoreOf({ comment, classified, terms, same }: Rankable, readers: number): number {
  const size = Math.min(FULL, sizeOf(comment.text.slice(0, 4 * FULL)));
  const likes = Math.max(0, comment.likes ?? 0) + (comment.groupLikes ?? 0);
  // of a wish, how many share it is all that counts
  if (classified.class === 'request') return Math.log1p(likes / Math.sqrt(readers)) + Math.log1p(same.length) + WISH * Math.log1p(size);
  return (
    0.5 * Math.log1p(likes / Math.sqrt(readers)) +
    Math.log1p(size) +
    REPLY * Math.log1p(comment.replyCount ?? 0) +
    TERM * Math.min(3, terms.length) +
    WORTH[classified.class] -
    SOCIAL * (classified.is.praise + classified.is.other)
  );
}

/** The share of the lesson's comments written on a comment's day or later: its readers, as far as one can see. */
function readersOf(comments: readonly PlacedComment[]): (comment: PlacedComment) => number {
  const days = comments.flatMap((one) => one.date ?? []).sort();
  const first = new Map<string, number>();
  for (const [i, day] of days.entries()) if (!first.has(day)) first.set(day, i);
  return ({ date }) => (date === undefined ? 1 : Math.max(FEWEST, 1 - first.get(date)! / days.length));
}

/** Maximal marginal relevance over the best `POOL`: each next one is worth its score less what is said already. */
function varied<S extends { one: Rankable; score: number }>(sorted: readonly S[]): S[] {
  const pool = sorted.slice(0, POOL).map((s) => ({ s, content: contentOf(s.one.comment.text), repeats: 0 }));
  const { telling } = tellingIn(pool.map((p) => p.content));
  const chosen: S[] = [];
  while (pool.length > 0 && chosen.length < CHOSEN) {
    const worth = (p: { s: S; repeats: number }) => p.s.score * (1 - REPEAT * p.repeats);
    // the pool is in order, so the first of equals is the one that stands first there
    const at = pool.reduce((best, p, i) => (worth(p) > worth(pool[best]!) ? i : best), 0);
    const [next] = pool.splice(at, 1);
    chosen.push(next!.s);
    for (const p of pool) p.repeats = Math.max(p.repeats, likeness(p.content, next!.content, telling));
  }
  return [...chosen, ...pool.map((p) => p.s), ...sorted.slice(POOL)];
}
