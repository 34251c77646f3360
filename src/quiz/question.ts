import type { Localized } from '../course/course.js';

export interface Option {
  /** Stable within its question, `a`…`f`. */
  readonly id: string;
  readonly text: Localized;
  /** Distractors only: why it tempts, and why it is wrong. */
  readonly why: Localized | undefined;
  /** Stays last, whatever the order ("all of the above"). */
  readonly pin: boolean;
}

/** One question with one right option, the same in every language. */
export interface Question {
  readonly id: string;
  readonly lesson: string;
  readonly topic: string;
  readonly difficulty: 1 | 2 | 3;
  readonly stem: Localized;
  readonly options: readonly Option[];
  /** Id of the right option. */
  readonly key: string;
  readonly explanation: Localized;
  /** Where it can be read: a web address, or `lesson:ID`. */
  readonly source: string;
}
