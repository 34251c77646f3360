import type { CommentClass } from '../classes.js';

/**
 * One sign in a sentence. Weights were set by hand: 3 decides alone, 2 decides unless something as strong speaks against it,
 * 1 helps, and what is below 0 takes away. Patterns run over single sentences and hold only bounded repetitions, so they are linear.
 */
export interface Cue {
  readonly class: CommentClass;
  readonly weight: number;
  readonly pattern: RegExp;
}

export const cue = (of: CommentClass, weight: number, pattern: RegExp): Cue => ({ class: of, weight, pattern });
