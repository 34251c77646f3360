import type { PlacedComment } from './comment.js';
import { compareComments } from './order.js';
import { folded } from './similar.js';

/** Comments that say the same; `stands` speaks for all of them. */
export interface Group {
  readonly stands: PlacedComment;
  /** The others, best first. */
  readonly same: readonly PlacedComment[];
}

/**
 * Merges comments whose letters are the same after folding width, case, punctuation and spacing. The most liked one stands.
 * A comment without letters (emoji, an empty text) is merged only with the very same text.
 */
export function mergeSame(comments: readonly PlacedComment[]): Group[] {
  const groups = new Map<string, PlacedComment[]>();
  for (const comment of comments) {
    const letters = folded(comment.text);
    const key = letters === '' ? `=${comment.text}` : letters;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [comment]);
    else group.push(comment);
  }
  return [...groups.values()].map((group) => {
    const [stands, ...same] = group.toSorted(compareComments);
    return { stands: stands!, same };
  });
}
