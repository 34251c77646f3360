import type { Option, Question } from './question.js';

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

/**
 * The options in the order shown for a seed: shuffled (Fisher–Yates), pinned ones last. Depends on the seed and on
 * which options there are, never on which one is right.
 */
export function inOrder(question: Question, seed: string): Option[] {
  const next = generator(hash(seed));
  const free = question.options.filter((option) => !option.pin);
  for (let i = free.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [free[i], free[j]] = [free[j] as Option, free[i] as Option];
  }
  return [...free, ...question.options.filter((option) => option.pin)];
}

/** `A` for the first place. */
export const letter = (place: number): string => String.fromCharCode(65 + place);
