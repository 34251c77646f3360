/** What was found, and where: UTF-16 units into the text. */
export interface Found {
  readonly what: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * One shape of contact data in a text whose full-width characters are folded. What is hidden is the first group, which ends
 * the pattern, or the whole match. Repetitions are bounded, so that a wall of text costs little.
 */
export interface Sign {
  readonly pattern: RegExp;
  /** Looks around: whether it is contact data here. */
  readonly holds?: (found: Found) => boolean;
}

/** The last `units` before what was found. */
export const before = ({ text, start }: Found, units: number): string => text.slice(Math.max(0, start - units), start);
