import type { CommentClass } from '../classes.js';

/**
 * A sign in a sentence, of a class that it speaks for, or of `none`: it tells a quotation or a figure of speech from a
 * question. `strength` was set by hand (3 decides alone, 1 helps); how far to trust it was learnt. Patterns run over single sentences and hold only bounded repetitions, so they are linear.
 */
export interface Cue {
  readonly of: CommentClass | 'none';
  readonly strength: number;
  readonly pattern: RegExp;
}

export const cue = (of: Cue['of'], strength: number, pattern: RegExp): Cue => ({ of, strength, pattern });
