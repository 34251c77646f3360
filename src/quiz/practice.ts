/** One question asked in private, untimed. */
export interface Practice {
  readonly id: string;
  readonly member: string;
  readonly question: string;
  /** The pool it was drawn from: a lesson's id, or empty for the whole course. */
  readonly from: string;
  /** Id of the picked option; the first pick counts. */
  readonly pick?: string;
}

export const practiceKey = (id: string): string => `practice:${id}`;
export const PRACTICE_TTL_MS = 30 * 86_400_000;
