import type { Classified } from './class/classify.js';
import { CLASSES, type CommentClass } from './class/classes.js';
import type { PlacedComment } from './comment.js';
import { compareComments } from './order.js';
import { type Content, contentOf, folded, likeness, tellingIn } from './similar.js';

/** Comments that say the same; `stands` speaks for all of them. */
export interface Group<T> {
  readonly stands: T;
  /** The others, best first. */
  readonly same: readonly T[];
}

/**
 * Merges comments whose letters are the same after folding width, case, punctuation and spacing. The most liked one stands.
 * A comment without letters (emoji, an empty text) is merged only with the very same text.
 */
export function mergeSame(comments: readonly PlacedComment[]): Group<PlacedComment>[] {
  const groups = new Map<string, PlacedComment[]>();
  for (const comment of comments) {
    const letters = folded(comment.text);
    const key = letters === '' ? `=${comment.text}` : letters;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [comment]);
    else group.push(comment);
  }
  return [...groups.values()]
    .map((group) => group.toSorted(compareComments))
    .map(([stands, ...same]) => ({ stands: stands!, same }))
    .sort((a, b) => compareComments(a.stands, b.stands));
}

/** A comment read so far, with those that are the same to the letter. */
interface Read {
  readonly comment: PlacedComment;
  readonly same: readonly PlacedComment[];
  readonly classified: Classified;
}

/** Likeness of the contents times the chance that both are of one class; both numbers set for precision on the labelled comments. */
const ALIKE = 0.14;
const DOUBT = 2.5;
/** Two thanks are alike and yet not the same; only what informs is merged. */
const INFORMS: ReadonlySet<CommentClass> = new Set(['insight', 'question', 'answer', 'correction', 'experience', 'request']);
/** Candidates share one of a comment's most telling pieces, which stands in at most so many comments: keeps the work linear. */
const PIECES = 10;
const COMMON = 25;

/**
 * Merges comments that say the same in other words: each joins the one before it (in order of likes) that it is most like,
 * if it is like enough; never a third through a second.
 */
export function mergeAlike<T extends Read>(read: readonly T[]): Group<T>[] {
  const contents = new Map(read.map((one) => [one, contentOf(one.comment.text)]));
  const { telling, spread } = tellingIn([...contents.values()]);
  const groups = new Map<T, T[]>();
  const at = new Map<string, T[]>();
  for (const one of read) {
    const content = contents.get(one)!;
    const keys = [...content]
      .filter((piece) => spread.get(piece)! > 1 && spread.get(piece)! <= COMMON)
      .sort((a, b) => telling(b) - telling(a) || (a < b ? -1 : 1))
      .slice(0, PIECES);
    const like = (other: T) => sameClass(one, other) * likeness(content, contents.get(other) as Content, telling, DOUBT);
    // an answer belongs to its question, whoever says the same elsewhere
    const stands = INFORMS.has(one.classified.class) && one.comment.answers === undefined
      ? [...new Set(keys.flatMap((key) => at.get(key) ?? []))]
          .map((other) => ({ other, by: like(other) }))
          .filter(({ by }) => by >= ALIKE)
          .reduce<{ other: T; by: number } | undefined>((best, next) => (best === undefined || next.by > best.by ? next : best), undefined)?.other
      : undefined;
    if (stands) {
      groups.get(stands)!.push(one);
      continue;
    }
    groups.set(one, []);
    for (const key of keys) at.set(key, [...(at.get(key) ?? []), one]);
  }
  return [...groups].map(([stands, same]) => ({ stands, same }));
}

const sameClass = (a: Read, b: Read): number => CLASSES.reduce((sum, name) => sum + a.classified.is[name] * b.classified.is[name], 0);
