import type { Term } from '../course/glossary.js';
import type { CommentClass } from './class/classes.js';
import { classify, type Classified } from './class/classify.js';
import { namesOf } from './class/features.js';
import type { PlacedComment } from './comment.js';
import { mergeAlike, mergeSame } from './merge.js';
import { isOpen } from './open.js';
import { rank } from './rank.js';
import { termFinder } from './terms.js';

/** A comment as the digest understands it; it speaks for all that say the same. */
export interface ReadComment {
  readonly comment: PlacedComment;
  readonly classified: Classified;
  /** The others that say the same. */
  readonly same: readonly { readonly comment: PlacedComment; readonly classified: Classified }[];
  /** Ids of the course's terms in it, the rarest in the lesson's comments first. */
  readonly terms: readonly string[];
  /** A question that nobody answered, as far as one can see. */
  readonly open: boolean;
}

/** Reads the comments of one lesson together: classes, repeats, terms, open questions. Best first, whatever order they come in. */
export function readComments(comments: readonly PlacedComment[], glossary: readonly Term[]): ReadComment[] {
  const termsIn = termFinder(glossary);
  const names = namesOf(comments.map((one) => one.author));
  const read = mergeSame(comments).map(({ stands, same }) => ({
    comment: stands,
    same,
    classified: inPlace(stands, classify(stands.text, { names, author: stands.author })),
    terms: termsIn(stands.text),
  }));
  const spread = new Map<string, number>();
  for (const { terms } of read) for (const term of terms) spread.set(term, (spread.get(term) ?? 0) + 1);
  const open = isOpen(read);
  const merged = mergeAlike(read).map(({ stands, same }) => ({
    ...stands,
    same: [stands, ...same].flatMap((one) => [...(one === stands ? [] : [one]), ...one.same.map((comment) => ({ comment, classified: one.classified }))]),
    terms: stands.terms.toSorted((a, b) => spread.get(a)! - spread.get(b)! || (a < b ? -1 : 1)),
    open: stands.classified.class === 'question' && [stands, ...same].every((one) => [one.comment, ...one.same].every(open)),
  }));
  return rank(merged);
}

/** What informs and was written as an answer to another comment is one, whatever it would be alone. */
function inPlace(comment: PlacedComment, classified: Classified): Classified {
  return comment.answers !== undefined && INFORMS.has(classified.class) ? { ...classified, class: 'answer' } : classified;
}

const INFORMS: ReadonlySet<CommentClass> = new Set(['insight', 'experience']);
