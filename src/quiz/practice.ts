/** One question asked in private, untimed. */
export interface Practice {
  readonly id: string;
  readonly member: string;
  readonly question: string;
  /** `review`: it was asked because its card was due. */
  readonly mode: 'practice' | 'review';
  /** Of the question as it was asked. */
  readonly print: string;
  /** The pool it was drawn from: the id of a lesson or a topic, or empty for the whole course. */
  readonly from: string;
  /** In its canonical form (grade.ts); the first counts. */
  readonly answer?: string;
  /** Epoch milliseconds at which it was given. */
  readonly at?: number;
}

export const practiceKey = (id: string): string => `practice:${id}`;
export const PRACTICE_TTL_MS = 30 * 86_400_000;
