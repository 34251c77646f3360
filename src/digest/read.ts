import type { Term } from '../course/glossary.js';
import { classify, type Classified } from './class/classify.js';
import type { PlacedComment } from './comment.js';
import { mergeSame } from './merge.js';
import { isOpen } from './open.js';
import { rank } from './rank.js';
import { termFinder } from './terms.js';

/** A comment as the digest understands it; it speaks for all that say the same. */
export interface ReadComment {
  readonly comment: PlacedComment;
  readonly classified: Classified;
  /** How many comments say this, at least 1, and the addresses of the others. */
  readonly count: number;
  readonly same: readonly string[];
  /** Ids of the course's terms in it, the rarest in the lesson's comments first. */
  readonly terms: readonly string[];
  /** A question that nobody answered, as far as one can see. */
  readonly open: boolean;
}

/** Reads the comments of one lesson together: classes, repeats, terms, open questions. Best first, whatever order they come in. */
export function readComments(comments: readonly PlacedComment[], glossary: readonly Term[]): ReadComment[] {
  const termsIn = termFinder(glossary);
  const groups = mergeSame(comments).map((group) => ({
    comment: group.stands,
    count: group.same.length + 1,
    same: group.same.map((one) => one.ref),
    classified: classify(group.stands.text),
    found: termsIn(group.stands.text),
  }));
  const spread = new Map<string, number>();
  for (const { found } of groups) for (const term of found) spread.set(term, (spread.get(term) ?? 0) + 1);
  const open = isOpen(groups);
  return rank(groups).map(({ found, ...one }) => ({
    ...one,
    terms: found.toSorted((a, b) => spread.get(a)! - spread.get(b)! || (a < b ? -1 : 1)),
    open: one.classified.class === 'question' && open(one.comment),
  }));
}
