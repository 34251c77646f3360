import { namesOf, type Term } from '../course/glossary.js';
import { fold } from '../course/search/fold.js';

/** What is read of a comment, UTF-16 units. */
const READ = 6000;
/** Shorter names (a letter, one character) stand in every second text. */
const SHORTEST = 2;

const LETTER = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;

type Finder = (text: string) => string[];

/** Made once a glossary: folding all of its names costs as much as reading some dozens of comments. */
const finders = new WeakMap<readonly Term[], Finder>();

/** Says which terms a text names, by id, each once, in order of the glossary. Linear in the text. */
export function termFinder(glossary: readonly Term[]): Finder {
  const made = finders.get(glossary) ?? makeFinder(glossary);
  finders.set(glossary, made);
  return made;
}

function makeFinder(glossary: readonly Term[]): Finder {
  // by the first two characters, so that a position of the text is compared with a handful of names
  const names = new Map<string, { name: string; id: string }[]>();
  for (const term of glossary) {
    for (const name of namesOf(term).filter((one) => one.length >= SHORTEST)) {
      const start = name.slice(0, 2);
      names.set(start, [...(names.get(start) ?? []), { name, id: term.id }]);
    }
  }
  for (const list of names.values()) list.sort((a, b) => b.name.length - a.name.length);

  return (text) => {
    const { letters, borders } = lettersOf(text.slice(0, READ).toWellFormed());
    const found = new Set<string>();
    const ends = (at: number) => borders.has(at) || (letters[at] === 's' && borders.has(at + 1));
    for (let i = 0; i + 1 < letters.length; i++) {
      if (!borders.has(i)) continue;
      const match = names.get(letters.slice(i, i + 2))?.find(({ name }) => letters.startsWith(name, i) && ends(i + name.length));
      if (match === undefined) continue;
      found.add(match.id);
      i += match.name.length - 1;
    }
    return found.size === 0 ? [] : glossary.filter((term) => found.has(term.id)).map((term) => term.id);
  };
}

/** A text as names are compared, and the positions in it where a name may begin or end: between words, and around every Han character. */
function lettersOf(text: string): { letters: string; borders: ReadonlySet<number> } {
  let letters = '';
  const borders = new Set([0]);
  let wordOpen = false;
  for (const char of fold(text).toLowerCase()) {
    const han = HAN.test(char);
    if (!LETTER.test(char)) {
      borders.add(letters.length);
      wordOpen = false;
      continue;
    }
    if (han || !wordOpen) borders.add(letters.length);
    letters += char;
    wordOpen = !han;
  }
  borders.add(letters.length);
  return { letters, borders };
}
