import { type ChoiceQuestion, isChoice, type Option, type Question } from './question.js';

/** FNV-1a, 32 bits, over UTF-16 code units. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state >>> 0;
}

/** mulberry32: a small generator with a full period over its 32-bit state; uniform in [0, 1). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fisher–Yates by a seed: the same order for the same seed and the same things. */
function shuffled<Thing>(things: readonly Thing[], seed: string): Thing[] {
  const next = generator(hash(seed));
  const all = [...things];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [all[i], all[j]] = [all[j] as Thing, all[i] as Thing];
  }
  return all;
}

/**
 * The options in the order shown for a seed: shuffled, pinned ones last; those of a statement stay as they are.
 * Depends on the seed and on which options there are, never on which one is right.
 */
export function inOrder({ kind, options }: Pick<ChoiceQuestion, 'kind' | 'options'>, seed: string): Option[] {
  if (kind === 'true-false') return [...options];
  return [...shuffled(options.filter((option) => !option.pin), seed), ...options.filter((option) => option.pin)];
}

/** Items in the order shown for a seed. By id first: the order in which they are written is the solution of some. */
export const itemsInOrder = <Thing extends { readonly id: string }>(items: readonly Thing[], seed: string): Thing[] =>
  shuffled([...items].sort((a, b) => (a.id < b.id ? -1 : 1)), seed);

/** What is shown with a letter or number each, in the order shown; nothing where words are typed. */
export function shownIn(question: Question, seed: string): readonly { readonly id: string }[] {
  if (isChoice(question)) return inOrder(question, seed);
  return question.kind === 'typed' ? [] : itemsInOrder(question.items, seed);
}

/** `A` for the first place. */
export const letter = (place: number): string => String.fromCharCode(65 + place);

/** Changes with every word of a question: whoever was asked it before sees another one now. */
export const fingerprint = (question: Question): string => hash(JSON.stringify(question)).toString(36);
