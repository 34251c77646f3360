import { misspelt } from './typos.js';

/** At most so many words for one beginning. */
const COMPLETIONS = 24;

export interface Latin {
  /** Words that begin so, in alphabetical order, the word itself left out. */
  beginningWith(start: string): string[];
  /** Known words that a misspelt one may have meant, the likeliest first. */
  near(word: string): string[];
  /** Other forms of a word: scheduling, scheduled, scheduler. */
  forms(word: string): readonly string[];
}

/** The Latin words of the index, sorted, to be found by parts and in other forms. */
export function createLatin(vocabulary: Iterable<string>): Latin {
  const sorted = [...vocabulary].filter((word) => /^[a-z][a-z0-9]+$/.test(word)).sort();
  // made when a query first asks for it
  let families: Map<string, string[]> | undefined;
  let near: ((word: string) => string[]) | undefined;
  return {
    beginningWith(start) {
      const found: string[] = [];
      for (let i = lowerBound(sorted, start); sorted[i]?.startsWith(start) && found.length < COMPLETIONS; i++) {
        if (sorted[i] !== start) found.push(sorted[i] as string);
      }
      return found;
    },
    near: (word) => (near ??= misspelt(sorted))(word),
    forms: (word) => ((families ??= familiesOf(sorted)).get(stemOf(word)) ?? []).filter((other) => other !== word),
  };
}

function familiesOf(words: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const word of words) {
    const stem = stemOf(word);
    const family = found.get(stem);
    if (family) family.push(word);
    else found.set(stem, [word]);
  }
  return found;
}

const ENDING = /(?:izations?|isations?|ations?|ments?|ities|ness|ings?|ions?|able|ible|ors?|ers?|ies|ity|ed|es|ly|al|ive|e|y|s)$/;

/** What the forms of a word share; it is compared, never shown, so it need not be a word. */
function stemOf(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word;
  const stem = word.replace(ENDING, '');
  // "starting" and "start", "running" and "run"
  return stem.length < 3 ? word : stem.replace(/([b-df-hj-km-np-rtv-z])\1$/, '$1');
}

function lowerBound(sorted: readonly string[], start: string): number {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
