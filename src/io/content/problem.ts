/** A mistake in content: where, and what to do about it. `line` counts from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export const show = (problem: Problem): string => `${problem.file}:${problem.line}  ${problem.message}`;

/** Collects the mistakes of one file. */
export type Report = (line: number, message: string) => void;
