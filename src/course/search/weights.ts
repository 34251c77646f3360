/**
 * Every number that the order of hits hangs on. They were set on two thirds of the recorded queries; the last third,
 * held out, was only counted.
 *
 * Groups of fields: a match in each is saturated by itself, so that a word which a long text repeats forty times does
 * not drown the title that has it once. `weight`: what a match in it is worth. `b`: how much a long field is held
 * against it (BM25's b). `chars`: single Han characters are indexed as well, for words with a wrong character in them.
 */
export const GROUPS = [
  { name: 'title', weight: 2.2, b: 0.3, chars: true },
  { name: 'names', weight: 2.2, b: 0.4, chars: true },
  { name: 'lead', weight: 1, b: 0.6, chars: false },
  { name: 'text', weight: 0.75, b: 0.75, chars: false },
] as const;

export type Group = (typeof GROUPS)[number]['name'];

export const WEIGHTS = {
  /** How soon more of the same word stops to count (BM25's k1; Robertson & Zaragoza, 2009). */
  k1: 0.9,
  /** How far a word's rareness is that in its group of fields, not in the whole: `cluster` is in every text, but in few titles. */
  ownRarity: 0.5,
  /** What a glossary term in the query says of its lessons, and how that falls from the first of them to the sixth. */
  bridge: 2.8,
  places: [1, 0.7, 0.55, 0.45, 0.4, 0.35],
  /** What a term's other names count, all together, where the reader typed one of them. */
  translated: 0.3,
  /** A word that was not typed: completed, a known one completed, corrected, split, joined, another form, one character of a pair. */
  completed: 0.7,
  alsoCompleted: 0.15,
  corrected: 0.6,
  split: 0.8,
  joined: 0.9,
  form: 0.35,
  char: 0.5,
  /** The reader named the lesson itself: more than any sum of words. */
  named: 1e6,
} as const;

/** BM25's idf: how much it says that a word is there, when `having` of `all` have it. */
export const rarity = (all: number, having: number): number => Math.log(1 + (all - having + 0.5) / (having + 0.5));
