import type { Term } from '../glossary.js';
import { runs, tokens } from '../tokens.js';

/** Pieces that names are made of: single Han characters, whole Latin words. */
export const atoms = (text: string): string[] => runs(text).flatMap((run) => ('han' in run ? run.han : [run.word]));

/** The tokens of every name of a term, in every language. */
export const nameTokens = (term: Term): string[] => [...new Set([...Object.values(term.name), ...term.aliases].flatMap(tokens))];

interface Crossing {
  readonly term: Term;
  /** How much of the text its name takes, in words: a Latin one is 1, a Han character ½. */
  readonly words: number;
}

const HAN = /^\p{Script=Han}/u;

/** A name is at most so many atoms long; longer ones are sentences. */
const LONGEST = 16;

/**
 * The glossary as a bridge between languages: finds the terms whose names or aliases stand in a text, the longest first,
 * each place used once.
 */
export function createBridge(glossary: readonly Term[]): (atoms: readonly string[]) => Crossing[] {
  const byName = new Map<string, Term>();
  let longest = 0;
  for (const term of glossary) {
    // the id too, since it is what Latin letters make of the name
    for (const name of [...Object.values(term.name), ...term.aliases, term.id]) {
      const parts = atoms(name);
      // «stateful set» is «StatefulSet»: no space between atoms
      if (parts.length <= LONGEST && !byName.has(parts.join(''))) byName.set(parts.join(''), term);
      longest = Math.max(longest, Math.min(parts.length, LONGEST));
    }
  }
  byName.delete('');
  return (text) => {
    const found = new Map<Term, number>();
    for (let at = 0; at < text.length; ) {
      let used = 1;
      for (let length = Math.min(longest, text.length - at); length > 0; length--) {
        const term = byName.get(text.slice(at, at + length).join(''));
        if (!term) continue;
        const words = text.slice(at, at + length).reduce((sum, atom) => sum + (HAN.test(atom) ? 0.5 : 1), 0);
        found.set(term, Math.max(found.get(term) ?? 0, words));
        used = length;
        break;
      }
      at += used;
    }
    return [...found].map(([term, words]) => ({ term, words }));
  };
}
