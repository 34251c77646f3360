import type { CommentClass } from './class/classes.js';
import type { Classified } from './class/classify.js';
import type { FeaturedComment } from './comment.js';
import { compareComments } from './order.js';
import { sizeOf } from './class/sentences.js';
import { bigrams, overlap } from './similar.js';

export interface Rankable {
  readonly comment: FeaturedComment;
  readonly classified: Classified;
}

/** What informs comes first, then wishes, then thanks and small talk: no number of likes lifts a comment over its tier. */
const TIER: Readonly<Record<CommentClass, 0 | 1 | 2>> = {
  insight: 0, correction: 0, experience: 0, question: 0, answer: 0, request: 1, praise: 2, other: 2,
};

/** Size (as `sizeOf`) from which more length says nothing more: about a screen of a phone. */
const FULL = 400;
/** The best so many are chosen one by one against what is chosen already; the rest keeps the order of the score. */
const CHOSEN = 12;
const POOL = 60;
/** How much of the score a full repeat of a chosen comment costs. */
const REPEAT = 0.5;

/** Value of a comment for its readers, ≥ 0: half the logarithm of the likes, the logarithm of the length, a little for replies. */
export function scoreOf(comment: FeaturedComment): number {
  const size = Math.min(FULL, sizeOf(comment.text.slice(0, 4 * FULL)));
  return 0.5 * Math.log1p(Math.max(0, comment.likes ?? 0)) + Math.log1p(size) + 0.15 * Math.log1p(comment.replyCount ?? 0);
}

/** Best first; the same for every order of the input. Highlights are its beginning. */
export function rank<T extends Rankable>(all: readonly T[]): T[] {
  const scored = all
    .map((one) => ({ one, tier: TIER[one.classified.class], score: scoreOf(one.comment) }))
    .sort((a, b) => a.tier - b.tier || b.score - a.score || compareComments(a.one.comment, b.one.comment));
  const informing = scored.filter((s) => s.tier === 0);
  const rest = scored.filter((s) => s.tier !== 0);
  return [...varied(informing), ...rest].map((s) => s.one);
}

/** Maximal marginal relevance over the best `POOL`: each next one is worth its score less what is said already. */
function varied<S extends { one: Rankable; score: number }>(sorted: readonly S[]): S[] {
  const pool = sorted.slice(0, POOL).map((s) => ({ s, pairs: bigrams(s.one.comment.text), repeats: 0 }));
  const chosen: S[] = [];
  while (pool.length > 0 && chosen.length < CHOSEN) {
    const worth = (p: { s: S; repeats: number }) => p.s.score * (1 - REPEAT * p.repeats);
    // the pool is in order, so the first of equals is the one that stands first there
    const at = pool.reduce((best, p, i) => (worth(p) > worth(pool[best]!) ? i : best), 0);
    const [next] = pool.splice(at, 1);
    chosen.push(next!.s);
    for (const p of pool) p.repeats = Math.max(p.repeats, overlap(p.pairs, next!.pairs));
  }
  return [...chosen, ...pool.map((p) => p.s), ...sorted.slice(POOL)];
}
