import type { Sentence } from '../sentences.js';
import type { Cue } from './cue.js';
import { EN } from './en.js';
import { ZH } from './zh.js';

export const EVERY_CUE: readonly Cue[] = [...ZH, ...EN];

/** What is read of a sentence, UTF-16 units: keeps the patterns cheap on walls of text. */
const READ = 600;

/** A sentence is asked as a clause, as a part of its comment, and by the rules. */
const known = new WeakMap<Sentence, readonly number[]>();

/** The cues in sentences, by their place in the table; code says nothing of what its writer wants. */
export const cuesIn = (sentences: readonly Sentence[]): Set<number> => new Set(sentences.flatMap(cuesOf));

function cuesOf(sentence: Sentence): readonly number[] {
  if (sentence.code) return [];
  const before = known.get(sentence);
  if (before) return before;
  const part = sentence.text.slice(0, READ);
  const found = EVERY_CUE.flatMap((cue, i) => (cue.pattern.test(part) ? [i] : []));
  known.set(sentence, found);
  return found;
}
