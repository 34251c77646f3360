/**
 * Finds the next place of something at or after a position. Remembers its last answer, so that asking at rising
 * positions costs one pass over the source in all, also where there is nothing to find.
 */
export type Finder = (from: number) => number;

/** `locate(from)` gives the next place at or after `from`, or -1. The finder gives Infinity for -1. */
export function finder(locate: (from: number) => number): Finder {
  let asked = -1;
  let known = -1;
  return (from) => {
    if (asked < 0 || from < asked || from > known) {
      const at = locate(from);
      known = at < 0 ? Infinity : at;
      asked = from;
    }
    return known;
  };
}

/** More white space than this stands in no tag or entry. */
const MAX_SPACE = 1000;

/** The first position at or after `at` that is no ASCII white space; looks at 1,000 units at most. */
export function skipSpace(source: string, at: number): number {
  let i = at;
  for (const end = Math.min(source.length, at + MAX_SPACE); i < end; i++) {
    const unit = source.charCodeAt(i);
    if (unit !== 32 && (unit < 9 || unit > 13)) break;
  }
  return i;
}
